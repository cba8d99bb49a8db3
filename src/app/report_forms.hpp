// A report as one file: HTML, PDF, Word, a workbook.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "report/templates.hpp"

namespace credence::app {

/// The forms that are one file; Markdown and JSON come in folders.
[[nodiscard]] bool is_one_file(std::string_view format);

struct OneFile {
    std::string bytes;
    std::string remark;  // what is not as good as it could be, and what to install; may be empty
};

/// `format` is one of "html", "pdf" (through Chromium), "docx" (through pandoc), "xlsx". Where the program it takes is missing or
/// fails, that is a failure to write, with what to install. HTML and workbooks depend on nothing but the report.
[[nodiscard]] Result<OneFile> one_file(std::string_view format, const report::Report& report,
                                       const report::Templates& templates);

}  // namespace credence::app
