// `said of … applied to …` shows where the two differ.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_same_scope(const Subject& subject, Findings& findings) {
    for (const auto& one : subject.reasoned()) {
        if (one.clauses->said_of.empty() || one.clauses->said_of != one.clauses->applied_to) continue;
        findings.add(one.head->span, fmt::format("`{}` is said of and applied to the same", one.head->name),
                     fmt::format("\"{}\", twice", one.clauses->said_of),
                     "take out the clause: it is for where the editors go beyond the source's scope");
    }
}

}  // namespace

constinit const Lint same_scope{"L0112", "same-scope", Level::warning, "a scope that is said twice", find_same_scope};

}  // namespace credence::lint
