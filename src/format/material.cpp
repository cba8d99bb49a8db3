#include "format/material.hpp"

#include <algorithm>

#include "format/format.hpp"
#include "format/quoted.hpp"
#include "syntax/lexer.hpp"
#include "text/display.hpp"

namespace credence::format {
namespace {

using enum syntax::TokenKind;
using syntax::Cursor;
using syntax::NodeKind;
using syntax::TokenKind;
using syntax::TokenSet;

constexpr TokenSet openers{left_parenthesis, left_brace};
constexpr TokenSet closers{right_parenthesis, right_brace};
constexpr TokenSet marks{end, entry, row};
constexpr TokenSet value_signs{equal, less, pipe};
constexpr TokenSet never_after{left_parenthesis, left_brace, dot, dots};
constexpr TokenSet never_before{right_parenthesis, right_brace, comma, colon, dot, dots};

std::size_t breaks(std::string_view gap) { return static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\n')); }

bool is_chain(NodeKind kind) {
    return kind == NodeKind::disjunction || kind == NodeKind::conjunction || kind == NodeKind::sum || kind == NodeKind::product;
}

}  // namespace

Material::Material(std::string_view file_text, const syntax::SyntaxTree& tree)
    : text_(file_text),
      tree_(tree),
      marks_(tree.tokens().size()),
      item_ends_(tree.tokens().size()) {
    read_gaps();
    read_nodes();
    read_lists();
    measure();
}

std::string_view Material::look(std::uint32_t i) const {
    const auto at = std::lower_bound(looks_.begin(), looks_.end(), i, [](const auto& a, auto b) { return a.token < b; });
    if (at != looks_.end() && at->token == i) return at->look;
    return text_.substr(token(i).begin, token(i).end - token(i).begin);
}

const std::vector<Remark>& Material::remarks(std::uint32_t i) const {
    static const std::vector<Remark> none;
    const auto at = std::lower_bound(remarks_.begin(), remarks_.end(), i, [](const auto& a, auto b) { return a.token < b; });
    return at != remarks_.end() && at->token == i ? at->remarks : none;
}

// The comments and blank lines before each token, and the looks of texts.
void Material::read_gaps() {
    std::uint32_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const auto count = static_cast<std::uint32_t>(tree_.tokens().size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto& t = token(i);
        if (t.begin > at) {
            std::vector<Remark> remarks;
            for (const auto& comment : syntax::comments_between(text_, at, t.begin)) {
                const auto before = text_.substr(at, comment.begin - at);
                auto stop = comment.end;
                while (text_[stop - 1] == ' ' || text_[stop - 1] == '\t' || text_[stop - 1] == '\r') --stop;
                const auto line = text_.rfind('\n', comment.begin);
                const auto line_begin = line == std::string_view::npos ? 0 : line + 1;
                remarks.push_back({text_.substr(comment.begin, stop - comment.begin), i == 0 || breaks(before) > 0,
                                   breaks(before) > 1, static_cast<std::uint32_t>(comment.begin - line_begin)});
                at = comment.end;
            }
            if (breaks(text_.substr(at, t.begin - at)) > 1) set(i, blank);
            if (!remarks.empty()) remarks_.push_back({i, std::move(remarks)});
        }
        at = t.end;
        if (t.kind != TokenKind::text) continue;
        const auto written = text_.substr(t.begin, t.end - t.begin);
        if (written.find('\n') == std::string_view::npos) continue;
        auto look = on_one_line(written);
        if (look.find('\n') != std::string::npos) set(i, still);
        looks_.push_back({i, std::move(look)});
    }
}

// Brackets and signs that follow a word without a blank; operators, and where their authors broke lines.
void Material::read_nodes() {
    const auto count = static_cast<std::uint32_t>(tree_.nodes().size());
    for (std::uint32_t n = 0; n < count; ++n) {
        const Cursor node(tree_, n);
        const auto first = node.first();
        const auto bracket = [&](std::uint32_t i) {
            if (i < node.last() && kind(i) == left_parenthesis) set(i, tight);
        };
        switch (node.kind()) {
            case NodeKind::reference: bracket(first + 1); break;
            case NodeKind::observed:
            case NodeKind::head: bracket(first + 2); break;
            case NodeKind::odds: set(first + 2, tight); break;
            case NodeKind::clause: set(first, opener); break;
            case NodeKind::minus:
                if (kind(first + 1) != minus) set(first + 1, tight);
                break;
            case NodeKind::value:
                if (first == 0 || !value_signs.contains(kind(first - 1))) break;
                set(first - 1, chain);
                if (token(first - 1).first_on_line || token(first).first_on_line) set(first - 1, wanted);
                break;
            default: break;
        }
        if (!is_chain(node.kind())) continue;
        std::uint32_t before = 0;  // the end of the operand before
        bool wants = false;
        for (const auto operand : node) {
            if (before != 0) wants = wants || token(before).first_on_line || token(operand.first()).first_on_line;
            before = operand.last();
        }
        before = 0;
        for (const auto operand : node) {
            if (before != 0) {
                set(before, chain);
                if (wants) set(before, wanted);
            }
            before = operand.last();
        }
    }
}

// Commas: the items behind them, and the breaks that authors made there. An entry goes on only inside brackets and after a
// comma, a row not at all.
void Material::read_lists() {
    const auto count = static_cast<std::uint32_t>(tree_.tokens().size());
    bool in_row = false, in_entry = false;
    std::uint32_t depth = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto k = kind(i);
        if (marks.contains(k) || has(i, opener)) {
            in_row = k == row;
            in_entry = k == entry;
            depth = 0;
        }
        if (i > 0 && kind(i - 1) == comma && token(i).first_on_line) set(i, wanted);
        if (in_row || (in_entry && depth == 0 && has(i, chain))) marks_[i] &= static_cast<std::uint8_t>(~wanted);
        if (openers.contains(k)) ++depth;
        if (closers.contains(k) && depth > 0) --depth;
    }
    std::vector<std::uint32_t> ends{count - 1};  // of the items around, innermost last
    for (auto i = count; i-- > 0;) {
        const auto k = kind(i);
        if (closers.contains(k)) ends.push_back(i);
        if (openers.contains(k) && ends.size() > 1) ends.pop_back();
        if (marks.contains(k) || has(i, opener)) ends.assign(1, i);
        if (k != comma) continue;
        item_ends_[i] = ends.back();
        ends.back() = i;
    }
}

void Material::measure() {
    const auto count = static_cast<std::uint32_t>(tree_.tokens().size());
    widths_.resize(count + 1);
    next_break_.resize(count + 1, count);
    next_remark_.resize(count + 1, count);
    tails_.resize(count + 1);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto k = kind(i);
        const bool apart = i > 0 && !marks.contains(k) && !marks.contains(kind(i - 1)) && !has(i, tight) &&
                           !never_after.contains(kind(i - 1)) && !never_before.contains(k);
        if (apart) set(i, space);
        widths_[i + 1] = widths_[i] + (apart ? 1 : 0) + (marks.contains(k) ? 0 : text::display_width(look(i)));
    }
    for (const auto& r : remarks_) next_remark_[r.token] = r.token;
    for (auto i = count; i-- > 0;) {
        if (next_remark_[i] != i)
            next_remark_[i] = has(i, still) ? i : next_remark_[i + 1];  // a text over lines breaks the line
        next_break_[i] = next_remark_[i] == i || has(i, wanted) ? i : next_break_[i + 1];
        const auto k = kind(i);
        const bool may_break =
            marks.contains(k) || has(i, opener) || has(i, chain) || k == TokenKind::text || (i > 0 && kind(i - 1) == comma);
        tails_[i] = may_break ? 0 : widths_[i + 1] - widths_[i] + tails_[i + 1];
    }
}

std::uint32_t Material::width(std::uint32_t first, std::uint32_t last) const {
    return first == last ? 0 : widths_[last] - widths_[first] - (spaced(first) ? 1 : 0);
}

bool Material::fits(std::uint32_t first, std::uint32_t last, std::uint32_t column) const {
    const auto stop = std::min(last, next_remark_[first + 1]);
    return column + width(first, stop) + (stop == last ? tail(last) : 0) <= line_width;
}

}  // namespace credence::format
