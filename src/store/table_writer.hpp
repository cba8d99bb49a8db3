// Adds sealed rows to the tables of a knowledge base, each once: what is on record already, retracted or not, is not added again. A
// row is the texts of a table's columns, in their order.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "store/cells.hpp"
#include "store/change.hpp"
#include "store/connection.hpp"
#include "store/schema.hpp"

namespace credence::store {

using Row = std::vector<Stored>;

/// When a row is on record already. `said`: it says the same, and its time of record is only when we heard it; `said_then`: its time of
/// record is part of what it says; `in_force`: as said_then, and of an id the retracted rows do not count.
enum class Same { said, said_then, in_force };

class TableWriter {
public:
    TableWriter(Connection& connection, const Vocabulary& vocabulary, Change& change, Same same);

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
        SQLite::Statement by_key;                                 // the rows of an id, or the row of an entry
        std::optional<std::unordered_set<std::string>> contents;  // of the rows without an item
    };
    Access& access(const Table& table);
    Result compare(const Table& table, const Row& row, const Row& there) const;
    Result with_item(const Table& table, const Row& row);
    Result with_id(const Table& table, const Row& row);
    bool take_item(const std::string& item);  // false if it is taken
    void write(const Table& table, const Row& row);
    [[nodiscard]] bool compared(const Column& column) const;
    [[nodiscard]] std::string content(const Table& table, const Row& row) const;
    void read_contents(const Table& table, Access& access);

    Connection& connection_;
    const Vocabulary& vocabulary_;
    Change& change_;
    Same same_;
    SQLite::Statement new_item_, entry_of_item_;
    RowBytes bytes_;
    std::map<const Table*, Access> tables_;
};

}  // namespace credence::store
