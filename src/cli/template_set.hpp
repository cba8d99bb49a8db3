// The templates of every assessment of a rulebase.
#pragma once

#include <deque>

#include "app/rulebase_files.hpp"
#include "cli/verbs.hpp"
#include "report/templates.hpp"

namespace credence::cli {

/// Mistakes in a user's templates are printed, and nothing is rendered.
struct TemplateSet {
    std::deque<report::Templates> all;  // by AssessmentId
    text::SourceSet sources;
    bool sound = true;

    [[nodiscard]] std::vector<const report::Templates*> by_assessment() const;
};

[[nodiscard]] TemplateSet load_templates(const Context& context, const app::RulebaseFiles& files);

}  // namespace credence::cli
