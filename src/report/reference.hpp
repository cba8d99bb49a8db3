// The document from which pandoc takes the styles of a Word file.
#pragma once

#include <string>

namespace credence::report {

/// Empty but for the styles of reports/reference/styles.xml.
[[nodiscard]] std::string reference_docx();

}  // namespace credence::report
