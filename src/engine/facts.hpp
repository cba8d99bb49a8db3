// What is on record, in memory: the engine's only input beside the rulebase. Filled by the store from a knowledge base, or from
// an example. Columns, one array a column; rows in the order in which reports list them: by subject, then by item in natural
// order.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "check/rulebase.hpp"

namespace credence::engine {

using check::AttributeId;
using check::Cell;
using check::EntityId;
using check::no_cell;
using check::RelationId;

/// Texts by number, so that text columns compare as integers. Number 0 is the empty text.
class TextPool {
public:
    TextPool();
    [[nodiscard]] Cell intern(std::string_view text);
    [[nodiscard]] std::optional<Cell> find(std::string_view text) const;
    [[nodiscard]] const std::string& operator[](Cell id) const { return texts_[static_cast<std::size_t>(id)]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

private:
    [[nodiscard]] std::size_t place_of(std::string_view text, std::uint64_t hash) const;
    void grow();

    std::deque<std::string> texts_;     // which stay where they are
    std::vector<std::uint64_t> slots_;  // the upper half of a text's hash, then its number and one; 0: free
};

struct Individual {
    std::string id;
    std::string name;  // may be empty
};

/// Who said it, when, and how: one entry a fact, no_cell where that is not recorded. No entries at all: every fact is certain, and
/// nothing else is recorded about it.
struct EvidenceColumns {
    std::vector<std::int32_t> confidence;                    // ten-thousandths
    std::vector<Cell> item, source, assessor, group, quote;  // texts
    std::vector<Cell> reliability, credibility;              // texts: of the source, A to F; of what it says, 1 to 6
    std::vector<Cell> kind;                                  // values of the rulebase's kinds
    std::vector<Cell> on;                                    // Date::code()
    std::vector<Cell> recorded;                              // seconds

    using Column = std::vector<Cell> EvidenceColumns::*;
    void append(std::size_t rows_before);  // one fact, certain, nothing recorded about it
    void resize(std::size_t rows);
    void keep(const std::vector<bool>& rows);
    [[nodiscard]] bool empty() const { return confidence.empty(); }
    [[nodiscard]] std::int32_t confidence_of(std::size_t row) const { return empty() ? 10'000 : confidence[row]; }
    /// An entry of one of the columns of cells: `evidence.at(&EvidenceColumns::kind, row)`.
    [[nodiscard]] Cell at(std::vector<Cell> EvidenceColumns::*column, std::size_t row) const {
        return empty() ? no_cell : (this->*column)[row];
    }
};

/// The columns of cells, each once: of texts, and of other values.
inline constexpr std::array text_columns_of_evidence{
    &EvidenceColumns::item,  &EvidenceColumns::source,      &EvidenceColumns::assessor,   &EvidenceColumns::group,
    &EvidenceColumns::quote, &EvidenceColumns::reliability, &EvidenceColumns::credibility};
inline constexpr std::array value_columns_of_evidence{&EvidenceColumns::kind, &EvidenceColumns::on, &EvidenceColumns::recorded};

/// Calls `visit` with every column of the evidence, or of a table with its evidence: they are vectors of one length.
template <class Evidence, class Visit>
void each_evidence_column(Evidence& evidence, Visit visit) {
    visit(evidence.confidence);
    for (const auto column : text_columns_of_evidence) visit(evidence.*column);
    for (const auto column : value_columns_of_evidence) visit(evidence.*column);
}

/// Leaves only the cells of some rows.
template <class T>
void keep_rows(std::vector<T>& column, const std::vector<bool>& rows) {
    std::size_t to = 0;
    for (std::size_t from = 0; from < column.size(); ++from) {
        if (rows[from]) column[to++] = column[from];
    }
    column.resize(to);
}

struct Observations {
    std::vector<Cell> subject;  // index of the individual; ascending
    std::vector<Cell> value;
    EvidenceColumns evidence;

    [[nodiscard]] std::size_t size() const { return subject.size(); }
};

template <class Visit>
void each_column(Observations& observations, Visit visit) {
    visit(observations.subject);
    visit(observations.value);
    each_evidence_column(observations.evidence, visit);
}

struct Tuples {
    std::vector<std::vector<Cell>> columns;
    EvidenceColumns evidence;

    [[nodiscard]] std::size_t size() const { return columns.empty() ? 0 : columns.front().size(); }
};

template <class Visit>
void each_column(Tuples& tuples, Visit visit) {
    for (auto& column : tuples.columns) visit(column);
    each_evidence_column(tuples.evidence, visit);
}

/// Puts the rows of `more`, which has the same columns, after those of `table`. Either may do without evidence.
void append_rows(Observations& table, const Observations& more);
void append_rows(Tuples& table, const Tuples& more);
/// Leaves only the first rows.
void truncate(Observations& table, std::size_t rows);
void truncate(Tuples& table, std::size_t rows);

/// Where in the history of a knowledge base facts stand.
struct Head {
    std::int64_t change = 0;  // the last change that was read; 0: of no knowledge base
    std::string digest;       // its head, in hex
};

/// Observations of somebody that a panel holds back until all of its assessors have entered theirs. They are not among the facts.
struct HeldBack {
    AttributeId attribute;
    Cell subject = no_cell;
    std::string panel;
};

struct Facts {
    std::vector<std::vector<Individual>> individuals;  // by EntityId, in natural order of their ids
    std::vector<Observations> observations;            // by AttributeId
    std::vector<Tuples> relations;                     // by RelationId; derived ones empty
    TextPool texts;
    Date as_of;                       // `today`; later evidence is not in the facts
    std::int64_t known_at = 0;        // what was recorded by then
    std::vector<HeldBack> held_back;  // of the attributes that were asked for
    std::string notice;               // the knowledge base's own line; may be empty
    std::string content_digest;       // SHA-256 of the content that was read, in hex; empty for examples
    Head head;

    /// The individual of that entity with that id.
    [[nodiscard]] std::optional<Cell> find(EntityId entity, std::string_view id) const;
};

/// The facts of an example, with its individuals and its date (1970-01-01 where it has none).
[[nodiscard]] Facts facts_of(const check::Rulebase& rulebase, const check::Example& example);

}  // namespace credence::engine
