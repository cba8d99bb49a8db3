// Section numbers and the references to them, counted over the parts that are there, in the order of `Section`, in which the
// templates print them. Last step of a builder.
#pragma once

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

void number_sections(Report& report, const Words& words);

}  // namespace credence::report
