// What an explanation asks of the catalogue of messages (report/words.hpp, which reads it): every sentence of the program is a
// message with named holes that finished strings fill. Here, so that explanations need no file and no report.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace credence::explain {

class Words {
public:
    using Holes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    virtual ~Words() = default;
    /// The message with its holes filled; what fills a hole is not looked into.
    [[nodiscard]] virtual std::string say(std::string_view key, Holes holes = {}) const = 0;
    /// The form for `n`, which fills the hole `n`.
    [[nodiscard]] virtual std::string count(std::string_view key, std::size_t n, Holes holes = {}) const = 0;
    /// "a, b, c"
    [[nodiscard]] virtual std::string list(const std::vector<std::string>& items) const = 0;

    /// A number, written with a point, as the language prints it.
    [[nodiscard]] std::string number(std::string digits) const;
};

/// The first letter raised (Latin, Greek and Cyrillic small letters); the rest as it is.
[[nodiscard]] std::string raised(std::string_view text);
/// First letter raised, and a full stop where the text ends without a mark.
[[nodiscard]] std::string sentence(std::string_view text);

}  // namespace credence::explain
