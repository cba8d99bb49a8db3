// The tables of a rulebase's vocabulary: one for each entity, each attribute and each relation that is recorded. Names, columns
// and the SQL that makes them, for all who read or write a knowledge base. Knows no database.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/rulebase.hpp"

namespace credence::store {

enum class Role : std::uint8_t {
    id,
    name,  // of an entity's table
    subject,
    value,  // of an attribute's
    own,    // of a relation's, as declared
    item,
    confidence,
    kind,
    source,
    reliability,  // of the source: A to F
    credibility,  // of what it says here: 1 to 6
    assessor,
    on,
    group,
    quote,
    recorded,
    retracted,
};

struct Column {
    std::string name;    // in the table: "on_date"
    std::string header;  // in CSV files: "on"
    Role role = Role::own;
    check::Type type;  // of subject, value and own columns; text otherwise
    bool or_today = false;
};

struct Table {
    std::string name;
    check::DeclarationRef declaration;  // an entity, an attribute or a relation
    std::vector<Column> columns;
    std::string sql;                   // CREATE TABLE
    std::optional<std::string> index;  // CREATE INDEX, of an entity's ids

    [[nodiscard]] std::optional<std::size_t> find(Role role) const;
    [[nodiscard]] bool is_entity() const { return declaration.kind == check::DeclarationKind::entity; }
};

struct Vocabulary {
    std::vector<Table> tables;  // entities first, then attributes, then relations, as the rulebase orders them

    [[nodiscard]] const Table* find(check::DeclarationRef declaration) const;  // nothing for what rules derive
    [[nodiscard]] const Table* find(std::string_view name) const;
};

/// Every table begins with `entry`, the number of the row in the whole knowledge base, and ends with `seal` (seal.hpp); these two are not
/// among its columns. A table is named as its declaration is, an entity's in snake_case. An entity whose name is taken gets `_` behind it.
/// An evidence column named like one of a relation's own gets `evidence_` before it.
[[nodiscard]] Vocabulary vocabulary_of(const check::Rulebase& rulebase);

/// What makes a table.
[[nodiscard]] std::vector<std::string> statements_of(const Table& table);

/// An identifier for SQL, in double quotes.
[[nodiscard]] std::string sql_name(std::string_view identifier);

/// The columns of a table, quoted, with commas: what SELECT and INSERT name.
[[nodiscard]] std::string column_list(const Table& table);

/// The statements of kb/schema.sql, or of a file of kb/migrations, without the `;` behind them.
[[nodiscard]] std::vector<std::string> own_statements(std::string_view file);

/// What can be told of a recorded table from the statement that made it, whatever the rulebase.
struct TableForm {
    std::string name;
    std::vector<std::string> columns;  // without `entry` and `seal`
    std::optional<std::size_t> item,
        retracted;  // which of them is listed in credence_item; which changes when a row is retracted
    [[nodiscard]] std::string select() const;  // SELECT entry, columns, seal FROM it, by entry
};

/// Nothing for a statement that has not, letter by letter, the form of those that Table::sql holds or kb/schema.sql gives to tables with
/// a seal.
[[nodiscard]] std::optional<TableForm> form_of(std::string_view sql);

/// Whether a statement is one of kb/schema.sql, or has the form of those of a vocabulary.
[[nodiscard]] bool is_own(std::string_view sql);

}  // namespace credence::store
