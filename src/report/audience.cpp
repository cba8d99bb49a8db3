#include "report/audience.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <type_traits>
#include "explain/phrases.hpp"
#include "report/explanation_fields.hpp"
#include "report/fields.hpp"
#include "report/secrets.hpp"
#include "report/sections.hpp"

namespace credence::report {
namespace {

using check::Cell;
using explain::FactRef;
using explain::Phrases;

/// What the rules and the program say themselves is no secret, whoever else says it.
class PublicTexts {
public:
    explicit PublicTexts(SecretTexts& secrets) : secrets_(secrets) {}

    void gather(const check::Rulebase& rulebase, const Words& words) {
        heads(rulebase.sources);
        heads(rulebase.parameters);
        heads(rulebase.entities);
        heads(rulebase.scales);
        heads(rulebase.attributes);
        heads(rulebase.relations);
        heads(rulebase.questions);
        heads(rulebase.ranges);
        heads(rulebase.defines);
        heads(rulebase.rules);
        heads(rulebase.propositions);
        heads(rulebase.boundaries);
        heads(rulebase.advice);
        heads(rulebase.assessments);
        heads(rulebase.refusals);
        for (const auto& scale : rulebase.scales) {
            for (const auto& value : scale.values) {
                for (const auto* text : {&value.name, &value.label, &value.anchor}) secrets_.use(*text);
            }
        }
        for (const auto& attribute : rulebase.attributes) {
            for (const auto& [question, whom] : attribute.asks) secrets_.use(question);
        }
        for (const auto& refusal : rulebase.refusals) text(refusal.because);
        for (const auto& assessment : rulebase.assessments) {
            for (const auto& caveat : assessment.caveats) {
                text(caveat.words);
                if (caveat.citation) secrets_.use(caveat.citation->quote);
            }
        }
        for (const auto& [key, entry] : words.entries()) {
            for (const auto* form : {&entry.other, &entry.one}) {
                for (const auto& part : form->texts) secrets_.use(part);
            }
        }
    }

private:
    template <class T>
    void heads(const std::vector<T>& declarations) {
        for (const auto& declared : declarations) {
            secrets_.use(declared.head.label);
            text(declared.head.about);
            for (const auto& citation : declared.head.citations) secrets_.use(citation.quote);
            for (const auto& assumption : declared.head.assumptions) text(assumption);
        }
    }
    void text(const check::Text& text) {
        for (const auto& part : text.parts) secrets_.use(part.literal);
    }

    SecretTexts& secrets_;
};

/// Sees every text of a tree and writes it anew; what is in a list and speaks of somebody hidden leaves the list. The trees are no
/// constants, the visits are: casting that away spares a second set of fields.
class Sweep {
public:
    Sweep(const SecretTexts& secrets, const std::set<std::string>& own_facts, const Words& words)
        : secrets_(secrets),
          own_facts_(own_facts),
          words_(words) {}

    template <class T>
    void object(const T& value) {
        fields(*this, value);
    }

    void type(std::string_view) {}
    void ids(const Claim&) {}
    [[nodiscard]] static bool is_shape() { return false; }

    template <class T>
    void operator()(std::string_view name, const T& value) {
        visit(name, value);
    }
    void numbered(std::string_view, const std::vector<Claim>& claims) {
        for (const auto& claim : claims) object(claim);
    }
    template <class T>
    void part(std::string_view, std::string_view, std::string_view, const std::vector<T>& values) {
        thin_out(values);
    }
    template <class T>
    void nested(std::string_view, std::string_view, const std::vector<T>& values) {
        thin_out(values);
    }

private:
    void rewrite(const std::string& text) {
        std::string out;
        std::size_t done = 0;
        for (auto found = secrets_.find(text, 0); found.end != 0; found = secrets_.find(text, found.end)) {
            if (found.kind == SecretKind::own) continue;
            out += text.substr(done, found.begin - done);
            out += found.kind == SecretKind::who ? person(found.text) : words_.say("withheld");
            spoke_ = spoke_ || found.kind != SecretKind::who;
            done = found.end;
        }
        if (done == 0) return;
        out += text.substr(done);
        const_cast<std::string&>(text) = std::move(out);
    }

