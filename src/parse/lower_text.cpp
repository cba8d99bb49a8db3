// Texts: what stands between quotes, as people will read it, and the expressions in its holes.
#include <charconv>

#include "parse/lower.hpp"
#include "parse/parser.hpp"
#include "syntax/lexer.hpp"

namespace credence::parse {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The bytes between the quotes of a text. Of a flawed one the closing quote may be missing or curly.
std::pair<std::uint32_t, std::uint32_t> inside(std::string_view file_text, const syntax::Token& token) {
    const auto continues = [&](std::uint32_t at) { return (static_cast<unsigned char>(file_text[at]) & 0xC0) == 0x80; };
    auto begin = token.begin + 1;
    while (begin < token.end && continues(begin)) ++begin;
    auto end = token.end;
    if (!token.flawed) return {begin, end - 1};
    const bool curly = end > begin && static_cast<unsigned char>(file_text[end - 1]) >= 0x80;
    if (curly) {
        do --end;
        while (end > begin && continues(end));
    } else if (end > begin && file_text[end - 1] == '"') {
        --end;
    }
    return {begin, end};
}

// Appends the character at `at`, with what it stands for, and returns where the next begins.
std::uint32_t append(std::string& out, std::string_view file_text, std::uint32_t at, std::uint32_t end) {
    const char c = file_text[at];
    const char next = at + 1 < end ? file_text[at + 1] : '\0';
    if (c == '\\' && next == '"') {
        out += '"';
        return at + 2;
    }
    if ((c == '{' && next == '{') || (c == '}' && next == '}')) {
        out += c;
        return at + 2;
    }
    if (c == '\n') {  // a break, the blanks before it and the indent after it are one blank
        while (!out.empty() && is_blank(out.back())) out.pop_back();
        while (at < end && is_blank(file_text[at])) ++at;
        out += ' ';
        return at;
    }
    out += c;
    return at + 1;
}

// The end of the hole that begins at `at`, which is the place of its closing brace; `end` where there is none.
std::uint32_t hole_end(std::string_view file_text, std::uint32_t at, std::uint32_t end) {
    int depth = 0;
    for (; at < end; ++at) {
        if (file_text[at] == '{') ++depth;
        if (file_text[at] == '}' && --depth < 0) return at;
    }
    return end;
}

// The end of `name` or `name(…)` at `at`, which a hole mostly holds; `at` where there is neither.
std::uint32_t name_or_call_end(std::string_view file_text, std::uint32_t at, std::uint32_t end) {
    const auto is_word = [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    while (at < end && is_word(file_text[at])) ++at;
    if (at == end || file_text[at] != '(') return at;
    int depth = 0;
    for (auto i = at; i < end; ++i) {
        if (file_text[i] == '(') ++depth;
        if (file_text[i] == ')' && --depth == 0) return i + 1;
    }
    return at;
}

}  // namespace

syntax::Words Lowering::words(std::uint32_t token_index) const {
    syntax::Words w;
    w.span = span(token_index);
    const auto [begin, end] = inside(text_, token(token_index));
    const auto plain = text_.substr(begin, end - begin);
    if (plain.find_first_of("\\\n{}") == std::string_view::npos) {
        w.text = plain;
        return w;
    }
    for (auto at = begin; at < end;) at = append(w.text, text_, at, end);
    return w;
}

syntax::Text Lowering::text(std::uint32_t token_index) { return {parts(token_index), span(token_index)}; }

std::vector<syntax::TextPart> Lowering::parts(std::uint32_t token_index) {
    std::vector<syntax::TextPart> out(1);
    const auto [begin, end] = inside(text_, token(token_index));
    for (auto at = begin; at < end;) {
        const bool opens = text_[at] == '{' && !(at + 1 < end && text_[at + 1] == '{');
        if (!opens) {
            at = append(out.back().literal, text_, at, end);
            continue;
        }
        const auto close = hole_end(text_, at + 1, end);
        if (close == end) {
            auto& d = report("E0013", {tree_.file(), at, at + 1}, "this hole in a text is never closed");
            d.help = "close it with }; a brace that is meant is written {{";
            const auto stop = name_or_call_end(text_, at + 1, end);
            if (stop > at + 1) d.fixes.push_back({"close it", {{{tree_.file(), stop, stop}, "}"}}, false});
            return out;
        }
        hole(at + 1, close, out.back());
        if (out.back().hole) out.emplace_back();
        at = close + 1;
    }
    return out;
}

// {expression} or {expression:.2}, lexed and parsed in place, so that its spans are those of the file.
void Lowering::hole(std::uint32_t begin, std::uint32_t end, syntax::TextPart& part) {
    const text::Span whole{tree_.file(), begin - 1, end + 1};
    const auto content = text_.substr(begin, end - begin);
    if (const auto format = content.rfind(":."); format != std::string_view::npos) {
        const auto* const first = content.data() + format + 2;
        const auto* const last = content.data() + content.size();
        int digits = 0;
        const auto [stop, status] = std::from_chars(first, last, digits);
        if (status == std::errc{} && stop == last) {
            part.digits = digits;
            if (digits > 9) report("E0013", whole, "a number is printed with at most nine digits after the point");
            end = begin + static_cast<std::uint32_t>(format);
        }
    }
    if (text_.substr(begin, end - begin).find_first_not_of(" \t\r\n") == std::string_view::npos) {
        report("E0013", whole, "this hole in a text is empty").help =
            "name what is to be printed; a brace that is meant is written {{";
        return;
    }
    const auto before = diagnostics_.size();
    auto tokens = syntax::lex(text_, begin, end, tree_.file(), diagnostics_);
    syntax::Token stop;
    stop.begin = stop.end = end;
    tokens.push_back(stop);
    const auto tree = parse_expression_tokens(text_, tree_.file(), std::move(tokens), diagnostics_);
    if (diagnostics_.size() == before && !tree.nodes().empty()) part.hole = lower_expression(tree, text_, diagnostics_);
}

}  // namespace credence::parse
