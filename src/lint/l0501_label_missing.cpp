// Reports print labels; where there is none they print the name with blanks, which is seldom how people say it.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

bool is_printed(const syntax::Declaration& declaration) {
    if (const auto* rule = std::get_if<syntax::Rule>(&declaration)) return !rule->short_form;
    return std::holds_alternative<syntax::Rulebase>(declaration) || std::holds_alternative<syntax::Source>(declaration) ||
           std::holds_alternative<syntax::Parameter>(declaration) || std::holds_alternative<syntax::Entity>(declaration) ||
           std::holds_alternative<syntax::Attribute>(declaration) || std::holds_alternative<syntax::Relation>(declaration) ||
           std::holds_alternative<syntax::Question>(declaration) || std::holds_alternative<syntax::Range>(declaration) ||
           std::holds_alternative<syntax::Define>(declaration) || std::holds_alternative<syntax::Proposition>(declaration) ||
           std::holds_alternative<syntax::Boundary>(declaration) || std::holds_alternative<syntax::Table>(declaration) ||
           std::holds_alternative<syntax::Advice>(declaration) || std::holds_alternative<syntax::Assessment>(declaration) ||
           std::holds_alternative<syntax::Refuse>(declaration);
}

void find_label_missing(const Subject& subject, Findings& findings) {
    const auto& sources = subject.sources();
    for (const auto& declaration : subject.declarations()) {
        if (!is_printed(declaration)) continue;
        const auto& head = syntax::head_of(declaration);
        if (head.label) continue;
        findings.add(head.name.span, fmt::format("the {} `{}` has no label", sources.text(head.keyword), head.name.text),
                     "how do people call it?",
                     "add its label in quotes after the head, in lower case, without article or full stop");
    }
}

}  // namespace

constinit const Lint label_missing{"L0501", "label-missing", Level::note, "a declaration without a label", find_label_missing};

}  // namespace credence::lint
