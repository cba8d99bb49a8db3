#include "property/random_rules.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string_view>
#include <vector>

#include "syntax/forms.hpp"

namespace credence::testing {
namespace {

using syntax::TokenKind;
using syntax::TokenSet;

// How a word is joined to the one before.
enum class Join { free, glued, clause, entry, row, margin };

struct Word {
    std::string text;  // '\n' in a quoted text: a break there
    Join join = Join::free;
};

using Draw = std::function<void()>;

// --- What is written ------------------------------------------------------------------------------------------------------------

class Author {
public:
    explicit Author(Dice& dice) : dice_(dice) {}

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
    bool chance(std::size_t one_in) { return dice_.roll(one_in) == 0; }
    template <std::size_t n>
    std::string any(const std::string_view (&list)[n]) {
        return std::string(list[dice_.roll(n)]);
    }
    void say(std::string text, Join join = Join::free) { words_.push_back({std::move(text), join}); }
    void say(std::initializer_list<std::string_view> texts) {
        for (const auto text : texts) say(std::string(text));
    }
    void either(std::initializer_list<Draw> ways) {
        std::next(ways.begin(), static_cast<std::ptrdiff_t>(dice_.roll(ways.size())))->operator()();
    }
    void list(std::size_t most, const Draw& item, std::string_view sign = ",") {
        for (auto n = 1 + dice_.roll(most); n > 0; --n) {
            item();
            if (n > 1) say(std::string(sign), sign == "," ? Join::glued : Join::free);
        }
    }
    // Names, some of which are words of the language.
    void a_name() {
        static constexpr std::string_view names[] = {
            "p",    "q", "Person", "risk_tolerance", "P3",   "a_name_that_is_rather_long", "kind", "year", "note", "show",
            "text", "x", "about",  "reads",          "topic"};
        say(any(names));
    }
    void quoted(bool holes = true) {
        static constexpr std::string_view pieces[] = {"more likely",     "a \\\"quote\\\" inside", "{{braces}}", "two  blanks",
                                                      "n\u00e4her",      "the record indicates",   "a\nbreak",   "x \n y",
                                                      "so # no comment", "\u6f22\u5b57 wide",      "until"};
        static constexpr std::string_view filled[] = {"{p}", "{years_in(p,  activism):.1}", "{value(p,\n q)}", "{a + b}"};
        std::string text = chance(12) ? "\"\n" : "\"";
        for (auto n = dice_.roll(chance(4) ? 24 : 4); n > 0; --n) {
            text += holes && chance(4) ? any(filled) : any(pieces);
            if (n > 1 || chance(9)) text += ' ';
        }
        say(text + "\"");
    }
    void day() { say(chance(2) ? "2026-03-11" : "2001-02"); }
    void a_number() {
        static constexpr std::string_view numbers[] = {"0", "1", "2.50", "1300", "0.125"};
        say(any(numbers));
    }
    void type() {
        either({[&] { a_name(); },
                [&] {
                    say({"range", "of"});
                    a_name();
                },
                [&] {
                    say("number");
                    if (takes_unit_ || chance(2)) say("years");
                },
                [&] { say("date"); }});
    }
    void variable() {
        a_name();
        say(":", Join::glued);
        type();
    }
    void bracketed(const Draw& inside) {
        say("(", Join::glued);
        inside();
        say(")", Join::glued);
    }
    void value() {
        a_name();
        if (chance(2)) return;
        quoted(false);
        if (chance(2)) quoted(false);
    }
    void odds() {
        a_number();
        say(":", Join::glued);
        a_number();
    }
    void argument(int depth) {
        if (chance(3)) {
            a_name();
            say(":", Join::glued);
        }
        condition(depth);
    }
    void call(int depth) {
        static constexpr std::string_view names[] = {"held", "f",           "years_in",
                                                     "max",  "permissible", "a_function_with_a_long_name"};
        say(any(names));
        bracketed([&] {
            if (!chance(8)) list(4, [&] { argument(depth); });
        });
    }
    void parentheses(const Draw& inside) {
        say("(");
        inside();
        say(")", Join::glued);
    }
    void operand(int depth) {
        if (depth <= 0)
            return either({[&] { a_name(); }, [&] { a_number(); }, [&] { say("_"); }, [&] { day(); }, [&] { quoted(); }});
        either({[&] { a_name(); }, [&] { call(depth - 1); }, [&] { a_number(); },
                [&] { parentheses([&] { condition(depth - 1); }); },
                [&] {
                    static constexpr std::string_view functions[] = {"count", "sum", "min", "average", "list", "duration"};
                    say(any(functions));
                    if (chance(2)) {
                        say("of");
                        interval(depth - 1);
                    }
                    say("over");
                    parentheses([&] { condition(depth - 1); });
                },
                [&] {
                    say({"top", "3", "of"});
                    interval(0);
                    say("by");
                    interval(0);
                    say("over");
                    parentheses([&] { condition(depth - 1); });
                },
                [&] {
                    static constexpr std::string_view words[] = {"known", "unknown", "disputed", "conflict"};
                    say(any(words));
                    call(depth - 1);
                },
                [&] {
                    say("observed");
                    call(depth - 1);
                },
                [&] {
                    say({"Cost"});
                    say(".", Join::glued);
                    say("low", Join::glued);
                },
                [&] {
                    say(chance(2) ? "P3" : "P14i");
                    if (chance(2))
                        say({"applies", "to"});
                    else
                        say({"does", "not", "apply", "to"});
                    if (chance(2))
                        parentheses([&] { list(2, [&] { condition(0); }); });
                    else
                        say("x");
                },
                [&] {
                    say("-");
                    operand(0);
                },
                [&] { say({"empty"}); }, [&] { say("2026-03-11T09:00Z"); }});
    }
    void interval(int depth) {
        operand(depth);
        static constexpr std::string_view signs[] = {"+", "-", "*", "/", "up", "down"};
        for (auto n = chance(3) ? 1 + dice_.roll(chance(5) ? 9 : 2) : 0; n > 0; --n) {
            say(any(signs));
            operand(depth - 1);
        }
        if (!chance(9)) return;
        say("..", chance(2) ? Join::glued : Join::free);
        operand(depth - 1);
    }
    void comparison(int depth) {
        static constexpr std::string_view signs[] = {"=", "!=", "<", "<=", ">", ">=", "within", "overlaps"};
        interval(depth);
        either({[] {},
                [&] {
                    say(any(signs));
                    interval(depth - 1);
                },
                [&] {
                    say("between");
                    interval(depth - 1);
                    say("and");
                    interval(depth - 1);
                },
                [&] {
                    if (chance(2)) say("not");
                    say({"in", "{"});
                    list(4, [&] { interval(0); });
                    say("}", Join::glued);
                }});
    }
    void inverted(int depth) {
        if (depth <= 0) return comparison(0);
        either({[&] { comparison(depth); }, [&] { comparison(depth); }, [&] { comparison(depth); },
                [&] {
                    say("not");
                    inverted(depth - 1);
                },
                [&] {
                    say(chance(2) ? "surely" : "possibly");
                    inverted(depth - 1);
                },
                [&] {
                    say("settled");
                    interval(depth - 1);
                },
                [&] {
                    say({"some", "q", ":", "Person", "where"});
                    words_[words_.size() - 3].join = Join::glued;
                    inverted(depth - 1);
                },
                [&] {
                    say({"every", "v", ":", "Post", "where"});
                    words_[words_.size() - 3].join = Join::glued;
                    comparison(depth - 1);
                    say("has");
                    inverted(depth - 1);
                }});
    }
    // One of `and` and `or` only, as the two mix in parentheses alone; behind a quantifier neither.
    void condition(int depth) {
        const auto* sign = chance(2) ? "and" : "or";
        const auto count = chance(2) ? 1 : 1 + dice_.roll(chance(4) ? 7 : 3);
        for (auto n = count; n > 0; --n) {
            if (count == 1)
                inverted(depth);
            else
                comparison(depth - 1);
            if (n > 1) say(sign);
        }
    }

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

