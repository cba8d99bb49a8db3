// The report tree: everything that a report says, once, before it is printed. Markdown, JSON, the terminal and the figures are
// prints of it. Filled by the builders from a model; it knows no rulebase, no template and no markup.
//
// Strings are finished plain text: sentences of the catalogue and of the rulebase, holes filled, first letters raised, full
// stops set. Ids stand in lists of their own. A part that is absent prints nothing, heading included; an empty list inside a
// part prints nothing either, so a sentence for "none" is a claim like any other. Section numbers are set by
// number_sections() (sections.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/truth.hpp"
#include "explain/weighed.hpp"

namespace credence::report {

using engine::State;
using explain::Counting;
using explain::Weighed;

// --- What every part is made of ------------------------------------------------------------------------------------------

/// One sentence or one cell, with the ids that it rests on. Prints "**lead** text [rules · facts, assumptions]"; without lead
/// and text the ids alone, without brackets.
struct Claim {
    std::string lead;  // the part that stands out: a headline, "Agreement.", the name of a group; may be empty
    std::string text;
    std::vector<std::string> rules, facts, assumptions;  // ids: "P17", "E1501", "A3"; runs are shortened when printed
    std::optional<State> state;                          // of what is claimed, where that is a condition or a value
    std::string link;                                    // a file relative to the report, which `text` leads to; may be empty
    bool verbatim = false;                               // `text` is for machines: a command, parameters, a digest
};

/// The words of a source. `text` is the finished sentence that prints: `In the source's words (more likely): "…" (Handbook)`.
struct Quote {
    std::string text, words, wording, source;
};

struct Row {
    std::vector<Claim> cells;  // as many as the table's head
};
struct Table {
    std::vector<std::string> head;
    std::vector<Row> rows;
};

struct Subject {
    std::string role;    // the assessment's name for it: "variety"
    std::string entity;  // label: "variety"
    std::string plural;  // "varieties"
    std::string id;      // "V07"; empty where the subject is left open
    std::string name;    // "Sorrel Blanc"; may be empty
};

enum class Role : std::uint8_t { answer, qualifier, step, frame, beside };
enum class ValueKind : std::uint8_t { none, name, yes_no, range, number, text };  // none: unknown, disputed, empty

/// What one expression came to, for programs: the sentences about it are claims.
struct Value {
    Role role = Role::step;
    std::string of;  // label of the expression
    ValueKind kind = ValueKind::none;
    std::string value;                  // as the language writes it: "middle", "yes", "1240", the text
    std::string lowest, highest;        // of a range: names of its ends
    std::string unit;                   // of a number
    std::string long_text, short_text;  // as sentences and as tables print it
    State state = State::met;           // met: known
    std::vector<int> positions;         // on its scale, from 1, ascending; of a range every one
    std::vector<Claim> open;            // what is unknown or disputed about it
};

// --- Figures -------------------------------------------------------------------------------------------------------------

enum class BarStyle : std::uint8_t {
    range,     // grey; where it is the only range of the chart, the columns outside it are hatched in all rows
    observed,  // a mark an observation
    declared,  // dashed
    clipped,   // heavy, with an arrow from what it is clipped from
    thin,      // any other value
};

struct Mark {
    int column = 0;        // from 0
    std::string id;        // "R1"
    std::size_t kind = 0;  // index into Chart::kinds
};

/// One value on the chart's scale.
struct Bar {
    BarStyle style = BarStyle::thin;
    std::string label;  // what it is: "Ripening the grower wants"; the legend of a comparison
    std::string text;   // written in it: "II to III"; where it has no columns, in its place: "unknown", or, as a
                        // comparison's rows hold several bars, "Ripening the grower wants: unknown"
    std::optional<int> lowest, highest;  // columns, from 0; none: no value
    std::vector<Mark> marks;             // of `observed`
    std::optional<std::size_t> from;     // of `clipped`: the row that it was moved from; in a comparison the bar of its row
    std::string moved;                   // "moved 2 steps"; empty where it was not
};

/// A dossier's row is one step with its one bar; a comparison's is one subject with its bars.
struct ChartRow {
    std::string label, note;  // "Ripening the grower wants", "declared by G-02, 2026-01-12"
    std::vector<Bar> bars;
};
struct ChartColumn {
    std::string short_label, long_label;  // equal where there is no short one
};
struct Chart {
    std::string title;     // the headline
    std::string subtitle;  // the scale's `about`; may be empty
    std::string corner;    // "V07, S2, as of 2026-03-01"
    std::string closed;    // what the hatching means: "not permitted"
    std::vector<ChartColumn> columns;
    std::vector<ChartRow> rows;      // in chain order, declared ones last; or one a subject
    std::vector<Bar> behind;         // of a comparison: what is equal for all rows
    std::vector<std::string> kinds;  // legend of the marks: "seen in a vineyard"
    bool comparison = false;
};

/// What one occasion says of an attribute, or several times.
struct Sighting {
    std::optional<int> step;  // of its scale, from 0; none where the type has no order
    std::string text;         // the value, short
    std::string id;
    std::size_t kind = 0;  // index into Matrix::kinds
};
struct MatrixCell {
    std::vector<Sighting> sightings;
};
struct MatrixRow {
    std::string label, note;  // the attribute; the ends of its scale
    int steps = 0;            // of its scale; 0: no order
    std::vector<MatrixCell> cells;
    std::string together, agreement;  // what the occasions make together: "high"; "2 sources, 1 step apart"
    bool known = false;
};
/// Attributes by the occasions on which something was observed of them.
struct Matrix {
    std::string title, corner;
    std::vector<ChartColumn> occasions;  // "AS-01" over "structured interview, 2026-02-11"
    std::vector<MatrixRow> rows;
    std::vector<std::string> kinds;  // legend of the marks
};

/// A stretch of time, in days since 1970-01-01. A month or a year is its first to its last day, so each end has two.
struct Period {
    std::string label, note;  // what fills it
    std::string text;         // "2005-07 to 2025-12"
    std::string id;
    std::int64_t first = 0, begun = 0;  // the first day that its beginning may mean, and the last
    std::int64_t ended = 0, last = 0;   // the first day that its end may mean, and the last
    bool open = false;                  // goes on; it is drawn to the day of the facts
};
/// What somebody did when: periods one under another, so that what overlaps shows.
struct Timeline {
    std::string title, corner;
    std::int64_t today = 0;  // the day of the facts
    std::vector<Period> periods;
};

/// How a rule on a question stands.
enum class Pointing : std::uint8_t { applies, implied, open, applies_not };
struct SideRow {
    Pointing pointing = Pointing::applies_not;
    std::string id, label, note;  // the note: facts, or what is missing
};
/// The rules on a question, each under the pole that it leans to.
struct Sides {
    std::string title, corner;
    std::string lower, upper;              // the poles
    std::string lower_count, upper_count;  // "4 apply, 1 unknown"
    std::string lower_none, upper_none;    // where no rule leans there
    std::vector<SideRow> lower_rows, upper_rows;
};

/// One picture: what is not absent.
struct Figure {
    std::string name;   // of the file and of the ids in it: "range_chart"; letters, digits, `_`, `-`
    std::string title;  // short: "Range chart: V07, S2"
    std::string alt;    // the message in words, with the values
    std::optional<Chart> chart = {};
    std::optional<Matrix> matrix = {};
    std::optional<Timeline> timeline = {};
    std::optional<Sides> sides = {};
    [[nodiscard]] std::string file() const { return "figures/" + name + ".svg"; }
};

/// A titled piece of a part: sentences, figures, then a table, then a list.
struct Block {
    std::string title;        // may be empty
    std::vector<Claim> text;  // a paragraph each
    std::optional<Table> table;
    std::vector<Claim> notes;          // a bullet each
    std::vector<Figure> figures = {};  // before the table
};

// --- The parts -----------------------------------------------------------------------------------------------------------

/// In the order in which they print.
enum class Section : std::uint8_t {
    asked,
    answer,
    groups,
    differences,
    side_by_side,
    is_not,
    declared,
    ranges,
    evidence,
    reasons_for,
    reasons_against,
    blocked,
    changes,
    ask,
    robustness,
    assumptions,
    decision,
    comment,
    provenance
};

/// A section of this report; `index` counts the ranges.
struct Reference {
    Section section = Section::evidence;
    std::size_t index = 0;
};

struct Asked {
    int number = 0;
    std::string question;
    std::vector<Claim> notes;  // how to read what follows: order, no ranking
};

/// Something that a reader should look at before relying on the answer.
struct Open {
    Claim claim;
    std::vector<Reference> where;
    std::string where_text;  // "sections 5, 6", written by number_sections()
};

struct Answer {
    int number = 0;
    std::string headline;
    State state = State::met;
    std::vector<Value> values;  // answer, qualifiers, steps in chain order, beside
    std::vector<Claim> lines;   // at most three, numbered when printed (side by side: a line a column in place of the second)
    std::vector<Figure> figures;
    std::vector<Claim> meanings;  // `about` of the questions in the chain
    std::vector<Claim> advice;    // of kind `recommend` and `note`
    std::vector<Open> open;
};

struct IsNot {
    int number = 0;
    std::vector<Claim> items;
};

struct Declared {
    int number = 0;
    std::vector<Block> blocks;  // one an individual
};

struct RangePart {
    int number = 0;
    std::string title;         // the range's label, first letter raised
    std::vector<Claim> value;  // its value with `from` and assumption
    std::optional<Table> boundaries;
    std::vector<Claim> notes;     // what sets no end, what is undecided, without effect, not met
    std::vector<Table> evidence;  // observed attributes of its entity
    std::vector<Claim> missing;   // attributes not observed, values beside
    std::vector<Block> lists;     // shown relations about its entity
};

struct Evidence {
    int number = 0;
    std::vector<Table> tables;  // one a subject and topic
    std::vector<Claim> notes;   // agreement, kinds, same occasion, age
    std::vector<Block> lists;   // shown relations
    std::vector<Claim> closing;
    std::vector<Figure> figures = {};  // matrices, one a subject
};

/// For what a question's rule counts.
enum class Standing : std::uint8_t { counted, implied, unweighted };

/// A rule, boundary, case or condition that holds, with its source's words.
struct Reason : Claim {
    std::string id, label;  // of the rule
    std::vector<Quote> quotes;
    std::string said_of, applied_to;  // the source's scope and the editors'
    std::string scope;                // both in one finished sentence; empty where they do not differ
    std::string pole;                 // of a proposition: label of the pole it leans to
    std::optional<Standing> standing;
    std::vector<Claim> premises;  // what it rests on, one a condition or observation
};

/// A question's evidence, where its rules are weighed.
struct Ledger {
    std::string name;          // of the file and of the ids in it: "ledger"
    std::string title;         // "What the rules weigh: …"
    std::string alt;           // the picture in words
    std::string lower, upper;  // the poles
    std::string band;          // empty: none
    Table table;
    std::vector<Weighed> rows;  // of the table, the sum last
    std::vector<Claim> notes;
    [[nodiscard]] std::string file() const { return "figures/" + name + ".svg"; }
};

/// One step of the chain, in chain order.
struct Step {
    int number = 0;                    // from 1
    Claim claim;                       // "Step 1: …"
    Claim short_claim;                 // the same without "Step 1:", short labels: for trees on the terminal
    std::vector<std::size_t> reads;    // earlier steps, by index, that it reads
    std::vector<Reason> reasons;       // a bullet each
    std::vector<Claim> notes;          // a paragraph each: qualifiers, cases left open
    std::vector<Ledger> ledgers;       // of the questions that it reads, where they are weighed
    std::vector<Figure> figures = {};  // of those that are not: the rules on each side
};

struct ReasonsFor {
    int number = 0;
    std::vector<Step> steps;
};

struct ReasonsAgainst {
    int number = 0;
    std::vector<Block> blocks;  // the other pole; earlier cases
    std::vector<Claim> notes;   // scope drift, warnings
};

struct Blocked {
    int number = 0;
    std::vector<Claim> text;  // the sentence for none
    std::optional<Table> table;
    std::vector<Claim> notes;  // what is missing altogether
};

/// What is not so: what would change the answer, or reverse a comparison; what to ask next; what was varied.
struct Otherwise {
    int number = 0;
    std::vector<Claim> text;
    std::vector<Figure> figures;
    std::vector<Block> blocks;
};

struct Assumptions {
    int number = 0;
    Table table;
};

/// The block that a person fills in; its rows stand in the template. Before it, what was decided earlier.
struct Decision {
    int number = 0;
    std::optional<Table> earlier;
};

/// Instead of the decision: that the one it is about may comment. The rows to fill in stand in the template.
struct Comment {
    int number = 0;
    std::string text;
};

struct Provenance {
    int number = 0;
    Table table;
};

struct ScalePart {
    std::string title;  // "Appendix: ripening group"
    std::vector<Claim> text;
    Table table;
};

struct AllEvidence {
    std::string title;
    Table table;
};

// Comparison: one subject is left open.

struct Groups {
    int number = 0;
    Table table;  // by the answer and its qualifiers; the groups' names are leads
    std::vector<Figure> figures;
    std::vector<Claim> notes;
};

/// What holds for all; stands with the groups, without a heading of its own.
struct Common {
    std::vector<Claim> same;    // values, declared, ranges
    std::vector<Claim> uneven;  // how much is on record about each
};

struct Differences {
    int number = 0;
    Table table;  // a column a subject, only rows in which the columns differ
    std::vector<Claim> notes;
    std::vector<Ledger> ledgers;  // by column
};

// Side by side: one define of several subjects.

struct SideBySide {
    int number = 0;
    Table table;  // a column a use
    std::vector<Claim> notes;
    std::vector<Ledger> ledgers;  // by column
    std::vector<Block> blocks;  // what holds between the columns
};

/// The list of the reports of a folder.
struct Index {
    std::vector<Claim> text;  // what to open first
    std::vector<Block> blocks;
};

// --- The report ----------------------------------------------------------------------------------------------------------

/// For whom it is: audience.hpp says what is left out for them.
enum class Audience : std::uint8_t { planner, panel, candidate, auditor };

enum class Kind : std::uint8_t { dossier, comparison, side_by_side, sheet, index };

struct Report {
    Kind kind = Kind::dossier;
    Audience audience = Audience::planner;
    std::string language;    // of the words: "en"
    std::string assessment;  // name: which folder's templates go first; empty for an index
    std::string title;
    std::string heading;  // one line: "Sorrel Blanc (V07), variety · … · facts as of 2026-03-01 · everything here is invented"
    std::vector<Subject> subjects;
    std::string as_of, known_at;  // known_at may be empty
    std::string notice;           // the knowledge base's own line; may be empty

    std::optional<Asked> asked;
    std::optional<Answer> answer;
    std::optional<Groups> groups;
    std::optional<Common> common;
    std::optional<Differences> differences;
    std::optional<SideBySide> side_by_side;
    std::optional<IsNot> is_not;
    std::optional<Declared> declared;
    std::vector<RangePart> ranges;
    std::optional<Evidence> evidence;
    std::optional<ReasonsFor> reasons_for;
    std::optional<ReasonsAgainst> reasons_against;
    std::optional<Blocked> blocked;
    std::optional<Otherwise> changes, ask, robustness;
    std::optional<Assumptions> assumptions;
    std::optional<Decision> decision;
    std::optional<Comment> comment;
    std::optional<Provenance> provenance;
    std::vector<ScalePart> scales;
    std::optional<AllEvidence> all_evidence;
    std::optional<Index> index;
};

}  // namespace credence::report
