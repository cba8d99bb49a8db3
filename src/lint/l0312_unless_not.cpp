// `unless not` sends readers round twice.
#include <fmt/format.h>

#include "lint/conditions.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unless_not(const Subject& subject, Findings& findings) {
    for (const auto& one : subject.reasoned()) {
        if (!one.clauses->unless || !is_written_not(subject, *one.clauses->unless)) continue;
        findings.add(one.clauses->unless->span, fmt::format("`{}` applies unless something is not so", one.head->name),
                     "unless not", "say it in `when`, without the `not`");
    }
}

}  // namespace

constinit const Lint unless_not{"L0312", "unless-not", Level::note, "an exception that is itself denied", find_unless_not};

}  // namespace credence::lint
