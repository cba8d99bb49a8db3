// The signs of JSON, one after the other, with the place of the first mistake. For json.cpp alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sheet/rows.hpp"

namespace credence::sheet {

class JsonScanner {
public:
    explicit JsonScanner(std::string_view text, std::size_t at = 0, std::uint32_t line = 1)
        : text_(text),
          at_(at),
          line_(line) {}

    enum class Kind { string, number, word, list, object };
    struct Value {
        Kind kind = Kind::word;
        std::string_view text;  // of a string, number or word
    };

    /// The next sign that is not blank; '\0' at the end.
    char peek();
    /// Steps over `sign`, or reports that `expected` is missing.
    bool take(char sign, std::string_view expected);
    /// A string, decoded into `held` where it has escapes.
    std::optional<std::string_view> string(std::string& held);
    /// A value; of a list or an object only its beginning was looked at.
    std::optional<Value> value(std::string& held);
    /// Steps over a whole value, whatever it is, without recursion.
    bool skip_value();

    void fail(std::string message, std::string help = {});
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    [[nodiscard]] const std::optional<RowError>& error() const { return error_; }
    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] std::uint32_t line() const { return line_; }

private:
    bool escape(std::string& out);
    std::optional<char32_t> four_digits();
    std::string_view number();
    void unexpected(std::string_view expected);

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    std::size_t line_begin_ = 0;
    std::optional<RowError> error_;
};

}  // namespace credence::sheet
