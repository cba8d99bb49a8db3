// Words that a report must not say of those whom it is about: verdicts, scores, probabilities, praise and blame.
#pragma once

#include <optional>
#include <string_view>

namespace credence::lint {

/// The first of them in the text, as the text writes it; nothing where there is none.
[[nodiscard]] std::optional<std::string_view> verdict_in(std::string_view text);

}  // namespace credence::lint
