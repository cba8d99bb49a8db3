#include "cli/explaining.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "check/print.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/terminal.hpp"
#include "report/explanation_prints.hpp"
#include "report/json.hpp"
#include "report/roles.hpp"
#include "report/terminal.hpp"
#include "text/render_text.hpp"

namespace credence::cli {
namespace {

constexpr std::size_t most_targets = 20;

/// Neither the name of an assessment nor NAME=ID.
bool is_written(const std::vector<std::string>& arguments) {
    if (arguments.size() != 1) return false;
    const auto& words = arguments.front();
    const auto name = words.substr(0, words.find('='));
    return name.find_first_of(" (\"'") != std::string::npos;
}

Result<explain::Pruning> pruning_of(const ExplainOptions& options, report::Audience audience) {
    explain::Pruning out;
    if (options.depth) {
        const auto& text = *options.depth;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.depth);
        if (error != std::errc{} || end != text.data() + text.size() || out.depth > 1000)
            return failure(FailureKind::usage, fmt::format("--depth: `{}` is no number of levels", text), "write 0 to 1000");
    }
    out.detail = options.brief ? explain::Detail::steps : report::detail_of(audience);
    return out;
}

}  // namespace

Explaining::Explaining(const Context& context, const ExplainOptions& options, bool one)
    : context_(context),
      options_(options),
      answering_(context) {
    const auto audience = audience_of(options.audience);
    if (!audience) {
        answering_.exit = refuse(audience.error());
        return;
    }
    audience_ = *audience;
    auto pruning = pruning_of(options, audience_);
    if (!pruning) {
        answering_.exit = refuse(pruning.error());
        return;
    }
    pruning_ = *pruning;
    if (is_written(options.arguments)) {
        ask_written(context, one);
    } else {
        ask_assessment(context);
    }
    if (!answering_.session || targets_.empty()) return;
    answering_.origin.audience = audience_;
    const auto* asking = answering_.asking ? &*answering_.asking : nullptr;
    if (const auto suited = suits(audience_, session().rulebase(), asking); !suited) {
        answering_.exit = refuse(suited.error());
        return;
    }
    auto charted = std::vector<bool>(session().rulebase().scales.size(), false);
    if (answering_.asking) charted = report::roles_of(session().rulebase(), answering_.asking->assessment).charted;
    phrases_ = std::make_unique<explain::Phrases>(session().model(), answering_.words, std::move(charted));
    assumptions_ = std::make_unique<explain::Assumptions>(session().rulebase());
    narrator_ = std::make_unique<explain::Narrator>(*phrases_, *assumptions_);
    ready_ = true;
}

int Explaining::refuse(const Failure& failure) { return fail(failure); }

void Explaining::ask_assessment(const Context& context) {
    answering_ = prepare(context, options_.arguments, true, true);
    if (!answering_.ready()) return;
    const auto& assessment = session().rulebase().assessments[answering_.asking->assessment.index()];
    for (std::size_t v = 0; v < answering_.asking->subjects.size(); ++v) {
        if (answering_.asking->subjects[v]) continue;
        const auto& name = assessment.variables[v].name;
        answering_.exit =
            refuse({FailureKind::usage, "an answer is explained for all its subjects: `" + name + "` is not named",
                    "add " + name + "=ID; credence assess lists who there is"});
        return;
    }
    targets_.push_back(report::target_of(session().rulebase(), *answering_.asking));
}

void Explaining::ask_written(const Context& context, bool one) {
    auto opened = open_rulebase(context);
    if (!opened.files) {
        answering_.exit = opened.exit;
        return;
    }
    std::vector<text::Diagnostic> diagnostics;
    auto written = app::read_written(*opened.files->rulebase, opened.files->sources, options_.arguments.front(), diagnostics);
    if (!written) {
        text::TextStyle style;
        style.colour = context.color_error;
        print_error(text::render_text(opened.files->sources, diagnostics, style));
        answering_.exit = 2;
        return;
    }
    written_ = std::make_unique<app::Written>(std::move(*written));
    const auto asked_for = written_->query.bound - (written_->is_value ? 1U : 0U);
    if (one && asked_for > 0) {
        answering_.exit = refuse({FailureKind::usage, fmt::format("`{}` is not named", written_->query.variables.front().name),
                                  "name who it is about by an id in quotes; credence kb show lists who there is"});
        return;
    }
    const auto reading = app::everything(*opened.files->rulebase);
    auto session = app::Session::open(std::move(*opened.files), context.options, reading);
    if (!session) {
        answering_.exit = refuse(session.error());
        return;
    }
    answering_.session.emplace(std::move(*session));
    auto targets = app::targets_of(*answering_.session, *written_);
    if (!targets) {
        answering_.exit = refuse(targets.error());
        return;
    }
    targets_ = std::move(*targets);
    if (targets_.empty()) {
        cli::print("There is nothing on record for which this is not `not met`.\n");
        answering_.exit = 0;
    }
}

Result<explain::Explanation> Explaining::begin() {
    return app::guarded(session().files().sources, [&] {
        if (answering_.asking) return report::explanation_of(answering_.workshop(), *answering_.asking);
        auto out = report::explanation_of(answering_.workshop(), options_.arguments.front());
        if (targets_.size() > most_targets) {
            out.answer.push_back(explain::statement(words().count("answers_left_out", targets_.size() - most_targets)));
            targets_.resize(most_targets);
        }
        return out;
    });
}

Result<check::Cell> Explaining::answer(const check::Type& type, const std::string& words) const {
    const auto& model = answering_.session->model();
    if (type.kind == check::TypeKind::entity) {
        if (const auto found = model.facts().find(type.entity(), words)) return *found;
        return failure(FailureKind::usage, fmt::format("--to: nobody has the id `{}`", words));
    }
    if (type.kind == check::TypeKind::text)
        return failure(FailureKind::usage, "--to: a text cannot be named; write it as a condition in quotes");
    auto cell = check::read_value(model.rulebase(), type, words);
    if (!cell)
        return failure(FailureKind::usage, fmt::format("--to: `{}` is not {}", words, check::described(model.rulebase(), type)),
                       "write " + cell.error().message);
    return *cell;
}

void Explaining::print(explain::Explanation explanation) {
    auto shown = explain::pruned(std::move(explanation), *pruning_);
    if (audience_ != report::Audience::planner) {
        const auto asking = answering_.asking.value_or(report::Asking{});
        report::Redaction(answering_.workshop(), asking).apply(shown);
    }
    cli::print(options_.format == "json"       ? report::json(shown, words())
               : options_.format == "markdown" ? report::markdown(shown, words())
               : options_.format == "dot"      ? report::dot(shown, words())
                                               : report::terminal_text(shown, words(), terminal_style(context_)));
}

}  // namespace credence::cli
