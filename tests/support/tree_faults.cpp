#include "support/tree_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/lexer.hpp"

namespace credence::testing {

std::string tree_faults(const std::string& source, const syntax::SyntaxTree& tree) {
    const auto& tokens = tree.tokens();
    std::uint32_t at = 0;
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
        const auto begin = i < tokens.size() ? tokens[i].begin : static_cast<std::uint32_t>(source.size());
        if (begin < at) return fmt::format("token {} begins before the last one ends", i);
        // Between tokens there are blanks and comments, and the odd characters that the lexer reports as blanks.
        std::string gap = source.substr(at, begin - at);
        for (const auto& comment : syntax::comments_between(source, at, begin)) {
            for (auto b = comment.begin; b < comment.end; ++b) gap[b - at] = ' ';
        }
        // So it does with comments as other languages write them, `;` and the signs of Markdown.
        for (std::size_t b = 0; b < gap.size(); ++b) {
            const auto rest = std::string_view(gap).substr(b);
            const bool line =
                rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with("-- ") || rest.starts_with("```");
            const auto length = line ? std::min(rest.find('\n'), rest.size()) : rest[0] == ';' || rest[0] == '`' ? 1 : 0;
            gap.replace(b, length, length, ' ');
        }
        const auto foreign = std::find_if(gap.begin(), gap.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x80 && std::string_view(" \t\r\n").find(c) == std::string_view::npos;
        });
        if (foreign != gap.end()) return fmt::format("`{}` before token {} belongs to no token", *foreign, i);
        if (i < tokens.size()) at = tokens[i].end;
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> around;  // last token and last node of those that are open
    for (std::uint32_t n = 0; n < tree.nodes().size(); ++n) {
        const auto& node = tree.nodes()[n];
        while (!around.empty() && n >= around.back().second) around.pop_back();
        if (node.first >= node.last || node.last > tokens.size()) return fmt::format("node {} has no tokens", n);
        if (!around.empty() && (node.last > around.back().first || n + node.size > around.back().second))
            return fmt::format("node {} does not nest", n);
        around.emplace_back(node.last, n + node.size);
    }
    return {};
}

}  // namespace credence::testing
