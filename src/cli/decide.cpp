#include <fmt/format.h>

#include "cli/answers.hpp"
#include "cli/clock.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"
#include "cli/verbs.hpp"
#include "store/record.hpp"

namespace credence::cli {

int run_decide(const Context& context, const DecisionOptions& options) {
    if (options.follow == options.depart)
        return fail({FailureKind::usage, "a decision follows the advice, or departs from it", "write --follow or --depart"});
    auto answering = prepare(context, options.arguments, true, true);
    if (!answering.ready()) return answering.exit;
    for (const auto& subject : answering.asking->subjects) {
        if (!subject)
            return fail({FailureKind::usage, "a decision is about one case: not all of its subjects are named",
                         "credence help decide"});
    }
    const auto report = app::guarded(answering.session->files().sources,
                                     [&] { return report::build_report(answering.workshop(), *answering.asking); });
    if (!report) return fail(report.error());
    store::Decision decision;
    decision.assessment = report->assessment;
    for (const auto& subject : report->subjects) decision.subjects.emplace_back(subject.role, subject.id);
    decision.advice = report->answer ? report->answer->headline : "";
    decision.decision = options.decision.value_or("");
    decision.follows = options.follow;
    decision.reason = options.reason;
    decision.name = options.name.value_or("");
    auto kb = store::open_knowledge_base(*app::kb_of(context.options), store::Mode::write);
    if (!kb) return fail(kb.error());
    const auto change = store::record_decision(*kb, decision, now());
    if (!change) return fail(change.error());
    if (!context.quiet) {
        print_error(fmt::format("Recorded as change {}: the decision {} the advice \"{}\".\n", *change,
                                decision.follows ? "follows" : "departs from", harmless(decision.advice)));
    }
    return 0;
}

}  // namespace credence::cli
