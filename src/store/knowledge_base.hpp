// A knowledge base: one SQLite file with a table for each entity, attribute and relation of a vocabulary. This is the door: it
// makes files that only their owner reads, and opens none but its own. What is in them: import.hpp writes, load.hpp and
// show.hpp read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/result.hpp"
#include "check/rulebase.hpp"

namespace credence::store {

struct Connection;  // connection.hpp: for this folder alone

class KnowledgeBase {
public:
    explicit KnowledgeBase(std::unique_ptr<Connection> connection);
    KnowledgeBase(KnowledgeBase&&) noexcept;
    KnowledgeBase& operator=(KnowledgeBase&&) noexcept;
    ~KnowledgeBase();

    [[nodiscard]] Connection& connection() const { return *connection_; }

private:
    std::unique_ptr<Connection> connection_;
};

struct Making {
    std::int64_t now = 0;  // seconds since 1970
    bool sample = false;   // the same files give the same heads: salts that can be guessed, and the clock of the rows imported
};

/// A new, empty knowledge base for the vocabulary of `rulebase`. An existing file is left alone and a usage failure.
[[nodiscard]] Result<KnowledgeBase> create_knowledge_base(const std::filesystem::path& path, const check::Rulebase& rulebase,
                                                          const Making& making);

enum class Mode { read, write };

/// Fails, with FailureKind::knowledge_base, for a file that is missing, another program's, newer, damaged, or holds triggers,
/// views or tables that are not ours.
[[nodiscard]] Result<KnowledgeBase> open_knowledge_base(const std::filesystem::path& path, Mode mode);

}  // namespace credence::store
