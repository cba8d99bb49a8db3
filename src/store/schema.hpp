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
    std::string sql;  // CREATE TABLE

    [[nodiscard]] std::optional<std::size_t> find(Role role) const;
    [[nodiscard]] bool is_entity() const { return declaration.kind == check::DeclarationKind::entity; }
};

struct Vocabulary {
    std::vector<Table> tables;  // entities first, then attributes, then relations, as the rulebase orders them

    [[nodiscard]] const Table* find(check::DeclarationRef declaration) const;  // nothing for what rules derive
    [[nodiscard]] const Table* find(std::string_view name) const;
};

/// A table is named as its declaration is, an entity's in snake_case. An entity whose name is taken gets `_` behind it.
/// An evidence column named like one of a relation's own gets `evidence_` before it.
[[nodiscard]] Vocabulary vocabulary_of(const check::Rulebase& rulebase);

/// An identifier for SQL, in double quotes.
[[nodiscard]] std::string sql_name(std::string_view identifier);

/// The columns of a table, quoted, with commas: what SELECT and INSERT name.
[[nodiscard]] std::string column_list(const Table& table);

inline constexpr std::string_view meta_table_sql =
    "CREATE TABLE \"credence_meta\" (\n"
    "  \"key\" TEXT PRIMARY KEY NOT NULL,\n"
    "  \"value\" TEXT NOT NULL\n"
    ") STRICT";

}  // namespace credence::store
