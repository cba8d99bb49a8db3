// A report says what the record and the rules indicate; whether that is good is for whoever decides. Quotes and refusals are left as
// they are, and so are caveats, which say what is not claimed.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/verdicts.hpp"

namespace credence::lint {
namespace {

void find_verdict(const Subject& subject, Findings& findings) {
    const auto look = [&](text::Span at, std::string_view words) {
        const auto verdict = verdict_in(words);
        if (!verdict) return;
        findings.add(at, fmt::format("`{}` is a verdict, a score or a likelihood", *verdict), "stands in reports",
                     "say what the record or the rule indicates, in words that fit both sides");
    };
    const auto look_at = [&](const check::Text& text) {
        for (const auto& part : text.parts) look(text.span, part.literal);
    };
    const auto& rulebase = subject.rulebase();
    for (const auto& scale : rulebase.scales) {
        for (const auto& value : scale.values) look(scale.head.span, value.label);
    }
    for (const auto& define : rulebase.defines) {
        look(define.head.span, define.head.label);
        look_at(define.reads);
    }
    for (const auto& relation : rulebase.relations) look_at(relation.reads);
    for (const auto& question : rulebase.questions) {
        for (const auto* pole : {&question.lower, &question.upper}) look(question.head.span, pole->label);
    }
    for (const auto& reasoned : subject.reasoned()) {
        if (reasoned.row <= 1) look(reasoned.head->span, reasoned.head->label);
        look_at(reasoned.clauses->because);
    }
    for (const auto& advice : rulebase.advice) look_at(advice.words);
}

}  // namespace

constinit const Lint verdict{"L0518", "verdict", Level::warning, "a text of a report that judges, scores or gives odds",
                             find_verdict};

}  // namespace credence::lint
