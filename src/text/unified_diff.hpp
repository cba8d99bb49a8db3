// How two texts differ, as `diff -u` and git show it, for people and for `patch`.
#pragma once

#include <string>
#include <string_view>

namespace credence::text {

/// With three lines around each change; empty where the texts are the same. Texts that differ in some thousand lines are
/// shown with one large change.
[[nodiscard]] std::string unified_diff(std::string_view old_name, std::string_view new_name, std::string_view old_text,
                                       std::string_view new_text);

}  // namespace credence::text