    /// Told apart by numbers, in the order in which they are named.
    [[nodiscard]] std::string person(std::string_view name) {
        const auto number = persons_.emplace(std::string(name), persons_.size() + 1).first->second;
        return words_.say("person_number", {{"number", fmt::to_string(number)}});
    }

    /// What rests on the reader's own record stays, without the words that are hidden.
    template <class T>
    [[nodiscard]] bool is_own(const T& claim) const {
        return std::any_of(claim.facts.begin(), claim.facts.end(), [&](const auto& id) { return own_facts_.contains(id); });
    }
    [[nodiscard]] bool is_own(const Open& open) const { return is_own(open.claim); }

    /// Those that are left after each was seen.
    template <class T>
    void thin_out(const std::vector<T>& values) {
        auto& list = const_cast<std::vector<T>&>(values);
        const bool before = spoke_;
        std::erase_if(list, [&](const T& value) {
            spoke_ = false;
            object(value);
            return spoke_ && !is_own(value);
        });
        spoke_ = before;
    }

    void visit(std::string_view, const std::string& text) { rewrite(text); }
    void visit(std::string_view, const MaybeCode& code) { rewrite(code.text); }
    void visit(std::string_view, const Path&) {}  // made of the names of figures, which are the program's
    void visit(std::string_view name, const std::vector<std::string>& texts) {
        auto& list = const_cast<std::vector<std::string>&>(texts);
        if (name == "facts") {
            std::erase_if(list, [&](const std::string& id) {
                for (auto found = secrets_.find(id, 0); found.end != 0; found = secrets_.find(id, found.end)) {
                    if (found.kind != SecretKind::own) return true;
                }
                return false;
            });
            return;
        }
        for (const auto& text : list) rewrite(text);
    }
    void visit(std::string_view, const std::vector<Claim>& claims) { thin_out(claims); }
    void visit(std::string_view, const std::vector<Reason>& reasons) { thin_out(reasons); }
    void visit(std::string_view, const std::vector<explain::Statement>& statements) { thin_out(statements); }
    void visit(std::string_view name, const std::vector<Row>& rows) {
        auto& list = const_cast<std::vector<Row>&>(rows);
        const bool before = spoke_;
        std::erase_if(list, [&](const Row& row) {
            spoke_ = false;
            for (const auto& cell : row.cells) object(cell);
            return spoke_ && std::none_of(row.cells.begin(), row.cells.end(), [&](const Claim& cell) { return is_own(cell); });
        });
        spoke_ = before;
        (void)name;
    }
    void visit(std::string_view, const std::vector<std::vector<explain::Statement>>& rows) {
        auto& list = const_cast<std::vector<std::vector<explain::Statement>>&>(rows);
        const bool before = spoke_;
        std::erase_if(list, [&](const std::vector<explain::Statement>& row) {
            spoke_ = false;
            for (const auto& cell : row) object(cell);
            return spoke_ && std::none_of(row.begin(), row.end(), [&](const auto& cell) { return is_own(cell); });
        });
        spoke_ = before;
    }
    template <class T>
    void visit(std::string_view name, const std::optional<T>& value) {
        if (value) visit(name, *value);
    }
    template <class T>
    void visit(std::string_view name, const std::vector<T>& values) {
        for (const auto& value : values) visit(name, value);
    }
    template <class T>
    requires std::is_class_v<T>
    void visit(std::string_view, const T& value) { object(value); }
    template <class T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T>
    void visit(std::string_view, const T&) {}

    const SecretTexts& secrets_;
    const std::set<std::string>& own_facts_;
    const Words& words_;
    std::map<std::string, std::size_t> persons_;
    bool spoke_ = false;  // of somebody or something hidden, since it was last put back
};

}  // namespace

struct Redaction::Secrets {
    SecretTexts texts;
    std::set<std::string> own_facts;  // of a candidate: the ids of what is on record about them
};

const std::vector<std::string>& audience_names() {
    static const std::vector<std::string> names{"planner", "panel", "candidate", "auditor"};
    return names;
}

std::optional<Audience> audience_named(std::string_view name) {
    const auto& names = audience_names();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return {};
    return static_cast<Audience>(found - names.begin());
}

explain::Detail detail_of(Audience audience) {
    return audience == Audience::auditor ? explain::Detail::record : explain::Detail::words;
}

namespace {

/// Of the first subject what is their own, of all the others of their kind what is hidden; and every name of who said it.
class Gathering {
public:
    Gathering(const Workshop& workshop, SecretTexts& texts, std::set<std::string>& own_facts)
        : workshop_(workshop),
          phrases_(workshop.model, workshop.words, {}),
          texts_(texts),
          own_facts_(own_facts) {}

