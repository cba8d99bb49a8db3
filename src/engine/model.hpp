// The model of a rulebase on facts: what holds, and how far. Everything is computed on demand, in batches, and kept: a derived
// relation by semi-naive evaluation of its group of rules, a define, range, question or summary of observations for the bindings
// that were asked for. Explanations and reports ask the same model, so they cannot disagree with the answer.
//
// A Binding gives the variables of one declaration by VariableId; no_cell is "not bound". Overflow, division by zero and a used-up
// budget are thrown as EvaluationError, caught by the app layer: there is no partial answer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "datalog/options.hpp"
#include "engine/facts.hpp"
#include "engine/supposition.hpp"
#include "engine/truth.hpp"

namespace credence::engine {

using Binding = std::vector<Cell>;

/// What is supposed not to be there: a rule, proposition, boundary or advice, or of a define one of its cases.
struct LeftOut {
    check::DeclarationRef declaration;
    std::uint32_t which = 0;  // the case
    friend auto operator<=>(const LeftOut&, const LeftOut&) = default;
};

struct Settings {
    std::vector<Cell> parameters;    // by ParameterId; of text parameters unused
    std::vector<std::string> texts;  // by ParameterId, of text parameters
    std::vector<LeftOut> left_out;
    std::uint64_t steps = 50'000'000;
    std::uint64_t memory = 0;   // bytes that the process may take; 0: no limit
    std::uint64_t seconds = 0;  // that evaluation may take; 0: no limit
    bool codes = true;          // certain rules over codes (crisp.hpp), else over conditions: the same comes of both
    // Rows from which those that are alike in what is read are worked out once (plan/reads.hpp); 0: never.
    std::size_t alike = 256;
    datalog::Options options;  // how certain rules are evaluated
};
/// The defaults of the rulebase.
[[nodiscard]] Settings default_settings(const check::Rulebase& rulebase);
/// The same with what an example sets.
[[nodiscard]] Settings settings_of(const check::Rulebase& rulebase, const check::Example& example);

class EvaluationError : public std::runtime_error {
public:
    EvaluationError(FailureKind kind, std::string message, text::Span span)
        : std::runtime_error(std::move(message)),
          kind_(kind),
          span_(span) {}
    [[nodiscard]] FailureKind kind() const { return kind_; }
    [[nodiscard]] text::Span span() const { return span_; }

private:
    FailureKind kind_;
    text::Span span_;
};

enum class Known : std::uint8_t { known, unknown, disputed };

/// The value of an expression. `cell` only if known. A number from attributes is a triple with its ignorance.
struct Outcome {
    Known state = Known::unknown;
    Cell cell = no_cell;
    struct Spread {
        Cell least = 0, middle = 0, greatest = 0;
        std::int16_t ignorance = 0;
        friend bool operator==(const Spread&, const Spread&) = default;
    };
    std::optional<Spread> spread;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// What the observations of one subject say of one attribute (semantics.md, "Observations").
struct Summary {
    /// A value and its part of what is believed at all: m(value) = (1 - m(?)) * weight / total.
    struct Share {
        Cell value = 0;
        std::int64_t weight = 0;
    };
    static constexpr std::int64_t whole = 1'000'000'000'000'000'000;

