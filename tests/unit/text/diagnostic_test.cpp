#include "text/diagnostic.hpp"

#include <gtest/gtest.h>

namespace credence::text {
namespace {

TEST(Nearest, FindsTheTypicalSlips) {
    const std::vector<std::string> known = {"when", "unless", "then", "because", "risk_tolerance", "role_view"};
    EXPECT_EQ(nearest("whn", known), "when");
    EXPECT_EQ(nearest("tehn", known), "then");
    EXPECT_EQ(nearest("becuase", known), "because");
    EXPECT_EQ(nearest("risk_tolerence", known), "risk_tolerance");
    EXPECT_EQ(nearest("rolev_iew", known), "role_view");
}

TEST(Nearest, SuggestsNothingThatIsFar) {
    EXPECT_EQ(nearest("fare", {"because", "given", "unless"}), std::nullopt);
    EXPECT_EQ(nearest("x", {"p", "q"}), std::nullopt);
    EXPECT_EQ(nearest("", {"a"}), std::nullopt);
    EXPECT_EQ(nearest("abc", {}), std::nullopt);
}

TEST(Nearest, IsTheSameForAnyOrder) {
    EXPECT_EQ(nearest("lowx", {"lowb", "lowa"}), "lowa");
    EXPECT_EQ(nearest("lowx", {"lowa", "lowb"}), "lowa");
}

TEST(Diagnostics, AreSortedByPlaceAndSaidOnce) {
    const auto made = [](std::size_t file, std::uint32_t at, std::string code) {
        Diagnostic d;
        d.code = std::move(code);
        d.primary.span = {FileId{file}, at, at + 1};
        return d;
    };
    std::vector<Diagnostic> all = {made(1, 0, "E2"), made(0, 5, "E1"), made(0, 5, "E0"), made(0, 2, "E9"), made(0, 5, "E1")};
    sort_diagnostics(all);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].code, "E9");
    EXPECT_EQ(all[1].code, "E0");
    EXPECT_EQ(all[2].code, "E1");
    EXPECT_EQ(all[3].code, "E2");
}

}  // namespace
}  // namespace credence::text
