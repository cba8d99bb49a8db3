#include "store/show.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/date.hpp"
#include "check/print.hpp"
#include "store/connection.hpp"
#include "store/load.hpp"
#include "store/panels.hpp"
#include "store/problem.hpp"

namespace credence::store {
namespace {

using check::Cell;
using check::DeclarationKind;
using check::no_cell;
using check::Type;
using check::TypeKind;

/// The facts seen as the tables that they came from.
class Viewer {
public:
    Viewer(const check::Rulebase& rulebase, const Vocabulary& vocabulary, const engine::Facts& facts)
        : rulebase_(rulebase),
          vocabulary_(vocabulary),
          facts_(facts) {}

    [[nodiscard]] ShownTable counts() const {
        ShownTable out{"Tables", {"table", "what", "rows"}, {}};
        for (const auto& table : vocabulary_.tables)
            out.rows.push_back({table.name, label(table), std::to_string(size(table))});
        return out;
    }

    [[nodiscard]] ShownTable whole(const Table& table) const {
        return select(table, [](std::size_t) { return true; });
    }

    /// The individual of that entity, what was observed of it, and the tuples that name it; nothing if it is not listed.
    [[nodiscard]] std::vector<ShownTable> individual(const Table& entity, std::string_view id) const {
        const check::EntityId of{entity.declaration.index};
        const auto place = facts_.find(of, id);
        if (!place) return {};
        std::vector<ShownTable> out{select(entity, [&](std::size_t row) { return static_cast<Cell>(row) == *place; })};
        ShownTable observed{"observations", {"attribute"}, {}};
        std::vector<ShownTable> tuples;
        for (const auto& table : vocabulary_.tables) {
            if (table.is_entity()) continue;
            auto found = select(table, [&](std::size_t row) { return names(table, row, of, *place); });
            if (table.declaration.kind == DeclarationKind::relation) {
                if (!found.rows.empty()) tuples.push_back(std::move(found));
                continue;
            }
            if (observed.headers.size() == 1)
                observed.headers.insert(observed.headers.end(), found.headers.begin(), found.headers.end());
            for (auto& row : found.rows) {
                row.insert(row.begin(), table.name);
                observed.rows.push_back(std::move(row));
            }
        }
        if (!observed.rows.empty()) out.push_back(std::move(observed));
        out.insert(out.end(), std::make_move_iterator(tuples.begin()), std::make_move_iterator(tuples.end()));
        return out;
    }

    [[nodiscard]] ShownTable with_item(const Table& table, Cell item) const {
        return select(table, [&](std::size_t row) { return evidence(table).item[row] == item; });
    }

    /// All that can be asked for.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& table : vocabulary_.tables) {
            out.push_back(table.name);
            for (std::size_t row = 0; row < size(table); ++row) {
                out.push_back(table.is_entity() ? facts_.individuals[table.declaration.index][row].id
                                                : facts_.texts[evidence(table).item[row]]);
            }
        }
        return out;
    }

private:
    [[nodiscard]] std::string label(const Table& table) const { return rulebase_.head_of(table.declaration).label; }

    [[nodiscard]] std::size_t size(const Table& table) const {
        const auto index = table.declaration.index;
        if (table.is_entity()) return facts_.individuals[index].size();
        return table.declaration.kind == DeclarationKind::attribute ? facts_.observations[index].size()
                                                                    : facts_.relations[index].size();
    }

    [[nodiscard]] const engine::EvidenceColumns& evidence(const Table& table) const {
        const auto index = table.declaration.index;
        return table.declaration.kind == DeclarationKind::attribute ? facts_.observations[index].evidence
                                                                    : facts_.relations[index].evidence;
    }

    /// The cell of a subject, value or own column.
    [[nodiscard]] Cell cell(const Table& table, std::size_t column, std::size_t row) const {
        const auto index = table.declaration.index;
        if (table.declaration.kind == DeclarationKind::relation) return facts_.relations[index].columns[column][row];
        return column == 0 ? facts_.observations[index].subject[row] : facts_.observations[index].value[row];
    }

