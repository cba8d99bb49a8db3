// Copies of a knowledge base that are whole: made from one snapshot, on the disk, and looked at before they are trusted.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "store/connection.hpp"
#include "store/knowledge_base.hpp"

namespace credence::store {

/// What is committed in the file `from` as a new file that its owner alone reads, compared row by row and on the disk before this returns.
/// The caller keeps writers out. A file that is there is left alone, and a usage failure.
[[nodiscard]] Status copy_whole(const std::filesystem::path& from, const std::filesystem::path& to);

/// A backup that verifies (verify.hpp), entered in the list of backups; `now` in seconds since 1970.
[[nodiscard]] Status back_up(KnowledgeBase& kb, const std::filesystem::path& to, std::int64_t now);

}  // namespace credence::store