    void names_of_assessors(bool also_who_declared) {
        const auto& rulebase = phrases_.rulebase();
        for (std::size_t a = 0; a < rulebase.attributes.size(); ++a) {
            const bool declared = rulebase.attributes[a].combination == check::Combination::declared;
            if (declared && !also_who_declared) continue;
            for (const auto cell : phrases_.facts().observations[a].evidence.assessor) who(cell);
        }
        if (!also_who_declared) return;
        for (const auto& tuples : phrases_.facts().relations) {
            for (const auto cell : tuples.evidence.assessor) who(cell);
        }
        for (const auto& decision : workshop_.origin.decisions) texts_.add(SecretKind::who, decision.name);
        for (const auto& declared : workshop_.origin.declared) texts_.add(SecretKind::who, declared.assessor);
    }

    void all_but(check::EntityId entity, Cell reader) {
        individuals(entity, reader);
        const auto& rulebase = phrases_.rulebase();
        for (std::uint32_t a = 0; a < rulebase.attributes.size(); ++a) {
            const auto& observations = phrases_.facts().observations[a];
            const bool of_them = rulebase.attributes[a].of == entity;
            for (std::uint32_t row = 0; row < observations.size(); ++row)
                fact({FactRef::Kind::observation, a, row}, of_them && observations.subject[row] == reader, of_them);
        }
        for (std::uint32_t r = 0; r < rulebase.relations.size(); ++r) {
            const auto& tuples = phrases_.facts().relations[r];
            const auto& columns = rulebase.relations[r].columns;
            for (std::uint32_t row = 0; row < tuples.size(); ++row) {
                bool theirs = false, somebody = false;
                for (std::size_t c = 0; c < columns.size(); ++c) {
                    if (columns[c].type != check::Type{check::TypeKind::entity, entity.value}) continue;
                    somebody = true;
                    theirs = theirs || tuples.columns[c][row] == reader;
                }
                const bool own = theirs || !somebody;
                fact({FactRef::Kind::tuple, r, row}, own, somebody);
                for (std::size_t c = 0; c < columns.size(); ++c) {
                    if (columns[c].type.kind == check::TypeKind::text)
                        texts_.add(own ? SecretKind::own : SecretKind::quote, phrases_.stored_text(tuples.columns[c][row]));
                }
            }
        }
    }

private:
    void who(Cell cell) {
        if (cell != check::no_cell && seen_.insert(cell).second) texts_.add(SecretKind::who, phrases_.stored_text(cell));
    }

    void individuals(check::EntityId entity, Cell reader) {
        const auto& all = phrases_.facts().individuals[entity.index()];
        const auto& own = all[static_cast<std::size_t>(reader)];
        texts_.add(SecretKind::own, own.id);
        texts_.add(SecretKind::own, own.name);
        each_word(own.name, [&](std::string_view word) { texts_.add(SecretKind::own, word); });
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i == static_cast<std::size_t>(reader)) continue;
            texts_.add(SecretKind::other, all[i].id);
            texts_.add(SecretKind::other, all[i].name);
            each_word(all[i].name, [&](std::string_view word) { texts_.add(SecretKind::other, word); });
        }
    }

