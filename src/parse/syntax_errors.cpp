#include "parse/syntax_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace credence::parse {
namespace {

using enum syntax::TokenKind;
using syntax::Token;
using syntax::TokenKind;
using syntax::TokenSet;
using text::Diagnostic;
using text::Span;

constexpr std::size_t longest_list = 6;

class Describer {
public:
    explicit Describer(const Scene& scene) : scene_(scene) {}

    [[nodiscard]] const Token& found() const { return scene_.tokens[scene_.progress.furthest]; }
    [[nodiscard]] const Token* previous() const {
        return scene_.progress.furthest > 0 ? &scene_.tokens[scene_.progress.furthest - 1] : nullptr;
    }
    [[nodiscard]] Span span(const Token& t) const { return {scene_.file, t.begin, t.end}; }
    [[nodiscard]] std::string_view written(const Token& t) const { return scene_.text.substr(t.begin, t.end - t.begin); }
    [[nodiscard]] const TokenSet& expected() const { return scene_.progress.expected; }

    // What was begun ends here without what is missing.
    [[nodiscard]] bool stops() const {
        const auto& t = found();
        return t.kind == end || t.kind == entry || t.kind == row || t.starts_clause;
    }

    [[nodiscard]] std::string quoted(const Token& t) const {
        const auto all = written(t);
        if (t.kind == text)
            return all.size() > 24 || all.find('\n') != std::string_view::npos ? "a text in quotes"
                                                                               : fmt::format("the text {}", all);
        if (all.size() > 40) return "a long word";
        return fmt::format("`{}`", all);
    }

    [[nodiscard]] std::string found_words() const {
        const auto& t = found();
        switch (t.kind) {
            case end: return scene_.form != nullptr ? "the end of the declaration" : "the end";
            case entry: return "the next line";
            case row: return "the next row";
            default: return quoted(t);
        }
    }

    // The innermost bracket that is open where reading stopped.
    [[nodiscard]] const Token* open_bracket() const {
        std::vector<const Token*> open;
        for (auto i = scene_.begin; i < scene_.progress.furthest; ++i) {
            const auto& t = scene_.tokens[i];
            if (t.kind == left_parenthesis || t.kind == left_brace) open.push_back(&t);
            if ((t.kind == right_parenthesis || t.kind == right_brace) && !open.empty()) open.pop_back();
        }
        return open.empty() ? nullptr : open.back();
    }

    // "`)` or `,`"; families of signs and words are named together, the likeliest first.
    [[nodiscard]] std::string expected_words() const {
        auto rest = expected();
        std::vector<std::string> words;
        const bool operand = rest.contains(left_parenthesis) && rest.contains(number) && rest.contains(name);
        if (operand) {
            words.emplace_back(rest.contains(kw_not) ? "a condition or a value" : "a value");
            remove(rest, operand_starts());
        }
        const bool operation = rest.contains(plus) && rest.contains(star);
        if (operation) {
            remove(rest, operators());
            // Where an operand has ended, a name could have gone on so, too.
            for (const auto kind : {left_parenthesis, dot, kw_applies, kw_does}) rest.remove(kind);
            if (rest.contains(comma) || rest.contains(right_parenthesis)) rest.remove(colon);
        }
        const bool clause = scene_.form != nullptr && !operand && remove_clauses(rest);
        for (std::size_t i = 0; i < static_cast<std::size_t>(count_of_kinds); ++i) {
            const auto kind = static_cast<TokenKind>(i);
            if (rest.contains(kind)) words.push_back(phrase(kind));
        }
        if (clause) words.emplace_back("a clause");
        if (operation) words.emplace_back(words.empty() ? "an operator" : "an operator such as `and`");
        return joined(words);
    }

    // The keyword that a misspelt word was meant to be.
    [[nodiscard]] std::optional<std::string> meant() const {
        if (found().kind != name) return {};  // another keyword is not misspelt
        std::vector<std::string> candidates;
        for (auto i = static_cast<std::size_t>(syntax::first_keyword); i < static_cast<std::size_t>(count_of_kinds); ++i) {
            const auto kind = static_cast<TokenKind>(i);
            if (expected().contains(kind)) candidates.emplace_back(syntax::spelling(kind));
        }
        return text::nearest(std::string(written(found())), candidates);
    }

