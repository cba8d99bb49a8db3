// Without `because` a report can only repeat the label.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_reason_missing(const Subject& subject, Findings& findings) {
    for (const auto& one : subject.reasoned()) {
        if (one.ref.kind != check::DeclarationKind::proposition && one.ref.kind != check::DeclarationKind::boundary) continue;
        if (!one.clauses->because.empty()) continue;
        findings.add(one.head->span, fmt::format("`{}` gives no reason", one.head->name), "why does it apply to this one?",
                     "add `because \"…\"`, with the values that decide in braces");
    }
}

}  // namespace

constinit const Lint reason_missing{"L0104", "reason-missing", Level::warning, "a proposition or boundary that gives no reason",
                                    find_reason_missing};

}  // namespace credence::lint
