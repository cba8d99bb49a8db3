// Labels stand in tables, figures and headings.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "text/display.hpp"

namespace credence::lint {
namespace {

void find_long_label(const Subject& subject, Findings& findings) {
    constexpr std::uint32_t most = 80;
    for (const auto& declaration : subject.declarations()) {
        const bool sentence =
            std::holds_alternative<syntax::Example>(declaration) || std::holds_alternative<syntax::Refuse>(declaration) ||
            std::holds_alternative<syntax::Source>(declaration) || std::holds_alternative<syntax::Rulebase>(declaration);
        const auto& label = syntax::head_of(declaration).label;
        if (sentence || !label) continue;
        const auto width = text::display_width(label->text);
        if (width <= most) continue;
        findings.add(label->span, fmt::format("this label takes {} columns", width), "too long for a table",
                     fmt::format("say it in at most {}, and the rest in `about`", most));
    }
}

}  // namespace

constinit const Lint long_label{"L0508", "long-label", Level::note, "a label that is longer than a line", find_long_label};

}  // namespace credence::lint
