#include "parse/clause_order.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace credence::parse {

using syntax::TokenKind;
using text::Diagnostic;

ClauseOrder::ClauseOrder(std::string_view file_text, text::FileId file, const std::vector<syntax::Token>& tokens,
                         std::uint32_t declaration, const syntax::DeclarationForm& form, std::vector<Diagnostic>& diagnostics)
    : text_(file_text),
      file_(file),
      tokens_(tokens),
      declaration_(declaration),
      form_(form),
      diagnostics_(diagnostics) {}

text::Span ClauseOrder::token_span(std::uint32_t token) const { return {file_, tokens_[token].begin, tokens_[token].end}; }

// "proposition P9"
std::string ClauseOrder::declaration_title() const {
    std::string title(syntax::spelling(form_.keyword));
    const auto& next = tokens_[declaration_ + 1];
    if (syntax::is_word(next.kind)) title += fmt::format(" {}", text_.substr(next.begin, next.end - next.begin));
    return title;
}

void ClauseOrder::add(std::uint32_t first, std::uint32_t last, TokenKind opener) {
    const Seen now{first, last, form_.clause(opener)};
    const auto same = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) { return s.form == now.form; });
    // A question's `from` is repeatable as a citation only; lowering looks at its poles.
    if (same != seen_.end() && !now.form->repeatable) {
        report_twice(*same, now);
    } else if (form_.ordered && !order_reported_) {
        const auto early = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) { return s.form > now.form; });
        if (early != seen_.end()) report_order(*early, now);
    }
    seen_.push_back(now);
}

void ClauseOrder::report_twice(const Seen& earlier, const Seen& later) {
    Diagnostic d;
    d.code = "E0010";
    d.message = fmt::format("{} has `{}` twice", declaration_title(), syntax::clause_title(later.form->opener));
    d.primary = {token_span(later.first), "again"};
    d.secondary.push_back({token_span(earlier.first), "the first"});
    d.help = later.form->opener == TokenKind::kw_when ? "join the two conditions with `and`" : "keep one of them";
    add_joined(d, earlier, later);
    diagnostics_.push_back(std::move(d));
}

void ClauseOrder::report_order(const Seen& early, const Seen& late) {
    order_reported_ = true;
    Diagnostic d;
    d.code = "E0010";
    d.message = fmt::format("in {}, `{}` comes before `{}`", declaration_title(), syntax::clause_title(early.form->opener),
                            syntax::clause_title(late.form->opener));
    d.primary = {token_span(early.first), "too early"};
    d.secondary.push_back(
        {token_span(declaration_ + (syntax::is_word(tokens_[declaration_ + 1].kind) ? 1 : 0)), "in this declaration"});
    d.secondary.push_back({token_span(late.first), "belongs before it"});
    std::string order;
    for (const auto& c : form_.clauses) {
        if (!order.empty()) order += ", ";
        order += c.opener == TokenKind::row ? "the rows" : syntax::clause_title(c.opener);
    }
    d.notes.push_back("the order is  " + order);
    add_move(d, early, late);
    diagnostics_.push_back(std::move(d));
}

// Of two conditions one is made, where neither holds an `or`; of other clauses the second goes.
void ClauseOrder::add_joined(Diagnostic& diagnostic, const Seen& earlier, const Seen& later) const {
    const auto& again = tokens_[later.first];
    if (later.form->opener == TokenKind::kw_when) {
        const auto holds_or = [&](const Seen& s) {
            return std::any_of(tokens_.begin() + s.first, tokens_.begin() + s.last,
                               [](const auto& t) { return t.kind == TokenKind::kw_or; });
        };
        if (earlier.last != later.first || holds_or(earlier) || holds_or(later)) return;
        const auto before = tokens_[earlier.last - 1].end;
        const bool bare = text_.substr(before, again.begin - before).find('#') == std::string_view::npos;
        const text::Span joint{file_, bare ? before : again.begin, again.end};
        diagnostic.fixes.push_back({"join them with `and`", {{joint, bare ? " and" : "and"}}, false});
        return;
    }
    const bool keyword = syntax::is_keyword(later.form->opener);
    const auto end = tokens_[later.last - 1].end;
    const auto line_end = static_cast<std::uint32_t>(std::min(text_.find('\n', end), text_.size() - 1)) + 1;
    const bool bare = text_.substr(end, line_end - end).find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!keyword || !again.first_on_line || !bare) return;
    diagnostic.fixes.push_back({"remove the second", {{text::Span{file_, again.begin - again.column, line_end}, ""}}, false});
}

// Clauses on lines of their own can be moved: the late one is cut and put before the early one.
void ClauseOrder::add_move(Diagnostic& diagnostic, const Seen& early, const Seen& late) const {
    const auto& target = tokens_[early.first];
    const auto& moved = tokens_[late.first];
    const bool whole_lines = target.first_on_line && moved.first_on_line && tokens_[late.last].kind != TokenKind::entry &&
                             (tokens_[late.last].kind == TokenKind::end || tokens_[late.last].first_on_line);
    if (!whole_lines) return;
    const auto moved_end = tokens_[late.last - 1].end;
    // The lines go, but for a comment behind the clause.
    const auto line_end = std::min(text_.find('\n', moved_end), text_.size());
    const bool bare = text_.substr(moved_end, line_end - moved_end).find_first_not_of(" \t\r") == std::string_view::npos;
    const auto cut_end = static_cast<std::uint32_t>(bare ? std::min(line_end + 1, text_.size()) : moved_end);
    const auto indent = std::string(target.column, ' ');
    const auto clause = std::string(text_.substr(moved.begin, moved_end - moved.begin));
    const auto name = syntax::clause_title(late.form->opener);
    diagnostic.fixes.push_back({fmt::format("move `{}` before `{}`", name, syntax::clause_title(early.form->opener)),
                                {{text::Span{file_, target.begin, target.begin}, clause + "\n" + indent},
                                 {text::Span{file_, moved.begin - moved.column, cut_end}, ""}},
                                true});
}

}  // namespace credence::parse
