#include "parse/parser.hpp"

#include <algorithm>

#include "parse/clause_order.hpp"
#include "parse/grammar.hpp"
#include "parse/mend.hpp"
#include "parse/syntax_errors.hpp"
#include "syntax/forms.hpp"
#include "syntax/layout.hpp"

namespace credence::parse {
namespace {

using enum syntax::TokenKind;
using syntax::NodeKind;
using syntax::Token;
using syntax::TokenKind;
using text::Diagnostic;

constexpr bool is_mark(TokenKind kind) { return kind == end || kind == entry || kind == row; }

/// Tokens as they were before their layout.
std::vector<Token> bare(const std::vector<Token>& tokens, std::uint32_t from, std::uint32_t to) {
    std::vector<Token> out;
    for (auto i = from; i < to; ++i) {
        if (is_mark(tokens[i].kind)) continue;
        out.push_back(tokens[i]);
        out.back().starts_clause = false;
    }
    return out;
}

class Parser {
public:
    Parser(std::string_view file_text, text::FileId file, const std::vector<Token>& tokens,
           std::vector<Diagnostic>& diagnostics)
        : text_(file_text),
          file_(file),
          tokens_(tokens),
          diagnostics_(diagnostics) {
        progress_.tokens = tokens.data();
    }

    /// The declaration at `begin`; returns where the next begins. With `opaque` it is read and not looked into further.
    std::uint32_t declaration_at(std::uint32_t begin, bool opaque) {
        at_ = begin;
        failures_.clear();
        declaration(opaque);
        return at_;
    }
    [[nodiscard]] std::vector<syntax::Event>& events() { return progress_.events; }
    /// Of the last declaration, by tokens without layout.
    [[nodiscard]] const std::vector<Failure>& failures() const { return failures_; }

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

    void declaration(bool opaque) {
        const auto begin = declaration_ = at_;
        form_ = tokens_[at_].at_margin() ? syntax::declaration_form(kind()) : nullptr;
        if (form_ == nullptr) {
            const auto stop = skip(begin + 1, [](const Token&) { return false; });
            const auto position = diagnostics_.size();
            report_unless_flawed(begin, stop, unknown_declaration(scene(begin)));
            if (diagnostics_.size() > position) failures_.push_back({0, 0, {}, position});
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
        if (opaque) progress_.record(NodeKind::error, at_, at_);
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
        const auto place = diagnostics_.size();
        report_unless_flawed(begin, stop, syntax_error(scene(begin), position));
        if (diagnostics_.size() > place && !progress_.too_deep)
            failures_.push_back({bare_index(begin), bare_index(progress_.furthest), progress_.expected, place});
        if (stop > begin) progress_.record(NodeKind::error, begin, stop);
        at_ = stop;
    }

    // The place of a token of this declaration when marks are not counted.
    [[nodiscard]] std::uint32_t bare_index(std::uint32_t token) const {
        std::uint32_t index = 0;
        for (auto i = declaration_; i < token; ++i) index += is_mark(tokens_[i].kind) ? 0U : 1U;
        return index;
    }

    std::string_view text_;
    text::FileId file_;
    const std::vector<Token>& tokens_;
    std::vector<Diagnostic>& diagnostics_;
    Progress progress_;
    std::vector<Failure> failures_;
    std::uint32_t at_ = 0;
    std::uint32_t declaration_ = 0;
    const syntax::DeclarationForm* form_ = nullptr;
};

// So much is tried after errors; what is more broken than that is only reported.
constexpr std::int64_t most_tried = 1'000'000;  // tokens that are read anew, in a file
constexpr int most_mends = 8;                   // of a declaration
constexpr std::uint32_t longest_mended = 1000;  // its tokens

/// Reads a file. A declaration with syntax errors is read anew without the slips that its errors probably are, each of which is
/// reported with its way out: so the rest of it is read, and checked, as it was meant.
class FileParser {
public:
    FileParser(std::string_view file_text, text::FileId file, const std::vector<Token>& tokens,
               std::vector<Diagnostic>& diagnostics)
        : text_(file_text),
          file_(file),
          tokens_(tokens),
          diagnostics_(diagnostics),
          parser_(file_text, file, tokens, diagnostics) {
        parser_.events().reserve(tokens.size());
    }

