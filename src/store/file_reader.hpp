// One CSV file of an import, cell by cell, into the tables that it speaks of.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/cells.hpp"
#include "store/csv.hpp"
#include "store/import.hpp"
#include "store/table_writer.hpp"

namespace credence::store {

/// What an import has at hand for all of its files.
struct ImportRun {
    const check::Rulebase& rulebase;
    const Vocabulary& vocabulary;
    const ImportOptions& options;
    KnownIds& known;
    TableWriter& writer;
    ImportReport& report;
    std::map<const Table*, TableCount> counts;
};

/// The file of the table, or `observations.csv` where `table` is null. False if not all of its rows could be read.
bool read_file(ImportRun& run, const std::string& name, std::string_view text, const Table* table);

}  // namespace credence::store
