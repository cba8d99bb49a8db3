// For rulebases whose owners promise to review; off otherwise.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_review_missing(const Subject& subject, Findings& findings) {
    for (const auto& one : subject.reasoned()) {
        if (one.ref.kind == check::DeclarationKind::advice || one.clauses->review_by) continue;
        findings.add(one.head->span, fmt::format("`{}` has no day of review", one.head->name), "reviewed by when?",
                     "add `review by 2027-01-31`");
    }
}

}  // namespace

constinit const Lint review_missing{"L0114", "review-missing", Level::off, "a rule without a day of review",
                                    find_review_missing};

}  // namespace credence::lint
