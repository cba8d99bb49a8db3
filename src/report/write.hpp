// A report on disk: a folder with the Markdown, its figures and what else belongs to it, written whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "report/document.hpp"
#include "report/templates.hpp"

namespace credence::report {

struct File {
    std::string path;  // below the folder: "report.md", "figures/range_chart.svg"
    std::string bytes;
};

/// report.md and the figures that it shows.
[[nodiscard]] std::vector<File> files_of(const Report& report, const Templates& templates);

enum class IfThere { refuse, replace };

/// Writes the files into a new folder beside `folder`, then puts it in its place. A folder that is there is refused, or, with
/// IfThere::replace, replaced if it holds nothing but reports (report.md, index.md, rule_book.md, report.json and figures), so that
/// nothing of anybody else is lost.
[[nodiscard]] Status write_folder(const std::filesystem::path& folder, const std::vector<File>& files, IfThere if_there);

}  // namespace credence::report