    void suggest(Diagnostic& d, const std::string& word) const {
        d.fixes.push_back({fmt::format("write `{}`", word), {{span(found()), word}}, true});
    }

private:
    static void remove(TokenSet& from, const TokenSet& kinds) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(count_of_kinds); ++i) {
            const auto kind = static_cast<TokenKind>(i);
            if (kinds.contains(kind)) from.remove(kind);
        }
    }

    // Many clauses are named together.
    bool remove_clauses(TokenSet& rest) const {
        std::size_t possible = 0;
        for (const auto& c : scene_.form->clauses) possible += rest.contains(c.opener) ? 1U : 0U;
        if (possible < 4) return false;
        for (const auto& c : scene_.form->clauses) rest.remove(c.opener);
        return true;
    }

    static std::string phrase(TokenKind kind) {
        if (kind <= text || kind == name) return std::string(syntax::spelling(kind));
        return fmt::format("`{}`", syntax::spelling(kind));
    }

    static std::string joined(const std::vector<std::string>& words) {
        std::string out;
        const auto shown = std::min(words.size(), longest_list);
        for (std::size_t i = 0; i < shown; ++i) {
            if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
            out += words[i];
        }
        if (shown < words.size()) out += " and others";
        return out.empty() ? "nothing more" : out;
    }

    const Scene& scene_;
};

Diagnostic error(std::string code, Span span, std::string message, std::string label = {}) {
    Diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.primary = {span, std::move(label)};
    return d;
}

std::string clause_list(const syntax::DeclarationForm& form) {
    std::string out;
    for (const auto& c : form.clauses) {
        if (!syntax::is_keyword(c.opener)) continue;
        if (!out.empty()) out += ", ";
        out += syntax::clause_title(c.opener);
    }
    return out;
}

// A line of at least four words with hardly a sign between them.
bool is_prose(const Scene& scene) {
    std::size_t words = 0, signs = 0;
    for (auto i = scene.begin; scene.tokens[i].kind != end && (i == scene.begin || !scene.tokens[i].first_on_line); ++i) {
        const auto kind = scene.tokens[i].kind;
        const bool mild = kind == comma || kind == dot || kind == colon || kind == text;
        words += syntax::is_word(kind) ? 1U : 0U;
        signs += syntax::is_word(kind) || mild ? 0U : 1U;
    }
    return words >= 4 && signs == 0;
}

Diagnostic unknown_clause(const Scene& scene, const Describer& words) {
    const auto& found = words.found();
    auto d = error("E0001", words.span(found), fmt::format("{} has no clause {}", scene.form->noun, words.quoted(found)));
    if (const auto meant = words.meant()) {
        words.suggest(d, *meant);
    } else if (syntax::declaration_form(found.kind) != nullptr) {
        d.help = "declarations start at the left margin";
    } else {
        d.help = fmt::format("its clauses are  {}", clause_list(*scene.form));
    }
    return d;
}

}  // namespace

Diagnostic syntax_error(const Scene& scene, Position position) {
    const Describer words(scene);
    const auto& found = words.found();
    if (scene.progress.too_deep) {
        auto d = error("E0008", words.span(found), fmt::format("this is nested more than {} deep", deepest));
        d.help = "give a part of it a name with `define`";
        return d;
    }
    const auto* bracket = words.open_bracket();
    if (bracket != nullptr && words.stops()) {
        const auto closer = bracket->kind == left_parenthesis ? ")" : "}";
        auto d =
            error("E0004", words.span(*bracket), fmt::format("this {} is never closed", words.quoted(*bracket)), "opened here");
        if (words.previous() != bracket)
            d.secondary.push_back({words.span(*words.previous()), fmt::format("`{}` is expected after this", closer)});
        return d;
    }
    if (position == Position::at_clause && syntax::is_word(found.kind) && found.first_on_line)
        return unknown_clause(scene, words);
    if (found.kind == right_parenthesis && bracket == nullptr)
        return error("E0004", words.span(found), "this `)` closes nothing", "no `(` before it is open");

    const auto* previous = words.previous();
    const bool only_colon =
        words.expected().contains(colon) && !words.expected().contains(comma) && !words.expected().contains(left_parenthesis);
    if (only_colon && previous != nullptr && scene.progress.furthest > scene.begin && is_reserved(previous->kind)) {
        auto d = error("E0006", words.span(*previous), fmt::format("expected a value, found {}", words.quoted(*previous)));
        d.notes.push_back(fmt::format("{} is a keyword and cannot be a name", words.quoted(*previous)));
        return d;
    }
    const auto expected = words.expected_words();
    const auto meant = words.meant();
    const bool missing = words.stops() || (found.first_on_line && !meant);
    if (missing && previous != nullptr && previous->end > previous->begin && scene.progress.furthest > scene.begin) {
        auto d = error("E0001", words.span(*previous), fmt::format("expected {} after {}", expected, words.quoted(*previous)),
                       fmt::format("{} follows", words.found_words()));
        if (found.kind == name && position == Position::at_clause) d.help = "a clause begins with its keyword";
        return d;
    }
    auto d = error("E0001", found.end > found.begin || previous == nullptr ? words.span(found) : words.span(*previous),
                   fmt::format("expected {}, found {}", expected, words.found_words()));
    if (meant) {
        words.suggest(d, *meant);
    } else if (is_reserved(found.kind) && words.expected().contains(name)) {
        d.code = "E0006";
        d.notes.push_back(fmt::format("{} is a keyword and cannot be a name", words.quoted(found)));
    } else if (words.expected().contains(kw_and) && operators().contains(found.kind)) {
        d.help = "compare two things at a time: `a < b and b < c`, or `b between a and c`";
    }
    return d;
}

