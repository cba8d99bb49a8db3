// The day is the one of --as-of. Without it nothing is looked at: the same rules give the same findings on every day.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_review_overdue(const Subject& subject, Findings& findings) {
    for (const auto& one : subject.reasoned()) {
        if (!one.clauses->review_by || !(*one.clauses->review_by < *subject.day())) continue;
        findings.add(one.head->span,
                     fmt::format("`{}` was to be reviewed by {}", one.head->name, one.clauses->review_by->text()),
                     fmt::format("overdue on {}", subject.day()->text()),
                     "see whether the source still says so, then set a new `review by`");
    }
}

}  // namespace

constinit const Lint review_overdue{
    "L0107", "review-overdue", Level::warning, "a rule whose review is overdue", find_review_overdue, true};

}  // namespace credence::lint
