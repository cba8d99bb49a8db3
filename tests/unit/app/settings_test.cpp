#include "app/settings.hpp"

#include <gtest/gtest.h>

#include "base/decimal.hpp"

namespace credence::app {
namespace {

check::Rulebase with_parameters() {
    check::Rulebase rulebase;
    rulebase.units = {""};
    auto& dose = rulebase.parameters.emplace_back();
    dose.head.name = "dose";
    dose.type = {check::TypeKind::number, 0};
    dose.value = Decimal::from_integer(1)->raw();
    auto& strict = rulebase.parameters.emplace_back();
    strict.head.name = "strict";
    strict.type = {check::TypeKind::yes_no, 0};
    return rulebase;
}

TEST(Settings, TheLastAssignmentCounts) {
    const auto rulebase = with_parameters();
    const auto settings = settings_of(rulebase, {"dose=3", "strict=yes", "dose=0.5"});
    ASSERT_TRUE(settings);
    EXPECT_EQ(written_parameters(rulebase, *settings), "dose=0.5 strict=yes");
    EXPECT_EQ(written_parameters(rulebase, *settings_of(rulebase, {})), "dose=1 strict=no");
}

TEST(Settings, WrongNamesAndValuesAreUsageFailures) {
    const auto rulebase = with_parameters();
    const auto wrong = [&](const char* text) { return settings_of(rulebase, {text}).error(); };
    EXPECT_EQ(wrong("doses=3").help, "did you mean `dose`?");
    EXPECT_EQ(wrong("dose=many").kind, FailureKind::usage);
    EXPECT_EQ(wrong("dose=many").message, "`many` is no value for the parameter `dose`");
    EXPECT_EQ(wrong("dose").help, "write --set NAME=VALUE");
    EXPECT_EQ(wrong("dose=").kind, FailureKind::usage);
}

}  // namespace
}  // namespace credence::app
