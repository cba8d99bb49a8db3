#include "parse/parse.hpp"

#include <fmt/format.h>

#include <limits>

#include "parse/encoding.hpp"
#include "parse/lower.hpp"
#include "parse/lower_declarations.hpp"
#include "parse/parser.hpp"
#include "syntax/layout.hpp"
#include "syntax/lexer.hpp"

namespace credence::parse {
namespace {

using syntax::Cursor;
using syntax::NodeKind;
using syntax::TokenKind;

// The name that a declaration with errors was to declare; of scales, choices and rulebases also those of its values and words.
void collect_names(const Lowering& pieces, Cursor declaration, std::vector<syntax::Name>& names) {
    const auto opener = declaration.front().kind;
    const bool many = opener == TokenKind::kw_scale || opener == TokenKind::kw_choice || opener == TokenKind::kw_rulebase;
    for (auto t = declaration.first() + 1; t < declaration.last(); ++t) {
        if (syntax::is_word(pieces.token(t).kind)) names.push_back(pieces.name(t));
        if (!many) return;
    }
}

}  // namespace

void lower_tree(std::string_view file_text, const syntax::SyntaxTree& tree, const std::vector<MendedDeclaration>& mended,
                ParsedFile& out, std::vector<text::Diagnostic>& diagnostics) {
    Lowering pieces(tree, file_text, diagnostics);
    auto instead = mended.begin();
    for (const auto declaration : top_level(tree)) {
        while (instead != mended.end() && declaration.first() >= instead->last) ++instead;
        if (instead != mended.end() && declaration.first() >= instead->first) {
            if (declaration.first() == instead->first) lower_tree(file_text, instead->tree, {}, out, diagnostics);
            continue;
        }
        if (declaration.holds(NodeKind::error)) {
            collect_names(pieces, declaration, out.broken_names);
            continue;
        }
        DeclarationLowering lowering(pieces, declaration);
        if (lowering.complete()) {
            out.declarations.push_back(lowering.lower());
        } else {
            collect_names(pieces, declaration, out.broken_names);
        }
    }
}

ParsedFile parse_file(const text::SourceSet& sources, text::FileId file, std::vector<text::Diagnostic>& diagnostics) {
    ParsedFile out;
    const auto file_text = sources[file].text();
    if (!check_encoding(file_text, file, diagnostics)) return out;
    const auto size = static_cast<std::uint32_t>(file_text.size());
    auto tokens = syntax::add_layout(syntax::lex(file_text, 0, size, file, diagnostics), size);
    auto parsed = parse_tokens(file_text, file, std::move(tokens), diagnostics);
    out.tree = std::move(parsed.tree);
    lower_tree(file_text, out.tree, parsed.mended, out, diagnostics);
    return out;
}

std::optional<syntax::Expression> parse_condition(const text::SourceSet& sources, text::FileId file,
                                                  std::vector<text::Diagnostic>& diagnostics) {
    const auto file_text = sources[file].text();
    std::vector<text::Diagnostic> own;
    std::optional<syntax::Expression> out;
    if (check_encoding(file_text, file, own)) {
        const auto size = static_cast<std::uint32_t>(file_text.size());
        auto tokens = syntax::lex(file_text, 0, size, file, own);
        syntax::Token stop;
        stop.begin = stop.end = size;
        tokens.push_back(stop);
        const auto tree = parse_expression_tokens(file_text, file, std::move(tokens), own);
        if (!tree.nodes().empty()) out = lower_expression(tree, file_text, own);
        if (text::has_errors(own)) out.reset();
    }
    diagnostics.insert(diagnostics.end(), own.begin(), own.end());
    return out;
}

}  // namespace credence::parse
