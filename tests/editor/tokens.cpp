// Prints what the language's own lexer and parser say of the tokens of rule files, for the test of the editor's grammar: one
// line a token, `LINE COLUMN LENGTH KIND`, below a line `FILE path`. Columns and lengths count UTF-16 code units, as editors
// do. KIND is text, number, date, time, sign, keyword or name; a keyword that is used as a name is a name, and a type behind
// a colon a type.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "parse/parse.hpp"
#include "support/files.hpp"
#include "syntax/forms.hpp"

namespace {

using namespace credence;
using enum syntax::TokenKind;
using syntax::NodeKind;

enum class Role { keyword, name, type };

// Words of heads and clauses that are keywords there, whatever else they could name.
constexpr syntax::TokenSet little{kw_of,      kw_on,      kw_or,        kw_today,    kw_to,     kw_over,      kw_when,
                                  kw_by,      kw_if,      kw_after,     kw_from,     kw_within, kw_years,     kw_applied,
                                  kw_with,    kw_only,    kw_as,        kw_implied,  kw_never,  kw_note,      kw_becomes,
                                  kw_rises,   kw_falls,   kw_certainty, kw_warn,     kw_ask,    kw_recommend, kw_for,
                                  kw_unknown, kw_refused, kw_saying,    kw_otherwise};

// What each word of a file is: by default a keyword where it spells one.
std::vector<Role> roles(const syntax::SyntaxTree& tree) {
    std::vector<Role> out(tree.tokens().size(), Role::keyword);
    const auto kind = [&](std::uint32_t i) { return tree.tokens()[i].kind; };
    for (std::uint32_t n = 0; n < tree.nodes().size(); ++n) {
        const syntax::Cursor node(tree, n);
        const auto first = node.first(), last = node.last();
        const auto name = [&](std::uint32_t i) {
            if (i < last) out[i] = Role::name;
        };
        // Words that stand in the node itself, not in one below it.
        const auto own_words = [&](std::uint32_t from) {
            auto at = from;
            const auto until = [&](std::uint32_t stop) {
                for (; at < stop; ++at) {
                    if (!little.contains(kind(at))) name(at);
                }
            };
            for (const auto child : node) {
                until(std::max(at, child.first()));
                at = std::max(at, child.last());
            }
            until(last);
        };
        switch (node.kind()) {
            case NodeKind::head:
                name(first + 1);
                own_words(first + 1);
                break;
            case NodeKind::clause:
                if (kind(first) != kw_given && kind(first) != kw_expect) own_words(first + 1);
                break;
            case NodeKind::variable:
            case NodeKind::value:
            case NodeKind::setting: name(first); break;
            case NodeKind::reference:
                if (kind(first) != kw_empty && kind(first) != kw_today) name(first);
                if (first + 2 < last && kind(first + 1) == dot) name(first + 2);
                break;
            case NodeKind::argument:
                if (kind(first + 1) == colon) name(first);
                break;
            case NodeKind::observed: name(first + 1); break;
            case NodeKind::quantifier:
                name(first + 1);
                name(first + 3);
                break;
            case NodeKind::literal:
                if (kind(first) != wildcard) name(first);
                break;
            case NodeKind::band: own_words(first + 1); break;
            case NodeKind::evidence:
                if (last - first > 1) name(first + 1);
                break;
            case NodeKind::expectation:
                if (kind(last - 1) == kw_refused) name(first + 1);
                break;
            case NodeKind::effect:
                if (kind(first) == kw_leans) name(last - 1);
                break;
            case NodeKind::type:
                for (auto i = first; i < last; ++i) out[i] = Role::type;
                break;
            default: break;
        }
    }
    return out;
}

std::string_view kind_word(syntax::TokenKind kind, Role role) {
    switch (kind) {
        case syntax::TokenKind::text: return "text";
        case syntax::TokenKind::number: return "number";
        case syntax::TokenKind::date: return "date";
        case syntax::TokenKind::time: return "time";
        case wildcard: return "any";
        default: break;
    }
    if (!syntax::is_word(kind)) return "sign";
    if (role == Role::type) return "type";
    return kind == syntax::TokenKind::name || role == Role::name ? "name" : "keyword";
}

std::size_t utf16_units(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
    }
    return units;
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        text::SourceSet sources;
        std::vector<text::Diagnostic> diagnostics;
        const auto file = sources.add(text::SourceFile(argv[i], testing::read_file(argv[i])));
        const auto parsed = parse::parse_file(sources, file, diagnostics);
        if (!diagnostics.empty()) continue;  // a file of a test that shows mistakes
        fmt::print("FILE {}\n", argv[i]);
        const auto source = sources[file].text();
        const auto of = roles(parsed.tree);
        for (std::size_t t = 0; t < parsed.tree.tokens().size(); ++t) {
            const auto& token = parsed.tree.tokens()[t];
            if (token.begin == token.end) continue;
            const auto place = sources[file].place(token.begin);
            const auto line = sources[file].line_start(place.line);
            fmt::print("{} {} {} {}\n", place.line, utf16_units(source.substr(line, token.begin - line)) + 1,
                       utf16_units(source.substr(token.begin, token.end - token.begin)), kind_word(token.kind, of[t]));
        }
    }
}