    Known state = Known::unknown;
    bool discrepant = false;               // a preference settled a dispute
    std::int64_t ignorance = whole;        // m(?), at 18 digits, rounded up
    std::int64_t total = 0;                // of the weights
    std::vector<Share> shares;             // the distinct values that count, ascending
    std::vector<std::uint32_t> rows;       // rows of Facts::observations, all of the subject; of a derived attribute, none
    std::vector<std::uint32_t> set_aside;  // of them, those that a preference set aside
    /// How far the observations support that the value is one of those that `weight` sums up.
    [[nodiscard]] Truth truth(std::int64_t weight) const;
};

/// Which case of a define gave its value.
struct DefineResult {
    Outcome outcome;                     // of a define with a value
    Truth truth;                         // of a named condition
    std::optional<std::uint32_t> taken;  // index into Define::cases
    bool open = false;                   // an earlier case was undecided
};

struct BoundaryResult {
    check::BoundaryId boundary;
    Binding binding;  // of the boundary's variables
    Truth truth;
    State state = State::unknown;
    Outcome bound;  // the value or range it sets
};

struct RangeResult {
    Cell value = check::empty_range;  // empty where boundaries conflict
    bool conflict = false;
    Cell floor = 0, ceiling = 0;  // also where they conflict
    std::vector<BoundaryResult>
        boundaries;  // every binding that is not certainly impossible, in the order of the range's boundaries
};

struct PropositionResult {
    check::PropositionId proposition;
    Binding binding;
    Truth truth;
    State state = State::unknown;
    std::optional<bool>
        upper;  // the pole that it points to where it is met; none of what is affected, or followed from the middle
};

/// How far evidence goes towards the upper pole of a question, in millibans: at its worst, as it stands, at its best. Below 0 it
/// goes towards the lower pole.
struct Evidence {
    std::int64_t lo = 0, best = 0, hi = 0;
    friend bool operator==(const Evidence&, const Evidence&) = default;
    Evidence& operator+=(const Evidence& other) {
        lo += other.lo;
        best += other.best;
        hi += other.hi;
        return *this;
    }
};

/// An attribute of an individual that nobody observed.
struct Unobserved {
    check::AttributeId attribute;
    Cell subject = 0;
    friend auto operator<=>(const Unobserved&, const Unobserved&) = default;
};

/// An attribute of an individual, observed or not.
struct AttributeOf {
    check::AttributeId attribute;
    Cell subject = 0;
    friend auto operator<=>(const AttributeOf&, const AttributeOf&) = default;
};

/// All that weighs on a question for one individual. `evidence` is the sum over the groups; its best is also the sum over the
/// contributions that count.
struct Weighing {
    /// A proposition for one binding; those that weigh nothing whatever the unobserved is are left out.
    struct Contribution {
        check::PropositionId proposition;
        Binding binding;
        Truth truth;
        State state = State::unknown;
        Evidence alone;      // bounded by itself
        bool counts = true;  // of correlated ones only the strongest each way does
        std::uint32_t group = 0;
    };
    /// What is bounded together, over no value and each value of what nobody observed.
    struct Group {
        std::vector<Unobserved> unobserved;
        Evidence evidence;
        bool apart = false;  // too many combinations: each proposition by itself
    };
    Evidence evidence;
    std::vector<Contribution> contributions;  // in the natural order of names, then of bindings
    std::vector<Group> groups;
    bool points = false;       // some proposition does, weighed or not
    std::optional<Cell> band;  // where the question has bands and something points
    Cell lowest_band = 0, highest_band = 0;
};

/// The tuples of a derived relation that needs no degrees, in ascending order, once each and certain. Only while the model lives.
struct CodedRelation {
    struct Column {
        const std::uint32_t* codes = nullptr;
        const std::vector<Cell>* cells = nullptr;  // by code; none where the code is the cell
        [[nodiscard]] Cell cell(std::size_t row) const {
            return cells == nullptr ? static_cast<Cell>(codes[row]) : (*cells)[codes[row]];
        }
    };
    std::vector<Column> columns;
    std::size_t rows = 0;
};

/// Rows of a relation, recorded or derived.
struct RelationView {
    const std::vector<std::vector<Cell>>* columns = nullptr;
    const std::vector<Truth>* truths = nullptr;
    const std::vector<std::uint8_t>* superseded = nullptr;  // rows that a later one with more support replaced; skip them
    std::size_t rows = 0;
};

/// A way to meet a condition: its variables, and the row of each atom in the order of the condition (no_row: not matched by this
/// alternative, or not an atom of a relation or of `observed`).
struct Witness {
    Binding binding;
    Truth truth;
    struct Matched {
        const check::Condition* atom = nullptr;
        std::optional<AttributeId> attribute;  // of `observed`
        std::uint32_t row = 0;
    };
    std::vector<Matched> atoms;
};

/// A derivation of a derived tuple from tuples that were derived before it.
struct Derivation {
    check::RuleId rule;
    Binding binding;
    Truth truth;
};

class Model {
public:
    /// Keeps references to both; they must outlive the model.
    Model(const check::Rulebase& rulebase, Facts& facts, Settings settings);
    ~Model();
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    [[nodiscard]] const check::Rulebase& rulebase() const;
    [[nodiscard]] const Facts& facts() const;
    [[nodiscard]] const Settings& settings() const;
    [[nodiscard]] const std::string& text(Cell id) const;
    [[nodiscard]] State state(Truth truth) const;  // at the rulebase's margin

