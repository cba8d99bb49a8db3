// The typed syntax tree: what an author wrote, declaration by declaration, before names and types are looked up. Made by
// parse::lower from the lossless tree; read by the checker. Plain values, no pointers between nodes: every node keeps its span.
// Text is kept as written, numbers and dates included, so that the checker reports about the author's own words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "text/source.hpp"

namespace credence::syntax {

using text::Span;

struct Name {
    std::string text;
    Span span;

    [[nodiscard]] bool empty() const { return text.empty(); }
};

/// A quoted string without holes: labels, quotes of sources, words of authors. Line breaks are already one blank.
struct Words {
    std::string text;
    Span span;
};

// --- Expressions and conditions: one kind of node, a condition being an expression that is true or false ---------------

enum class ExpressionKind : std::uint8_t {
    name,       // text
    qualified,  // text "." member, as in Cost.low
    wildcard,   // _
    number,     // text
    text,       // parts
    date,       // text: a day, month or year
    time,       // text
    empty,      // the empty range
    today,
    call,       // text(arguments): an atom, attribute, define, range, question or function
    negate,     // operands[0]
    add, subtract, multiply, divide,  // operands[0..1]
    up, down,                         // operands[0] up operands[1]
    range,                            // operands[0]..operands[1]
    compare,                          // operands[0] comparison operands[1]
    between,                          // operands[0] between operands[1] and operands[2]
    in,                               // operands[0] [not] in {operands[1..]}; negated
    known, unknown, disputed, conflict, surely, possibly, settled,  // operands[0]
    applies,                                                        // text applies to operands; negated: does not apply
    some,       // some text: member where operands[0]
    every,      // every text: member where operands[0] has operands[1]
    conjunction, disjunction,  // operands, two or more
    negation,                  // operands[0]
    aggregate,  // function [of operands[0]] over (operands.back())
    top,        // top operands[0] of operands[1] by operands[2], over (operands[3])
};

enum class Comparison : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal, within, overlaps };
enum class AggregateFunction : std::uint8_t { count, sum, min, max, average, list, duration, top };

struct TextPart;
struct Argument;

struct Expression {
    ExpressionKind kind = ExpressionKind::name;
    Span span;
    std::string text;
    std::string member;  // of `qualified`; the type of the variable of `some` and `every`; a of `observed a(…)`, a call
    Span name_span;      // of the name in call, applies, some, every
    Comparison comparison = Comparison::equal;
    AggregateFunction function = AggregateFunction::count;
    bool negated = false;
    std::vector<Expression> operands;
    std::vector<Argument> arguments;  // of `call`
    std::vector<TextPart> parts;      // of `text`
};

/// An argument by position (name empty) or by column name.
struct Argument {
    Name name;
    Expression value;
};

/// Literal text, then (but for the last part) a hole: {expression} or {expression:.2}.
struct TextPart {
    std::string literal;
    std::optional<Expression> hole;
    std::optional<int> digits;
};

/// A text with holes.
struct Text {
    std::vector<TextPart> parts;
    Span span;
};

// --- Pieces that declarations share -------------------------------------------------------------------------------------

enum class TypeKind : std::uint8_t { named, number, date, time, text, yes_no, range };

struct TypeRef {
    TypeKind kind = TypeKind::named;
    std::string name;  // of `named`, and the scale of `range`
    std::string unit;  // of `number`; may be empty
    Span span;
};

/// A typed variable of `for`, of a define or of an assessment; a column of a relation.
struct Variable {
    Name name;
    TypeRef type;
    bool or_today = false;  // `date or today`
};

struct Citation {
    Name source;
    std::optional<Words> quote;
    Span span;
};

struct Value {
    Name name;
    std::optional<Words> label;
    std::optional<Words> short_label;
};

struct Anchor {
    Name value;
    Words words;
};

/// What every declaration may have.
struct Head {
    Span span;  // the whole declaration
    Span keyword;
    Name name;
    std::optional<Words> label;
    std::optional<Text> about;
    std::vector<Citation> citations;
    std::vector<Text> assumptions;
};

/// The clauses of rules, propositions, boundaries, tables and advice.
struct Clauses {
    std::optional<Words> wording;
    std::optional<Words> said_of;
    std::optional<Words> applied_to;
    std::optional<Words> author;
    std::optional<Name> review_by;  // a date
    std::optional<Expression> only_if;
    std::vector<Variable> variables;  // for
    std::optional<Expression> when;
    std::optional<Expression> unless;
    std::optional<Text> because;
    std::vector<Name> overrides;
};

// --- Declarations -----------------------------------------------------------------------------------------------------------

struct Rulebase {
    Head head;
    std::optional<Words> version;
    std::vector<Words> authors;
    std::vector<Name> chapters;
    std::vector<std::pair<Name, Name>> confidence;  // word = number
    std::vector<Value> kinds;
    std::optional<Name> margin;
};

struct Use {
    Head head;
    Words path;
};

struct Source {
    Head head;
    std::optional<Words> author, where, link, licence;
    std::optional<Name> year;
};

struct Parameter {
    Head head;
    TypeRef type;
    Expression value;
};

struct Entity {
    Head head;
    std::optional<Words> plural;
};

struct Scale {  // and choice
    Head head;
    bool ordered = true;
    std::vector<Value> values;
    std::vector<Anchor> anchors;
};

enum class Combination : std::uint8_t { agreed, pooled, declared };

struct Preference {
    Name preferred, over;
    std::optional<Expression> when;  // a parameter
};

struct Ask {
    Words words;
    std::optional<Name> whom;
};