    [[nodiscard]] bool names(const Table& table, std::size_t row, check::EntityId entity, Cell place) const {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto& column = table.columns[i];
            const bool own = column.role == Role::subject || column.role == Role::value || column.role == Role::own;
            if (own && column.type == Type{TypeKind::entity, entity.value} && cell(table, i, row) == place) return true;
        }
        return false;
    }

    [[nodiscard]] std::string written(Type type, Cell cell) const {
        if (cell == no_cell) return "";
        if (type.kind == TypeKind::text) return facts_.texts[cell];
        if (type.kind == TypeKind::entity) return facts_.individuals[type.index][static_cast<std::size_t>(cell)].id;
        return check::written(rulebase_, type, cell);
    }

    /// The rulebase's word for a confidence, else the number; certain is not worth a word.
    [[nodiscard]] std::string confidence(std::int32_t value) const {
        if (value == 10'000) return "";
        for (const auto& [word, number] : rulebase_.confidence) {
            if (number == value) return word;
        }
        return ratio(value, 10'000)->text();
    }

    [[nodiscard]] std::string shown_cell(const Table& table, std::size_t at, std::size_t row) const {
        constexpr Type text{TypeKind::text, 0};
        const auto& column = table.columns[at];
        switch (column.role) {
            case Role::id: return facts_.individuals[table.declaration.index][row].id;
            case Role::name: return facts_.individuals[table.declaration.index][row].name;
            case Role::subject:
            case Role::value:
            case Role::own: return written(column.type, cell(table, at, row));
            case Role::retracted: return "";
            default: break;
        }
        if (table.is_entity()) return "";
        const auto& e = evidence(table);
        switch (column.role) {
            case Role::item: return written(text, e.item[row]);
            case Role::confidence: return confidence(e.confidence[row]);
            case Role::kind: return written({TypeKind::scale, rulebase_.kind_choice.value}, e.kind[row]);
            case Role::source: return written(text, e.source[row]);
            case Role::reliability: return written(text, e.reliability[row]);
            case Role::credibility: return written(text, e.credibility[row]);
            case Role::assessor: return written(text, e.assessor[row]);
            case Role::on: return written({TypeKind::date, 0}, e.on[row]);
            case Role::group: return written(text, e.group[row]);
            case Role::quote: return written(text, e.quote[row]);
            default: return written({TypeKind::time, 0}, e.recorded[row]);
        }
    }

    [[nodiscard]] ShownTable select(const Table& table, const std::function<bool(std::size_t)>& wanted) const {
        ShownTable out{label(table), {}, {}};
        for (const auto& column : table.columns) out.headers.push_back(column.header);
        for (std::size_t row = 0; row < size(table); ++row) {
            if (!wanted(row)) continue;
            auto& cells = out.rows.emplace_back();
            for (std::size_t i = 0; i < table.columns.size(); ++i) cells.push_back(shown_cell(table, i, row));
        }
        return out;
    }

    const check::Rulebase& rulebase_;
    const Vocabulary& vocabulary_;
    const engine::Facts& facts_;
};

ShownRecord overview(Connection& connection, const Viewer& viewer, const engine::Facts& facts) {
    ShownTable about{"Knowledge base", {"what", "value"}, {}};
    const auto add = [&](std::string what, std::string_view key) {
        if (auto value = connection.meta(key); value && !value->empty()) about.rows.push_back({std::move(what), *value});
    };
    add("notice", "notice");
    add("rulebase", "rulebase");
    add("version of the rulebase", "rulebase_version");
    add("made", "created");
    add("last record", "last_record");
    if (connection.meta("history")) about.rows.push_back({"times of record", "some were imported, not taken from the clock"});
    if (connection.meta("sample"))
        about.rows.push_back({"kind", "a sample: its digests can be made again, and what is erased could be guessed"});
    if (const auto panels = panels_at(connection, {facts.known_at}); !panels.empty()) {
        std::string names;
        for (const auto& panel : panels) names += (names.empty() ? "" : ", ") + panel.name;
        about.rows.push_back({"panels", names});
    }
    about.rows.push_back({"changes", std::to_string(facts.head.change)});
    about.rows.push_back({"head", facts.head.digest});
    return {"Overview", {std::move(about), viewer.counts()}};
}

Result<ShownRecord> look_up(const Viewer& viewer, const Vocabulary& vocabulary, const engine::Facts& facts,
                            std::string_view what) {
    ShownRecord record{std::string(what), {}};
    const auto item = facts.texts.find(what);
    for (const auto& table : vocabulary.tables) {
        if (table.name == what) {
            record.tables = {viewer.whole(table)};
            break;
        }
        if (table.is_entity()) {
            for (auto& found : viewer.individual(table, what)) record.tables.push_back(std::move(found));
        } else if (item) {
            auto found = viewer.with_item(table, *item);
            if (!found.rows.empty()) record.tables.push_back(std::move(found));
        }
    }
    if (record.tables.empty()) {
        return failure(FailureKind::usage, fmt::format("there is no individual, item or table `{}`", shown(what)),
                       suggestion(std::string(what), viewer.names()));
    }
    for (auto& table : record.tables) drop_empty_columns(table);
    return record;
}

}  // namespace

void drop_empty_columns(ShownTable& table) {
    for (std::size_t i = table.headers.size(); i-- > 0;) {
        const bool filled = table.rows.empty() ||
                            std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) { return !row[i].empty(); });
        if (filled) continue;
        const auto at = static_cast<std::ptrdiff_t>(i);
        table.headers.erase(table.headers.begin() + at);
        for (auto& row : table.rows) row.erase(row.begin() + at);
    }
}

Result<ShownRecord> show(KnowledgeBase& kb, const check::Rulebase& rulebase, std::string_view what, LoadRequest request) {
    const auto whole = whole_content(rulebase);
    request.attributes = whole.attributes;
    request.relations = whole.relations;
    request.with_quotes = true;
    const auto facts = load_content(kb, rulebase, request);
    if (!facts) return tl::unexpected(facts.error());
    const auto vocabulary = vocabulary_of(rulebase);
    const Viewer viewer(rulebase, vocabulary, *facts);
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::read, [&]() -> Result<ShownRecord> {
        if (what.empty()) return overview(connection, viewer, *facts);
        if (vocabulary.find(what) == nullptr) {
            if (auto panel = show_panel(connection, rulebase, vocabulary, what, {facts->known_at})) return std::move(*panel);
        }
        return look_up(viewer, vocabulary, *facts, what);
    });
}

}  // namespace credence::store
