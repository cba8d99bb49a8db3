#include "analyse/trial.hpp"

#include <algorithm>
#include <iterator>

#include "explain/phrases.hpp"

namespace credence::analyse {
namespace {

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

engine::Settings with_steps(const check::Rulebase& rulebase, const check::Example& example, std::uint64_t steps) {
    auto out = engine::settings_of(rulebase, example);
    out.steps = steps;
    return out;
}

}  // namespace

Trial::Trial(const check::Rulebase& rulebase, const check::Example& example, const explain::Words& words, std::uint64_t steps)
    : rulebase_(rulebase),
      example_(example),
      words_(words),
      facts_(engine::facts_of(rulebase, example)),
      model_(rulebase, facts_, with_steps(rulebase, example, steps)) {}

Trial::Verdict Trial::verdict(const Expectation& expectation) {
    Verdict out;
    if (expectation.kind == Expectation::Kind::refused) {  // the checker looked the refusal up
        out.passed = true;
        return out;
    }
    out.state = model_.state(model_.truth(expectation.condition, {}));
    const bool met = out.state == State::met;
    out.passed = expectation.kind == Expectation::Kind::applies_not ? !met : met;
    if (!out.passed || expectation.saying.empty()) return out;
    const auto wanted = plain_blanks(expectation.saying);
    const auto texts = said(expectation.condition);
    out.unsaid =
        std::none_of(texts.begin(), texts.end(), [&](const auto& text) { return text.find(wanted) != std::string::npos; });
    out.passed = !out.unsaid;
    return out;
}

bool Trial::passes() {
    return std::all_of(example_.expect.begin(), example_.expect.end(), [this](const auto& e) { return verdict(e).passed; });
}

std::vector<std::string> Trial::said(const check::Condition& applies) {
    if (applies.kind == check::ConditionKind::disjunction) {  // a table: the rows that do
        std::vector<std::string> out;
        for (const auto& row : applies.operands) {
            if (model_.state(model_.truth(row, {})) != State::met) continue;
            auto texts = said(row);
            std::move(texts.begin(), texts.end(), std::back_inserter(out));
        }
        return out;
    }
    engine::Binding binding;
    for (const auto& argument : applies.expressions) binding.push_back(model_.value(argument, {}).cell);
    const explain::Phrases phrases(model_, words_, {});
    std::vector<std::string> out;
    const auto say = [&](const check::Text& text, const check::Clauses& clauses) {
        if (text.empty()) return;
        for (auto& words : phrases.texts(text, clauses, binding)) out.push_back(plain_blanks(std::move(words)));
    };
    const auto say_all = [&](const auto& declaration) {
        say(declaration.clauses.because, declaration.clauses);
        for (const auto& assumption : declaration.head.assumptions) say(assumption, declaration.clauses);
        for (const auto* words : {&declaration.clauses.wording, &declaration.clauses.said_of, &declaration.clauses.applied_to}) {
            if (!words->empty()) out.push_back(*words);
        }
        for (const auto& citation : declaration.head.citations) {
            if (!citation.quote.empty()) out.push_back(plain_blanks(citation.quote));
        }
    };
    const auto index = applies.target.index;
    switch (applies.target.kind) {
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

}  // namespace credence::analyse
