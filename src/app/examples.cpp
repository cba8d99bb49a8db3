#include "app/examples.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/values.hpp"
#include "engine/model.hpp"
#include "explain/phrases.hpp"
#include "report/words.hpp"
#include "text/diagnostic.hpp"

namespace credence::app {
namespace {

using check::ConditionKind;
using check::DeclarationKind;
using check::Expectation;
using engine::State;

/// With a plain blank for each that does not break: authors cannot see the difference.
std::string plain_blanks(std::string text) {
    constexpr std::string_view no_break = "\u00a0";
    for (auto at = text.find(no_break); at != std::string::npos; at = text.find(no_break, at))
        text.replace(at, no_break.size(), " ");
    return text;
}

/// One example at work: its facts and the model on them.
class Bench {
public:
    Bench(const check::Rulebase& rulebase, const text::SourceSet& sources, const check::Example& example,
          std::optional<std::uint64_t> steps)
        : rulebase_(rulebase),
          sources_(sources),
          facts_(engine::facts_of(rulebase, example)),
          model_(rulebase, facts_, settings(rulebase, example, steps)) {}

    ExpectationOutcome outcome(const Expectation& expectation) {
        ExpectationOutcome out{&expectation, true, {}};
        if (expectation.kind == Expectation::Kind::refused) return out;  // the checker looked the refusal up
        const State state = model_.state(model_.truth(expectation.condition, {}));
        const bool met = state == State::met;
        out.passed = expectation.kind == Expectation::Kind::applies_not ? !met : met;
        if (!out.passed) {
            out.found = found(expectation, state);
        } else if (!expectation.saying.empty()) {
            const auto said = texts(expectation.condition);
            out.passed = std::any_of(said.begin(), said.end(), [&](const auto& text) {
                return text.find(plain_blanks(expectation.saying)) != std::string::npos;
            });
            if (!out.passed) out.found = said.empty() ? "it says nothing" : fmt::format("it says: {}", fmt::join(said, " | "));
        }
        return out;
    }

private:
    static engine::Settings settings(const check::Rulebase& rulebase, const check::Example& example,
                                     std::optional<std::uint64_t> steps) {
        auto out = engine::default_settings(rulebase);
        for (const auto& [parameter, cell] : example.set) out.parameters[parameter.index()] = cell;
        if (steps) out.steps = *steps;
        return out;
    }

    /// As the expectation would have to be written.
    [[nodiscard]] std::string as_written(check::Type type, const engine::Outcome& outcome) const {
        switch (outcome.state) {
            case engine::Known::known: return written(model_, type, outcome.cell);
            case engine::Known::disputed: return "disputed";
            case engine::Known::unknown: break;
        }
        return "unknown";
    }

    /// What holds instead: of a comparison the value that its left side has, with the case that gave it.
    std::string found(const Expectation& expectation, State state) {
        const auto& condition = expectation.condition;
        if (condition.kind != ConditionKind::compare) return written(state);
        const auto& left = condition.expressions.front();
        auto text = fmt::format("{} = {}", sources_.text(left.span), as_written(left.type, model_.value(left, {})));
        if (left.kind != check::ExpressionKind::define) return text;
        std::vector<check::Cell> arguments;
        for (const auto& operand : left.operands) arguments.push_back(model_.value(operand, {}).cell);
        if (std::find(arguments.begin(), arguments.end(), check::no_cell) != arguments.end()) return text;
        const auto& define = rulebase_.defines[left.index];
        const auto result = model_.define(check::DefineId{left.index}, arguments);
        if (define.cases.size() > 1 && result.taken) {
            text += fmt::format(", by case {} at {}", *result.taken + 1, sources_.place_text(define.cases[*result.taken].span));
        }
        return text;
    }

    /// All that a rule prints where it applies; of a table, the rows that do.
    std::vector<std::string> texts(const check::Condition& condition) {
        if (condition.kind == ConditionKind::disjunction) {
            std::vector<std::string> out;
            for (const auto& row : condition.operands) {
                if (model_.state(model_.truth(row, {})) != State::met) continue;
                auto said = texts(row);
                std::move(said.begin(), said.end(), std::back_inserter(out));
            }
            return out;
        }
        engine::Binding binding;
        for (const auto& argument : condition.expressions) binding.push_back(model_.value(argument, {}).cell);
        const explain::Phrases phrases(model_, words_, {});
        std::vector<std::string> out;
        const auto say = [&](const check::Text& text, const check::Clauses& clauses) {
            if (text.empty()) return;
            for (auto& words : phrases.texts(text, clauses, binding)) out.push_back(plain_blanks(std::move(words)));
        };
        const auto say_all = [&](const auto& declaration) {
            say(declaration.clauses.because, declaration.clauses);
            for (const auto& assumption : declaration.head.assumptions) say(assumption, declaration.clauses);
            for (const auto* words :
                 {&declaration.clauses.wording, &declaration.clauses.said_of, &declaration.clauses.applied_to}) {
                if (!words->empty()) out.push_back(*words);
            }
            for (const auto& citation : declaration.head.citations) {
                if (!citation.quote.empty()) out.push_back(plain_blanks(citation.quote));
            }
        };
        const auto index = condition.target.index;
        switch (condition.target.kind) {
            case DeclarationKind::proposition: say_all(rulebase_.propositions[index]); break;
            case DeclarationKind::boundary: say_all(rulebase_.boundaries[index]); break;
            case DeclarationKind::rule: say_all(rulebase_.rules[index]); break;
            case DeclarationKind::advice:
                say(rulebase_.advice[index].words, rulebase_.advice[index].clauses);
                say_all(rulebase_.advice[index]);
                break;
            default: break;
        }
        return out;
    }

    const check::Rulebase& rulebase_;
    const text::SourceSet& sources_;
    report::Words words_ = report::Words::english();
    engine::Facts facts_;
    engine::Model model_;
};

}  // namespace

bool ExampleOutcome::passed() const {
    return error.empty() && std::all_of(expectations.begin(), expectations.end(), [](const auto& e) { return e.passed; });
}

Result<std::vector<ExampleOutcome>> run_examples(const check::Rulebase& rulebase, const text::SourceSet& sources,
                                                 const std::vector<std::string>& only, std::optional<std::uint64_t> steps) {
    std::vector<std::string> names;
    for (const auto& example : rulebase.examples) names.push_back(example.head.name);
    for (const auto& name : only) {
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        const auto close = text::nearest(name, names);
        return failure(FailureKind::usage, fmt::format("the rulebase has no example `{}`", name),
                       close ? fmt::format("did you mean `{}`?", *close) : "");
    }
    std::vector<ExampleOutcome> out;
    for (const auto& example : rulebase.examples) {
        const bool asked = only.empty() ? sources.own(example.head.span)
                                        : std::find(only.begin(), only.end(), example.head.name) != only.end();
        if (!asked) continue;
        auto& outcome = out.emplace_back();
        outcome.example = &example;
        try {
            Bench bench(rulebase, sources, example, steps);
            for (const auto& expectation : example.expect) outcome.expectations.push_back(bench.outcome(expectation));
        } catch (const engine::EvaluationError& error) {
            outcome.error = error.what();
            if (error.span().valid()) outcome.error += fmt::format(" ({})", sources.place_text(error.span()));
        }
    }
    return out;
}

}  // namespace credence::app
