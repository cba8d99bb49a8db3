#include "store/telling.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "embedded/kb.hpp"
#include "store/cells.hpp"
#include "text/letters.hpp"

namespace credence::store {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

/// The next word of the text, which is taken from it; empty at the end.
std::string_view take_word(std::string_view& text) {
    const auto begin = std::find_if(text.begin(), text.end(), is_letter);
    const auto end = std::find_if_not(begin, text.end(), is_letter);
    const auto word = text.substr(static_cast<std::size_t>(begin - text.begin()), static_cast<std::size_t>(end - begin));
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    return word;
}

bool follow(std::string_view text, const std::vector<std::string>& words) {
    return std::all_of(words.begin() + 1, words.end(),
                       [&](const auto& word) { return text::lowered(take_word(text)) == word; });
}

}  // namespace

TellingWords::TellingWords() {
    for (const auto& file : embedded::kb()) {
        if (!file.path.starts_with("telling/")) continue;
        for (std::string_view rest = file.text; !rest.empty();) {
            const auto line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            const auto bar = line.find('|');
            if (line.starts_with('#') || bar == std::string_view::npos) continue;
            Entry entry{{}, {std::string(trimmed(line.substr(0, bar))), std::string(trimmed(line.substr(bar + 1)))}};
            std::string_view words = entry.telling.words;
            for (auto word = take_word(words); !word.empty(); word = take_word(words))
                entry.words.push_back(text::lowered(word));
            if (!entry.words.empty()) by_first_[entry.words.front()].push_back(std::move(entry));
        }
    }
}

std::vector<Telling> TellingWords::find(std::string_view text) const {
    std::vector<Telling> out;
    for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
        const auto known = by_first_.find(text::lowered(word));
        if (known == by_first_.end()) continue;
        for (const auto& entry : known->second) {
            const auto same = [&](const Telling& found) { return found.words == entry.telling.words; };
            if (follow(text, entry.words) && std::none_of(out.begin(), out.end(), same)) out.push_back(entry.telling);
        }
    }
    return out;
}

std::string telling_text(const std::vector<Telling>& found) {
    std::string out;
    for (const auto& telling : found) out += fmt::format("{}`{}` ({})", out.empty() ? "" : ", ", telling.words, telling.tells);
    return out;
}

}  // namespace credence::store
