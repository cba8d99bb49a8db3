// Some values come from files, not from people; off unless a rulebase asks for it.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_ask_missing(const Subject& subject, Findings& findings) {
    for (const auto& attribute : subject.rulebase().attributes) {
        if (!attribute.asks.empty() || attribute.derived || attribute.is_protected) continue;
        if (attribute.combination == check::Combination::declared) continue;
        findings.add(attribute.head.span, fmt::format("`{}` has no question to ask", attribute.head.name),
                     "how is it found out?", "add `ask \"…\" of WHOM`");
    }
}

}  // namespace

constinit const Lint ask_missing{"L0515", "ask-missing", Level::off, "an attribute without an interview question",
                                 find_ask_missing};

}  // namespace credence::lint
