#include "explain/assumptions.hpp"

#include <algorithm>

#include "check/print.hpp"
#include "explain/terms.hpp"

namespace credence::explain {
namespace {

std::vector<DeclarationRef> by_name(const check::Rulebase& rulebase) {
    std::vector<DeclarationRef> refs;
    const auto add = [&](DeclarationKind kind, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) refs.push_back({kind, static_cast<std::uint32_t>(i)});
    };
    add(DeclarationKind::entity, rulebase.entities.size());
    add(DeclarationKind::scale, rulebase.scales.size());
    add(DeclarationKind::parameter, rulebase.parameters.size());
    add(DeclarationKind::attribute, rulebase.attributes.size());
    add(DeclarationKind::relation, rulebase.relations.size());
    add(DeclarationKind::question, rulebase.questions.size());
    add(DeclarationKind::range, rulebase.ranges.size());
    add(DeclarationKind::define, rulebase.defines.size());
    add(DeclarationKind::rule, rulebase.rules.size());
    add(DeclarationKind::proposition, rulebase.propositions.size());
    add(DeclarationKind::boundary, rulebase.boundaries.size());
    add(DeclarationKind::advice, rulebase.advice.size());
    add(DeclarationKind::assessment, rulebase.assessments.size());
    add(DeclarationKind::strength, rulebase.strengths.size());
    add(DeclarationKind::weight, rulebase.weights.size());
    add(DeclarationKind::correlation, rulebase.correlations.size());
    std::stable_sort(refs.begin(), refs.end(), [&](DeclarationRef a, DeclarationRef b) {
        return check::natural_less(rulebase.head_of(a).name, rulebase.head_of(b).name);
    });
    return refs;
}

}  // namespace

const check::Clauses* clauses_of(const check::Rulebase& rulebase, DeclarationRef ref) {
    switch (ref.kind) {
        case DeclarationKind::rule:
        case DeclarationKind::proposition:
        case DeclarationKind::boundary:
        case DeclarationKind::advice: return &rulebase.clauses_of(ref);
        default: return nullptr;
    }
}

Assumptions::Assumptions(const check::Rulebase& rulebase) {
    std::map<std::string, std::uint32_t> known;
    const auto add = [&](DeclarationRef ref, const std::string& key, Assumption assumption) {
        const auto [found, is_new] = known.try_emplace(key, static_cast<std::uint32_t>(all_.size() + 1));
        if (is_new) all_.push_back(std::move(assumption));
        auto& entry = all_[found->second - 1];
        const auto name = declared_name(rulebase.head_of(ref).name);
        if (std::find(entry.of.begin(), entry.of.end(), name) == entry.of.end()) entry.of.push_back(name);
        entry.by.push_back(ref);
        auto& numbers = numbers_[ref];
        if (std::find(numbers.begin(), numbers.end(), found->second) == numbers.end()) numbers.push_back(found->second);
    };
    for (const auto ref : by_name(rulebase)) {
        for (const auto& text : rulebase.head_of(ref).assumptions) add(ref, "text " + identity(text), {&text, {}, {}, {}, {}});
        const auto* clauses = clauses_of(rulebase, ref);
        if (clauses == nullptr || clauses->said_of == clauses->applied_to) continue;
        add(ref, "scope " + clauses->said_of + "\n" + clauses->applied_to,
            {nullptr, clauses->said_of, clauses->applied_to, {}, {}});
    }
    for (auto& [ref, numbers] : numbers_) std::sort(numbers.begin(), numbers.end());
}

std::vector<std::uint32_t> Assumptions::of(DeclarationRef ref) const {
    const auto found = numbers_.find(ref);
    return found == numbers_.end() ? std::vector<std::uint32_t>{} : found->second;
}

std::string Assumptions::text(const Phrases& phrases, std::uint32_t number) const {
    const auto& assumption = all_[number - 1];
    if (assumption.text == nullptr) {
        return phrases.words().say("scope", {{"said_of", assumption.said_of}, {"applied_to", assumption.applied_to}});
    }
    // An assumption speaks of every case: variables of its declaration, if it names any, stay open.
    return sentence(phrases.text(*assumption.text, {}));
}

}  // namespace credence::explain
