#include "app/examples.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analyse/trial.hpp"
#include "app/values.hpp"
#include "engine/model.hpp"
#include "explain/proof.hpp"
#include "report/words.hpp"
#include "text/diagnostic.hpp"

namespace credence::app {
namespace {

using check::ConditionKind;
using check::DeclarationKind;
using check::Expectation;
using check::ExpressionKind;
using engine::State;

/// What an expectation that failed came to, and why.
class Inquiry {
public:
    Inquiry(const check::Rulebase& rulebase, const text::SourceSet& sources, const explain::Words& words,
            analyse::Trial& trial)
        : rulebase_(rulebase),
          sources_(sources),
          trial_(trial),
          model_(trial.model()),
          phrases_(model_, words, {}),
          prover_(phrases_) {}

    void fill(ExpectationOutcome& out, const analyse::Trial::Verdict& verdict) {
        const auto& condition = out.expectation->condition;
        if (verdict.unsaid) {
            const auto said = trial_.said(condition);
            out.found = said.empty() ? "it says nothing" : fmt::format("it says: {}", fmt::join(said, " | "));
            return;
        }
        if (condition.kind == ConditionKind::compare) {
            out.found = compared(condition, out.why);
        } else {
            out.found = written(verdict.state);
            reasons(condition, out.why);
        }
    }

private:
    static constexpr std::size_t most_reasons = 3;

    /// As the expectation would have to be written.
    [[nodiscard]] std::string as_written(check::Type type, const engine::Outcome& outcome) const {
        switch (outcome.state) {
            case engine::Known::known: return written(model_, type, outcome.cell);
            case engine::Known::disputed: return "disputed";
            case engine::Known::unknown: break;
        }
        return "unknown";
    }

    /// The value that the left side has instead, with the case that gave it; why is what the wanted case lacks.
    std::string compared(const check::Condition& condition, std::vector<std::string>& why) {
        const auto& left = condition.expressions.front();
        auto text = fmt::format("{} = {}", sources_.text(left.span), as_written(left.type, model_.value(left, {})));
        if (left.kind == ExpressionKind::range) boundaries(left, why);
        if (left.kind != ExpressionKind::define) return text;
        std::vector<check::Cell> arguments;
        for (const auto& operand : left.operands) arguments.push_back(model_.value(operand, {}).cell);
        if (std::find(arguments.begin(), arguments.end(), check::no_cell) != arguments.end()) return text;
        const auto& define = rulebase_.defines[left.index];
        const auto result = model_.define(check::DefineId{left.index}, arguments);
        if (define.cases.size() < 2) return text;
        if (result.taken) {
            text += fmt::format(", by case {} at {}", *result.taken + 1, sources_.place_text(define.cases[*result.taken].span));
        }
        if (condition.comparison == check::Comparison::equal) wanted_case(define, result, condition.expressions[1], arguments, why);
        return text;
    }

    void wanted_case(const check::Define& define, const engine::DefineResult& result, const check::Expression& wanted,
                     const std::vector<check::Cell>& arguments, std::vector<std::string>& why) {
        if (wanted.kind != ExpressionKind::literal) return;
        for (std::uint32_t i = 0; i < define.cases.size(); ++i) {
            const auto& one = define.cases[i];
            if (!one.when || one.value.kind != ExpressionKind::literal || one.value.cell != wanted.cell) continue;
            const auto state = model_.state(model_.truth(*one.when, arguments));
            if (state == State::met) {
                if (!result.taken || *result.taken >= i) continue;
                why.push_back(fmt::format("case {} at {} is met too; the first that is met counts", i + 1,
                                          sources_.place_text(one.span)));
                continue;
            }
            std::vector<std::string> lacks;
            leaves(prover_.condition(*one.when, arguments), state, lacks);
            why.push_back(fmt::format("case {} at {} is {}", i + 1, sources_.place_text(one.span),
                                      lacks.empty() ? written(state) : fmt::format("{}", fmt::join(lacks, "; "))));
        }
        if (why.size() > most_reasons) why.resize(most_reasons);
    }

