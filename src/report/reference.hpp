// What pandoc makes a Word file with: a document whose styles it takes, and a filter.
#pragma once

#include <string>
#include <string_view>

namespace credence::report {

/// Empty but for the styles of reports/reference/styles.xml.
[[nodiscard]] std::string reference_docx();

/// In Lua: gives the columns of tables their widths.
[[nodiscard]] std::string_view table_filter();

}  // namespace credence::report
