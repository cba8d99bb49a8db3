// Facts from the CSV and TSV files of a folder, without a knowledge base: for evaluation in bulk (`credence run`). Formats are those of
// an import. An entity may do without a file: its individuals are then those that other files name.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "engine/facts.hpp"
#include "store/load.hpp"
#include "store/read_report.hpp"

namespace credence::store {

struct FactFiles {
    engine::Facts facts;  // meaningful where the report is without errors
    ReadReport report;
};

/// Of the request, only the days and moments count. `today` is the day asked for, else that of the last entry recorded, else
/// 1970-01-01; a folder that leaves cells of `date or today` columns empty must say which.
[[nodiscard]] Result<FactFiles> read_fact_files(const check::Rulebase& rulebase, const std::filesystem::path& folder,
                                                const LoadRequest& request);

}  // namespace credence::store
