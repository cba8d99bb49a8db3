// One assessment with its subjects filled in, and what every part of a report asks of it: values, claims with their ids, the
// proofs of the chain. Internal to the builders.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "explain/assumptions.hpp"
#include "explain/conditions.hpp"
#include "explain/ledger.hpp"
#include "explain/phrases.hpp"
#include "explain/proof.hpp"
#include "report/build.hpp"

namespace credence::report {

using check::Cell;
using check::DeclarationKind;
using check::DeclarationRef;
using engine::Binding;
using explain::FactRef;
using explain::Form;
using explain::Support;

/// An individual of whom something may be observed, in this case.
struct Observed {
    const EvidenceSubject* role = nullptr;
    Cell subject = 0;
};

class Matter {
public:
    /// Roles and assumptions are the same for all cases of an assessment, and outlive them.
    Matter(const Workshop& workshop, const Roles& roles, const explain::Assumptions& assumptions, Binding binding);
    Matter(const Matter&) = delete;
    Matter& operator=(const Matter&) = delete;

    [[nodiscard]] const Workshop& workshop() const { return workshop_; }
    [[nodiscard]] const Roles& roles() const { return roles_; }
    [[nodiscard]] const Item& item(std::size_t index) const { return roles_.items[index]; }
    [[nodiscard]] const check::Rulebase& rulebase() const { return workshop_.model.rulebase(); }
    [[nodiscard]] const check::Assessment& assessment() const { return rulebase().assessments[roles_.assessment.index()]; }
    [[nodiscard]] engine::Model& model() const { return workshop_.model; }
    [[nodiscard]] const Words& words() const { return workshop_.words; }
    [[nodiscard]] const explain::Phrases& phrases() const { return phrases_; }
    [[nodiscard]] const explain::Assumptions& assumptions() const { return assumptions_; }
    [[nodiscard]] const Binding& binding() const { return binding_; }

    // Values
    [[nodiscard]] std::string outcome(const Item& item, Form form) const;  // of a named condition "yes", "no", "unknown"
    [[nodiscard]] explain::State state(const Item& item) const;            // met: known; of a named condition its state
    /// "Label: value.", with what is missing or disputed where it is not known, and `said` does not hold it yet.
    [[nodiscard]] std::string clause(const Item& item, std::set<std::string>* said = nullptr) const;
    [[nodiscard]] std::string label(const Item& item) const;
    [[nodiscard]] Value value(const Item& item) const;
    [[nodiscard]] std::string headline() const;
    /// A named condition beside the answer is shown only where it is met or open.
    [[nodiscard]] bool is_shown(const Item& item) const;

    // Claims
    enum class Cite { rules, declarations, page_one };  // page one: tables by name, no assumptions, no defines
    [[nodiscard]] Claim claim(std::string text, const Support& support, Cite cite = Cite::rules) const;
    [[nodiscard]] std::vector<std::string> rule_ids(const Support& support, Cite cite) const;
    [[nodiscard]] std::vector<std::string> fact_ids(const std::set<FactRef>& facts) const;
    [[nodiscard]] Quote quote(const check::Citation& citation, const std::string& wording) const;
    [[nodiscard]] std::string source_label(check::SourceId source) const;
    /// Words of an advice, with its id and the facts of its proof.
    struct Advised;
    [[nodiscard]] Claim advice_claim(const Advised& advised) const;

    // Proofs: of an item alone (what other items explain is left to them), or of all that the chain rests on
    [[nodiscard]] explain::Claim proof(std::size_t item, bool alone) const;
    [[nodiscard]] explain::Prover prover(std::size_t item) const;  // that leaves all other items to themselves
    [[nodiscard]] const Support& support(std::size_t item) const;  // alone
    [[nodiscard]] Support support_of_chain() const;
    /// What is missing or disputed that leaves an item open.
    [[nodiscard]] std::vector<Claim> blockers(std::size_t item) const;
    [[nodiscard]] std::optional<std::vector<Cell>> arguments(const Item& item) const;
    [[nodiscard]] const std::set<DeclarationRef>& took_part() const { return took_part_; }
    void took_part(DeclarationRef ref) const { took_part_.insert(ref); }

