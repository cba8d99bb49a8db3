// Adds rows to the tables of a knowledge base, each once: what is on record already, retracted or not, is not added again. A
// row is the texts of a table's columns, in their order.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "store/cells.hpp"
#include "store/connection.hpp"
#include "store/schema.hpp"

namespace credence::store {

using Row = std::vector<Stored>;

class TableWriter {
public:
    /// With `history`, the time of record is part of what a row says; without, it is when we heard it.
    TableWriter(Connection& connection, const Vocabulary& vocabulary, bool history)
        : connection_(connection),
          vocabulary_(vocabulary),
          history_(history) {}

    enum class Outcome { added, unchanged, conflict };
    struct Result {
        Outcome outcome = Outcome::added;
        std::size_t column = 0;            // of a conflict: where the two differ
        const Table* elsewhere = nullptr;  // of a conflict: the other table that has a row of this item
    };
    [[nodiscard]] Result add(const Table& table, const Row& row);

private:
    struct Access {
        SQLite::Statement insert;
        SQLite::Statement by_key;                                 // the row of an id or an item
        std::optional<std::unordered_set<std::string>> contents;  // of the rows without an item
    };
    Access& access(const Table& table);
    const Table* owner_of(const std::string& item, const Table& table);
    [[nodiscard]] bool compared(const Column& column) const;
    [[nodiscard]] std::string content(const Table& table, const Row& row) const;
    void read_contents(const Table& table, Access& access);

    Connection& connection_;
    const Vocabulary& vocabulary_;
    bool history_;
    std::map<const Table*, Access> tables_;
};

}  // namespace credence::store
