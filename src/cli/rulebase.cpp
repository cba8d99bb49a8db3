#include "cli/rulebase.hpp"

#include "cli/output.hpp"
#include "text/render_text.hpp"

namespace credence::cli {

Result<std::filesystem::path> rulebase_path(const Context& context) {
    if (context.options.rules) return *context.options.rules;
    return failure(FailureKind::usage, "no rulebase is named", "name one with --rules DIR, or in a credence.toml: rules = \"DIR\"");
}

Result<std::filesystem::path> kb_path(const Context& context) {
    if (context.options.kb) return *context.options.kb;
    return failure(FailureKind::usage, "no knowledge base is named", "name one with --kb FILE, or in a credence.toml: kb = \"FILE\"");
}

OpenedRulebase open_rulebase(const Context& context) {
    const auto path = rulebase_path(context);
    if (!path) return {{}, fail(path.error())};
    auto files = app::read_rulebase(*path);
    if (!files) return {{}, fail(files.error())};
    if (!files->rulebase) {
        text::TextStyle style;
        style.colour = context.color_error;
        print_error(text::render_text(files->sources, files->diagnostics, style));
        print_error(text::summary_text(files->diagnostics, files->sources.size()));
        return {{}, 3};
    }
    return {std::move(*files), 0};
}

}  // namespace credence::cli
