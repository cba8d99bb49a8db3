#include "cli/answers.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "report/json.hpp"
#include "report/terminal.hpp"

namespace credence::cli {

int run_explain_why(const Context& context, const std::vector<std::string>& arguments, const std::string& format) {
    auto answering = prepare(context, arguments, true, true);
    if (!answering.ready()) return answering.exit;
    for (std::size_t v = 0; v < answering.asking->subjects.size(); ++v) {
        if (answering.asking->subjects[v]) continue;
        const auto& variable = answering.session->rulebase().assessments[answering.asking->assessment.index()].variables[v];
        return fail({FailureKind::usage, "an answer is explained for all its subjects: `" + variable.name + "` is not named",
                     "add " + variable.name + "=ID; credence assess lists who there is"});
    }
    const auto report = app::guarded(answering.session->files().sources,
                                     [&] { return report::build_report(answering.workshop(), *answering.asking); });
    if (!report) return fail(report.error());
    if (format == "json") {
        print(report::json(*report, answering.words));
    } else {
        print(report::why_text(*report, answering.words, terminal_style(context)));
    }
    return 0;
}

}  // namespace credence::cli
