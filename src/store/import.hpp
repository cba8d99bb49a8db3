// Files of facts into a knowledge base, all or nothing: every bad cell is listed, and one bad cell leaves the knowledge base as
// it was. The formats are described in docs/guides/knowledge_bases.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "store/knowledge_base.hpp"
#include "store/read_report.hpp"

namespace credence::store {

struct ImportOptions {
    bool history = false;  // times of record are taken from the column `recorded`
    std::int64_t now = 0;  // seconds since 1970: the time of record of all else
    bool dry_run = false;  // everything is read and checked, nothing written
    std::vector<std::pair<std::string, std::string>> names =
        {};  // columns of the files, and what they are called here; "" passes over
    std::function<void(const std::string& file, std::size_t rows)> progress = {};  // called now and then while a file is read
};

struct TableCount {
    std::string table = {};
    std::size_t added = 0;
    std::size_t unchanged = 0;  // on record already, or twice in the files
};

struct ImportReport : ReadReport {
    std::vector<TableCount> tables;  // those that the files spoke of, in the order of the vocabulary
    std::size_t telling = 0;         // texts that tell what rules may not read (K0215); few are among the problems
    bool dry_run = false;
};

/// Imports one file, or all files of a folder. Mistakes in the files are in the report; the failure is for what cannot be read
/// or written at all. A second import of the same files adds nothing. Tables that the vocabulary gained since are made.
[[nodiscard]] Result<ImportReport> import_files(KnowledgeBase& kb, const check::Rulebase& rulebase,
                                                const std::filesystem::path& path, const ImportOptions& options);

/// What was wrong, or how much came in, for a terminal; `kb_name` as the user wrote it.
[[nodiscard]] std::string import_text(const ImportReport& report, std::string_view kb_name);

}  // namespace credence::store
