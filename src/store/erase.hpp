// Takes an individual out of a knowledge base for good: its rows, what was decided about it, the words of changes that name it; then the
// write-ahead log and the free pages. What stays are the digests of the rows, from which nothing can be guessed, so that the chain of
// changes still holds.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "store/enter.hpp"
#include "store/knowledge_base.hpp"

namespace credence::store {

struct Erased {
    std::int64_t change = 0, rows = 0;
    std::vector<std::string> mentions;  // rows about others with the name in a text: "entry 17, table `held`"
    std::vector<std::string> backups;   // listed ones that are there and still hold the name
    std::vector<std::string> missing;   // listed ones that are not there
    bool still_in_file = false;         // somebody reads an older state: the bytes go when nobody does, and this is done again
};

/// The reason is required, and must not name whom it is about.
[[nodiscard]] Result<Erased> erase(KnowledgeBase& kb, const check::Rulebase& rulebase, const std::string& id,
                                   const EnterOptions& options);

/// Whether a file holds these bytes anywhere.
[[nodiscard]] bool holds(const std::filesystem::path& file, std::string_view bytes);

}  // namespace credence::store
