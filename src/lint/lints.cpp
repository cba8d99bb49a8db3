#include "lint/lints.hpp"

#include <array>

#include "lint/lint.hpp"

namespace credence::lint {
namespace {

constexpr std::array all{
#define CREDENCE_LINT(name) &name,
    CREDENCE_LINTS(CREDENCE_LINT)
#undef CREDENCE_LINT
};

}  // namespace

// What is found in comments that allow findings; allow.cpp finds it.
constinit const Lint allowance_without_reason{"L0901", "allowance-without-reason", Level::warning,
                                              "a comment that allows a finding and gives no reason"};
constinit const Lint idle_allowance{"L0902", "idle-allowance", Level::warning, "a comment that allows what is not found"};
constinit const Lint unknown_allowance{"L0903", "unknown-allowance", Level::warning,
                                       "a comment that allows a code that no lint has"};

std::span<const Lint* const> lints() { return all; }

}  // namespace credence::lint