    void read() {
        for (std::uint32_t at = 0; at + 1 < tokens_.size();) {
            const auto known = diagnostics_.size();
            const auto begin = at;
            at = parser_.declaration_at(begin, false);
            const bool loose_clauses = at + 1 < tokens_.size() && is_clause_of(begin, at);
            if ((parser_.failures().empty() && !loose_clauses) || left_ <= 0) continue;
            left_ -= static_cast<std::int64_t>(at - begin);
            if (at - begin <= longest_mended) at = mend(begin, at, known);
        }
    }

    std::vector<syntax::Event>& events() { return parser_.events(); }
    std::vector<MendedDeclaration>& mended_declarations() { return mended_; }

private:
    struct Attempt {
        std::vector<Token> tokens;  // without layout
        std::vector<Diagnostic> diagnostics;
        std::vector<Failure> failures;
    };

    [[nodiscard]] static std::vector<Token> laid_out(const std::vector<Token>& tokens) {
        return syntax::add_layout(tokens, tokens.back().end);
    }

    /// Reads `tokens`, which may hold more than one declaration now; failures are those of the first.
    [[nodiscard]] Attempt attempt(std::vector<Token> tokens) {
        Attempt out;
        const auto laid = laid_out(tokens);
        left_ -= static_cast<std::int64_t>(laid.size());
        Parser parser(text_, file_, laid, out.diagnostics);
        for (std::uint32_t at = 0; at + 1 < laid.size();) {
            const auto first = at;
            at = parser.declaration_at(at, false);
            if (first == 0) out.failures = parser.failures();
        }
        out.tokens = std::move(tokens);
        return out;
    }

    /// Reads the declaration at [begin, next) anew and returns where reading goes on.
    std::uint32_t mend(std::uint32_t begin, std::uint32_t next, std::size_t known) {
        std::vector<Diagnostic> slips;
        auto tokens = bare(tokens_, begin, next);
        const auto stop = take_back_clauses(begin, next, tokens, slips);
        auto now = attempt(std::move(tokens));
        bool opaque = false;
        for (int i = 0; i < most_mends && left_ > 0; ++i) {
            auto better = improved(now);
            if (!better) break;
            slips.push_back(std::move(better->slip));
            opaque = opaque || better->opaque;
            now = std::move(better->then);
        }
        if (slips.empty()) return next;
        for (auto at = next; at < stop;) at = parser_.declaration_at(at, false);  // for the tree alone
        diagnostics_.resize(known);
        for (auto& slip : slips) diagnostics_.push_back(std::move(slip));
        auto laid = laid_out(now.tokens);
        Parser parser(text_, file_, laid, diagnostics_);
        for (std::uint32_t at = 0; at + 1 < laid.size();) at = parser.declaration_at(at, opaque);
        mended_.push_back({begin, stop, syntax::SyntaxTree(file_, std::move(laid), parser.events())});
        return stop;
    }

    struct Step {
        Diagnostic slip;
        bool opaque;
        Attempt then;
    };

    /// Where in the file reading failed.
    [[nodiscard]] static std::uint32_t place(const Attempt& attempt, const Failure& failure) {
        return failure.at < attempt.tokens.size() ? attempt.tokens[failure.at].begin : attempt.tokens.back().end;
    }

    /// Does a line begin where reading failed?
    [[nodiscard]] static bool fails_at_a_line(const Attempt& attempt, const Failure& failure) {
        return failure.at < attempt.tokens.size() && attempt.tokens[failure.at].first_on_line;
    }

