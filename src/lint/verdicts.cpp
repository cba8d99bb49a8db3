#include "lint/verdicts.hpp"

#include <algorithm>
#include <array>

#include "lint/words.hpp"

namespace credence::lint {
namespace {

using namespace std::string_view_literals;

constexpr std::array verdicts{
    // English
    "good fit"sv,
    "bad fit"sv,
    "poor fit"sv,
    "perfect fit"sv,
    "match"sv,
    "matches"sv,
    "passes"sv,
    "passed"sv,
    "best"sv,
    "worst"sv,
    "better"sv,
    "worse"sv,
    "strongest"sv,
    "weakest"sv,
    "superior"sv,
    "inferior"sv,
    "suitable"sv,
    "unsuitable"sv,
    "well suited"sv,
    "ideal"sv,
    "score"sv,
    "scores"sv,
    "scored"sv,
    "probability"sv,
    "probabilities"sv,
    "likelihood"sv,
    "chances"sv,
    "merely"sv,
    "courageous"sv,
    "brave"sv,
    "timid"sv,
    "cowardly"sv,

    // French
    "meilleur"sv,
    "meilleure"sv,
    "meilleurs"sv,
    "meilleures"sv,
    "pire"sv,
    "pires"sv,
    "le plus fort"sv,
    "la plus forte"sv,
    "le plus faible"sv,
    "la plus faible"sv,

    "convient bien"sv,
    "idéal"sv,
    "idéale"sv,
    "probabilité"sv,
    "probabilités"sv,
    "courageux"sv,
    "timide"sv,
    "lâche"sv,
};

constexpr char small(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// A letter of any script: bytes above ASCII belong to words.
bool in_word(std::string_view text, std::size_t at) {
    return at < text.size() && (is_word(text[at]) || static_cast<unsigned char>(text[at]) >= 0x80);
}

}  // namespace

std::optional<std::string_view> verdict_in(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%' && at > 0 &&
            (is_digit(text[at - 1]) || (is_blank(text[at - 1]) && at > 1 && is_digit(text[at - 2]))))
            return text.substr(at, 1);
        if (at > 0 && in_word(text, at - 1)) continue;
        for (const auto verdict : verdicts) {
            if (text.size() - at < verdict.size() || in_word(text, at + verdict.size())) continue;
            const bool same = std::equal(verdict.begin(), verdict.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                                         [](char a, char b) { return a == small(b); });
            if (same) return text.substr(at, verdict.size());
        }
    }
    return {};
}

}  // namespace credence::lint
