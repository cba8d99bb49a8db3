// One table of an imported file, cell by cell, into the tables of the knowledge base that it speaks of.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/rows.hpp"
#include "store/cells.hpp"
#include "store/import.hpp"
#include "store/table_writer.hpp"
#include "store/telling.hpp"

namespace credence::store {

/// What an import has at hand for all of its files.
struct ImportRun {
    const check::Rulebase& rulebase;
    const Vocabulary& vocabulary;
    const ImportOptions& options;
    KnownIds& known;
    TableWriter& writer;
    ImportReport& report;
    std::map<std::string, std::set<std::string>> panels;  // with their assessors: on record, and of the files being imported
    std::map<const Table*, TableCount> counts = {};
    TableCount panel_rows = {"panels"};
    std::vector<bool> mapped = std::vector<bool>(options.names.size());  // some file has such a column
    TellingWords telling = {};
    bool broken_file =
        false;  // the file at hand cannot be read to its end: nothing of it is worth looking at, and nothing is written
};

/// The rows of the table, or observations of any attribute where `table` is null. False if not all of them could be read.
bool read_rows(ImportRun& run, const std::string& name, sheet::RowReader& rows, const Table* table);

}  // namespace credence::store