    // Who and what
    [[nodiscard]] std::vector<Subject> subjects() const;
    [[nodiscard]] std::string subject_ids() const;  // "V07, S2"
    [[nodiscard]] std::vector<Observed> observed() const;
    [[nodiscard]] std::vector<std::pair<check::EntityId, Cell>> declared_individuals() const;
    /// The rows of a shown relation, in order; with what each rests on.
    struct Listed {
        std::uint32_t row = 0;
        std::string text;
        Support support;
    };
    [[nodiscard]] std::vector<Listed> listed(const Item& item) const;
    /// Advice that concerns these subjects, met or undecided; once for each binding of its text.
    struct Advised {
        check::AdviceId advice;
        bool undecided = false;
        std::string text;
        explain::Claim proof;
    };
    [[nodiscard]] std::vector<Advised> advised() const;
    [[nodiscard]] bool is_stale(FactRef fact) const;

private:
    Workshop workshop_;
    const Roles& roles_;
    Binding binding_;
    explain::Phrases phrases_;
    const explain::Assumptions& assumptions_;
    mutable std::map<std::size_t, Support> supports_;
    mutable std::set<DeclarationRef> took_part_;
};

// The parts. Each is absent where the page on reports says so.
[[nodiscard]] Asked asked_part(const Matter& matter);
[[nodiscard]] Answer answer_part(const Matter& matter);
[[nodiscard]] std::vector<Open> open_points(const Matter& matter);
[[nodiscard]] std::optional<IsNot> is_not_part(const Matter& matter);
[[nodiscard]] std::optional<Declared> declared_part(const Matter& matter);
[[nodiscard]] std::vector<RangePart> range_parts(const Matter& matter);
[[nodiscard]] std::optional<Evidence> evidence_part(const Matter& matter);
[[nodiscard]] ReasonsFor reasons_for_part(const Matter& matter);
[[nodiscard]] std::optional<ReasonsAgainst> reasons_against_part(const Matter& matter);
[[nodiscard]] std::optional<Blocked> blocked_part(const Matter& matter);
[[nodiscard]] std::optional<Assumptions> assumptions_part(const Matter& matter);
[[nodiscard]] Decision decision_part(const Matter& matter);
[[nodiscard]] Provenance provenance_part(const Matter& matter);
[[nodiscard]] std::vector<ScalePart> scale_parts(const Matter& matter);
[[nodiscard]] std::optional<AllEvidence> all_evidence_part(const Matter& matter, const std::vector<const Matter*>& others);
[[nodiscard]] SideBySide side_by_side_part(const Matter& matter);
[[nodiscard]] Report comparison(const Matter& common, const std::deque<Matter>& columns);
[[nodiscard]] std::vector<Figure> figures(const Matter& matter);
[[nodiscard]] std::string heading(const Matter& matter);
/// Language, subjects, heading, days and notice: what every report begins with.
void fill_head(const Matter& matter, Report& report);
[[nodiscard]] std::string advice_lead(const Words& words, const check::Advice& advice);

// What several parts print alike.
/// What was declared of an individual in place of an earlier value, once there was evidence on the subjects.
[[nodiscard]] std::vector<Claim> declared_anew(const Matter& matter, check::EntityId entity, Cell individual);
[[nodiscard]] std::string label_of(const check::Head& head);  // the name where the label is empty
[[nodiscard]] Row observation_row(const Matter& matter, FactRef fact, bool first);
void drop_empty_column(Table& table, std::size_t column);
[[nodiscard]] std::vector<Block> list_blocks(const Matter& matter, const std::vector<std::size_t>& items);
[[nodiscard]] Claim cell(std::string text);
[[nodiscard]] Claim value_cell(const Matter& matter, std::size_t item);  // short, with its ids
[[nodiscard]] Claim ids_cell(Claim claim);                               // the same without its text
/// "disputed: 5, 2", "not observed": what is observed of an attribute, with the facts' ids.
[[nodiscard]] Claim attribute_cell(const Matter& matter, check::AttributeId attribute, Cell subject);
/// The tuples of a shown relation in a few words each: what is not a free text.
[[nodiscard]] Claim list_cell(const Matter& matter, const Item& item);
/// The rules that point to a pole, the implied ones after: ids alone, or that there is none.
[[nodiscard]] Claim pointers_cell(const Matter& matter, const Use& use, bool upper);

/// What `rank by` says of the matter, to be sorted by: the greatest first, what has no value last.
[[nodiscard]] std::vector<Cell> rank_key(const Matter& matter);

}  // namespace credence::report
