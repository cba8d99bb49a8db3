// grammar/credence.tmLanguage.json knows the keywords of the language and no others.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "support/files.hpp"
#include "syntax/token.hpp"

namespace credence::syntax {
namespace {

using WordSet = std::set<std::string>;

// The words that an expression looks for: letters outside [classes], without \b and the like.
void add_words(const std::string& expression, WordSet& words) {
    std::string word;
    bool in_class = false;
    const auto flush = [&] {
        if (word.size() > 1) words.insert(word);
        word.clear();
    };
    for (std::size_t i = 0; i < expression.size(); ++i) {
        const char c = expression[i];
        if (c == '\\') {
            flush();
            ++i;
        } else if (c == '[' || c == ']') {
            flush();
            in_class = c == '[';
        } else if (!in_class && ((c >= 'a' && c <= 'z') || c == '_')) {
            word += c;
        } else {
            flush();
        }
    }
    flush();
}

void collect(const nlohmann::json& node, WordSet& words) {
    if (node.is_array()) {
        for (const auto& each : node) collect(each, words);
    }
    if (!node.is_object()) return;
    for (const auto& [key, value] : node.items()) {
        if (key == "match" || key == "begin" || key == "end")
            add_words(value.get<std::string>(), words);
        else
            collect(value, words);
    }
}

TEST(EditorGrammar, KnowsTheKeywordsAndNoOthers) {
    WordSet keywords;
    for (auto i = static_cast<std::size_t>(first_keyword); i < static_cast<std::size_t>(TokenKind::count_of_kinds); ++i)
        keywords.insert(std::string(spelling(static_cast<TokenKind>(i))));
    WordSet words;
    collect(nlohmann::json::parse(testing::read_file(testing::root() / "grammar/credence.tmLanguage.json")), words);
    EXPECT_EQ(words, keywords);
}

}  // namespace
}  // namespace credence::syntax
