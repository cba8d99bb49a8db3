#include "cli/answers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/reports.hpp"
#include "app/values.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/usage.hpp"

namespace credence::cli {
namespace {

using check::DeclarationKind;
using check::DeclarationRef;

/// The assessment and the advice that may stand beside its answers.
app::Reading reading_of(const check::Rulebase& rulebase, check::AssessmentId assessment) {
    std::vector<DeclarationRef> roots{{DeclarationKind::assessment, static_cast<std::uint32_t>(assessment.index())}};
    for (std::uint32_t a = 0; a < rulebase.advice.size(); ++a) roots.push_back({DeclarationKind::advice, a});
    return app::what_answers_read(rulebase, roots);
}

/// A question that the rulebase does not answer, with its reason.
std::string refused(const check::Rulebase& rulebase, const check::Refusal& refusal) {
    std::string reason;
    for (const auto& part : refusal.because.parts) reason += part.literal;
    std::string out = fmt::format("Not answered: {}\n{}\n", refusal.head.label, explain::sentence(reason));
    for (const auto& citation : refusal.head.citations) {
        if (citation.quote.empty()) continue;
        out += fmt::format("\"{}\" ({})\n", citation.quote, rulebase.sources[citation.source.index()].head.label);
    }
    return out;
}

/// All subjects are named, but the assessment is meant for others. Reports say it themselves.
void note_unfit(app::Session& session, const report::Asking& asking) {
    const auto& assessment = session.rulebase().assessments[asking.assessment.index()];
    engine::Binding binding(assessment.variables.size(), check::no_cell);
    for (std::size_t v = 0; v < asking.subjects.size(); ++v) {
        if (!asking.subjects[v]) return;
        binding[v] = *asking.subjects[v];
    }
    if (assessment.when.kind == check::ConditionKind::always) return;
    const auto state = app::guarded(session.files().sources,
                                    [&] { return session.model().state(session.model().truth(assessment.when, binding)); });
    if (!state || *state == engine::State::met) return;
    const auto when = session.files().sources.text(assessment.when.span);
    print_error(fmt::format("note: `{}` is meant for those where `{}`; here that is {}\n", assessment.head.name, when,
                            app::written(*state)));
}

}  // namespace

Result<report::Audience> audience_of(const std::optional<std::string>& name) {
    if (!name) return report::Audience::planner;
    if (const auto found = report::audience_named(*name)) return *found;
    const auto close = text::nearest(*name, report::audience_names());
    return failure(FailureKind::usage, fmt::format("--audience: there is no `{}`", *name),
                   close ? fmt::format("did you mean `{}`?", *close)
                         : fmt::format("write one of: {}", fmt::join(report::audience_names(), ", ")));
}

Status suits(report::Audience audience, const check::Rulebase& rulebase, const report::Asking* asking) {
    if (audience != report::Audience::candidate) return {};
    const auto* help = "name all subjects of one assessment; the first of them is whom it is written for";
    if (asking == nullptr || std::count(asking->subjects.begin(), asking->subjects.end(), std::nullopt) > 0)
        return failure(FailureKind::usage, "--audience candidate: this would speak of others, too", help);
    const auto& variables = rulebase.assessments[asking->assessment.index()].variables;
    const auto first = variables.empty() ? check::Type{} : variables.front().type;
    const auto alike =
        std::count_if(variables.begin(), variables.begin() + static_cast<std::ptrdiff_t>(asking->subjects.size()),
                      [&](const auto& variable) { return variable.type == first; });
    if (first.kind != check::TypeKind::entity || alike != 1)
        return failure(FailureKind::usage, "--audience candidate: this would speak of others, too",
                       "this assessment is about several at once");
    return {};
}

Answering prepare(const Context& context, const std::vector<std::string>& arguments, bool question_needed, bool whole) {
    Answering out(context);
    auto opened = open_rulebase(context);
    if (!opened.files) {
        out.exit = opened.exit;
        return out;
    }
    const auto& rulebase = *opened.files->rulebase;
    if (question_needed || !arguments.empty()) {
        auto question = app::read_question(rulebase, arguments);
        if (!question) {
            out.exit = fail(question.error());
            return out;
        }
        if (question->refusal) {
            print(refused(rulebase, rulebase.refusals[question->refusal->index()]));
            out.exit = 1;
            return out;
        }
        out.question = std::move(*question);
    }
    const auto reading = whole || !out.question ? app::everything(rulebase) : reading_of(rulebase, *out.question->assessment);
    auto session = app::Session::open(std::move(*opened.files), context.options, reading);
    if (!session) {
        out.exit = fail(session.error());
        return out;
    }
    out.session.emplace(std::move(*session));
    out.origin = app::origin_of(*out.session, std::string("credence ") + version, context.command);
    if (!out.question) return out;
    const auto named = app::named_subjects(out.session->model(), *out.question);
    if (!named) {
        out.exit = fail(named.error());
        return out;
    }
    report::Asking asking{*out.question->assessment, {}};
    const auto& assessment = out.session->rulebase().assessments[asking.assessment.index()];
    for (std::uint32_t v = 0; v < assessment.bound; ++v) {
        asking.subjects.push_back((*named)[v] == check::no_cell ? std::nullopt : std::optional((*named)[v]));
    }
    out.asking = std::move(asking);
    if (!whole && !context.quiet) note_unfit(*out.session, *out.asking);
    return out;
}

}  // namespace credence::cli
