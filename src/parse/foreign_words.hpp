// Words that people write where this language has a sign or another word: `is at least` for `>=`, `else` for `otherwise`.
#pragma once

#include <span>
#include <string_view>

namespace credence::parse {

struct ForeignWords {
    std::string_view written;  // in lower case, words apart by one blank
    std::string_view instead;
};

/// Longer ones before those that they begin with.
[[nodiscard]] std::span<const ForeignWords> foreign_words();

}  // namespace credence::parse
