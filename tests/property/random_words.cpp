#include "property/random_words.hpp"

#include <utility>

#include "property/random_phrases.hpp"
#include "syntax/forms.hpp"

namespace credence::testing {
namespace {

using syntax::TokenKind;

class WordsAuthor : Phrases {
public:
    explicit WordsAuthor(Dice& dice) : Phrases(dice) {}

    std::vector<Word> declaration() {
        words_.clear();
        const auto& forms = syntax::declaration_forms();
        const auto& form = forms[dice_.roll(forms.size())];
        takes_unit_ = form.ordered || form.keyword == TokenKind::kw_property;  // else the word behind it would be taken for one
        head(form.keyword);
        clauses(form);
        return std::move(words_);
    }

private:
    void label() {
        if (chance(2)) quoted(false);
    }
    void head(TokenKind keyword) {
        using enum TokenKind;
        say(std::string(syntax::spelling(keyword)), Join::margin);
        switch (keyword) {
            case kw_use: return quoted(false);
            case kw_correlated: return list(4, [&] { a_name(); });
            case kw_weigh: a_name(); return a_name();
            case kw_bands: return a_name();
            default: break;
        }
        a_name();
        switch (keyword) {
            case kw_parameter:
                say(":", Join::glued);
                type();
                say("=");
                condition(1);
                break;
            case kw_scale:
            case kw_choice:
                label();
                say("=");
                return list(
                    chance(3) ? 12 : 4, [&] { value(); }, keyword == kw_scale ? "<" : "|");
            case kw_attribute:
                say("of");
                a_name();
                say(":", Join::glued);
                type();
                break;
            case kw_relation:
                bracketed([&] {
                    list(7, [&] {
                        a_name();
                        say(":", Join::glued);
                        if (chance(4))
                            say({"date", "or", "today"});
                        else
                            type();
                    });
                });
                break;
            case kw_question:
                say("of");
                a_name();
                break;
            case kw_range:
                say("of");
                a_name();
                say("on");
                a_name();
                break;
            case kw_define:
                if (!chance(5)) bracketed([&] { list(4, [&] { variable(); }); });
                if (chance(2)) {
                    say(":", Join::glued);
                    type();
                }
                break;
            case kw_rule:
                short_form_ = chance(3);
                if (short_form_) bracketed([&] { list(3, [&] { argument(0); }); });
                break;
            case kw_assessment: bracketed([&] { list(3, [&] { variable(); }); }); break;
            case kw_strength:
                say("=");
                odds();
                break;
            default: break;
        }
        label();
    }

    void clauses(const syntax::DeclarationForm& form) {
        using enum TokenKind;
        std::vector<const syntax::ClauseForm*> chosen;
        const auto body = dice_.roll(3);  // of a define: a condition, cases or a table
        bool combination = false;
        for (const auto& c : form.clauses) {
            bool wants = c.required || chance(3);
            if (form.keyword == kw_define && (c.opener == kw_when || c.opener == equal || c.opener == row))
                wants = c.opener == (body == 0 ? kw_when : body == 1 ? equal : row);
            if (form.keyword == kw_question && c.opener == kw_from) wants = true;
            if (form.keyword == kw_rule && short_form_ && (c.opener == kw_then || c.opener == kw_for)) wants = false;
            const bool combines = c.opener == kw_agreed || c.opener == kw_pooled || c.opener == kw_declared;
            if (combines && std::exchange(combination, combination || wants)) wants = false;
            if (!wants) continue;
            const bool many = c.repeatable && c.opener != row && c.opener != entry && form.keyword != kw_question;
            for (auto n = many ? 1 + dice_.roll(3) : 1; n > 0; --n) chosen.push_back(&c);
        }
        if (!form.ordered && form.keyword != kw_scene && form.keyword != kw_example) dice_.shuffle(chosen);
        for (const auto* c : chosen) clause(form.keyword, c->opener);
    }

