// More than people hold in mind at once; an alternative of many alike is a list, and lists may be long.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_long_condition(const Subject& subject, Findings& findings) {
    constexpr std::size_t many = 7;
    subject.each_condition([&](const check::Condition& c, std::uint32_t) {
        if (c.kind != check::ConditionKind::conjunction || c.operands.size() <= many || !c.span.valid()) return;
        findings.add(c.operands[many].span, fmt::format("this condition has {} parts", c.operands.size()), "and so on",
                     "give parts that belong together a name with `define`");
    });
}

}  // namespace

constinit const Lint long_condition{"L0320", "long-condition", Level::note, "a condition of many parts", find_long_condition};

}  // namespace credence::lint
