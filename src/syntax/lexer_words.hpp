// What the lexer knows of signs, dates and characters by their looks: tables and small functions without state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/token.hpp"

namespace credence::syntax {

struct Sign {
    TokenKind kind = TokenKind::bad;
    std::uint32_t length = 1;
};
/// The longest sign at the start of `rest`.
[[nodiscard]] Sign sign_at(std::string_view rest);

/// A sign of other languages, and what this one has instead.
struct ForeignSign {
    std::string_view written;
    std::string_view instead;
    TokenKind kind = TokenKind::bad;
};
[[nodiscard]] std::optional<ForeignSign> foreign_sign(std::string_view rest);

enum class OddKind : std::uint8_t { blank, quote, sign, turn };

/// A character beyond ASCII that comes from word processors or hides what a line says.
struct OddCharacter {
    std::string_view bytes;
    OddKind kind = OddKind::sign;
    std::string_view message;
    std::string_view instead;
    TokenKind token = TokenKind::bad;
};
[[nodiscard]] std::optional<OddCharacter> odd_character(std::string_view rest);

/// The bytes of 2026-03, 2026-03-11 or 2026-03-11T09:00[:00]Z at the start of `rest`; 0 where there is none.
[[nodiscard]] std::uint32_t date_length(std::string_view rest);

/// A date as people write it elsewhere, 28.2.2026 or 2/28/2026: how long it is (0: it is none) and how it may be meant.
struct ForeignDate {
    std::uint32_t length = 0;
    std::vector<std::string> readings;
};
[[nodiscard]] ForeignDate foreign_date(std::string_view rest);

/// The last day of the month of a date that does not exist: 2026-02-28 for 2026-02-30.
[[nodiscard]] std::optional<std::string> last_day(std::string_view date);

/// "0.7" for "70"; nothing above 999.
[[nodiscard]] std::optional<std::string> hundredth(std::string_view digits);

/// The first code point, or the first byte as an escape where it is none.
[[nodiscard]] std::string_view code_point(std::string_view rest);

/// A line with something other than a blank in its first column.
[[nodiscard]] bool starts_at_margin(std::string_view line);

/// The first word of a line, after its indent, and how far it is indented.
struct LineStart {
    std::string_view word;
    std::uint32_t indent = 0;
};
[[nodiscard]] LineStart line_start(std::string_view line);

}  // namespace credence::syntax
