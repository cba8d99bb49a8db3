#include "cli/template_set.hpp"

#include <set>
#include <tuple>

#include "app/reports.hpp"
#include "cli/answers.hpp"
#include "cli/output.hpp"
#include "text/render_text.hpp"

namespace credence::cli {

std::vector<const report::Templates*> TemplateSet::by_assessment() const {
    std::vector<const report::Templates*> out;
    for (const auto& of_one : all) out.push_back(&of_one);
    return out;
}

TemplateSet load_templates(const Context& context, const app::RulebaseFiles& files) {
    TemplateSet out;
    std::vector<text::Diagnostic> diagnostics;
    std::set<std::tuple<std::string, std::uint32_t, std::uint32_t, std::string>> said;
    for (const auto& assessment : files.rulebase->assessments) {
        const auto folders = app::template_folders(files, assessment.head);
        std::vector<text::Diagnostic> found;
        out.all.push_back(report::Templates::load(folders, language_of(context), out.sources, found));
        for (auto& one : found) {  // what holds for several assessments is said once
            const auto& span = one.primary.span;
            if (said.emplace(out.sources[span.file].name(), span.begin, span.end, one.message).second)
                diagnostics.push_back(std::move(one));
        }
    }
    if (!diagnostics.empty()) {
        text::TextStyle style;
        style.colour = context.color_error;
        print_error(text::render_text(out.sources, diagnostics, style));
    }
    out.sound = !text::has_errors(diagnostics);
    return out;
}

}  // namespace credence::cli