Diagnostic unknown_declaration(const Scene& scene) {
    const auto& first = scene.tokens[scene.begin];
    const Span span{scene.file, first.begin, first.end};
    const auto written = std::string(scene.text.substr(first.begin, first.end - first.begin));
    if (!first.at_margin()) {
        auto d = error("E0002", span, "this belongs to no declaration");
        d.help = "a declaration starts at the left margin, its clauses are indented";
        return d;
    }
    std::vector<std::string> keywords;
    for (const auto& form : syntax::declaration_forms()) keywords.emplace_back(syntax::spelling(form.keyword));
    if (!syntax::is_word(first.kind)) {
        auto d = error("E0002", span, "a declaration starts with a keyword");
        d.help = "only declarations start at the left margin; what belongs to one is indented";
        return d;
    }
    auto d = error("E0002", span,
                   fmt::format("no declaration starts with `{}`", written.size() > 40 ? written.substr(0, 40) + "…" : written));
    if (const auto meant = text::nearest(written, keywords)) {
        d.fixes.push_back({fmt::format("write `{}`", *meant), {{span, *meant}}, true});
        return d;
    }
    const bool is_clause = std::any_of(syntax::declaration_forms().begin(), syntax::declaration_forms().end(),
                                       [&](const auto& form) { return form.openers.contains(first.kind); });
    if (is_clause && syntax::is_keyword(first.kind)) {
        d.help = "a clause is indented, under the declaration that it belongs to";
    } else if (is_prose(scene)) {
        d.help = "a remark starts with `#`";
        d.fixes.push_back({"make the line a remark", {{{scene.file, first.begin, first.begin}, "# "}}, false});
    } else {
        std::string list;
        for (const auto& keyword : keywords) list += (list.empty() ? "" : ", ") + keyword;
        d.help = "declarations start with  " + list;
    }
    return d;
}

std::optional<TokenKind> misspelt_clause(const Scene& scene) {
    const auto& word = scene.tokens[scene.begin + 1];
    const auto& next = scene.tokens[scene.begin + 2];
    if (!syntax::is_word(word.kind) || (next.kind != entry && next.kind != end)) return {};
    std::vector<std::string> keywords;
    for (const auto& c : scene.form->clauses) keywords.emplace_back(syntax::spelling(c.opener));
    const auto meant = text::nearest(std::string(scene.text.substr(word.begin, word.end - word.begin)), keywords);
    if (!meant) return {};
    return syntax::word_kind(*meant);
}

Diagnostic misspelt_clause_error(const Scene& scene, TokenKind meant) {
    const auto& word = scene.tokens[scene.begin + 1];
    const Span span{scene.file, word.begin, word.end};
    auto d =
        error("E0001", span,
              fmt::format("{} has no clause `{}`", scene.form->noun, scene.text.substr(word.begin, word.end - word.begin)));
    const auto keyword = std::string(syntax::spelling(meant));
    d.fixes.push_back({fmt::format("write `{}`", keyword), {{span, keyword}}, true});
    return d;
}

Diagnostic missing_ruling(const Scene& scene) {
    auto last = scene.begin + 1;
    while (scene.tokens[last].kind != end && scene.tokens[last].kind != row) ++last;
    auto d = error("E0001", {scene.file, scene.tokens[scene.begin].begin, scene.tokens[last - 1].end},
                   "a table needs a row of dashes under its head");
    d.help = "write `| --- | --- |`, with as many columns as the head has";
    // Under each cell of the head as many dashes.
    const auto begin = scene.tokens[scene.begin].begin;
    const auto line_begin = scene.text.rfind('\n', begin) + 1;
    if (line_begin < 2) return d;
    const auto head_begin = scene.text.rfind('\n', line_begin - 2) + 1;
    auto head = std::string(scene.text.substr(head_begin, line_begin - head_begin));
    if (head.find_first_not_of(" \t") != head.find('|')) return d;
    while (!head.empty() && (head.back() == '\n' || head.back() == '\r' || head.back() == ' ')) head.pop_back();
    std::string ruling = head.substr(0, head.find('|'));
    for (auto pipe = head.find('|'); pipe != std::string::npos;) {
        const auto next = head.find('|', pipe + 1);
        ruling += '|';
        if (next != std::string::npos) ruling += " " + std::string(std::max<std::size_t>(next - pipe, 6) - 3, '-') + " ";
        pipe = next;
    }
    const auto at = static_cast<std::uint32_t>(line_begin);
    d.fixes.push_back({"put the row of dashes in", {{{scene.file, at, at}, ruling + "\n"}}, true});
    return d;
}

}  // namespace credence::parse