    /// The first slip without which fewer errors are left, or as many and further on: behind a line whose first word it
    /// does not know the parser passes over the next such line.
    [[nodiscard]] std::optional<Step> improved(const Attempt& now) {
        for (const auto& failure : now.failures) {
            const auto* form = syntax::declaration_form(now.tokens.front().kind);
            for (const auto& one : mends(text_, file_, now.tokens, form, failure)) {
                auto tokens = mended(now.tokens, one);
                if (tokens.empty() || left_ <= 0) continue;
                auto then = attempt(std::move(tokens));
                const bool further =
                    then.diagnostics.size() == now.diagnostics.size() && !then.failures.empty() &&
                    place(then, then.failures.front()) > place(now, failure) &&
                    (one.sure || (fails_at_a_line(now, failure) && fails_at_a_line(then, then.failures.front())));
                if (then.diagnostics.size() >= now.diagnostics.size() && !further) continue;
                return Step{slip(now.diagnostics[failure.diagnostic], one), one.opaque, std::move(then)};
            }
        }
        return {};
    }

    static Diagnostic slip(Diagnostic reported, const Mend& mend) {
        reported.fixes = {mend.fix};
        if (mend.code.empty()) return reported;
        reported.code = mend.code;
        reported.message = mend.message;
        reported.primary = {mend.place, mend.label};
        reported.secondary = mend.secondary;
        reported.notes.clear();
        reported.help = mend.help;
        return reported;
    }

    /// Is what stands at the left margin at `next` a clause of the declaration at `begin`?
    [[nodiscard]] bool is_clause_of(std::uint32_t begin, std::uint32_t next) const {
        const auto* form = tokens_[begin].at_margin() ? syntax::declaration_form(tokens_[begin].kind) : nullptr;
        const auto kind = tokens_[next].kind;
        return form != nullptr && tokens_[next].at_margin() && syntax::is_keyword(kind) && form->clause(kind) != nullptr &&
               syntax::declaration_form(kind) == nullptr;
    }

    /// Clauses at the left margin from `next` on are of the declaration at `begin`: adds their tokens, indented, and returns
    /// where they end.
    std::uint32_t take_back_clauses(std::uint32_t begin, std::uint32_t next, std::vector<Token>& tokens,
                                    std::vector<Diagnostic>& slips) const {
        std::uint16_t indent = 2;
        for (auto i = begin + 1; i < next; ++i) {
            if (tokens_[i].starts_clause) indent = tokens_[i].column;
        }
        while (next + 1 < tokens_.size() && is_clause_of(begin, next) && tokens.size() < longest_mended) {
            const auto& clause = tokens_[next];
            Diagnostic d;
            d.code = "E0002";
            d.message = "a clause stands at the left margin, where only declarations do";
            d.primary.span = {file_, clause.begin, clause.end};
            d.help = "a clause is indented, under the declaration that it belongs to";
            d.fixes.push_back({"indent it", {{{file_, clause.begin, clause.begin}, std::string(indent, ' ')}}, true});
            slips.push_back(std::move(d));
            auto stop = next;
            while (tokens_[stop].kind != end) ++stop;
            const auto first = tokens.size();
            for (const auto& token : bare(tokens_, next, stop)) tokens.push_back(token);
            tokens[first].column = indent;
            next = stop + 1;
        }
        return next;
    }

    std::string_view text_;
    text::FileId file_;
    const std::vector<Token>& tokens_;
    std::vector<Diagnostic>& diagnostics_;
    Parser parser_;
    std::vector<MendedDeclaration> mended_;
    std::int64_t left_ = most_tried;
};

}  // namespace

ParsedTokens parse_tokens(std::string_view file_text, text::FileId file, std::vector<Token> tokens,
                          std::vector<Diagnostic>& diagnostics) {
    FileParser parser(file_text, file, tokens, diagnostics);
    parser.read();
    auto mended = std::move(parser.mended_declarations());
    const auto events = std::move(parser.events());
    return {{file, std::move(tokens), events}, std::move(mended)};
}

syntax::SyntaxTree parse_expression_tokens(std::string_view file_text, text::FileId file, std::vector<Token> tokens,
                                           std::vector<Diagnostic>& diagnostics) {
    const auto events = Parser(file_text, file, tokens, diagnostics).expression();
    return {file, std::move(tokens), events};
}

}  // namespace credence::parse
