#include "format/same.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "format/quoted.hpp"
#include "syntax/layout.hpp"
#include "syntax/lexer.hpp"

namespace credence::format {
namespace {

using enum syntax::TokenKind;
using syntax::Token;
using syntax::TokenKind;

struct Piece {
    TokenKind kind = bad;
    std::string text;
    Token token;
};

constexpr auto comment = bad;  // a file without errors has no bad tokens

// A row of dashes counts as such, however long they are.
bool is_dash(const std::vector<Piece>& before, TokenKind kind) {
    if (kind == dashes) return true;
    if (kind != minus || before.empty()) return false;
    const auto last = before.back().kind;
    return last == dashes || last == pipe || (last == colon && before.size() > 1 && before[before.size() - 2].kind == pipe);
}

std::vector<Piece> pieces(std::string_view text, const Token* first, const Token* last, std::uint32_t at) {
    std::vector<Piece> out;
    for (const auto* token = first; token != last; at = (token++)->end) {
        if (token->begin > at) {
            for (const auto& c : syntax::comments_between(text, at, token->begin)) {
                auto words = text.substr(c.begin, c.end - c.begin);
                words.remove_suffix(words.size() - 1 - words.find_last_not_of(" \t\r"));
                out.push_back({comment, std::string(words), {}});
            }
        }
        if (is_dash(out, token->kind)) {
            if (out.empty() || out.back().kind != dashes) out.push_back({dashes, {}, *token});
            continue;
        }
        const auto written = text.substr(token->begin, token->end - token->begin);
        out.push_back({token->kind, token->kind == TokenKind::text ? on_one_line(written) : std::string(written), *token});
    }
    return out;
}

}  // namespace

bool says_the_same(std::string_view file_text, const syntax::SyntaxTree& tree, std::uint32_t first, std::uint32_t last,
                   std::string_view text) {
    const auto& tokens = tree.tokens();
    std::vector<text::Diagnostic> diagnostics;
    const auto size = static_cast<std::uint32_t>(text.size());
    auto fresh = syntax::add_layout(syntax::lex(text, 0, size, tree.file(), diagnostics), size);
    if (!diagnostics.empty()) return false;
    if (last < tokens.size()) fresh.pop_back();  // the end of the file, which is not that of a declaration
    const bool whole = last == tokens.size();
    const auto a = pieces(file_text, tokens.data() + first, tokens.data() + last, whole ? 0 : tokens[first].begin);
    const auto b = pieces(text, fresh.data(), fresh.data() + fresh.size(), 0);

    std::vector<std::uint32_t> clauses;  // where they begin, in bytes
    const auto& nodes = tree.nodes();
    auto node = std::lower_bound(nodes.begin(), nodes.end(), first, [](const auto& n, auto token) { return n.first < token; });
    for (; node != nodes.end() && node->first < last; ++node) {
        if (node->kind == syntax::NodeKind::clause) clauses.push_back(tokens[node->first].begin);
    }
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].kind != b[i].kind || a[i].text != b[i].text) return false;
        const auto &was = a[i].token, &is = b[i].token;
        // A clause begins where one began before, or where one was opened in the middle of a line.
        const bool opened = is.starts_clause && std::binary_search(clauses.begin(), clauses.end(), was.begin);
        if (is.starts_clause != was.starts_clause && !opened) return false;
        // The bracket of a call stays on the line of its name.
        const bool moved = is.kind == left_parenthesis && is.first_on_line && !was.first_on_line;
        if (moved && i > 0 && syntax::is_word(a[i - 1].kind)) return false;
    }
    return true;
}

}  // namespace credence::format
