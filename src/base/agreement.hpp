// How far assessors agree who rated the same subjects, beyond what chance would give. Exact: whole numbers until the last division.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/decimal.hpp"

namespace credence {

/// By subject, then by assessor: steps of a scale, or numbers in any common unit. Each subject was rated by all.
using Ratings = std::vector<std::vector<std::int64_t>>;

/// Cohen's weighted kappa of two assessors: 1 is full agreement, 0 what chance would give. `counts` by value of the first and value
/// of the second, `disagreement` how much each pair of values weighs. Nothing where chance alone would agree fully.
[[nodiscard]] std::optional<Decimal> weighted_kappa(const Ratings& counts, const Ratings& disagreement);

/// The same from ratings of two, disagreement weighed by the square of its distance.
[[nodiscard]] std::optional<Decimal> weighted_kappa(const Ratings& ratings);

/// The intraclass correlation ICC(2,1) of Shrout and Fleiss: of one assessor of a panel drawn from many, in absolute agreement. Two
/// or more assessors, two or more subjects; nothing for fewer, or where all ratings are the same.
[[nodiscard]] std::optional<Decimal> intraclass_correlation(const Ratings& ratings);

}  // namespace credence
