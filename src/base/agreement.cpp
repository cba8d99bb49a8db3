#include "base/agreement.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/wide.hpp"

namespace credence {
namespace {

/// Above the line and below it, to nine digits, half away from zero.
std::optional<Decimal> quotient(Wide above, Wide below) {
    if (below == 0) return std::nullopt;
    const bool negative = (above < 0) != (below < 0);
    if (above < 0) above = -above;
    if (below < 0) below = -below;
    const Wide whole = above / below;
    if (whole > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
    auto raw = static_cast<std::int64_t>(whole);
    Wide rest = above % below;
    for (std::int64_t unit = 1; unit < Decimal::scale; unit *= 10) {
        rest *= 10;
        raw = raw * 10 + static_cast<std::int64_t>(rest / below);
        rest %= below;
    }
    if (rest * 2 >= below) ++raw;
    return Decimal::from_raw(negative ? -raw : raw);
}

/// In steps from the least one, in the largest unit that all are multiples of; nothing where they are too far apart to be squared.
std::optional<Ratings> in_steps(const Ratings& ratings) {
    constexpr Wide farthest = std::numeric_limits<std::int32_t>::max();
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const auto& row : ratings) least = std::min(least, *std::min_element(row.begin(), row.end()));
    UnsignedWide unit = 0;
    const auto above_least = [&](std::int64_t value) { return static_cast<UnsignedWide>(Wide{value} - least); };
    for (const auto& row : ratings) {
        for (const auto value : row) {
            for (UnsignedWide step = above_least(value); step != 0;) {
                const UnsignedWide rest = unit == 0 ? 0 : unit % step;
                unit = step;
                step = rest;
            }
        }
    }
    Ratings out = ratings;
    for (auto& row : out) {
        for (auto& value : row) {
            const UnsignedWide step = unit == 0 ? 0 : above_least(value) / unit;
            if (step > static_cast<UnsignedWide>(farthest)) return std::nullopt;
            value = static_cast<std::int64_t>(step);
        }
    }
    return out;
}

bool is_rectangle(const Ratings& ratings, std::size_t width) {
    return std::all_of(ratings.begin(), ratings.end(), [&](const auto& row) { return row.size() == width; });
}

Wide squared(std::int64_t value) { return Wide{value} * value; }

}  // namespace

std::optional<Decimal> weighted_kappa(const Ratings& counts, const Ratings& disagreement) {
    const auto size = counts.size();
    std::vector<std::int64_t> first(size, 0), second(size, 0);
    Wide observed = 0, expected = 0;
    std::int64_t all = 0;
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
            first[i] += counts[i][j];
            second[j] += counts[i][j];
            all += counts[i][j];
            observed += Wide{counts[i][j]} * disagreement[i][j];
        }
    }
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) expected += Wide{first[i]} * second[j] * disagreement[i][j];
    }
    return quotient(expected - all * observed, expected);
}

std::optional<Decimal> weighted_kappa(const Ratings& ratings) {
    if (ratings.size() < 2 || !is_rectangle(ratings, 2)) return std::nullopt;
    const auto steps = in_steps(ratings);
    if (!steps) return std::nullopt;
    const auto all = static_cast<Wide>(ratings.size());
    Wide apart = 0, squares = 0, first = 0, second = 0;
    for (const auto& row : *steps) {
        apart += squared(row[0] - row[1]);
        squares += squared(row[0]) + squared(row[1]);
        first += row[0];
        second += row[1];
    }
    const Wide expected = all * squares - 2 * first * second;
    return quotient(expected - all * apart, expected);
}

std::optional<Decimal> intraclass_correlation(const Ratings& ratings) {
    if (ratings.size() < 2 || ratings[0].size() < 2 || !is_rectangle(ratings, ratings[0].size())) return std::nullopt;
    const auto steps = in_steps(ratings);
    if (!steps) return std::nullopt;
    const auto n = static_cast<Wide>(ratings.size()), k = static_cast<Wide>(ratings[0].size());
    std::vector<std::int64_t> of_assessor(ratings[0].size(), 0);
    Wide rows = 0, columns = 0, squares = 0, sum = 0;
    for (const auto& row : *steps) {
        const auto total = std::accumulate(row.begin(), row.end(), std::int64_t{0});
        rows += squared(total);
        sum += total;
        for (std::size_t i = 0; i < row.size(); ++i) {
            of_assessor[i] += row[i];
            squares += squared(row[i]);
        }
    }
    for (const auto total : of_assessor) columns += squared(total);
    // Sums of squares times n·k, then mean squares times n·k·(n-1)·(k-1): no fraction on the way.
    const Wide between = n * rows - sum * sum, among = k * columns - sum * sum;
    const Wide left = n * k * squares - sum * sum - between - among;
    const Wide subjects = (k - 1) * between, assessors = (n - 1) * among;
    return quotient(n * (subjects - left), n * subjects + n * (k - 1) * left + k * (assessors - left));
}

}  // namespace credence
