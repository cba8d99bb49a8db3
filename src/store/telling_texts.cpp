#include <fmt/format.h>

#include "store/cursor.hpp"
#include "store/header.hpp"
#include "store/panels.hpp"
#include "store/telling.hpp"

namespace credence::store {

Result<ShownTable> telling_texts(KnowledgeBase& kb, const check::Rulebase& rulebase) {
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::read, [&]() -> Result<ShownTable> {
        const SQLite::Transaction snapshot(connection.database);
        const auto vocabulary = vocabulary_of(rulebase);
        if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
        const TellingWords words;
        const auto hidden = entries_of(held_back(connection, vocabulary, {}));
        ShownTable out{"Texts", {"table", "column", "item", "of", "tells"}, {}};
        for (const auto& table : vocabulary.tables) {
            if (table.is_entity() || !connection.has_table(table.name)) continue;
            const auto item = *table.find(Role::item), retracted = *table.find(Role::retracted);
            Cursor rows(connection,
                        fmt::format("SELECT {}, \"entry\" FROM {} WHERE {} IS NULL ORDER BY \"entry\"", column_list(table),
                                    sql_name(table.name), sql_name(table.columns[retracted].name)));
            while (rows.next()) {
                if (hidden.contains(rows.number(table.columns.size()))) continue;
                for (std::size_t i = 0; i < table.columns.size(); ++i) {
                    if (!is_free_text(table.columns[i])) continue;
                    const auto found = words.find(rows.text(i).value_or(""));
                    if (found.empty()) continue;
                    const auto cell = [&](std::size_t column) { return std::string(rows.text(column).value_or("")); };
                    const bool of_individual = table.columns[0].type.kind == check::TypeKind::entity;
                    out.rows.push_back(
                        {table.name, table.columns[i].header, cell(item), of_individual ? cell(0) : "", telling_text(found)});
                }
            }
        }
        drop_empty_columns(out);
        return out;
    });
}

}  // namespace credence::store
