// Rows of a query, cell by cell, without a copy: for what reads whole tables.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/connection.hpp"

struct sqlite3_stmt;

namespace credence::store {

class Cursor {
public:
    Cursor(Connection& connection, const std::string& sql);
    /// False at the end. What a cell showed before goes.
    bool next();
    [[nodiscard]] std::size_t columns() const;
    [[nodiscard]] std::optional<std::string_view> text(std::size_t column) const;  // nothing: NULL
    [[nodiscard]] std::int64_t number(std::size_t column) const;
    [[nodiscard]] std::span<const unsigned char> blob(std::size_t column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    sqlite3* handle_;
};

}  // namespace credence::store
