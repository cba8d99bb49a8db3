#include "store/schema.hpp"

#include <algorithm>
#include <set>

namespace credence::store {
namespace {

using check::DeclarationKind;
using check::Type;
using check::TypeKind;

constexpr Type text_type{TypeKind::text, 0};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view name) {
    std::string out(name);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

std::string snake_case(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool starts_word = is_upper(name[i]) && i > 0 && name[i - 1] != '_' &&
                                 (!is_upper(name[i - 1]) || (i + 1 < name.size() && !is_upper(name[i + 1])));
        if (starts_word) out += '_';
        out += lower(name[i]);
    }
    return out;
}

/// SQLite compares names without regard to case and keeps `sqlite_` for itself, as we do `credence_`.
class Names {
public:
    std::string take(std::string name) {
        const auto small = lowered(name);
        if (small.starts_with("sqlite_") || small.starts_with("credence_")) name = "kb_" + name;
        while (!taken_.insert(lowered(name)).second) name += '_';
        return name;
    }

private:
    std::set<std::string> taken_;
};

struct EvidenceColumn {
    std::string_view name, header;
    Role role;
};
constexpr EvidenceColumn evidence_columns[] = {
    {"item", "item", Role::item},
    {"confidence", "confidence", Role::confidence},
    {"kind", "kind", Role::kind},
    {"source", "source", Role::source},
    {"assessor", "assessor", Role::assessor},
    {"on_date", "on", Role::on},
    {"grp", "group", Role::group},
    {"quote", "quote", Role::quote},
    {"recorded", "recorded", Role::recorded},
    {"retracted", "retracted", Role::retracted},
};

void add_evidence(Table& table) {
    const auto own = table.columns;
    const auto clashes = [&](const EvidenceColumn& evidence) {
        return std::any_of(own.begin(), own.end(), [&](const Column& column) {
            return lowered(column.name) == evidence.name || column.header == evidence.header;
        });
    };
    for (const auto& evidence : evidence_columns) {
        const std::string prefix = clashes(evidence) ? "evidence_" : "";
        table.columns.push_back(
            {prefix + std::string(evidence.name), prefix + std::string(evidence.header), evidence.role, text_type});
    }
}

std::string column_sql(const Column& column, const Vocabulary& vocabulary) {
    std::string sql = sql_name(column.name) + " TEXT";
    switch (column.role) {
        case Role::id: return sql + " PRIMARY KEY NOT NULL";
        case Role::name: return sql + " NOT NULL";
        case Role::item: return sql + " UNIQUE";
        case Role::subject:
        case Role::value:
        case Role::own: break;
        default: return sql;
    }
    if (!column.or_today) sql += " NOT NULL";
    if (column.type.kind == TypeKind::entity) {
        sql += " REFERENCES " + sql_name(vocabulary.find({DeclarationKind::entity, column.type.index})->name) + " (\"id\")";
    }
    if (column.type.kind == TypeKind::yes_no) sql += " CHECK (" + sql_name(column.name) + " IN ('yes', 'no'))";
    return sql;
}

void write_sql(Table& table, const Vocabulary& vocabulary) {
    table.sql = "CREATE TABLE " + sql_name(table.name) + " (\n";
    for (const auto& column : table.columns) {
        table.sql += "  " + column_sql(column, vocabulary) + (&column == &table.columns.back() ? "\n" : ",\n");
    }
    table.sql += ") STRICT";
}

}  // namespace

std::optional<std::size_t> Table::find(Role role) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.role == role; });
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

const Table* Vocabulary::find(check::DeclarationRef declaration) const {
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const Table& table) { return table.declaration == declaration; });
    return found == tables.end() ? nullptr : &*found;
}

const Table* Vocabulary::find(std::string_view name) const {
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& table) { return table.name == name; });
    return found == tables.end() ? nullptr : &*found;
}

Vocabulary vocabulary_of(const check::Rulebase& rulebase) {
    Names names;
    (void)names.take("observations");  // a file of its own
    std::vector<Table> recorded;
    for (std::uint32_t i = 0; i < rulebase.attributes.size(); ++i) {
        const auto& attribute = rulebase.attributes[i];
        if (attribute.derived) continue;
        Table table{names.take(attribute.head.name), {DeclarationKind::attribute, i}, {}, {}};
        table.columns.push_back({"subject", "subject", Role::subject, {TypeKind::entity, attribute.of.value}});
        table.columns.push_back({"value", "value", Role::value, attribute.type});
        recorded.push_back(std::move(table));
    }
    for (std::uint32_t i = 0; i < rulebase.relations.size(); ++i) {
        const auto& relation = rulebase.relations[i];
        if (relation.derived) continue;
        Table table{names.take(relation.head.name), {DeclarationKind::relation, i}, {}, {}};
        Names columns;
        for (std::size_t c = 0; c < relation.columns.size(); ++c) {
            const auto& column = relation.columns[c];
            table.columns.push_back(
                {columns.take(column.name), column.name, Role::own, column.type, bool{relation.or_today[c]}});
        }
        recorded.push_back(std::move(table));
    }
    Vocabulary vocabulary;
    for (std::uint32_t i = 0; i < rulebase.entities.size(); ++i) {
        Table table{names.take(snake_case(rulebase.entities[i].head.name)), {DeclarationKind::entity, i}, {}, {}};
        table.columns.push_back({"id", "id", Role::id, text_type});
        table.columns.push_back({"name", "name", Role::name, text_type});
        table.columns.push_back({"recorded", "recorded", Role::recorded, text_type});
        table.columns.push_back({"retracted", "retracted", Role::retracted, text_type});
        vocabulary.tables.push_back(std::move(table));
    }
    for (auto& table : recorded) {
        add_evidence(table);
        vocabulary.tables.push_back(std::move(table));
    }
    for (auto& table : vocabulary.tables) write_sql(table, vocabulary);
    return vocabulary;
}

std::string sql_name(std::string_view identifier) {
    std::string out = "\"";
    for (const char c : identifier) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::string column_list(const Table& table) {
    std::string out;
    for (const auto& column : table.columns) out += (out.empty() ? "" : ", ") + sql_name(column.name);
    return out;
}

}  // namespace credence::store
