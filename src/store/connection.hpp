// The open SQLite file behind a KnowledgeBase, for this folder alone; SQLite's exceptions end in `guarded`.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/knowledge_base.hpp"
#include "store/schema.hpp"

namespace credence::store {

inline constexpr std::uint32_t application_id = 0x4372646e;  // "Crdn"
inline constexpr std::uint32_t format_version = 2;           // user_version

struct Connection {
    SQLite::Database database;
    std::filesystem::path path;
    Mode mode = Mode::read;

    [[nodiscard]] std::optional<std::string> meta(std::string_view key);
    void set_meta(std::string_view key, std::string_view value);
    [[nodiscard]] bool has_table(std::string_view name);
};

/// What stands between the statements that made the tables, in meta("schema").
inline constexpr std::string_view between_statements = ";\n";

/// The door of open_knowledge_base, for files of that format.
[[nodiscard]] Result<std::unique_ptr<Connection>> open_connection(const std::filesystem::path& path, Mode mode,
                                                                  std::uint32_t format);

[[nodiscard]] Failure failure_of(const SQLite::Exception& error, const std::filesystem::path& path, Mode mode);

/// What `work` returns, or why SQLite could not do it.
template <class Work>
auto guarded(const std::filesystem::path& path, Mode mode, Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        return tl::unexpected<Failure>(failure_of(error, path, mode));
    }
}

/// The rulebase's tables that are there must be as expected; those that its vocabulary has gained may be missing, but not all
/// of its entities'.
[[nodiscard]] Status check_tables(Connection& connection, const Vocabulary& vocabulary);

/// Tables that the vocabulary has gained since the knowledge base was made.
void make_missing_tables(Connection& connection, const Vocabulary& vocabulary);

/// The text of column `index` of the row at hand; nothing for NULL.
[[nodiscard]] std::optional<std::string_view> text_at(const SQLite::Statement& statement, std::size_t index);

}  // namespace credence::store