struct Attribute {
    Head head;
    Name of;
    TypeRef type;
    std::optional<Combination> combination;
    std::optional<Expression> within;  // of `agreed within`
    std::optional<Name> topic;
    std::vector<Anchor> anchors;
    std::vector<Ask> asks;
    std::vector<Preference> preferences;
    std::optional<Expression> stale_after;  // a number (years) or a parameter
    std::optional<Text> reads;
    bool is_protected = false;
};

struct Relation {
    Head head;
    std::vector<Variable> columns;
    std::optional<Text> reads;
};

struct Question {
    Head head;
    Name of;
    Value lower, upper;  // the poles
};

struct Range {
    Head head;
    Name of;
    Name on;
    std::optional<Text> reads;
};

enum class BoundKind : std::uint8_t { at_most, at_least, exactly, within };

struct Cell {
    enum class Kind : std::uint8_t { any, otherwise, values, comparison, between } kind = Kind::any;
    Comparison comparison = Comparison::equal;
    std::vector<Expression> values;  // the listed values; the compared one; the two ends
    Span span;
};

/// A header cell: what is looked at, or what follows. An outcome of a define is `then` alone: no head.
struct Column {
    bool outcome = false;
    std::optional<Expression> head;   // looked at; the range or attribute that an outcome is about
    std::optional<BoundKind> bound;   // of a range
    Span span;
};

struct Row {
    std::vector<Cell> cells;  // as many as the table has columns
    Span span;
};

struct TableBody {
    std::vector<Column> columns;
    std::vector<Row> rows;
    Span span;
};

struct Case {
    std::optional<Expression> value;  // absent: the define has this value nowhere (never after a good parse)
    std::optional<Expression> when;
    bool otherwise = false;
    bool if_unknown = false;
    Span span;
};

struct Define {
    Head head;
    std::vector<Variable> parameters;
    std::optional<TypeRef> type;  // absent: a named condition
    std::optional<Text> reads;
    // exactly one of these:
    std::optional<Expression> condition;
    std::optional<Expression> value;
    std::vector<Case> cases;
    std::optional<TableBody> table;
};

/// `then r(x, y)` or `then a(x) = value`.
struct Rule {
    Head head;
    Clauses clauses;
    Expression conclusion;            // a call
    std::optional<Expression> value;  // of an attribute
    std::optional<Name> certainty;
    bool short_form = false;          // the head's name is the relation's; variables are typed by their columns
};

enum class Effect : std::uint8_t { leans, follows, opposes, affects };

struct Proposition {
    Head head;
    Clauses clauses;
    Expression question;                  // a call
    Effect effect = Effect::leans;
    Name pole;                            // of `leans`
    std::optional<Expression> attribute;  // of `follows` and `opposes`
    bool implied_only = false;
};

struct Boundary {
    Head head;
    Clauses clauses;
    Expression range;  // a call
    BoundKind bound = BoundKind::at_most;
    Expression value;
};

struct Table {
    Head head;
    Clauses clauses;
    TableBody body;
};

enum class AdviceKind : std::uint8_t { recommend, warn, note, ask };

struct Advice {
    Head head;
    Clauses clauses;
    AdviceKind kind = AdviceKind::note;
    Text words;
    std::optional<Name> whom;  // of `ask`
};

struct Caveat {
    std::optional<Citation> citation;  // its quote is the caveat
    std::optional<Text> words;         // else these words are
};

struct Assessment {
    Head head;
    std::vector<Variable> subjects;
    std::optional<Expression> when;
    std::optional<Expression> answer;
    std::vector<Expression> show;
    std::vector<Expression> group_by;
    std::vector<Expression> rank_by;
    std::vector<Caveat> caveats;
};

struct Refuse {
    Head head;  // the label is the question
    std::optional<Text> because;
};

struct Property {
    Head head;
    std::vector<Variable> variables;
    std::optional<Expression> never;                         // never C
    std::optional<Expression> expression, becomes, rising;  // or: E never becomes V as A rises
    bool falls = false;                                      // … as A falls
};

struct Odds {
    Name favourable, against;  // as in 3:2
};

struct Strength {
    Head head;
    Odds odds;
};

struct Weigh {
    Head head;  // the name is the proposition's
    Name strength;
    std::optional<Text> because;
};

struct Correlated {
    Head head;  // no name
    std::vector<Name> propositions;
    std::optional<Text> because;
};

struct Bands {
    struct Band {
        Value value;
        std::optional<Odds> from;
        std::optional<Name> pole;
    };
    Head head;  // the name is the question's
    std::vector<Band> bands;
};

/// A line of `given`: an individual (`ana: Person`) or a fact, with its evidence.
struct Given {
    std::optional<Variable> individual;
    std::optional<Expression> fact;   // a call
    std::optional<Expression> value;  // of an attribute
    std::optional<Name> confidence, kind, group, on, recorded;
    std::optional<Words> source, assessor;
    Span span;
};

struct Expectation {
    std::optional<Expression> condition;  // `applies` among them
    std::optional<Words> saying;
    std::optional<Name> refused;
    Span span;
};

struct Example {  // and scene
    Head head;
    bool scene = false;
    std::vector<Name> like;
    std::vector<std::pair<Name, Expression>> set;
    std::optional<Name> as_of;
    std::vector<Given> given;
    std::vector<Expectation> expect;
};

using Declaration =
    std::variant<Rulebase, Use, Source, Parameter, Entity, Scale, Attribute, Relation, Question, Range, Define, Rule, Proposition,
                 Boundary, Table, Advice, Assessment, Refuse, Property, Strength, Weigh, Correlated, Bands, Example>;

[[nodiscard]] inline const Head& head_of(const Declaration& declaration) {
    return std::visit([](const auto& d) -> const Head& { return d.head; }, declaration);
}

}  // namespace credence::syntax
