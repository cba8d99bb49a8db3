// Brings a knowledge base of an older format to the present one: a verified backup first, then all in one transaction, which is verified
// before it is kept. Whatever fails on the way, the file is as it was.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "base/result.hpp"
#include "store/knowledge_base.hpp"

namespace credence::store {

struct Migrated {
    std::uint32_t from = 0, to = 0;  // formats
    std::filesystem::path backup;
    std::int64_t rows = 0;
};

/// `backup` is a file that is not there yet. A file of the present format is a failure of kind knowledge_base.
[[nodiscard]] Result<Migrated> migrate(const std::filesystem::path& path, const std::filesystem::path& backup,
                                       std::int64_t now);

/// The same without the backup, inside a transaction of the caller's, each statement through `execute`: so that a test can fail each.
std::int64_t migrate_tables(Connection& connection, std::int64_t now, const std::function<void(const std::string&)>& execute);

}  // namespace credence::store
