// Small looks at conditions that several lints take, and how to write one of them anew.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lint/subject.hpp"

namespace credence::lint {

[[nodiscard]] bool is_literal(const check::Expression& expression);
/// A literal or a parameter: what is compared with, not what is looked at.
[[nodiscard]] bool is_fixed(const check::Expression& expression);

/// Is this negation written as `not …`? Others come from `not in`, `does not apply` and `every`.
[[nodiscard]] bool is_written_not(const Subject& subject, const check::Condition& condition);

/// `a < b` of `a >= b`; nothing for `within` and `overlaps`, which have no opposite.
[[nodiscard]] std::optional<check::Comparison> opposite(check::Comparison comparison);
/// `b > a` of `a < b`; nothing for `within`, which reads one way only.
[[nodiscard]] std::optional<check::Comparison> turned(check::Comparison comparison);
[[nodiscard]] std::string_view sign_of(check::Comparison comparison);

/// The two sides of a comparison that stands on one line as `a < b`, without brackets or comments between them; nothing for those
/// that rows of tables make.
struct Sides {
    std::string_view left, right;
};
[[nodiscard]] std::optional<Sides> sides_of(const Subject& subject, const check::Condition& comparison);

}  // namespace credence::lint
