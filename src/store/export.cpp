#include "store/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/date.hpp"
#include "store/connection.hpp"
#include "store/cursor.hpp"
#include "store/panels.hpp"
#include "store/verifier.hpp"

namespace credence::store {
namespace {

using check::DeclarationKind;
using check::TypeKind;

bool is_observed(const Table& table) { return table.declaration.kind == DeclarationKind::attribute; }

/// As an import file has it: all columns but the one that says what was taken back.
std::vector<sheet::ColumnOut> columns_of(const Table& table) {
    std::vector<sheet::ColumnOut> out;
    if (is_observed(table)) out.push_back({"attribute"});
    for (const auto& column : table.columns) {
        if (column.role == Role::retracted) continue;
        const bool own = column.role == Role::value || column.role == Role::own;
        out.push_back({column.header, own && column.type.kind == TypeKind::number});
    }
    return out;
}

class Exporter {
public:
    Exporter(Connection& connection, const LoadRequest& request) : connection_(connection), request_(request) {
        if (request_.known_at) known_at_ = time_text(*request_.known_at);
    }

    Exported run(const check::Rulebase& rulebase, const Vocabulary& vocabulary) {
        withheld_ = entries_of(held_back(connection_, vocabulary, {request_.known_at}));
        sheet::SheetOut observations{"observations", {}, {}};
        for (const auto& table : vocabulary.tables) {
            if (!connection_.has_table(table.name)) continue;
            if (is_observed(table)) {
                if (observations.columns.empty()) observations.columns = columns_of(table);
                read(table, rulebase.attributes[table.declaration.index].head.name, observations);
                continue;
            }
            if (!observations.rows.empty()) out_.tables.push_back(std::exchange(observations, {}));
            sheet::SheetOut sheet{table.name, columns_of(table), {}};
            read(table, "", sheet);
            if (!sheet.rows.empty()) out_.tables.push_back(std::move(sheet));
        }
        if (!observations.rows.empty()) out_.tables.push_back(std::move(observations));
        read_panels();
        for (auto& sheet : out_.tables) {
            out_.rows += sheet.rows.size();
            drop_empty(sheet);
        }
        out_.notice = connection_.meta("notice").value_or("");
        return std::move(out_);
    }

private:
    /// In the order of the cells, whenever they were entered.
    void read(const Table& table, const std::string& attribute, sheet::SheetOut& into) {
        const auto columns = column_list(table);
        Cursor rows(connection_, fmt::format("SELECT {0}, \"entry\" FROM {1} ORDER BY {0}", columns, sql_name(table.name)));
        while (rows.next()) {
            if (!is_wanted(table, rows)) continue;
            if (withheld_.contains(rows.number(table.columns.size()))) {
                ++out_.withheld;
                continue;
            }
            auto& cells = into.rows.emplace_back();
            if (!attribute.empty()) cells.push_back(attribute);
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                if (table.columns[i].role != Role::retracted) cells.emplace_back(rows.text(i).value_or(""));
            }
        }
    }

    /// Who is an assessor now; who left is none.
    void read_panels() {
        std::map<std::pair<std::string, std::string>, std::string> members;  // panel and assessor: since when
        Cursor rows(connection_,
                    "SELECT \"panel\", \"assessor\", \"member\", \"recorded\" FROM \"credence_panel\" ORDER BY \"entry\"");
        while (rows.next()) {
            const auto cell = [&](std::size_t column) { return std::string(rows.text(column).value_or("")); };
            if (known_at_ && cell(3) > *known_at_) continue;
            members.erase({cell(0), cell(1)});
            if (cell(2) == "yes") members[{cell(0), cell(1)}] = cell(3);
        }
        sheet::SheetOut sheet{"panels", {{"panel"}, {"assessor"}, {"recorded"}}, {}};
        for (const auto& [member, since] : members) sheet.rows.push_back({member.first, member.second, since});
        if (!sheet.rows.empty()) out_.tables.push_back(std::move(sheet));
    }

    [[nodiscard]] bool is_wanted(const Table& table, const Cursor& rows) const {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto text = rows.text(i);
            switch (table.columns[i].role) {
                case Role::recorded:
                    if (text && known_at_ && *text > *known_at_) return false;
                    break;
                case Role::retracted:
                    if (text && (!known_at_ || *text <= *known_at_)) return false;
                    break;
                case Role::on:
                    if (const auto on = text && request_.as_of ? Date::parse(*text) : std::nullopt;
                        on && on->first > request_.as_of->last())
                        return false;
                    break;
                default: break;
            }
        }
        return true;
    }

    /// What an import may leave out and no row fills.
    static void drop_empty(sheet::SheetOut& sheet) {
        for (std::size_t i = sheet.columns.size(); i-- > 0;) {
            const auto filled = [&](const auto& row) { return !row[i].empty(); };
            if (std::any_of(sheet.rows.begin(), sheet.rows.end(), filled)) continue;
            const auto at = static_cast<std::ptrdiff_t>(i);
            sheet.columns.erase(sheet.columns.begin() + at);
            for (auto& row : sheet.rows) row.erase(row.begin() + at);
        }
    }

