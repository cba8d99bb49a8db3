// A checked rulebase: every name looked up, every expression typed, every variable bound. Made by check::check_rulebase from the
// typed syntax trees of a folder; read by the planner, the engine, explanations, reports and the store. Immutable once made.
// Declarations stand in tables, indexed by their ids, in the natural order of their names (P2 before P10), so that shuffling
// files or declarations changes nothing; what is inside a declaration keeps the order in which it is written.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "check/types.hpp"
#include "syntax/ast.hpp"
#include "text/source.hpp"

namespace credence::check {

using syntax::AdviceKind;
using syntax::AggregateFunction;
using syntax::BoundKind;
using syntax::Combination;
using syntax::Comparison;
using syntax::Effect;
using text::Span;

enum class DeclarationKind : std::uint8_t {
    entity, scale, parameter, source, attribute, relation, question, range, define, rule, proposition, boundary, advice, assessment, refusal,
    strength, weight, correlation
};

/// Any declaration: the kind says which table `index` is a row of.
struct DeclarationRef {
    DeclarationKind kind = DeclarationKind::entity;
    std::uint32_t index = 0;
    friend auto operator<=>(const DeclarationRef&, const DeclarationRef&) = default;
};

// --- Expressions and conditions ------------------------------------------------------------------------------------------

enum class ExpressionKind : std::uint8_t {
    literal,     // cell; a text literal's words are in `text`
    individual,  // an individual by its id, in `text` (queries, what-ifs, examples): type entity
    variable,    // variable
    parameter,   // index: ParameterId
    attribute,   // index: AttributeId of operands[0]
    define,      // index: DefineId, operands as its parameters (a define with a value)
    range,       // index: RangeId of operands[0]; a conflict reads as the empty range
    pointers,          // index: QuestionId of operands[0]; `upper` says to which pole: stated pointers
    implied_pointers,  // the same: implied ones
    band,              // index: QuestionId of operands[0]; a value of the scale of its bands
    negate, add, subtract, multiply, divide,
    up, down,          // operands[0] moved by operands[1] steps, stopping at the scale's ends
    make_range,        // operands[0]..operands[1]
    minimum, maximum,  // of two or more operands
    absolute, round,   // round: to a whole number, or to operands[1] digits
    years,             // years(from, to)
    today,
    clip,              // clip(range, to)
    distance, width, lowest, highest,
    aggregate,  // function over `condition[0]`, whose own variables are `variables`; of operands[0] if there is one
};

/// The same, seen from the other side: `a < b` is `b > a`.
[[nodiscard]] Comparison mirrored(Comparison comparison);

struct Condition;

struct Expression {
    ExpressionKind kind = ExpressionKind::literal;
    Type type;
    Span span;
    std::uint32_t index = 0;
    Cell cell = 0;
    std::string text;
    VariableId variable;
    bool upper = false;
    AggregateFunction function = AggregateFunction::count;
    std::vector<Expression> operands;  // of `duration`: the two ends; of `top`: what is listed, by what, how many
    std::vector<Condition> condition;  // of an aggregate: one
    std::vector<VariableId> variables;
};

/// The columns of the relation `observed`, in this order in Condition::arguments.
enum class ObservedColumn : std::uint8_t {
    subject, attribute, topic, value, item, source, assessor, kind, on, recorded, confidence, group
};
inline constexpr std::size_t observed_columns = 12;

enum class ConditionKind : std::uint8_t {
    always,       // true
    relation,     // index: RelationId; arguments, one a column, empty = any
    observed,     // arguments by ObservedColumn; index: AttributeId if one attribute is meant, else no_index: then there is no value,
                  // and protected attributes are never met
    compare,      // expressions[0] comparison expressions[1]
    in,           // expressions[0] in {expressions[1..]}
    between,      // expressions[0] between expressions[1] and expressions[2], both counted
    truth,        // expressions[0], a yes_no, is yes
    named,        // index: DefineId of a named condition, expressions are its arguments
    known, unknown, disputed,  // expressions[0], an attribute or a define; of a named condition: `operands[0]`, kind named
    conflict,     // expressions[0], a range
    applies,      // target applies to expressions, in the order of its `for`
    surely, possibly,  // operands[0], over what is recorded of attributes and relations
    settled,      // expressions[0] has one value, whatever the missing or disputed is
    instance,     // expressions[0], a variable, is an individual of its entity or a value of its type (`some x: T`)
    conjunction, disjunction,  // operands
    negation,                  // operands[0]
    exists,       // operands[0] for some values of `variables`
};
inline constexpr std::uint32_t no_index = 0xffffffff;

struct Condition {
    ConditionKind kind = ConditionKind::always;
    Span span;
    std::uint32_t index = no_index;
    Comparison comparison = Comparison::equal;
    DeclarationRef target;  // of `applies`: a proposition, boundary, rule or advice
    bool silences = false;  // of `applies`: the target overrides the declaration whose body this stands in
    std::vector<std::optional<Expression>> arguments;
    std::vector<Expression> expressions;
    std::vector<Condition> operands;
    std::vector<VariableId> variables;
};

/// A text with holes, whose variables are those of the declaration it stands in.
struct Text {
    struct Part {
        std::string literal;
        std::optional<Expression> hole;
        std::optional<int> digits;
    };
    std::vector<Part> parts;
    Span span;