    void boundaries(const check::Expression& range, std::vector<std::string>& why) {
        const auto subject = model_.value(range.operands.front(), {});
        if (subject.state != engine::Known::known) return;
        std::vector<std::string> names;
        for (const auto& boundary : model_.range(check::RangeId{range.index}, subject.cell).boundaries) {
            if (boundary.state == State::met) names.push_back(rulebase_.boundaries[boundary.boundary.index()].head.name);
        }
        why.push_back(names.empty() ? "no boundary applies" : fmt::format("these boundaries apply: {}", fmt::join(names, ", ")));
    }

    void reasons(const check::Condition& condition, std::vector<std::string>& why) {
        const auto state = model_.state(model_.truth(condition, {}));
        if (condition.kind != ConditionKind::applies) return leaves(prover_.condition(condition, {}), state, why);
        engine::Binding binding;
        for (const auto& argument : condition.expressions) binding.push_back(model_.value(argument, {}).cell);
        if (std::find(binding.begin(), binding.end(), check::no_cell) != binding.end()) return;
        const auto& clauses = rulebase_.clauses_of(condition.target);
        if (!model_.in_force(clauses)) {
            why.push_back("its `only if` switches it off");
            return;
        }
        binding.resize(clauses.variables.size(), check::no_cell);
        const auto claim = prover_.rule(condition.target, binding);
        for (const auto& child : claim.children) leaves(child, state, why);
    }

    /// The claims of that state that decide, down to those that rest on no other.
    void leaves(const explain::Claim& claim, State state, std::vector<std::string>& out) {
        if (out.size() >= most_reasons) return;
        bool deeper = false;
        if (claim.kind == explain::Claim::Kind::condition || claim.kind == explain::Claim::Kind::rule) {
            for (const auto& child : claim.children) {
                if (child.kind != explain::Claim::Kind::condition && child.kind != explain::Claim::Kind::rule) continue;
                deeper = true;
                leaves(child, state, out);
            }
        }
        if (deeper || claim.text.empty()) return;
        auto text = fmt::format("{}: {}", written(claim.state), claim.text);
        for (const auto& child : claim.children) {
            if (!child.text.empty() && child.text != claim.text) text += "; " + child.text;
        }
        if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
    }

    const check::Rulebase& rulebase_;
    const text::SourceSet& sources_;
    analyse::Trial& trial_;
    engine::Model& model_;
    explain::Phrases phrases_;
    explain::Prover prover_;
};

/// Those of the rulebases used only by name.
bool is_asked(const check::Example& example, const text::SourceSet& sources, const std::vector<std::string>& only) {
    return only.empty() ? sources.own(example.head.span)
                        : std::find(only.begin(), only.end(), example.head.name) != only.end();
}

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
    const auto words = report::Words::english();
    std::vector<ExampleOutcome> out;
    for (const auto& example : rulebase.examples) {
        if (!is_asked(example, sources, only)) continue;
        auto& outcome = out.emplace_back();
        outcome.example = &example;
        try {
            analyse::Trial trial(rulebase, example, words, steps.value_or(engine::Settings{}.steps));
            for (const auto& expectation : example.expect) {
                const auto verdict = trial.verdict(expectation);
                auto& result = outcome.expectations.emplace_back();
                result.expectation = &expectation;
                result.passed = verdict.passed;
                if (!verdict.passed) Inquiry(rulebase, sources, words, trial).fill(result, verdict);
            }
        } catch (const engine::EvaluationError& error) {
            outcome.error = error.what();
            if (error.span().valid()) outcome.error += fmt::format(" ({})", sources.place_text(error.span()));
        }
    }
    return out;
}

analyse::Coverage cover_examples(const check::Rulebase& rulebase, const text::SourceSet& sources,
                                 const std::vector<std::string>& only, std::optional<std::uint64_t> steps) {
    const auto words = report::Words::english();
    analyse::Coverage out(rulebase, sources);
    for (const auto& example : rulebase.examples) {
        if (!is_asked(example, sources, only)) continue;
        try {
            analyse::Trial trial(rulebase, example, words, steps.value_or(engine::Settings{}.steps));
            out.add(trial.model(), example);
        } catch (const engine::EvaluationError&) {
            continue;  // reported where the example is run
        }
    }
    return out;
}

std::vector<analyse::MutantResult> mutate_examples(const check::Rulebase& rulebase, const text::SourceSet& sources,
                                                   std::optional<std::uint64_t> steps) {
    return analyse::mutate(rulebase, sources, report::Words::english(), steps.value_or(engine::Settings{}.steps));
}

}  // namespace credence::app
