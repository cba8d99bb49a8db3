#include "store/schema.hpp"

#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "embedded/kb.hpp"

namespace credence::store {
namespace {

using check::DeclarationKind;
using check::Type;
using check::TypeKind;

constexpr Type text_type{TypeKind::text, 0};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower_ascii(std::string_view name) {
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
        const auto small = lower_ascii(name);
        if (small.starts_with("sqlite_") || small.starts_with("credence_")) name = "kb_" + name;
        while (!taken_.insert(lower_ascii(name)).second) name += '_';
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
    {"reliability", "reliability", Role::reliability},
    {"credibility", "credibility", Role::credibility},
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
            return lower_ascii(column.name) == evidence.name || column.header == evidence.header;
        });
    };
    for (const auto& evidence : evidence_columns) {
        const std::string prefix = clashes(evidence) ? "evidence_" : "";
        table.columns.push_back(
            {prefix + std::string(evidence.name), prefix + std::string(evidence.header), evidence.role, text_type});
    }
}

constexpr std::string_view entry_line = "  \"entry\" INTEGER PRIMARY KEY,";
constexpr std::string_view seal_line = "  \"seal\" BLOB NOT NULL";

std::string column_sql(const Column& column) {
    std::string sql = sql_name(column.name) + " TEXT";
    switch (column.role) {
        case Role::id:
        case Role::name: return sql + " NOT NULL";
        case Role::subject:
        case Role::value:
        case Role::own: break;
        default: return sql;
    }
    if (!column.or_today) sql += " NOT NULL";
    if (column.type.kind == TypeKind::yes_no) sql += " CHECK (" + sql_name(column.name) + " IN ('yes', 'no'))";
    return sql;
}

void write_sql(Table& table) {
    table.sql = "CREATE TABLE " + sql_name(table.name) + " (\n";
    table.sql.append(entry_line) += '\n';
    for (const auto& column : table.columns) table.sql += "  " + column_sql(column) + ",\n";
    table.sql.append(seal_line) += "\n) STRICT";
    if (table.is_entity())
        table.index = "CREATE INDEX " + sql_name(table.name + " id") + " ON " + sql_name(table.name) + " (\"id\")";
}

/// What stands between quotes at the beginning; the rest is left. Empty: none, or a name that no table or column of ours has.
std::string_view take_name(std::string_view& text) {
    if (!text.starts_with('"')) return {};
    const auto end = text.find('"', 1);
    if (end == std::string_view::npos) return {};
    const auto name = text.substr(1, end - 1);
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
        return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    text.remove_prefix(end + 1);
    return plain ? name : std::string_view();
}

std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

