// Panels: assessors who rate the same subjects, each without knowing what the others say. A panel is a group of observations whose
// assessors are listed. What they say of an attribute of somebody is held back from every answer, table and export until each of
// them has entered theirs; then it counts as any group does. Whoever opens the file with another program can read it: who must not know
// should not have the file.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "sheet/rows.hpp"
#include "store/connection.hpp"
#include "store/show.hpp"

namespace credence::store {

class Change;
struct ImportRun;

struct Panel {
    std::string name;                    // that of the group
    std::vector<std::string> assessors;  // in natural order
};

/// A time to look at: what was recorded later does not count.
struct Moment {
    std::optional<std::int64_t> known_at;
    std::int64_t last_entry = std::numeric_limits<std::int64_t>::max();
};

/// In natural order; those without an assessor are none.
[[nodiscard]] std::vector<Panel> panels_at(Connection& connection, const Moment& moment);

/// The assessors of each, now.
[[nodiscard]] std::map<std::string, std::set<std::string>> panel_members(Connection& connection);

/// Observations of one attribute of somebody that wait for assessors.
struct HeldBack {
    std::string panel;
    const Table* table = nullptr;
    std::string subject;
    std::vector<std::string> missing;  // assessors
    std::vector<std::int64_t> rows;    // entries
};

/// By table, panel and subject.
[[nodiscard]] std::vector<HeldBack> held_back(Connection& connection, const Vocabulary& vocabulary, const Moment& moment);

/// Their rows.
[[nodiscard]] std::unordered_set<std::int64_t> entries_of(const std::vector<HeldBack>& held);

/// The assessors of a panel and what they still owe, and how far they agree on each attribute (base/agreement.hpp) where all of them
/// rated two subjects or more. Nothing if there is no such panel.
[[nodiscard]] std::optional<ShownRecord> show_panel(Connection& connection, const check::Rulebase& rulebase,
                                                    const Vocabulary& vocabulary, std::string_view name, const Moment& moment);

/// Rows of the file `panels`: panel, assessor, and `member`, which is `no` for one who leaves.
void read_panels(ImportRun& run, Change& change, const std::string& name, sheet::RowReader& rows);

}  // namespace credence::store
