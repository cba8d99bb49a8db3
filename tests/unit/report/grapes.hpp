// A report written by hand, in a field of its own: design and tests of the prints do not wait for the builders.
#pragma once

#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

/// A dossier with every part that this kind has.
[[nodiscard]] Report grape_dossier(const Words& words);
[[nodiscard]] Report grape_comparison(const Words& words);
[[nodiscard]] Chart ripening_chart();

}  // namespace credence::report
