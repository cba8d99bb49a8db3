#include <fmt/format.h>

#include <charconv>

#include "app/settings.hpp"
#include "app/supposing.hpp"
#include "cli/explaining.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "explain/otherwise.hpp"
#include "explain/why.hpp"
#include "text/render_text.hpp"

namespace credence::cli {
namespace {

constexpr std::size_t runs_of_enumeration = 4'000;
constexpr int cut_short = 5;

const explain::Target& only(const Explaining& asked) { return asked.targets().front(); }

Result<std::size_t> number_of(const std::optional<std::string>& written, std::size_t otherwise, std::size_t most) {
    if (!written) return otherwise;
    std::size_t out = 0;
    const auto [end, error] = std::from_chars(written->data(), written->data() + written->size(), out);
    if (error != std::errc{} || end != written->data() + written->size() || out == 0 || out > most)
        return failure(FailureKind::usage, fmt::format("--up-to: `{}` is no number of changes", *written),
                       fmt::format("write 1 to {}", most));
    return out;
}

void append(explain::Explanation& explanation, std::vector<explain::ExplanationSection> sections) {
    for (auto& section : sections) explanation.sections.push_back(std::move(section));
}

/// Asks, adds to the explanation, prints.
template <class F>
int explained(Explaining& asked, F add) {
    if (!asked.ready()) return asked.exit();
    if (asked.audience() == report::Audience::candidate)
        return fail({FailureKind::usage, "--audience candidate: what would lead to another answer is not for them",
                     "credence explain why says why the answer is what it is"});
    auto explanation = asked.begin();
    if (!explanation) return fail(explanation.error());
    const auto done = app::guarded(asked.session().files().sources, [&] {
        add(*explanation);
        return true;
    });
    if (!done) return fail(done.error());
    const bool complete = explanation->complete;
    asked.print(std::move(*explanation));
    return complete ? 0 : cut_short;
}

}  // namespace

int run_explain_flip(const Context& context, const ExplainOptions& options) {
    const auto most = number_of(options.up_to, 2, 4);
    if (!most) return fail(most.error());
    Explaining asked(context, options, true);
    if (!asked.ready()) return asked.exit();
    explain::FlipRequest request;
    request.most = *most;
    if (options.all) request.lines = 0;
    if (options.to) {
        const auto to = app::read_answer(asked.session().rulebase(), only(asked), *options.to);
        if (!to) return fail(to.error());
        request.to = *to;
    }
    return explained(asked, [&](explain::Explanation& explanation) {
        const auto& target = only(asked);
        const auto& phrases = asked.narrator().phrases();
        explanation.topic = explain::Topic::flip;
        if (!target.assessment) explanation.answer.push_back(explain::in_short(asked.narrator(), target));
        if (request.to) {
            const auto answer = explain::in_words(phrases, target, *request.to);
            const bool already = explain::reach(phrases.model(), target) == *request.to;
            explanation.answer.push_back(
                explain::statement(phrases.words().say(already ? "is_so_already" : "each_line_reaches", {{"answer", answer}})));
            if (already) return;
        } else {
            explanation.answer.push_back(explain::statement(phrases.words().say("each_line_changes")));
        }
        append(explanation, explain::flip_sections(asked.narrator(), target, request, explanation.complete));
    });
}

int run_explain_ask_next(const Context& context, const ExplainOptions& options) {
    Explaining asked(context, options, true);
    return explained(asked, [&](explain::Explanation& explanation) {
        const auto& target = only(asked);
        const auto& phrases = asked.narrator().phrases();
        const auto& model = phrases.model();
        explanation.topic = explain::Topic::ask_next;
        if (!target.assessment) explanation.answer.push_back(explain::in_short(asked.narrator(), target));
        const auto still =
            explain::reachable(phrases.rulebase(), phrases.facts(), model.settings(), target, runs_of_enumeration);
        const auto asks = explain::ask_next(phrases.rulebase(), phrases.facts(), model.settings(), target,
                                            explain::steps_of(phrases.rulebase(), target), still);
        explanation.answer.push_back(explain::could_become(phrases, target, still, asks));
        append(explanation, explain::ask_sections(asked.narrator(), target, asks));
    });
}

int run_explain_sensitivity(const Context& context, const ExplainOptions& options) {
    Explaining asked(context, options, true);
    return explained(asked, [&](explain::Explanation& explanation) {
        const auto& target = only(asked);
        const auto& phrases = asked.narrator().phrases();
        explanation.topic = explain::Topic::sensitivity;
        if (!target.assessment) explanation.answer.push_back(explain::in_short(asked.narrator(), target));
        const auto steps = explain::steps_of(phrases.rulebase(), target);
        const auto found = explain::sensitivity(phrases.rulebase(), phrases.facts(), phrases.model().settings(), target, steps);
        append(explanation, explain::sensitivity_sections(asked.narrator(), target, steps, found));
    });
}

int run_explain_what_if(const Context& context, const ExplainOptions& options) {
    Context base = context;  // what is set on the command line is supposed
    base.options.set.resize(base.options.set.size() - std::min(base.options.set.size(), options.set));
    if (options.facts.empty() && options.without.empty() && options.set == 0)
        return fail({FailureKind::usage, "nothing is supposed", "add --fact 'FACT', --without NAME or --set NAME=VALUE"});
    Explaining asked(base, options, false);
    if (!asked.ready()) return asked.exit();
    auto sources = asked.session().files().sources;
    std::vector<text::Diagnostic> diagnostics;
    auto changes = app::read_supposed(asked.session(), sources, options.facts, diagnostics);
    if (!diagnostics.empty()) {
        text::TextStyle style;
        style.colour = context.color_error;
        print_error(text::render_text(sources, diagnostics, style));
        return 2;
    }
    if (!changes) return fail(changes.error());
    const auto settings = app::settings_of(asked.session().rulebase(), context.options.set);
    if (!settings) return fail(settings.error());
    for (const auto& change : explain::settings_apart(asked.session().model().settings(), *settings))
        changes->push_back(change);
    const auto left_out = app::read_left_out(asked.session().rulebase(), options.without);
    if (!left_out) return fail(left_out.error());
    changes->insert(changes->end(), left_out->begin(), left_out->end());
    return explained(asked, [&](explain::Explanation& explanation) {
        const auto& phrases = asked.narrator().phrases();
        explanation.topic = explain::Topic::what_if;
        auto facts = explain::changed(phrases.rulebase(), phrases.facts(), *changes);
        engine::Model model(phrases.rulebase(), facts, explain::changed(phrases.model().settings(), *changes));
        auto supposed = explain::in_words(phrases, *changes);
        supposed.lead = phrases.words().say("lead_supposed");
        explanation.answer.push_back(std::move(supposed));
        append(explanation, explain::what_if_sections(asked.narrator(), asked.targets(), model));
    });
}

}  // namespace credence::cli
