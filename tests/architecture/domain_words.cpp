#include "architecture/domain_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace credence::testing {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

struct Token {
    enum class Kind { name, label, other } kind = Kind::other;
    std::string_view text;
    bool at_margin = false;
    bool first_of_line = false;
};

/// Names, strings and single other characters; comments and blanks are left out.
std::vector<Token> tokens_of(std::string_view rules) {
    std::vector<Token> result;
    bool first = true;
    std::size_t line_start = 0;
    for (std::size_t at = 0; at < rules.size();) {
        const char c = rules[at];
        auto end = at + 1;
        auto kind = Token::Kind::other;
        if (c == '\n') {
            first = true;
            line_start = at + 1;
        } else if (c == '#') {
            end = std::min(rules.find('\n', at), rules.size());
        } else if (c == '"') {
            while (end < rules.size() && rules[end] != '"') end += rules[end] == '\\' ? 2U : 1U;
            end = std::min(end + 1, rules.size());
            kind = Token::Kind::label;
        } else if (is_name(c)) {
            while (end < rules.size() && is_name(rules[end])) ++end;
            kind = Token::Kind::name;
        }
        if (c != '#' && std::isspace(static_cast<unsigned char>(c)) == 0) {
            result.push_back({kind, rules.substr(at, end - at), at == line_start, first});
            first = false;
        }
        at = end;
    }
    return result;
}

/// Texts, facts and reasons, which have words of every field.
bool is_text(std::string_view keyword) {
    constexpr auto kinds =
        std::to_array<std::string_view>({"example", "scene", "property", "source", "use", "rulebase", "weigh", "correlated"});
    return std::find(kinds.begin(), kinds.end(), keyword) != kinds.end();
}

std::string literals_of(const SourceText& file) {
    std::string result;
    for (const auto& literal : scan(file.text).literals) {
        for (std::size_t i = 0; i < literal.size(); ++i) {
            if (literal[i] == '\\') {
                ++i;  // the letter of an escape belongs to no word
                result += ' ';
            } else {
                result += literal[i];
            }
        }
        result += ' ';
    }
    return result;
}

}  // namespace

std::set<std::string> words_of(std::string_view text) {
    constexpr std::size_t shortest = 4;
    std::set<std::string> result;
    std::string word;
    const auto flush = [&] {
        if (word.size() >= shortest) result.insert(word);
        word.clear();
    };
    for (const char c : text) {
        if (is_letter(c)) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else {
            flush();
        }
    }
    flush();
    return result;
}

std::set<std::string> declared_words(std::string_view rules) {
    std::set<std::string> result;
    std::string_view keyword;
    bool in_head = false;
    int depth = 0;
    for (const auto& token : tokens_of(rules)) {
        if (token.at_margin && token.kind == Token::Kind::name) {
            keyword = token.text;
            in_head = !is_text(keyword);
            depth = 0;
            continue;
        }
        if (token.text == "(") ++depth;
        if (token.text == ")") --depth;
        const bool poles = keyword == "question" && token.text == "from";
        const bool clause = token.first_of_line && token.kind == Token::Kind::name && depth == 0;
        const bool value = keyword == "define" && (token.text == "=" || token.text == "|") && depth == 0;
        if (clause || value) {
            in_head = poles;
            continue;
        }
        if (in_head && token.kind != Token::Kind::other) result.merge(words_of(token.text));
    }
    return result;
}

Uses domain_words_used(const std::vector<SourceText>& files, const std::set<std::string>& domain) {
    Uses result;
    for (const auto& file : files) {
        for (const auto& word : words_of(is_cpp(file) ? literals_of(file) : file.text)) {
            if (domain.count(word) > 0) result[word].insert(file.path);
        }
    }
    return result;
}

}  // namespace credence::testing
