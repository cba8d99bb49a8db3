// From an assessment and its subjects to the report tree: a dossier where all subjects are given, a comparison where one is
// left open, columns where the assessment shows a define several times. Everything said follows from the roles of the
// assessment's expressions (roles.hpp), the proofs of their values (explain/) and the catalogue.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model.hpp"
#include "explain/assumptions.hpp"
#include "explain/explanation.hpp"
#include "explain/target.hpp"
#include "report/document.hpp"
#include "report/roles.hpp"
#include "report/words.hpp"

namespace credence::report {

/// Which report: by subject of the assessment its individual, or none where it is left open (at most one is).
struct Asking {
    check::AssessmentId assessment;
    std::vector<std::optional<check::Cell>> subjects;
};

/// A decision that was taken on an assessment's advice.
struct EarlierDecision {
    std::string assessment;
    std::vector<std::pair<std::string, std::string>> subjects;  // "candidate", "C15"
    std::string advice, decision, reason, name, recorded;
    bool follows = true;
};

/// A value that was declared for an individual, whether or not it still holds.
struct EarlierDeclared {
    check::AttributeId attribute;
    std::string subject;  // id
    check::Cell value = check::no_cell;
    std::string assessor, quote, reason, recorded;
};

/// What the run knows beside the model: of itself, for the section on provenance, and what is on record beside facts.
struct Origin {
    std::string program;                     // "credence 0.1.0"
    std::string rules_digest;                // empty: not known
    std::string command;                     // without folders
    std::vector<EarlierDecision> decisions;  // in the order in which they were recorded
    std::vector<EarlierDeclared> declared;   // by attribute, in that order
    Audience audience = Audience::planner;   // for whom
};

/// What builders share over all reports of a run; all must outlive them.
struct Workshop {
    engine::Model& model;
    const Words& words;
    const Origin& origin;
};

[[nodiscard]] Report build_report(const Workshop& workshop, const Asking& asking);

/// What is on record of one individual: what was declared, what bounds it, the evidence. It answers nothing.
[[nodiscard]] Report build_sheet(const Workshop& workshop, check::EntityId entity, check::Cell individual);

/// What every explanation of an answer begins with: the question, of whom, as of when, and the headline. All subjects are named.
[[nodiscard]] explain::Explanation explanation_of(const Workshop& workshop, const Asking& asking);
[[nodiscard]] explain::Target target_of(const check::Rulebase& rulebase, const Asking& asking);
/// The same for what a user wrote: `words` as given.
[[nodiscard]] explain::Explanation explanation_of(const Workshop& workshop, const std::string& words);

/// The subjects that an open one may be: those for whom the assessment's `when` is met, in the order of their ids.
[[nodiscard]] std::vector<Asking> askings(engine::Model& model, const Asking& asking);

/// A report that was written, for the index.
struct Written {
    const Report* report = nullptr;
    std::string file;  // relative to the index: "dossier_V07_S2/report.md"
};
[[nodiscard]] Report build_index(const Workshop& workshop, const std::vector<Written>& written);

/// One answer as data, for tables, CSV and JSON.
struct AnswerRow {
    std::vector<Subject> subjects;
    Value answer;
    std::vector<Value> qualifiers, shown;        // shown: steps in chain order, then what stands beside
    std::size_t disputed = 0, not_observed = 0;  // attributes that the answer or what is shown reads
    std::vector<Claim> ask;                      // advice of kind `ask`
    std::string headline;
};
/// For every combination of the subjects left open. In the order of the answer's values, its qualifiers', then ids.
[[nodiscard]] std::vector<AnswerRow> answer_rows(const Workshop& workshop, const Asking& asking);

}  // namespace credence::report