    Dice& dice_;
    std::vector<Word> words_;
    bool short_form_ = false;
    bool takes_unit_ = false;
};

// --- How it is laid out ---------------------------------------------------------------------------------------------------------

class Scribe {
public:
    explicit Scribe(Dice& dice) : dice_(dice) {}

    void declaration(const std::vector<Word>& words) {
        const auto& form = *syntax::declaration_form(syntax::word_kind(words[0].text));
        const auto indent = 1 + dice_.roll(5);
        // Which clauses have a line of their own; without any, lines do not go on, as they would be taken for clauses.
        std::vector<bool> own_line;
        bool below = false, lines = false;
        for (const auto& word : words) {
            const bool must =
                below || word.text == "given" || word.text == "expect" || word.join == Join::entry || word.join == Join::row;
            own_line.push_back(word.join != Join::free && word.join != Join::glued && (must || !chance(4)));
            below = word.join == Join::entry || word.join == Join::row || (below && word.join != Join::clause);
            lines = lines || (own_line.back() && word.join != Join::margin);
        }
        const bool bands = form.keyword == TokenKind::kw_bands;
        bool in_entry = bands, in_row = false;
        int depth = 0;
        std::string before;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto& word = words[i];
            switch (word.join) {
                case Join::margin: between(); break;
                case Join::clause:
                    if (own_line[i])
                        line(indent);
                    else
                        out_ += ' ';
                    in_entry = bands;
                    in_row = false;
                    depth = 0;
                    break;
                case Join::entry:
                    line(bands ? indent : indent + 3);
                    in_entry = true;
                    depth = 0;
                    break;
                case Join::row:
                    line(indent);
                    in_row = true;
                    depth = 0;
                    break;
                case Join::glued:
                    if (word.text == ")" || word.text == "," || word.text == "}") {
                        const bool may = !in_row && word.text != "," && depth > 0 && chance(14);
                        if (may && lines)
                            line(indent + 5 + dice_.roll(20));
                        else if (chance(20))
                            out_ += ' ';
                    }
                    break;
                case Join::free: {
                    const bool opens =
                        form.openers.contains(syntax::word_kind(word.text)) || word.text == "=" || word.text == "|";
                    const bool inside = depth > 0 || before == ",";
                    const bool may = !in_row && (!in_entry || inside) && !opens && lines;
                    if (may && chance(10))
                        line(indent + 5 + dice_.roll(20));
                    else if (before != "(" && before != "{" && before != "." && before != "..")
                        out_ += chance(9) ? std::string(1 + dice_.roll(3), chance(3) ? '\t' : ' ') : " ";
                    break;
                }
            }
            for (const char c : word.text) {
                out_ += c;
                if (c == '\n') out_ += std::string(indent + 5 + dice_.roll(9), ' ');
            }
            if (word.text == "(" || word.text == "{") ++depth;
            if (word.text == ")" || word.text == "}") --depth;
            before = word.text;
        }
    }

