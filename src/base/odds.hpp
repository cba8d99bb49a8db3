// Odds as weights of evidence: thousandths of log10 (millibans), in integers, so that no libm decides a digit.
#pragma once

#include "base/decimal.hpp"

namespace credence {

/// 1000 * log10(favourable / against), to the nearest whole number; both above 0. Of odds and their reverse one is the negation of
/// the other.
[[nodiscard]] std::int64_t millibans(Decimal favourable, Decimal against);

/// Millibans as decibans, which people read: "3.01", "-6.02", "0.00".
[[nodiscard]] std::string decibans(std::int64_t millibans);

}  // namespace credence