    [[nodiscard]] bool empty() const { return parts.empty(); }
};

// --- What declarations share ------------------------------------------------------------------------------------------------

struct Citation {
    SourceId source;
    std::string quote;  // may be empty
};

struct Head {
    std::string name;
    std::string label;  // as written, else the name with blanks for `_`; may be "" on purpose
    bool labelled = false;
    Span span;  // of the name
    Text about;
    std::vector<Citation> citations;
    std::vector<Text> assumptions;
};

struct Variable {
    std::string name;
    Type type;
    Span span;
};

/// The clauses of rules, propositions, boundaries and advice. What is overridden has in its body, beside `when` and `unless`, that none
/// of `silenced_by` applies. The first `bound` variables are those of `for`, in its order (of a
/// short-form rule: those of its head); the others belong to the `exists` and aggregates of its conditions. `body` is what must be
/// met for the bound variables; `when` and `unless` are its two parts for explanations: where they share variables that `for` does
/// not bind, `body` is `exists` over both, `when` is `exists` over its own, and `unless` reads the values found there. Texts print
/// once for each binding of their holes among the ways to meet `body`.
struct Clauses {
    std::string wording, said_of, applied_to, author;
    std::optional<Date> review_by;
    std::vector<Variable> variables;
    std::uint32_t bound = 0;
    std::optional<Condition> only_if;  // parameters only
    Condition when;                    // `always` if there is none
    std::optional<Condition> unless;
    std::vector<Condition> silenced_by;  // what overrides it: `applies` each, to the variables of `for`
    Condition body;                      // when and not unless, and not silenced
    Text because;
};

// --- Declarations --------------------------------------------------------------------------------------------------------------

struct Source {
    Head head;
    std::string author, where, year, link, licence;
};

struct Parameter {
    Head head;
    Type type;
    Cell value = 0;         // the default
    std::string text_value;  // the default of a text parameter
};

struct Entity {
    Head head;
    std::string plural;
};

struct Value {
    std::string name, label, short_label, anchor;  // label: as written, else the name with blanks; short_label: else the label
    bool has_short = false;
};

struct Scale {
    Head head;
    bool ordered = true;
    std::vector<Value> values;
};

struct Preference {
    Cell preferred = 0, over = 0;  // kinds
    std::optional<ParameterId> when;
};

struct Attribute {
    Head head;
    EntityId of;
    Type type;
    Combination combination = Combination::agreed;
    Cell within = 0;  // of `agreed`: steps for scales, raw decimal for numbers, whole days for dates
    std::string topic;
    std::vector<std::pair<std::string, std::string>> asks;  // words, of whom (may be empty)
    std::vector<std::pair<Cell, std::string>> anchors;      // what a value looks like for this attribute
    std::vector<Preference> preferences;
    std::optional<Expression> stale_after;  // years: a literal or a parameter
    Text reads;  // variables: 0 the subject ({it}), 1 the value
    bool is_protected = false;
    bool derived = false;  // concluded by rules, never observed
};

struct Relation {
    Head head;
    std::vector<Variable> columns;
    std::vector<bool> or_today;  // by column
    Text reads;                  // variables: the columns
    bool derived = false;        // concluded by rules, never recorded
};

/// Where the evidence on a question is cut into bands, which are the values of `scale`, from the lower to the upper pole. Its head is
/// that of the scale.
struct Bands {
    ScaleId scale;
    std::vector<std::int64_t> cuts;  // by band, in millibans towards the upper pole: below 0 it is the greatest evidence of the band,
                                     // above 0 the least; 0 is the one band between
    std::vector<std::string> odds;   // by band: "10:1"; empty of the one between
};

struct Question {
    Head head;
    EntityId of;
    Value lower, upper;  // the poles
    std::optional<Bands> bands;
};

struct Range {
    Head head;
    EntityId of;
    ScaleId on;
    Text reads;  // variables: 0 the individual ({it}), 1 the value
    std::vector<BoundaryId> boundaries;
};

struct Case {
    Expression value;
    std::optional<Condition> when;  // absent for `otherwise` and `if unknown`
    bool otherwise = false;
    bool if_unknown = false;  // both set for `otherwise or unknown`
    Span span;
    std::uint32_t row = 0;  // of a table, from 1; 0: not from a table
};

/// A define is a named condition (no type) or has a value: one expression is a single case that is always met.
struct Define {
    Head head;
    std::vector<Variable> variables;
    std::uint32_t bound = 0;  // parameters come first
    std::optional<Type> type;
    Text reads;  // variables: the parameters, then {value} as variable `bound`
    std::optional<Condition> condition;
    std::vector<Case> cases;
};

struct Rule {
    Head head;
    Clauses clauses;
    RelationId relation;      // either this,
    AttributeId attribute;    // or this
    std::vector<Expression> arguments;  // the columns; the subject, then the value
    std::optional<std::int32_t> certainty;  // ten-thousandths
    std::uint32_t row = 0;                  // of a table, from 1
};

struct Proposition {
    Head head;
    Clauses clauses;
    QuestionId question;
    Expression subject;
    Effect effect = Effect::leans;
    bool upper = false;  // of `leans`: to the upper pole
    bool implied_only = false;
    std::optional<Expression> attribute;  // of `follows` and `opposes`: one on a scale
    WeightId weight;                      // not valid: it points, and weighs nothing
    CorrelationId correlation;
};

struct Strength {
    Head head;
    std::string odds;         // "2:1"
    std::int64_t weight = 0;  // millibans, at least 0
};

/// What somebody says a proposition weighs. Its head is named "weigh P3".
struct Weight {
    Head head;
    PropositionId proposition;
    StrengthId strength;
    Text because;
};

/// Propositions on one question of which only the strongest each way counts. Its head is named "correlated P3, P14".
struct Correlation {
    Head head;
    std::vector<PropositionId> propositions;
    Text because;
};

/// One bound; a table's row is one too, its name that of the table and its row: "S3_mandate:2".
struct Boundary {
    Head head;
    Clauses clauses;
    RangeId range;
    Expression subject;
    BoundKind bound = BoundKind::at_most;
    Expression value;
    std::uint32_t row = 0;
};

struct Advice {
    Head head;
    Clauses clauses;
    AdviceKind kind = AdviceKind::note;
    Text words;
    std::string whom;
};

struct Caveat {
    std::optional<Citation> citation;
    Text words;
};

/// Something that an assessment shows: a value, a named condition, or the tuples of a relation.
struct Shown {
    std::optional<Expression> expression;
    std::optional<Condition> condition;  // kind `named`, or `relation`
    Span span;
};

struct Assessment {
    Head head;
    std::vector<Variable> variables;  // subjects first
    std::uint32_t bound = 0;
    Condition when;
    Expression answer;
    std::vector<Shown> show;
    std::vector<Expression> group_by;
    std::vector<Expression> rank_by;
    std::vector<Caveat> caveats;
};

struct Refusal {
    Head head;  // the label is the question
    Text because;
};

/// A law of the rulebase, proved by `analyse`. Checked here, kept as written.
struct Property {
    Head head;
    std::vector<Variable> variables;
    std::uint32_t bound = 0;
    std::optional<Condition> never;
    std::optional<Expression> expression, becomes, rising;
    bool falls = false;
};

/// Where a fact comes from; empty and absent mean not recorded.
struct Evidence {
    std::int32_t confidence = 10'000;
    Cell kind = no_cell;
    std::string item, source, assessor, group, quote;
    std::optional<Date> on;
    std::optional<std::int64_t> recorded;
};

/// A fact of an example. Cells of entities are indices into Example::individuals; `texts` has one entry a cell, the words of a text.
struct GivenFact {
    std::optional<AttributeId> attribute;  // cells: the subject, the value
    std::optional<RelationId> relation;    // cells: the columns
    std::vector<Cell> cells;
    std::vector<std::string> texts;
    Evidence evidence;
};

struct Expectation {
    enum class Kind : std::uint8_t { met, applies, applies_not, refused } kind = Kind::met;
    Condition condition;  // no free variables: individuals are named
    std::string saying;
    RefusalId refused;
    Span span;
    std::string written;  // the author's words
};

struct Setting {
    ParameterId parameter;
    Cell value = 0;
    std::string text;  // of a text parameter
};

/// An example with its scenes folded in.
struct Example {
    Head head;
    std::vector<std::pair<std::string, EntityId>> individuals;
    std::vector<Setting> set;
    std::optional<Date> as_of;
    std::vector<GivenFact> given;
    std::vector<Expectation> expect;
    std::vector<Variable> variables;  // of its conditions
};

struct Rulebase {
    Head head;  // the label is the title
    std::string version;
    std::vector<std::string> authors;
    std::vector<std::string> chapters;
    std::vector<std::pair<std::string, std::int32_t>> confidence;  // words, ten-thousandths
    std::int32_t margin = 1'000;                                    // ten-thousandths

