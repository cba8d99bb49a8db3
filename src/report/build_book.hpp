// From a checked rulebase to its rule book: every declaration in prose, in the order of the rulebase's chapters, with what it
// rests on, what it reads and who reads it. Reads no knowledge base.
#pragma once

#include <optional>

#include "base/date.hpp"
#include "explain/phrases.hpp"
#include "report/book.hpp"
#include "text/source.hpp"

namespace credence::report {

struct BookWorkshop {
    const explain::Phrases& phrases;  // of a model without facts: for parameters and labels
    const text::SourceSet& sources;   // the rule files: chapters are named after them
    std::optional<Date> as_of;        // the day on which review dates are looked at
};

[[nodiscard]] Book build_book(const BookWorkshop& workshop);

}  // namespace credence::report
