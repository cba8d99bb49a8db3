#include "parse/parser.hpp"

#include <algorithm>

#include "parse/clause_order.hpp"
#include "parse/grammar.hpp"
#include "parse/syntax_errors.hpp"
#include "syntax/forms.hpp"

namespace credence::parse {
namespace {

using enum syntax::TokenKind;
using syntax::NodeKind;
using syntax::Token;
using syntax::TokenKind;
using text::Diagnostic;

class Parser {
public:
    Parser(std::string_view file_text, text::FileId file, const std::vector<Token>& tokens,
           std::vector<Diagnostic>& diagnostics)
        : text_(file_text),
          file_(file),
          tokens_(tokens),
          diagnostics_(diagnostics) {
        progress_.tokens = tokens.data();
        progress_.events.reserve(tokens.size());
    }

    std::vector<syntax::Event> file() {
        while (at_ + 1 < tokens_.size()) declaration();
        return std::move(progress_.events);
    }

    std::vector<syntax::Event> expression() {
        const bool parsed = run(parse_condition);
        if (!parsed || kind() != end) {
            fail(0, Position::inside);
            progress_.events.clear();
        }
        return std::move(progress_.events);
    }

private:
    [[nodiscard]] TokenKind kind() const { return tokens_[at_].kind; }

    bool run(Production production) {
        if (progress_.furthest != at_) progress_.expected.clear();
        progress_.furthest = at_;
        progress_.too_deep = false;
        return production(progress_, at_);
    }

    void declaration() {
        const auto begin = at_;
        form_ = tokens_[at_].at_margin() ? syntax::declaration_form(kind()) : nullptr;
        if (form_ == nullptr) {
            const auto stop = skip(begin + 1, [](const Token&) { return false; });
            report_unless_flawed(begin, stop, unknown_declaration(scene(begin)));
            progress_.record(NodeKind::error, begin, stop);
            at_ = stop + 1;
            return;
        }
        ClauseOrder order(text_, file_, tokens_, begin, *form_, diagnostics_);
        if (run(head_production(form_->keyword))) {
            progress_.record(NodeKind::head, begin, at_);
        } else {
            fail(begin, Position::inside);
        }
        while (kind() != end) clause(order);
        progress_.record(NodeKind::declaration, begin, at_);
        ++at_;  // its `end`
    }

    void clause(ClauseOrder& order) {
        const auto begin = at_;
        const auto* clause_form = form_->clause(kind());
        if (kind() == row && clause_form != nullptr) return rows(order);
        if (clause_form == nullptr && form_->keyword == kw_property) {
            if (run(parse_law)) return order.add(begin, at_, kw_never);
            return fail(begin, Position::inside);
        }
        const auto production = clause_form != nullptr ? clause_production(form_->keyword, kind()) : nullptr;
        if (production == nullptr) {
            // Something optional may have begun here and gone wrong further on: that is the better place to report.
            if (progress_.furthest > at_) return fail(begin, Position::inside);
            expect_clauses();
            return fail(begin, Position::at_clause);
        }
        const auto opener = kind();
        if (!run(production)) return fail(begin, Position::inside);
        const bool holds_entries = opener == kw_given || opener == kw_expect;
        if (holds_entries) entries(opener == kw_given ? parse_given : parse_expectation);
        progress_.record(NodeKind::clause, begin, at_);
        order.add(begin, at_, opener);
    }

    void entries(Production production) {
        while (kind() == entry) {
            const auto begin = at_;
            if (run(production) && (kind() == entry || kind() == end || tokens_[at_].starts_clause)) continue;
            if (const auto meant = misspelt_clause(scene(begin))) {
                report_unless_flawed(begin, begin + 2, misspelt_clause_error(scene(begin), *meant));
                progress_.record(NodeKind::error, begin, begin + 2);
                at_ = begin + 2;
                if (*meant == kw_given) production = parse_given;
                if (*meant == kw_expect) production = parse_expectation;
                continue;
            }
            fail(begin, Position::inside_entry);
        }
    }

    // Rows are one table: a head, a ruling, then cells.
    void rows(ClauseOrder& order) {
        const auto table = at_;
        for (int count = 0; kind() == row; ++count) {
            const auto begin = at_;
            const auto production = count == 0 ? parse_columns : count == 1 ? parse_ruling : parse_cells;
            if (run(production) && (kind() == row || kind() == end || tokens_[at_].starts_clause)) continue;
            if (count == 1) {
                report_unless_flawed(begin, at_ + 1, missing_ruling(scene(begin)));
                at_ = begin;
                if (run(parse_cells)) continue;
            }
            fail(begin, Position::inside_row);
        }
        order.add(table, at_, row);
    }

    // The clauses of this declaration could have stood here, too.
    void expect_clauses() {
        if (progress_.furthest != at_) progress_.expected.clear();
        progress_.furthest = at_;
        progress_.too_deep = false;
        for (const auto& c : form_->clauses) progress_.expected.add(c.opener);
    }

    [[nodiscard]] Scene scene(std::uint32_t begin) const { return {text_, file_, tokens_, form_, begin, progress_}; }

    /// The first token from `from` on that ends the declaration or satisfies `stop`.
    template <class Stop>
    [[nodiscard]] std::uint32_t skip(std::uint32_t from, Stop stop) const {
        while (tokens_[from].kind != end && !stop(tokens_[from])) ++from;
        return from;
    }

    void report_unless_flawed(std::uint32_t begin, std::uint32_t stop, Diagnostic diagnostic) {
        const auto flawed = [](const Token& t) { return t.flawed; };
        if (std::any_of(tokens_.begin() + begin, tokens_.begin() + stop, flawed)) return;
        diagnostics_.push_back(std::move(diagnostic));
    }

    // Reports what is wrong in the tokens from `begin` on and skips to where reading can go on.
    void fail(std::uint32_t begin, Position position) {
        progress_.drop_after(begin);
        const auto from = std::max(progress_.furthest, begin + 1);
        const bool in_entry = position == Position::inside_entry;
        const bool in_row = position == Position::inside_row;
        const auto stop = tokens_[begin].kind == end ? begin : skip(from, [&](const Token& t) {
            return t.starts_clause || (t.kind == entry && in_entry) || (t.kind == row && (in_row || !in_entry));
        });
        report_unless_flawed(begin, stop, syntax_error(scene(begin), position));
        if (stop > begin) progress_.record(NodeKind::error, begin, stop);
        at_ = stop;
    }

    std::string_view text_;
    text::FileId file_;
    const std::vector<Token>& tokens_;
    std::vector<Diagnostic>& diagnostics_;
    Progress progress_;
    std::uint32_t at_ = 0;
    const syntax::DeclarationForm* form_ = nullptr;
};

}  // namespace

syntax::SyntaxTree parse_tokens(std::string_view file_text, text::FileId file, std::vector<Token> tokens,
                                std::vector<Diagnostic>& diagnostics) {
    const auto events = Parser(file_text, file, tokens, diagnostics).file();
    return {file, std::move(tokens), events};
}

syntax::SyntaxTree parse_expression_tokens(std::string_view file_text, text::FileId file, std::vector<Token> tokens,
                                           std::vector<Diagnostic>& diagnostics) {
    const auto events = Parser(file_text, file, tokens, diagnostics).expression();
    return {file, std::move(tokens), events};
}

}  // namespace credence::parse