    std::vector<Source> sources;
    std::vector<Parameter> parameters;
    std::vector<Entity> entities;
    std::vector<Scale> scales;  // the built-in ones last
    std::vector<Attribute> attributes;
    std::vector<Relation> relations;
    std::vector<Question> questions;
    std::vector<Range> ranges;
    std::vector<Define> defines;
    std::vector<Rule> rules;
    std::vector<Proposition> propositions;
    std::vector<Boundary> boundaries;
    std::vector<Advice> advice;
    std::vector<Assessment> assessments;
    std::vector<Refusal> refusals;
    std::vector<Strength> strengths;
    std::vector<Weight> weights;
    std::vector<Correlation> correlations;
    std::vector<Property> properties;
    std::vector<Example> examples;
    std::vector<std::string> units;  // 0 is none

    // Built-in choices: the attributes (values in the order of `attributes`), their topics, the kinds of observation.
    ScaleId attribute_choice, topic_choice, kind_choice;

    [[nodiscard]] const Head& head_of(DeclarationRef ref) const;
    /// Of a rule, proposition, boundary or piece of advice.
    [[nodiscard]] const Clauses& clauses_of(DeclarationRef ref) const;
    /// Parameters are written by their names in the table order: "activism_dose=1 …"; see text of a value in check/print.hpp.
    [[nodiscard]] std::optional<DeclarationRef> find(std::string_view name) const;
};

}  // namespace credence::check
