#include "cli/rulebase.hpp"

#include "cli/output.hpp"
#include "text/render_text.hpp"

namespace credence::cli {

OpenedRulebase open_rulebase(const Context& context) {
    const auto path = app::rules_of(context.options);
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
