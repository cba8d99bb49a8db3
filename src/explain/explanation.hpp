// What every `credence explain` says, whatever was asked: the question, what is to be said at once, and sections of statements that
// rest on other statements, down to what is on record. Strings are finished plain text and ids stand in lists of their own, as in a
// report; terminal, Markdown, JSON and DOT are four prints of it (report/explanation_prints.hpp). Its JSON Schema is
// docs/schema/explanation.json, made from these structs. Builders put in all they know; prune() leaves out what a reader did not
// ask for, and says how much that is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/truth.hpp"

namespace credence::explain {

enum class Topic : std::uint8_t { why, why_not, flip, what_if, sensitivity, ask_next };

/// From which detail on a statement is shown: steps, and who said what; also the words of sources and people, and what the editors
/// assumed; all the rest that is on record.
enum class Detail : std::uint8_t { steps, words, record };

/// Who said it, when and how. What is empty is not recorded.
struct Record {
    std::string assessor, source, on, age, kind, group, recorded, quote;
    std::string confidence;  // as a decimal; empty for what is certain
};

enum class StatementKind : std::uint8_t {
    value,     // of a declaration
    one_case,  // of a define
    condition,
    attribute,    // what is observed of one
    observation,  // on record
    tuple,        // of a relation, recorded or derived
    rule,         // a rule, proposition, boundary or piece of advice
    change,       // something that would be otherwise
    quote,        // words of a source or a person
    assumption,   // of the editors
    note
};

/// One sentence, the ids that it rests on, and the statements that it rests on.
struct Statement {
    StatementKind kind = StatementKind::note;
    Detail detail = Detail::steps;
    std::string lead;  // the part that stands out; may be empty
    std::string text;
    std::optional<engine::State> state;  // of what is claimed, where that is a condition or a value
    std::vector<std::string> rules, facts, assumptions;
    std::optional<Record> record;  // of an observation or a tuple on record
    std::vector<Statement> children;
    std::size_t left_out = 0;  // statements below this one that are not shown
};

struct StatementTable {
    std::vector<std::string> head;
    std::vector<std::vector<Statement>> rows;  // as many cells as the head; cells have no children
};

/// A heading, sentences, a table, trees; whatever of it there is, in this order.
struct ExplanationSection {
    std::string name;  // for programs: "proof", "ledger", "ways"
    std::string title;
    Detail detail = Detail::steps;
    std::vector<Statement> text;
    std::optional<StatementTable> table;
    std::vector<Statement> trees;
    std::vector<Statement> notes;
};

struct Explanation {
    Topic topic = Topic::why;
    std::string language;           // of the words: "en"
    std::string question;           // one line: what was asked
    std::string heading;            // one line: of whom, as of when
    std::vector<Statement> answer;  // at most a few lines
    std::vector<ExplanationSection> sections;
    bool complete = true;  // false: a search was cut short, and a section says so
};

struct Pruning {
    std::size_t depth = 60;  // levels of statements below the trees' roots
    Detail detail = Detail::words;
};
/// Without what lies deeper and what is meant for others; sections that are empty then are gone. What is left out by depth is
/// counted.
[[nodiscard]] Explanation pruned(Explanation explanation, const Pruning& pruning);

/// A sentence alone.
[[nodiscard]] Statement statement(std::string text, StatementKind kind = StatementKind::note, Detail detail = Detail::steps);

}  // namespace credence::explain
