// Pieces of charts that dossiers and comparisons share. Internal to the builders.
#pragma once

#include "report/build_matter.hpp"

namespace credence::report {

/// The items that lie on the scale: in chain order, declared ones last.
[[nodiscard]] std::vector<std::size_t> chart_items(const Matter& matter, std::size_t scale);
/// The bar of an item; `rows` are the items of the chart, which `from` counts.
[[nodiscard]] Bar bar_of(const Matter& matter, std::size_t index, const std::vector<std::size_t>& rows);
/// The legend of marks: the kinds of evidence in their order, then what has none; and where in it an observation is.
[[nodiscard]] std::vector<std::string> mark_kinds(const Matter& matter);
[[nodiscard]] std::size_t mark_kind(const Matter& matter, FactRef fact);
[[nodiscard]] Chart empty_chart(const Matter& matter, std::size_t scale);
[[nodiscard]] std::string chart_name(const Matter& matter, std::size_t scale);

}  // namespace credence::report
