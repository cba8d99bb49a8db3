#include "base/agreement.hpp"

#include <gtest/gtest.h>

namespace credence {
namespace {

std::string rounded(const std::optional<Decimal>& value, int digits) { return value ? value->text(digits) : "none"; }

/// Pairs of ratings, as often as a table of counts says.
Ratings pairs(const Ratings& counts) {
    Ratings out;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        for (std::size_t j = 0; j < counts[i].size(); ++j) {
            for (std::int64_t n = 0; n < counts[i][j]; ++n)
                out.push_back({static_cast<std::int64_t>(i), static_cast<std::int64_t>(j)});
        }
    }
    return out;
}

// Cohen, J. (1968), Weighted kappa, Psychological Bulletin 70(4), 213-220, table 1: 200 diagnoses by two judges; disagreement
// between the first two kinds weighs 1, between the first and the third 3, between the second and the third 6. Weighted kappa is
// .348, kappa .492.
TEST(Agreement, WeightedKappaIsThatOfCohensExample) {
    const Ratings counts{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
    EXPECT_EQ(rounded(weighted_kappa(counts, {{0, 1, 3}, {1, 0, 6}, {3, 6, 0}}), 3), "0.348");
    EXPECT_EQ(rounded(weighted_kappa(counts, {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}}), 3), "0.492");
}

// StataCorp, Stata Base Reference Manual, "kappa", examples 1 to 3: 85 xeromammograms by two radiologists, from Boyd et al. (1982),
// four kinds in order. Kappa is 0.4728; weighted by distance (`wgt(w)`) 0.5684.
TEST(Agreement, WeightedKappaIsThatOfTheRadiologists) {
    const Ratings counts{{21, 12, 0, 0}, {4, 17, 1, 0}, {3, 9, 15, 2}, {0, 0, 0, 1}};
    Ratings any(4, {0, 0, 0, 0}), distance = any, square = any;
    for (int i = 0; i < 4; ++i) {
        for (int j = 0; j < 4; ++j) {
            const auto at = static_cast<std::size_t>(i), to = static_cast<std::size_t>(j);
            any[at][to] = i == j ? 0 : 1;
            distance[at][to] = i < j ? j - i : i - j;
            square[at][to] = (i - j) * (i - j);
        }
    }
    EXPECT_EQ(rounded(weighted_kappa(counts, any), 4), "0.4728");
    EXPECT_EQ(rounded(weighted_kappa(counts, distance), 4), "0.5684");
    EXPECT_EQ(weighted_kappa(pairs(counts)), weighted_kappa(counts, square)) << "two ways to the same";
}

// Shrout, P. E. and Fleiss, J. L. (1979), Intraclass correlations: uses in assessing rater reliability, Psychological Bulletin
// 86(2), 420-428, tables 2 and 4: six targets, four judges; ICC(2,1) is .29.
TEST(Agreement, IntraclassCorrelationIsThatOfShroutAndFleiss) {
    const Ratings judged{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
    EXPECT_EQ(rounded(intraclass_correlation(judged), 2), "0.29");
    Ratings moved = judged;
    for (auto& row : moved) {
        for (auto& value : row) value = value * 1'000'000'000 - 77'000'000'000;
    }
    EXPECT_EQ(intraclass_correlation(moved), intraclass_correlation(judged)) << "the unit does not matter";
}

TEST(Agreement, IsOneWhereAllAgreeAndNothingWhereNothingDiffers) {
    const Ratings same{{1, 1}, {4, 4}, {2, 2}};
    EXPECT_EQ(rounded(weighted_kappa(same), 2), "1.00");
    EXPECT_EQ(rounded(intraclass_correlation(same), 2), "1.00");
    EXPECT_EQ(rounded(weighted_kappa({{0, 1}, {1, 0}}), 2), "-1.00");
    for (const Ratings& none : {Ratings{}, Ratings{{3, 3}}, Ratings{{3, 3}, {3, 3}}, Ratings{{1, 2}, {1}}}) {
        EXPECT_EQ(weighted_kappa(none), std::nullopt);
        EXPECT_EQ(intraclass_correlation(none), std::nullopt);
    }
}

TEST(Agreement, DoesNotOverflow) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(weighted_kappa({{most, -most}, {0, 1}}), std::nullopt);
    EXPECT_EQ(rounded(weighted_kappa({{most, -most}, {-most, most}}), 2), "-1.00");
}

}  // namespace
}  // namespace credence