bool is_index_of_ids(std::string_view sql) {
    constexpr std::string_view begin = "CREATE INDEX \"", middle = " id\" ON ";
    const auto at = sql.find(middle);
    if (!sql.starts_with(begin) || at == std::string_view::npos) return false;
    auto rest = sql.substr(at + middle.size());
    const auto name = take_name(rest);
    return !name.empty() && rest == " (\"id\")" && sql.substr(begin.size(), at - begin.size()) == name;
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
    for (const auto* file : {"observations", "panels"}) (void)names.take(file);  // files of their own
    std::vector<Table> recorded;
    for (std::uint32_t i = 0; i < rulebase.attributes.size(); ++i) {
        const auto& attribute = rulebase.attributes[i];
        if (attribute.derived) continue;
        Table table{names.take(attribute.head.name), {DeclarationKind::attribute, i}, {}, {}, {}};
        table.columns.push_back({"subject", "subject", Role::subject, {TypeKind::entity, attribute.of.value}});
        table.columns.push_back({"value", "value", Role::value, attribute.type});
        recorded.push_back(std::move(table));
    }
    for (std::uint32_t i = 0; i < rulebase.relations.size(); ++i) {
        const auto& relation = rulebase.relations[i];
        if (relation.derived) continue;
        Table table{names.take(relation.head.name), {DeclarationKind::relation, i}, {}, {}, {}};
        Names columns;
        for (const auto* taken : {"entry", "seal"}) (void)columns.take(taken);
        for (std::size_t c = 0; c < relation.columns.size(); ++c) {
            const auto& column = relation.columns[c];
            table.columns.push_back(
                {columns.take(column.name), column.name, Role::own, column.type, bool{relation.or_today[c]}});
        }
        recorded.push_back(std::move(table));
    }
    Vocabulary vocabulary;
    for (std::uint32_t i = 0; i < rulebase.entities.size(); ++i) {
        Table table{names.take(snake_case(rulebase.entities[i].head.name)), {DeclarationKind::entity, i}, {}, {}, {}};
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
    for (auto& table : vocabulary.tables) write_sql(table);
    return vocabulary;
}

std::vector<std::string> statements_of(const Table& table) {
    std::vector<std::string> out{table.sql};
    if (table.index) out.push_back(*table.index);
    return out;
}

std::string sql_name(std::string_view identifier) {
    std::string out = "\"";
    for (const char c : identifier) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::vector<std::string> own_statements(std::string_view file) {
    for (const auto& found : embedded::kb()) {
        if (found.path != file) continue;
        std::vector<std::string> statements;
        std::string statement;
        for (std::string_view rest = found.text; !rest.empty();) {
            const auto line = take_line(rest);
            if (statement.empty() && (line.empty() || line.starts_with("--"))) continue;
            const bool ends = line.ends_with(';');
            statement.append(line.substr(0, line.size() - (ends ? 1 : 0)));
            if (!ends) {
                statement += '\n';
                continue;
            }
            statements.push_back(std::move(statement));
            statement.clear();
        }
        return statements;
    }
    CREDENCE_CHECK(false && "no such file below kb/");
    return {};
}

std::string TableForm::select() const {
    std::string out = "SELECT \"entry\"";
    for (const auto& column : columns) out += ", " + sql_name(column);
    return out + ", \"seal\" FROM " + sql_name(name) + " ORDER BY \"entry\"";
}

std::optional<TableForm> form_of(std::string_view sql) {
    constexpr std::string_view begin = "CREATE TABLE ";
    if (!sql.starts_with(begin)) return std::nullopt;
    sql.remove_prefix(begin.size());
    TableForm form{std::string(take_name(sql)), {}, {}, {}};
    if (form.name.empty() || take_line(sql) != " (" || take_line(sql) != entry_line) return std::nullopt;
    while (true) {
        auto line = take_line(sql);
        if (line == seal_line) break;
        if (!line.starts_with("  ") || !line.ends_with(',')) return std::nullopt;
        line.remove_prefix(2);
        line.remove_suffix(1);
        const auto name = take_name(line);
        if (name.empty()) return std::nullopt;
        const auto check = " TEXT NOT NULL CHECK (\"" + std::string(name) + "\" IN ('yes', 'no'))";
        if (line != " TEXT" && line != " TEXT NOT NULL" && line != check) return std::nullopt;
        if (name == "item" || name == "evidence_item") form.item = form.columns.size();  // that of the evidence comes last
        form.columns.emplace_back(name);
    }
    if (sql != ") STRICT") return std::nullopt;
    if (!form.name.starts_with("credence_") && form.columns.size() > 1) form.retracted = form.columns.size() - 1;
    return form;
}

bool is_own(std::string_view sql) {
    static const auto own = own_statements("schema.sql");
    if (std::find(own.begin(), own.end(), sql) != own.end()) return true;
    if (is_index_of_ids(sql)) return true;
    const auto form = form_of(sql);
    return form && form->retracted;
}

std::string column_list(const Table& table) {
    std::string out;
    for (const auto& column : table.columns) out += (out.empty() ? "" : ", ") + sql_name(column.name);
    return out;
}

}  // namespace credence::store