    Connection& connection_;
    const LoadRequest& request_;
    std::optional<std::string> known_at_;
    std::unordered_set<std::int64_t> withheld_;
    Exported out_;
};

// --- The template --------------------------------------------------------------------------------------------------------

class Template {
public:
    Template(const check::Rulebase& rulebase, Vocabulary vocabulary)
        : rulebase_(rulebase),
          vocabulary_(std::move(vocabulary)) {}

    std::vector<sheet::SheetOut> sheets() const {
        std::vector<sheet::SheetOut> out{how_to()};
        for (const auto& table : vocabulary_.tables) {
            if (table.is_entity()) out.push_back(sheet_of(table, table.name));
        }
        const auto observed = std::find_if(vocabulary_.tables.begin(), vocabulary_.tables.end(), is_observed);
        if (observed != vocabulary_.tables.end()) out.push_back(observations(*observed));
        for (const auto& table : vocabulary_.tables) {
            if (table.declaration.kind == DeclarationKind::relation) out.push_back(sheet_of(table, table.name));
        }
        if (observed != vocabulary_.tables.end()) out.push_back({"panels", {{"panel"}, {"assessor"}}, {}});
        return out;
    }

private:
    sheet::SheetOut how_to() const {
        sheet::SheetOut out{"README", {{"name"}, {"what it is"}}, {}};
        for (const auto& table : vocabulary_.tables) {
            const auto& label = rulebase_.head_of(table.declaration).label;
            out.rows.push_back(
                {table.name, is_observed(table) ? label + " (a row of `observations`)" : label + " (a sheet of its own)"});
        }
        return out;
    }

    sheet::SheetOut sheet_of(const Table& table, std::string name) const {
        sheet::SheetOut sheet{std::move(name), {}, {}};
        for (const auto& column : table.columns) {
            if (column.role == Role::retracted || column.role == Role::recorded) continue;
            sheet::ColumnOut out{column.header};
            out.number = column.type.kind == TypeKind::number && column.role != Role::item;
            restrict(column, out);
            sheet.columns.push_back(std::move(out));
        }
        return sheet;
    }

    void restrict(const Column& column, sheet::ColumnOut& out) const {
        if (column.role == Role::kind) {
            out.choices = labels(rulebase_.kind_choice);
        } else if (column.role == Role::reliability) {
            out.choices = {"A", "B", "C", "D", "E", "F"};
        } else if (column.role == Role::credibility) {
            out.choices = {"1", "2", "3", "4", "5", "6"};
        } else if (column.role == Role::own && column.type.kind == TypeKind::entity) {
            out.ids_of = vocabulary_.find({DeclarationKind::entity, column.type.index})->name;
        } else if (column.role == Role::own) {
            out.choices = values(column.type);
        }
    }

    sheet::SheetOut observations(const Table& first) const {
        auto sheet = sheet_of(first, "observations");
        sheet::ColumnOut attribute{"attribute"};
        std::vector<std::pair<std::string, std::vector<std::string>>> by_attribute;
        for (const auto& table : vocabulary_.tables) {
            if (!is_observed(table)) continue;
            const auto& declared = rulebase_.attributes[table.declaration.index];
            attribute.choices.push_back(declared.head.name);
            if (auto allowed = values(declared.type); !allowed.empty())
                by_attribute.emplace_back(declared.head.name, std::move(allowed));
        }
        sheet.columns[1].number = false;
        sheet.columns[1].choices_by_key = std::move(by_attribute);
        sheet.columns[1].key_column = 1;
        sheet.columns.insert(sheet.columns.begin() + 1, std::move(attribute));
        return sheet;
    }

    std::vector<std::string> values(check::Type type) const {
        if (type.kind == TypeKind::yes_no) return {"yes", "no"};
        return type.kind == TypeKind::scale ? labels(type.scale()) : std::vector<std::string>();
    }

    /// By their labels, which people know; by their names where two have one label.
    std::vector<std::string> labels(check::ScaleId id) const {
        std::vector<std::string> labels, names;
        for (const auto& value : rulebase_.scales[id.index()].values) {
            labels.push_back(value.label);
            names.push_back(value.name);
        }
        auto sorted = labels;
        std::sort(sorted.begin(), sorted.end());
        return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end() ? labels : names;
    }

    const check::Rulebase& rulebase_;
    Vocabulary vocabulary_;
};

}  // namespace

Result<Exported> export_tables(KnowledgeBase& kb, const check::Rulebase& rulebase, const LoadRequest& request) {
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::read, [&]() -> Result<Exported> {
        const SQLite::Transaction snapshot(connection.database);
        const auto vocabulary = vocabulary_of(rulebase);
        if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
        if (auto sound = require_sound(connection); !sound) return tl::unexpected(sound.error());
        return Exporter(connection, request).run(rulebase, vocabulary);
    });
}

std::vector<sheet::SheetOut> template_sheets(const check::Rulebase& rulebase) {
    return Template(rulebase, vocabulary_of(rulebase)).sheets();
}

}  // namespace credence::store
