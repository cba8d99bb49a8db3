// Report folders: one report, or every report of every assessment with an index.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "app/rulebase_files.hpp"
#include "app/session.hpp"
#include "report/build.hpp"
#include "report/templates.hpp"
#include "report/write.hpp"

namespace credence::app {

/// What reports say of a run beside its model.
[[nodiscard]] report::Origin origin_of(const Session& session, std::string program, std::string command);

/// The folders in which a rulebase's own templates for an assessment stand, the more particular first; then, where the assessment is
/// that of a rulebase it uses, those of that one.
[[nodiscard]] std::vector<std::filesystem::path> template_folders(const RulebaseFiles& files, const check::Head& assessment);

/// "appointment_fit_C15_M4-DIR": the assessment and the ids of the subjects given, each character but letters, digits, `-` and `.` as `_`.
[[nodiscard]] std::string folder_name(const check::Rulebase& rulebase, const engine::Facts& facts,
                                      const report::Asking& asking);

/// What the reports of a folder are: Markdown with figures, or a file of HTML each.
enum class Pages { markdown, html };

/// Which of all reports: those of one assessment alone, and there of the subjects that are named.
struct AllOf {
    std::optional<report::Asking> only;
    Pages pages = Pages::markdown;
};

/// Of every assessment: a report for each combination of its subjects, and, where two or more subjects are asked for and no define
/// stands side by side, a comparison for each choice of all but the first. Each in a folder of its own; index.md or index.html lists them.
/// `templates` by AssessmentId, at least one. Files are handed over as they are made, so that a thousand reports take no more memory than
/// one; it ends where `take` returns false.
void each_report(engine::Model& model, const report::Origin& origin, const std::vector<const report::Templates*>& templates,
                 const AllOf& which, const std::function<bool(report::File)>& take);

}  // namespace credence::app
