// A rule that was copied and not changed. Two sources that state the same are two propositions; one source is one.
#include <fmt/format.h>

#include <map>

#include "check/keys.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using check::DeclarationKind;

/// Condition and conclusion as a key: equal keys mean equal rules. Nothing for advice, whose words differ.
std::string what_it_says(const Subject& subject, const Reasoned& one) {
    const auto& rulebase = subject.rulebase();
    std::string key;
    switch (one.ref.kind) {
        case DeclarationKind::rule: {
            const auto& rule = rulebase.rules[one.ref.index];
            key = fmt::format("rule {} {} {}", rule.relation.value, rule.attribute.value, rule.certainty.value_or(-1));
            for (const auto& argument : rule.arguments) key += key_of(argument);
            break;
        }
        case DeclarationKind::proposition: {
            const auto& proposition = rulebase.propositions[one.ref.index];
            key = fmt::format("proposition {} {} {}", proposition.question.value, static_cast<int>(proposition.effect),
                              proposition.upper);
            key += key_of(proposition.subject);
            for (const auto& citation : one.head->citations) key += fmt::format(" from {}", citation.source.value);
            break;
        }
        case DeclarationKind::boundary: {
            const auto& boundary = rulebase.boundaries[one.ref.index];
            key = fmt::format("boundary {} {}", boundary.range.value, static_cast<int>(boundary.bound));
            key += key_of(boundary.subject) + key_of(boundary.value);
            break;
        }
        default: return {};
    }
    for (std::uint32_t i = 0; i < one.clauses->bound; ++i)
        key +=
            fmt::format(" {}.{}", static_cast<int>(one.clauses->variables[i].type.kind), one.clauses->variables[i].type.index);
    if (one.clauses->only_if) key += " only if " + key_of(*one.clauses->only_if);
    return key + " when " + key_of(one.clauses->body);
}

void find_same_rule_twice(const Subject& subject, Findings& findings) {
    std::map<std::string, const Reasoned*> seen;
    for (const auto& one : subject.reasoned()) {
        auto key = what_it_says(subject, one);
        if (key.empty()) continue;
        const auto [at, fresh] = seen.try_emplace(std::move(key), &one);
        if (fresh) continue;
        const auto* first = at->second;
        const auto* second = &one;
        const auto place = [](const Reasoned* r) { return r->row > 0 ? r->clauses->body.span : r->head->span; };
        if (place(second) < place(first)) std::swap(first, second);
        auto& d = findings.add(place(second),
                               fmt::format("`{}` says what `{}` says, in the same case", second->head->name, first->head->name),
                               "the same again", "take one of them out; or was something to be changed in the copy?");
        d.secondary.push_back({place(first), "said here"});
    }
}

}  // namespace

constinit const Lint same_rule_twice{"L0308", "same-rule-twice", Level::warning, "two rules that say the same of the same",
                                     find_same_rule_twice};

}  // namespace credence::lint
