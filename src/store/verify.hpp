// Whether what is on record is what was recorded: every row against its seal, every change against its rows and the change before it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/commitment.hpp"
#include "base/result.hpp"
#include "store/knowledge_base.hpp"

namespace credence::store {

/// One place where the record is not as it was made. Names tables, columns and numbers; shows no cell.
struct Finding {
    std::int64_t change = 0;  // 0: of none
    std::int64_t entry = 0;   // 0: of none
    std::string table, column;
    std::string what;  // "`value` was changed"
};

struct ChainHead {
    std::int64_t change = 0;
    std::string head;  // in hex
};

struct Verification {
    std::int64_t changes = 0, rows = 0, erased = 0;
    ChainHead head;                  // of the last change
    std::vector<std::string> heads;  // of all of them, in hex, from the first on
    std::vector<Finding> findings;   // in the order of entries, those of changes behind their rows; no more than 1,000
    std::size_t found = 0;           // all of them

    [[nodiscard]] bool sound() const { return found == 0; }
};

/// Reads the whole file, in one snapshot.
[[nodiscard]] Result<Verification> verify(KnowledgeBase& kb);

/// A head that was printed once must still be there: else the end of the chain was cut off, or all of it replaced.
void hold_against(Verification& verification, const ChainHead& printed);

/// "entry 17 of change 3, table `risk`: `value` was changed".
[[nodiscard]] std::string finding_text(const Finding& finding);

/// What was found, a line each, and how much was looked at.
[[nodiscard]] std::string verification_text(const Verification& verification, std::string_view kb_name);

}  // namespace credence::store
