#include "explain/words.hpp"

#include <array>

#include "base/check.hpp"

namespace credence::explain {
namespace {

std::string filled(std::string_view message, std::initializer_list<Hole> holes) {
    std::string out;
    for (std::size_t i = 0; i < message.size(); ++i) {
        if (message[i] != '{') {
            out += message[i];
            continue;
        }
        if (i + 1 < message.size() && message[i + 1] == '{') {
            out += '{';
            ++i;
            continue;
        }
        const auto close = message.find('}', i);
        CREDENCE_CHECK(close != std::string_view::npos);
        const auto name = message.substr(i + 1, close - i - 1);
        bool found = false;
        for (const auto& hole : holes) {
            if (hole.name != name) continue;
            out += hole.text;
            found = true;
            break;
        }
        CREDENCE_CHECK(found);
        i = close;
    }
    return out;
}

struct Letter {
    std::size_t bytes = 0;
    char32_t code = 0;
};

/// The first code point of one or two bytes; longer ones have no case in the alphabets raised here.
Letter first_letter(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (text.empty()) return {};
    if (byte(0) < 0x80) return {1, byte(0)};
    if ((byte(0) & 0xe0U) == 0xc0U && text.size() > 1) {
        return {2, static_cast<char32_t>((byte(0) & 0x1fU) << 6U | (byte(1) & 0x3fU))};
    }
    return {};
}

char32_t upper(char32_t c) {
    if (c >= U'a' && c <= U'z') return c - 32;
    if (c >= 0xe0 && c <= 0xfe && c != 0xf7) return c - 32;            // Latin-1
    if (c >= 0x100 && c <= 0x137 && c != 0x131) return c & ~char32_t{1};  // Latin Extended-A: pairs
    if (c >= 0x139 && c <= 0x148) return (c & 1U) == 0 ? c - 1 : c;
    if (c >= 0x14a && c <= 0x177) return c & ~char32_t{1};
    if (c >= 0x3b1 && c <= 0x3c9 && c != 0x3c2) return c - 32;  // Greek
    if (c >= 0x430 && c <= 0x44f) return c - 32;                // Cyrillic
    if (c >= 0x450 && c <= 0x45f) return c - 80;
    return c;
}

constexpr std::array<std::string_view, 10> closing_marks = {".", "!", "?", "…", ".\"", ".”", "?\"", "?”", "!\"", "!”"};

}  // namespace

std::string Words::say(std::string_view key, std::initializer_list<Hole> holes) const {
    const auto message = messages_.find(key);
    CREDENCE_CHECK(message != messages_.end());
    return filled(message->second, holes);
}

std::string Words::count(std::string_view key, std::size_t count, std::initializer_list<Hole> holes) const {
    const bool one = count == 1 || (count == 0 && plural_ == Plural::zero_and_one);
    const auto message = messages_.find(std::string(key) + (one ? ".one" : ".other"));
    CREDENCE_CHECK(message != messages_.end());
    const std::string number = std::to_string(count);
    std::string with_count;  // the number is filled in first, so that the other holes may stand beside it
    std::string_view rest = message->second;
    constexpr std::string_view hole = "{count}";
    for (auto at = rest.find(hole); at != std::string_view::npos; at = rest.find(hole)) {
        with_count.append(rest.substr(0, at)).append(number);
        rest.remove_prefix(at + hole.size());
    }
    with_count.append(rest);
    return filled(with_count, holes);
}

std::string Words::list(const std::vector<std::string>& items) const {
    if (items.empty()) return {};
    std::string out = items.front();
    for (std::size_t i = 1; i < items.size(); ++i) {
        out = say(i + 1 < items.size() ? "list_comma" : "list_last", {{"before", out}, {"next", items[i]}});
    }
    return out;
}

std::string raised(std::string_view text) {
    const auto letter = first_letter(text);
    const char32_t raised_code = upper(letter.code);
    if (letter.bytes == 0 || raised_code == letter.code) return std::string(text);
    std::string out;
    if (raised_code < 0x80) {
        out += static_cast<char>(raised_code);
    } else {
        out += static_cast<char>(0xc0U | raised_code >> 6U);
        out += static_cast<char>(0x80U | (raised_code & 0x3fU));
    }
    return out.append(text.substr(letter.bytes));
}

std::string sentence(std::string_view text) {
    std::string out = raised(text);
    if (out.empty()) return out;
    for (const auto mark : closing_marks) {
        if (out.ends_with(mark)) return out;
    }
    return out + '.';
}

}  // namespace credence::explain
