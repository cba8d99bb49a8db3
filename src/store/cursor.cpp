#include "store/cursor.hpp"

#include <sqlite3.h>

namespace credence::store {

void Cursor::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Cursor::Cursor(Connection& connection, const std::string& sql) : handle_(connection.database.getHandle()) {
    sqlite3_stmt* statement = nullptr;
    const int done = sqlite3_prepare_v2(handle_, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
    statement_.reset(statement);
    if (done != SQLITE_OK) throw SQLite::Exception(handle_, done);
}

bool Cursor::next() {
    const int done = sqlite3_step(statement_.get());
    if (done != SQLITE_ROW && done != SQLITE_DONE) throw SQLite::Exception(handle_, done);
    return done == SQLITE_ROW;
}

std::size_t Cursor::columns() const { return static_cast<std::size_t>(sqlite3_column_count(statement_.get())); }

std::optional<std::string_view> Cursor::text(std::size_t column) const {
    // By its value: asking the statement for text and length would take the connection's state into account twice a cell.
    auto* value = sqlite3_column_value(statement_.get(), static_cast<int>(column));
    const auto* text = sqlite3_value_text(value);
    if (text == nullptr) return std::nullopt;
    return std::string_view(reinterpret_cast<const char*>(text), static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

std::int64_t Cursor::number(std::size_t column) const {
    return sqlite3_column_int64(statement_.get(), static_cast<int>(column));
}

std::span<const unsigned char> Cursor::blob(std::size_t column) const {
    const auto at = static_cast<int>(column);
    const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement_.get(), at));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), at))};
}

}  // namespace credence::store