    void clause(TokenKind declaration, TokenKind opener) {
        using enum TokenKind;
        if (opener == row) return rows(declaration);
        if (opener == entry) {
            for (auto n = 1 + dice_.roll(4); n > 0; --n) {
                say("low_side", Join::entry);
                if (chance(3)) quoted(false);
                if (!chance(2)) continue;
                say("from");
                odds();
                say("for");
                a_name();
            }
            return;
        }
        if (declaration == kw_property && opener == kw_never && chance(2)) {
            const auto first = words_.size();
            call(1);
            words_[first].join = Join::clause;
            say({"never", "becomes"});
            interval(0);
            say("as");
            interval(0);
            return say(chance(2) ? "rises" : "falls");
        }
        say(std::string(syntax::spelling(opener)), Join::clause);
        switch (opener) {
            case kw_about:
            case kw_wording:
            case kw_author:
            case kw_because:
            case kw_assumption:
            case kw_reads:
            case kw_version:
            case kw_where:
            case kw_link:
            case kw_licence:
            case kw_plural: return quoted(opener == kw_because || opener == kw_assumption);
            case kw_topic: return a_name();
            case kw_chapters:
            case kw_overrides:
            case kw_like: return list(5, [&] { a_name(); });
            case kw_margin:
            case kw_year: return a_number();
            case kw_pooled:
            case kw_declared:
            case kw_protected: return;
            case kw_when:
            case kw_unless:
            case kw_answer:
            case kw_never: return condition(3);
            case kw_show: return list(6, [&] { condition(1); });
            case kw_group:
            case kw_rank: say("by"); return list(3, [&] { condition(1); });
            case kw_from:
                if (declaration == kw_question) {
                    value();
                    say("to");
                    return value();
                }
                a_name();
                return label();
            case kw_authors: return list(3, [&] { quoted(false); });
            case kw_for: return list(4, [&] { variable(); });
            case kw_kinds:
                return list(
                    4, [&] { value(); }, "|");
            case kw_confidence:
                return list(4, [&] {
                    a_name();
                    say("=");
                    a_number();
                });
            case kw_only: say("if"); return condition(1);
            case kw_said:
                say("of");
                quoted(false);
                if (chance(2)) return;
                say(",", Join::glued);
                say({"applied", "to"});
                return quoted(false);
            case kw_review: say("by"); return say("2027-01-31");
            case kw_agreed:
                if (chance(2)) {
                    say("within");
                    interval(0);
                }
                return;
            case kw_stale:
                say("after");
                if (chance(2)) {
                    a_number();
                    say("years");
                } else {
                    a_name();
                }
                return;
            case kw_prefer:
                a_name();
                say("over");
                a_name();
                if (chance(2)) {
                    say("when");
                    condition(0);
                }
                return;
            case kw_ask:
                quoted(false);
                if (chance(2)) {
                    say("of");
                    a_name();
                }
                return;
            case kw_anchor: a_name(); return quoted(false);
            case kw_caveat:
                if (chance(2)) return quoted();
                say("from");
                a_name();
                return label();
            case kw_set:
                return list(2, [&] {
                    a_name();
                    say("=");
                    condition(0);
                });
            case kw_as: say("of"); return say("2026-06-01");
            case kw_given:
            case kw_expect: return entries(opener);
            case equal:
                return list(4, [&] {
                    comparison(1);
                    either({[&] {
                                say("when");
                                condition(2);
                            },
                            [&] {
                                say("otherwise");
                                if (chance(2)) say({"or", "unknown"});
                            },
                            [&] {
                                say({"if", "unknown"});
                            }});
                });
            case kw_then: break;
            default: return;
        }
        switch (declaration) {
            case kw_rule:
                call(1);
                if (chance(2)) {
                    say("=");
                    condition(1);
                }
                if (chance(2)) {
                    say({"with", "certainty"});
                    a_number();
                }
                return;
            case kw_proposition:
                call(0);
                either({[&] {
                            say({"leans", "to"});
                            a_name();
                        },
                        [&] {
                            say("follows");
                            call(0);
                        },
                        [&] {
                            say("opposes");
                            call(0);
                        },
                        [&] {
                            say({"is", "affected"});
                        }});
                if (chance(2)) {
                    say(",", Join::glued);
                    say({"implied", "only"});
                }
                return;
            case kw_boundary:
                call(0);
                bound();
                return interval(1);
            default:
                either({[&] {
                            say("recommend");
                            quoted();
                        },
                        [&] {
                            say("warn");
                            quoted();
                        },
                        [&] {
                            say("note");
                            quoted();
                        },
                        [&] {
                            say("ask");
                            quoted();
                            if (chance(2)) {
                                say("of");
                                a_name();
                            }
                        }});
        }
    }
    void bound() {
        either({[&] { say({"at", "most"}); }, [&] { say({"at", "least"}); }, [&] { say("exactly"); }, [&] { say("within"); }});
    }

    void entries(TokenKind opener) {
        for (auto n = 1 + dice_.roll(5); n > 0; --n) {
            const auto first = words_.size();
            if (opener == TokenKind::kw_expect) {
                if (chance(6)) {
                    say({"effectiveness", "refused"});
                } else {
                    condition(2);
                    if (chance(3)) {
                        say(",", Join::glued);
                        say("saying");
                        quoted(false);
                    }
                }
            } else if (chance(4)) {
                variable();
            } else {
                call(1);
                if (chance(2)) {
                    say("=");
                    interval(1);
                }
                for (auto m = dice_.roll(5); m > 0; --m) {
                    say(",", Join::glued);
                    either({[&] {
                                say({"confidence", "high"});
                            },
                            [&] {
                                say({"confidence", "0.5"});
                            },
                            [&] {
                                say({"kind", "seen"});
                            },
                            [&] {
                                say({"group", "g1"});
                            },
                            [&] {
                                say("source");
                                quoted(false);
                            },
                            [&] {
                                say("assessor");
                                quoted(false);
                            },
                            [&] {
                                say("on");
                                day();
                            },
                            [&] {
                                say({"recorded", "2026-03-11T09:00Z"});
                            }});
                }
            }
            words_[first].join = Join::entry;
        }
    }

    void rows(TokenKind declaration) {
        const auto columns = 1 + dice_.roll(3);
        const auto line = [&](const Draw& cell, const Draw& outcome) {
            say("|", Join::row);
            for (std::size_t c = 0; c < columns; ++c) {
                cell();
                say("|");
            }
            outcome();
            say("|");
        };
        line([&] { chance(2) ? a_name() : call(0); },
             [&] {
                 say("then");
                 if (declaration == TokenKind::kw_table) {
                     call(0);
                     bound();
                 }
             });
        static constexpr std::string_view rulings[] = {"---", "-", "--------", ":---", ":--:", "----:"};
        line([&] { say(any(rulings)); }, [&] { say(any(rulings)); });
        for (auto n = 1 + dice_.roll(4); n > 0; --n) {
            line(
                [&] {
                    either({[&] { say("any"); }, [&] { list(3, [&] { interval(0); }); },
                            [&] {
                                say(">=");
                                interval(0);
                            },
                            [&] {
                                say({"between", "1", "and", "3"});
                            }});
                },
                [&] { interval(0); });
        }
    }

    bool short_form_ = false;
};

}  // namespace

std::vector<Word> random_declaration(Dice& dice) { return WordsAuthor(dice).declaration(); }

}  // namespace credence::testing
