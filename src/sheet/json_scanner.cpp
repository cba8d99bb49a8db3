#include "sheet/json_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sheet/json.hpp"
#include "sheet/utf8.hpp"

namespace credence::sheet {

void JsonScanner::fail(std::string message, std::string help) {
    if (error_) return;
    const auto from = std::min(line_begin_, at_);
    error_ = RowError{line_, {}, fmt::format("{}, at byte {} of the line", message, at_ - from + 1), std::move(help), true};
}

void JsonScanner::unexpected(std::string_view expected) {
    if (at_ == text_.size()) {
        fail(fmt::format("the file ends where {} should stand", expected), "it may have been cut off");
        return;
    }
    const auto c = static_cast<unsigned char>(text_[at_]);
    fail(c > 0x20 && c < 0x7f ? fmt::format("`{}` stands where {} should", text_[at_], expected)
                              : fmt::format("the byte 0x{:02X} stands where {} should", c, expected));
}

char JsonScanner::peek() {
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == '\n') {
            ++line_;
            line_begin_ = at_ + 1;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return c;
        }
    }
    return '\0';
}

bool JsonScanner::take(char sign, std::string_view expected) {
    if (peek() != sign || at_ == text_.size()) {
        unexpected(expected);
        return false;
    }
    ++at_;
    return true;
}

std::optional<std::string_view> JsonScanner::string(std::string& held) {
    if (!take('"', "a text in double quotes")) return std::nullopt;
    bool decoded = false;
    for (auto begin = at_; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == '"') {
            const auto piece = text_.substr(begin, at_ - begin);
            ++at_;
            if (!decoded) return piece;
            held += piece;
            return std::string_view(held);
        }
        if (static_cast<unsigned char>(c) < 0x20) {
            fail("a line break or a control character stands in a text", "write it as \\n, \\t or \\u0000");
            return std::nullopt;
        }
        if (c != '\\') continue;
        if (!decoded) held.clear();
        decoded = true;
        held += text_.substr(begin, at_ - begin);
        if (!escape(held)) return std::nullopt;
        begin = at_ + 1;
    }
    unexpected("the end of a text, `\"`,");
    return std::nullopt;
}

/// Ends on the last byte of the escape.
bool JsonScanner::escape(std::string& out) {
    constexpr std::string_view names = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    ++at_;
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (const auto known = names.find(c); known != std::string_view::npos) {
        out += meant[known];
        return true;
    }
    if (c != 'u') {
        fail("a `\\` that escapes nothing", "a backslash is written twice: \\\\");
        return false;
    }
    auto code = four_digits();
    if (!code) return false;
    if (*code >= 0xd800 && *code < 0xdc00 && text_.substr(at_ + 1).starts_with("\\u")) {
        at_ += 2;
        const auto low = four_digits();
        if (!low) return false;
        code = *low >= 0xdc00 && *low < 0xe000 ? 0x10000 + ((*code - 0xd800) << 10U) + (*low - 0xdc00) : char32_t{0xd800};
    }
    if (*code >= 0xd800 && *code < 0xe000) {
        fail("half of a pair of \\u escapes stands alone");
        return false;
    }
    append_character(out, *code);
    return true;
}

/// Behind the `u` at hand; ends on the last digit.
std::optional<char32_t> JsonScanner::four_digits() {
    char32_t code = 0;
    for (int i = 0; i < 4; ++i) {
        ++at_;
        const char c = at_ < text_.size() ? text_[at_] : '\0';
        constexpr std::string_view digits = "0123456789abcdef";
        const auto digit = digits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
        if (digit == std::string_view::npos) {
            at_ = std::min(at_, text_.size());
            fail("\\u lacks its four digits");
            return std::nullopt;
        }
        code = code << 4U | static_cast<char32_t>(digit);
    }
    return code;
}

std::string_view JsonScanner::number() {
    const auto begin = at_;
    const auto digits = [&] {
        const auto from = at_;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
        return at_ > from;
    };
    const auto has = [&](std::string_view signs) {
        return at_ < text_.size() && signs.find(text_[at_]) != std::string_view::npos;
    };
    if (has("-")) ++at_;
    const bool zero = has("0");
    if (!digits() || (zero && at_ - begin > (text_[begin] == '-' ? 2U : 1U))) {
        fail("this is not a number", "a text stands in quotes");
        return {};
    }
    if (has(".")) {
        ++at_;
        if (!digits()) unexpected("a digit");
    }
    if (!failed() && has("eE")) {
        ++at_;
        if (has("+-")) ++at_;
        if (!digits()) unexpected("a digit");
    }
    return text_.substr(begin, at_ - begin);
}

std::optional<JsonScanner::Value> JsonScanner::value(std::string& held) {
    const char c = peek();
    if (c == '"') {
        const auto text = string(held);
        if (!text) return std::nullopt;
        return Value{Kind::string, *text};
    }
    if (c == '[') return Value{Kind::list, {}};
    if (c == '{') return Value{Kind::object, {}};
    if (c == '-' || (c >= '0' && c <= '9')) {
        const auto text = number();
        if (failed()) return std::nullopt;
        return Value{Kind::number, text};
    }
    for (const std::string_view word : {"true", "false", "null"}) {
        if (!text_.substr(at_).starts_with(word)) continue;
        at_ += word.size();
        return Value{Kind::word, word};
    }
    unexpected("a value");
    return std::nullopt;
}

bool JsonScanner::skip_value() {
    std::string held, open;
    do {
        const auto begin = value(held);
        if (!begin) return false;
        if (begin->kind == Kind::list || begin->kind == Kind::object) {
            if (open.size() == static_cast<std::size_t>(JsonBook::deepest)) {
                fail(fmt::format("lists and objects are nested more than {} deep", JsonBook::deepest));
                return false;
            }
            const char close = begin->kind == Kind::list ? ']' : '}';
            ++at_;
            if (peek() != close) {
                open += close;
                if (close == '}' && (!string(held) || !take(':', "`:`"))) return false;
                continue;
            }
            ++at_;
        }
        while (!open.empty()) {
            const char sign = peek();
            if (sign == ',') {
                ++at_;
                if (open.back() == '}' && (!string(held) || !take(':', "`:`"))) return false;
                break;
            }
            if (sign != open.back()) {
                unexpected(open.back() == ']' ? "`,` or `]`" : "`,` or `}`");
                return false;
            }
            ++at_;
            open.pop_back();
        }
    } while (!open.empty());
    return true;
}

}  // namespace credence::sheet
