#include "report/secrets.hpp"

#include <algorithm>

#include "report/utf8.hpp"

namespace credence::report {
namespace {

bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool mark = c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F);
    return !mark && c != broken_character;
}

/// A text without the case of its letters, and where each of its words begins and ends; as long as the text.
struct Folded {
    std::string text;
    std::vector<std::pair<std::size_t, std::size_t>> words;
};

/// Latin, Greek and Cyrillic letters of two bytes, whose other case has two bytes too.
char32_t folded(char32_t c) {
    if (c >= 'A' && c <= 'Z') return c + 32;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    if ((c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14A && c <= 0x177)) return c | 1U;
    if (c >= 0x139 && c <= 0x148) return (c & 1U) != 0 ? c + 1 : c;
    if (c >= 0x391 && c <= 0x3A9) return c + 32;
    if (c >= 0x410 && c <= 0x42F) return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    return c;
}

Folded fold(std::string_view text) {
    Folded out;
    out.text.reserve(text.size());
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = decode(text.substr(at));
        const bool word = is_letter(letter.point);
        if (word && !inside) out.words.emplace_back(at, at);
        if (word) out.words.back().second = at + letter.length;
        inside = word;
        const char32_t small = folded(letter.point);
        if (letter.length == 1 && letter.point < 0x80) {
            out.text += static_cast<char>(small);
        } else if (letter.length == 2) {
            out.text += static_cast<char>(0xC0U | small >> 6U);
            out.text += static_cast<char>(0x80U | (small & 0x3FU));
        } else {
            out.text += text.substr(at, letter.length);
        }
        at += letter.length;
    }
    return out;
}

bool is_common(std::string_view word) {
    return word.size() < 2 || std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void SecretTexts::add(SecretKind kind, std::string_view text) {
    auto whole = fold(text);
    if (whole.words.empty()) return;
    // From its first word to its last: marks around it tell nothing.
    const auto begin = whole.words.front().first;
    const auto end = whole.words.back().second;
    Secret secret{std::string(text.substr(begin, end - begin)), whole.text.substr(begin, end - begin), kind};
    if (is_common(secret.text)) return;
    const auto first = secret.folded.substr(0, whole.words.front().second - begin);
    auto& alike = by_first_word_[first];
    const auto same = std::find_if(alike.begin(), alike.end(), [&](const Secret& s) { return s.folded == secret.folded; });
    if (same != alike.end()) {
        same->kind = std::min(same->kind, kind);
        return;
    }
    const auto place =
        std::find_if(alike.begin(), alike.end(), [&](const Secret& s) { return s.folded.size() < secret.folded.size(); });
    alike.insert(place, std::move(secret));
}

void SecretTexts::use(std::string_view text) {
    used_ += fold(text).text;
    used_ += '\n';
}

bool SecretTexts::is_used(const Secret& secret) const {
    const auto [at, fresh] = known_.emplace(secret.folded, false);
    if (!fresh) return at->second;
    for (auto found = used_.find(secret.folded); found != std::string::npos; found = used_.find(secret.folded, found + 1)) {
        const auto end = found + secret.folded.size();
        const bool begins = found == 0 || !is_letter(static_cast<unsigned char>(used_[found - 1]));
        const bool ends = end == used_.size() || !is_letter(static_cast<unsigned char>(used_[end]));
        if (begins && ends) return at->second = true;
    }
    return false;
}

SecretTexts::Found SecretTexts::find(std::string_view text, std::size_t from) const {
    if (by_first_word_.empty()) return {};
    const auto whole = fold(text);
    for (const auto& [begin, end] : whole.words) {
        if (begin < from) continue;
        const auto alike = by_first_word_.find(std::string_view(whole.text).substr(begin, end - begin));
        if (alike == by_first_word_.end()) continue;
        for (const auto& secret : alike->second) {
            if (whole.text.compare(begin, secret.folded.size(), secret.folded) != 0 || is_used(secret)) continue;
            const auto last = begin + secret.folded.size();
            const bool ends =
                std::any_of(whole.words.begin(), whole.words.end(), [&](const auto& word) { return word.second == last; });
            if (ends) return {begin, last, secret.kind, secret.text};
        }
    }
    return {};
}

std::vector<std::string> SecretTexts::hidden() const {
    std::vector<std::string> out;
    for (const auto& [word, alike] : by_first_word_) {
        for (const auto& secret : alike) {
            if (secret.kind != SecretKind::own && !is_used(secret)) out.push_back(secret.text);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace credence::report
