// From the text of a rule file to its trees: the lossless one, which formatter and editor need, and the typed declarations,
// which the checker reads. Every mistake is reported once, at its place; what can be read beside it is read. No names are
// looked up.
#pragma once

#include <optional>
#include <vector>

#include "syntax/ast.hpp"
#include "syntax/tree.hpp"
#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace credence::parse {

struct ParsedFile {
    syntax::SyntaxTree tree;
    std::vector<syntax::Declaration> declarations;  // those without a syntax error
    /// What the others would have declared. To be taken as known, so that no other place reports them as unknown.
    std::vector<syntax::Name> broken_names;
};

[[nodiscard]] ParsedFile parse_file(const text::SourceSet& sources, text::FileId file,
                                    std::vector<text::Diagnostic>& diagnostics);

/// A file that holds one condition or expression and nothing else, as `credence query` takes it. Nothing where it has errors.
[[nodiscard]] std::optional<syntax::Expression> parse_condition(const text::SourceSet& sources, text::FileId file,
                                                                std::vector<text::Diagnostic>& diagnostics);

}  // namespace credence::parse
