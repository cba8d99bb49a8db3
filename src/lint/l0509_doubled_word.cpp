// In texts of the editors; quotes are left as their sources have them.
#include <fmt/format.h>

#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

/// The next word, taken from the text; nothing where a sign comes first, so that words on both sides of it are not neighbours.
std::string_view next_word(std::string_view& rest) {
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    std::size_t end = 0;
    while (end < rest.size() && !is_blank(rest[end])) ++end;
    const auto word = rest.substr(0, end);
    rest.remove_prefix(end);
    for (const char c : word)
        if (!is_lower(c) && !is_upper(c)) return {};
    return word;
}

void find_doubled_word(const Subject& subject, Findings& findings) {
    subject.each_text([&](const check::Text& text) {
        for (const auto& part : text.parts) {
            std::string_view rest = part.literal, last;
            while (!rest.empty()) {
                const auto word = next_word(rest);
                const bool again = !word.empty() && word == last && word != "that" && word != "had";
                if (again)
                    findings.add(text.span, fmt::format("`{0} {0}`: a word is written twice", word), "read it aloud",
                                 "take one out");
                last = word;
            }
        }
    });
}

}  // namespace

constinit const Lint doubled_word{"L0509", "doubled-word", Level::note, "a word that is written twice in a row",
                                  find_doubled_word};

}  // namespace credence::lint
