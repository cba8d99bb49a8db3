#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/verbs.hpp"
#include "text/render_json.hpp"
#include "text/render_text.hpp"

namespace credence::cli {

int run_check(const Context& context, const std::string& format) {
    const auto path = app::rules_of(context.options);
    if (!path) return fail(path.error());
    const auto files = app::read_rulebase(*path);
    if (!files) return fail(files.error());
    if (format == "json") {
        print(text::render_json(files->sources, files->diagnostics));
    } else if (files->diagnostics.empty()) {
        const auto& rulebase = *files->rulebase;
        if (!context.quiet) {
            print(fmt::format("{} {}: {} files, {} examples, no errors\n", rulebase.head.name, rulebase.version, files->sources.size(),
                              rulebase.examples.size()));
        }
    } else {
        text::TextStyle style;
        style.colour = context.color_out;
        print(text::render_text(files->sources, files->diagnostics, style));
        print(text::summary_text(files->diagnostics, files->sources.size()));
    }
    return files->rulebase ? 0 : 1;
}

}  // namespace credence::cli
