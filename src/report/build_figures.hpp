// The figures of parts: each from what the rulebase declares, absent where there is nothing to draw. Internal to the builders.
#pragma once

#include <optional>
#include <vector>

#include "report/build_matter.hpp"

namespace credence::report {

/// What the sources of an attribute make together, in words: "2 sources, 1 step apart, agreed"; empty where nothing is observed.
[[nodiscard]] std::string agreement_of(const Matter& matter, check::AttributeId attribute, Cell subject);
/// Attributes by occasions; none where nothing was observed, or on more than seven occasions, which the table alone can hold.
/// `number`: of the report's matrices, from 1.
[[nodiscard]] std::optional<Figure> matrix_figure(const Matter& matter, const Observed& observed, std::size_t number);
/// The rows of a shown relation with two columns of dates, the first and the last day of each; none without such a row.
[[nodiscard]] std::optional<Figure> timeline_figure(const Matter& matter, std::size_t item);
/// The rules on each side of the questions of a step; none of a question without rules that lean. `before`: how many there are already.
[[nodiscard]] std::vector<Figure> sides_figures(const Matter& matter, const Item& item, std::size_t before);
/// What a range permits to each individual of its entity, as a figure and a table; nothing where there is no individual.
[[nodiscard]] std::optional<Block> room_block(const Workshop& workshop, check::RangeId range);

}  // namespace credence::report
