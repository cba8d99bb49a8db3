// People should not be asked for what rules work out, or may not read.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_idle_ask(const Subject& subject, Findings& findings) {
    for (const auto& attribute : subject.rulebase().attributes) {
        if (attribute.asks.empty() || (!attribute.derived && !attribute.is_protected)) continue;
        findings.add(attribute.head.span,
                     fmt::format("`{}` {}, and still has a question to ask", attribute.head.name,
                                 attribute.is_protected ? "is protected: no rule may read it" : "is worked out by rules"),
                     "why ask for it?", "take out `ask`");
    }
}

}  // namespace

constinit const Lint idle_ask{"L0514", "idle-ask", Level::warning, "an interview question for what no answer may use",
                              find_idle_ask};

}  // namespace credence::lint
