// The tables of a report as sheets of a workbook: groups, differences, what could change, evidence, every observation, provenance.
#pragma once

#include <vector>

#include "report/document.hpp"
#include "report/words.hpp"
#include "sheet/write_workbook.hpp"

namespace credence::report {

/// One sheet a table, named after its section; before them one with the question and the lines of the answer. Cells are texts: the
/// claim and, in brackets, its ids. A text longer than a cell of a workbook may be, 32,767 characters, ends with an ellipsis.
[[nodiscard]] std::vector<sheet::SheetOut> sheets_of(const Report& report, const Words& words);

}  // namespace credence::report
