#include "app/lint.hpp"

#include <algorithm>

#include "app/fixes.hpp"
#include "parse/parse.hpp"

namespace credence::app {

std::vector<text::Diagnostic> lint_rulebase(const RulebaseFiles& files, const lint::Levels& levels, std::optional<Date> day) {
    std::vector<syntax::SyntaxTree> trees;
    std::vector<syntax::Declaration> declarations;
    std::vector<text::Diagnostic> none;  // the files hold a rulebase
    for (std::size_t i = 0; i < files.sources.size(); ++i) {
        if (!files.sources[text::FileId{i}].folder().empty()) continue;  // of a rulebase that is used: its authors lint it
        auto parsed = parse::parse_file(files.sources, text::FileId{i}, none);
        trees.push_back(std::move(parsed.tree));
        std::move(parsed.declarations.begin(), parsed.declarations.end(), std::back_inserter(declarations));
    }
    return lint::lint(lint::Subject(files.sources, trees, declarations, *files.rulebase, day), levels);
}

Result<std::size_t> fix_lints(const std::filesystem::path& rules, const lint::Levels& levels, std::optional<Date> day) {
    std::size_t count = 0;
    for (;;) {
        auto files = read_rulebase(rules);
        if (!files) return tl::unexpected(files.error());
        if (!files->rulebase) return count;
        files->diagnostics = lint_rulebase(*files, levels, day);
        const auto fixed = apply_safe_fixes(*files);
        if (!fixed) return fixed;
        if (*fixed == 0) return count;
        count += *fixed;
    }
}

}  // namespace credence::app
