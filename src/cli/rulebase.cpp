#include "cli/rulebase.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"

namespace credence::cli {

std::string diagnostics_text(const app::RulebaseFiles& files, const text::TextStyle& style, std::string_view verb) {
    constexpr std::size_t most = 100;  // more help nobody
    const auto& all = files.diagnostics;
    if (all.size() <= most)
        return text::render_text(files.sources, all, style) + text::summary_text(all, files.sources.size(), verb);
    const std::vector<text::Diagnostic> first(all.begin(), all.begin() + most);
    return text::render_text(files.sources, first, style) + fmt::format("… and {} more.\n", all.size() - most) +
           text::summary_text(all, files.sources.size(), verb);
}

OpenedRulebase open_rulebase(const Context& context) {
    const auto path = app::rules_of(context.options);
    if (!path) return {{}, fail(path.error())};
    auto files = app::read_rulebase(*path);
    if (!files) return {{}, fail(files.error())};
    if (!files->rulebase) {
        text::TextStyle style;
        style.colour = context.color_error;
        print_error(diagnostics_text(*files, style));
        return {{}, 3};
    }
    return {std::move(*files), 0};
}

}  // namespace credence::cli
