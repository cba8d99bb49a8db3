#include "parse/encoding.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace credence::parse {
namespace {

// The length of the code point at the start of `rest`, 0 where there is none (RFC 3629: no surrogates, no overlong forms).
std::size_t code_point_length(std::string_view rest) {
    const auto byte = [&](std::size_t i) { return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U; };
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };
    const auto lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool second = follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
        return second && follows(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool second = follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
        return second && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

// The first byte that is not UTF-8. Eight ASCII bytes at a time where there are eight.
std::size_t first_bad_byte(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (at + 8 <= text.size()) {
            std::uint64_t block = 0;
            for (std::size_t i = 0; i < 8; ++i) block |= static_cast<unsigned char>(text[at + i]);
            if (block < 0x80) {
                at += 8;
                continue;
            }
        }
        const auto length = code_point_length(text.substr(at));
        if (length == 0) return at;
        at += length;
    }
    return text.size();
}

constexpr std::size_t most_marks = 1000;  // that one fix removes

// The first mark that turns the writing direction (U+202A to U+202E, U+2066 to U+2069): what stands after it shows in another order
// than it is read (Boucher and Anderson 2021, "Trojan Source").
std::size_t first_turn(std::string_view text) {
    for (auto at = text.find('\xE2'); at != std::string_view::npos; at = text.find('\xE2', at + 1)) {
        if (at + 2 >= text.size()) break;
        const auto third = static_cast<unsigned char>(text[at + 2]);
        if (text[at + 1] == '\x80' && third >= 0xAA && third <= 0xAE) return at;
        if (text[at + 1] == '\x81' && third >= 0xA6 && third <= 0xA9) return at;
    }
    return text.size();
}

}  // namespace

bool check_encoding(std::string_view file_text, text::FileId file, std::vector<text::Diagnostic>& diagnostics) {
    const auto report = [&](std::size_t at, std::string message, std::string help) {
        text::Diagnostic d;
        d.code = "E0009";
        d.message = std::move(message);
        d.help = std::move(help);
        const auto begin = static_cast<std::uint32_t>(at);
        d.primary.span = {file, begin, at < file_text.size() ? begin + 1 : begin};
        diagnostics.push_back(std::move(d));
    };
    if (file_text.size() >= 0xFFFF'FFFFULL) {
        report(0, "this file is too large", "rule files have less than 4 GB");
        return false;
    }
    if (file_text.starts_with("\xFF\xFE") || file_text.starts_with("\xFE\xFF")) {
        report(0, "this file is UTF-16, not UTF-8", "save it as UTF-8");
        return false;
    }
    if (const auto zero = file_text.find('\0'); zero != std::string_view::npos) {
        report(zero, "this file is not text: it holds a zero byte", "rule files are text in UTF-8");
        return false;
    }
    const auto bad = first_bad_byte(file_text);
    if (bad < file_text.size()) {
        report(bad,
               fmt::format("this file is not UTF-8: the byte {:02X} stands here", static_cast<unsigned char>(file_text[bad])),
               "save the file as UTF-8");
    }
    if (const auto turn = first_turn(file_text); turn < file_text.size()) {
        const unsigned point = (static_cast<unsigned char>(file_text[turn + 1]) & 0x3FU) << 6U |
                               (static_cast<unsigned char>(file_text[turn + 2]) & 0x3FU);
        report(turn, fmt::format("a mark that turns the writing direction stands here (U+{:04X})", 0x2000U + point),
               "remove it: it hides what the file says");
        auto& d = diagnostics.back();
        d.primary.span.end += 2;
        text::Fix fix{"remove every such mark", {}, false};
        for (auto at = turn; at < file_text.size() && fix.edits.size() < most_marks; at += 3) {
            at += first_turn(file_text.substr(at));
            if (at >= file_text.size()) break;
            const auto begin = static_cast<std::uint32_t>(at);
            fix.edits.push_back({{file, begin, begin + 3}, ""});
        }
        d.fixes.push_back(std::move(fix));
    }
    return true;
}

}  // namespace credence::parse