    /// Answers from now on, until the next call, as if these were the facts and settings: quicker than another model, as what does not
    /// rest on them stays. The facts may not be changed meanwhile; rows at the end of their tables are the model's.
    void suppose(const Supposition& supposition, const Settings& settings);
    /// Whether every question so far was answered. After an EvaluationError only suppose() may be called, to take back what was supposed.
    [[nodiscard]] bool whole() const;

    /// A condition or expression of a declaration, for one binding of the variables it does not bind itself. The node must stay
    /// where it is while the model lives: plans are kept by its address.
    [[nodiscard]] Truth truth(const check::Condition& condition, const Binding& binding);
    [[nodiscard]] Outcome value(const check::Expression& expression, const Binding& binding);
    /// The ways to meet `condition` (an `exists` is entered), those that are not certainly impossible, in the order of their variables.
    [[nodiscard]] std::vector<Witness> witnesses(const check::Condition& condition, const Binding& binding);

    /// All bindings of the first `bound` variables that are not certainly impossible, in the order of their cells, each with its truth;
    /// `fixed` holds those already chosen.
    [[nodiscard]] std::vector<Witness> solutions(const check::Condition& condition,
                                                 const std::vector<check::Variable>& variables, std::uint32_t bound,
                                                 const Binding& fixed);

    [[nodiscard]] DefineResult define(check::DefineId define, const std::vector<Cell>& arguments);
    [[nodiscard]] RangeResult range(check::RangeId range, Cell subject);
    /// Every proposition on the question for the subject that is not certainly impossible, switched-off ones left out.
    [[nodiscard]] std::vector<PropositionResult> propositions(check::QuestionId question, Cell subject);
    [[nodiscard]] Weighing weighing(check::QuestionId question, Cell subject);
    [[nodiscard]] const Summary& summary(AttributeId attribute, Cell subject);
    [[nodiscard]] RelationView relation(RelationId relation);
    /// The same without degrees; nothing where the relation is recorded, or some rule behind it needs degrees.
    [[nodiscard]] std::optional<CodedRelation> coded(RelationId relation);
    /// How many tuples coded() would have, without laying them out.
    [[nodiscard]] std::optional<std::size_t> coded_rows(RelationId relation);
    [[nodiscard]] bool is_left_out(LeftOut what) const;
    /// Whether the declaration is in force: not left out, and `only if` met.
    [[nodiscard]] bool in_force(const check::Clauses& clauses);
    /// When and not unless, for a binding of the `for` variables.
    [[nodiscard]] Truth applies(const check::Clauses& clauses, const Binding& binding);
    /// The attributes, and of whom, that all answers so far rest on: without any other of them the answers are the same. Sorted.
    [[nodiscard]] std::vector<AttributeOf> looked_at() const;
    /// How row `row` of a derived relation was first derived with its present truth.
    [[nodiscard]] std::optional<Derivation> derivation(RelationId relation, std::uint32_t row);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace credence::engine