    std::string finish() {
        comments(true);
        if (chance(2)) out_ += '\n';
        return std::move(out_);
    }

private:
    bool chance(std::size_t one_in) { return dice_.roll(one_in) == 0; }
    void line_end() { out_ += chance(9) ? "\r\n" : chance(9) ? "  \n" : "\n"; }
    void comment() {
        out_ += "# comment " + std::to_string(++comments_);
        if (chance(5)) out_ += " \"quoted (";
        if (chance(9)) out_ += "  ";
    }
    // Ends the line, perhaps with comments and blank lines.
    void comments(bool margin) {
        if (out_.empty()) return;
        if (chance(9)) {
            out_ += std::string(dice_.roll(4), ' ');
            comment();
        }
        line_end();
        while (chance(9)) line_end();
        for (auto n = chance(9) ? 1 + dice_.roll(3) : 0; n > 0; --n) {
            out_ += std::string(margin && chance(2) ? 0 : dice_.roll(9), ' ');
            comment();
            line_end();
            while (chance(5)) line_end();
        }
    }
    void line(std::size_t column) {
        comments(false);
        out_ += std::string(column, ' ');
    }
    void between() {
        if (out_.empty() && chance(4)) {
            comment();
            line_end();
        }
        comments(true);
    }

    Dice& dice_;
    std::string out_;
    int comments_ = 0;
};

}  // namespace

std::string random_rules(Dice& dice) {
    Author author(dice);
    Scribe scribe(dice);
    for (auto n = 1 + dice.roll(6); n > 0; --n) scribe.declaration(author.declaration());
    return scribe.finish();
}

}  // namespace credence::testing
