#include "format/format.hpp"

#include "base/check.hpp"
#include "format/material.hpp"
#include "format/printer.hpp"
#include "format/same.hpp"

namespace credence::format {

// What was laid out is read again: a layout that changes what a declaration says is never written.
Formatted format_file(std::string_view file_text, const syntax::SyntaxTree& tree) {
    CREDENCE_CHECK(!tree.tokens().empty());
    const Material material(file_text, tree);
    const auto roots = syntax::top_level(tree);
    std::vector<bool> kept(roots.size());
    Formatted out;
    Printer printer(material);
    out.text = printer.file(file_text, kept);
    if (says_the_same(file_text, tree, 0, static_cast<std::uint32_t>(tree.tokens().size()), out.text)) return out;

    for (std::size_t d = 0; d < roots.size(); ++d) {
        const auto [begin, end] = printer.places()[d];
        const auto piece = std::string_view(out.text).substr(begin, end - begin);
        kept[d] = !says_the_same(file_text, tree, roots[d].first(), roots[d].last() + 1, piece);
        out.kept += kept[d] ? 1U : 0U;
    }
    out.text = Printer(material).file(file_text, kept);
    return out;
}

}  // namespace credence::format