    /// The words of a name of several that are written as names are: "Lindqvane" of "Baruti Lindqvane".
    template <class F>
    static void each_word(std::string_view name, F&& take) {
        if (name.find(' ') == std::string_view::npos) return;
        for (std::size_t begin = 0; begin < name.size();) {
            const auto end = std::min(name.find(' ', begin), name.size());
            const auto word = name.substr(begin, end - begin);
            const bool capital =
                !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) > 0x7F);
            if (word.size() > 3 && capital) take(word);
            begin = end + 1;
        }
    }

    void fact(FactRef ref, bool own, bool of_them) {
        const auto id = phrases_.id(ref);
        if (own && of_them) own_facts_.insert(id);
        if (of_them) texts_.add(own ? SecretKind::own : SecretKind::fact, id);
        const auto quote = phrases_.evidence(ref).at(&engine::EvidenceColumns::quote, ref.row);
        if (quote != check::no_cell) texts_.add(own ? SecretKind::own : SecretKind::quote, phrases_.stored_text(quote));
    }

    const Workshop& workshop_;
    Phrases phrases_;
    SecretTexts& texts_;
    std::set<std::string>& own_facts_;
    std::set<Cell> seen_;
};

/// Only rows that rest on nothing, or on what is the reader's own.
void keep_own(Table& table, const std::set<std::string>& own) {
    std::erase_if(table.rows, [&](const Row& row) {
        return std::any_of(row.cells.begin(), row.cells.end(), [&](const Claim& cell) {
            return std::any_of(cell.facts.begin(), cell.facts.end(), [&](const auto& id) { return !own.contains(id); });
        });
    });
}

}  // namespace

Redaction::Redaction(const Workshop& workshop, const Asking& asking)
    : workshop_(workshop),
      secrets_(std::make_unique<Secrets>()) {
    const auto audience = workshop.origin.audience;
    const auto& facts = workshop.model.facts();
    const bool open_panel = audience == Audience::panel && !facts.held_back.empty();
    if (audience != Audience::candidate && !open_panel) return;
    const auto& rulebase = workshop.model.rulebase();
    PublicTexts(secrets_->texts).gather(rulebase, workshop.words);
    Gathering gathering(workshop, secrets_->texts, secrets_->own_facts);
    gathering.names_of_assessors(audience == Audience::candidate);
    if (audience != Audience::candidate || asking.subjects.empty() || !asking.subjects.front()) return;
    const auto type = rulebase.assessments[asking.assessment.index()].variables.front().type;
    gathering.all_but(type.entity(), *asking.subjects.front());
    reader_ = Phrases(workshop.model, workshop.words, {}).name(type.entity(), *asking.subjects.front());
}

Redaction::~Redaction() = default;
Redaction::Redaction(Redaction&&) noexcept = default;

std::vector<std::string> Redaction::hidden() const { return secrets_->texts.hidden(); }

void Redaction::apply(Report& report) const {
    const auto& words = workshop_.words;
    report.audience = workshop_.origin.audience;
    if (report.audience == Audience::planner) return;
    if (report.audience == Audience::candidate) {
        report.changes.reset();
        report.ask.reset();
        report.robustness.reset();
        report.decision.reset();
        for (auto& range : report.ranges) {
            range.evidence.clear();
            range.missing.clear();
            range.lists.clear();
        }
        if (report.evidence) {
            for (auto& table : report.evidence->tables) keep_own(table, secrets_->own_facts);
        }
        if (report.all_evidence) {
            keep_own(report.all_evidence->table, secrets_->own_facts);
            if (report.all_evidence->table.rows.empty()) report.all_evidence.reset();
        }
        report.comment = Comment{0, words.say("may_comment", {{"name", reader_}})};
    }
    Sweep(secrets_->texts, secrets_->own_facts, words).object(report);
    if (report.asked) {
        constexpr std::array<std::string_view, 4> notes{"", "for_panel", "for_candidate", "for_auditor"};
        Claim note;
        note.text = report.audience == Audience::panel && !secrets_->texts.hidden().empty()
                        ? words.say("for_panel_before_sealing")
                        : words.say(notes[static_cast<std::size_t>(report.audience)]);
        report.asked->notes.insert(report.asked->notes.begin(), std::move(note));
    }
    number_sections(report, words);
}

void Redaction::apply(explain::Explanation& explanation) const {
    if (workshop_.origin.audience == Audience::planner) return;
    Sweep(secrets_->texts, secrets_->own_facts, workshop_.words).object(explanation);
}

}  // namespace credence::report
