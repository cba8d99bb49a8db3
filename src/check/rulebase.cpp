#include "check/rulebase.hpp"

#include "base/check.hpp"

namespace credence::check {

Comparison mirrored(Comparison comparison) {
    switch (comparison) {
        case Comparison::less: return Comparison::greater;
        case Comparison::less_equal: return Comparison::greater_equal;
        case Comparison::greater: return Comparison::less;
        case Comparison::greater_equal: return Comparison::less_equal;
        default: return comparison;
    }
}

const Head& Rulebase::head_of(DeclarationRef ref) const {
    const auto at = ref.index;
    switch (ref.kind) {
        case DeclarationKind::entity: return entities[at].head;
        case DeclarationKind::scale: return scales[at].head;
        case DeclarationKind::parameter: return parameters[at].head;
        case DeclarationKind::source: return sources[at].head;
        case DeclarationKind::attribute: return attributes[at].head;
        case DeclarationKind::relation: return relations[at].head;
        case DeclarationKind::question: return questions[at].head;
        case DeclarationKind::range: return ranges[at].head;
        case DeclarationKind::define: return defines[at].head;
        case DeclarationKind::rule: return rules[at].head;
        case DeclarationKind::proposition: return propositions[at].head;
        case DeclarationKind::boundary: return boundaries[at].head;
        case DeclarationKind::advice: return advice[at].head;
        case DeclarationKind::assessment: return assessments[at].head;
        case DeclarationKind::refusal: return refusals[at].head;
        case DeclarationKind::strength: return strengths[at].head;
        case DeclarationKind::weight: return weights[at].head;
        case DeclarationKind::correlation: return correlations[at].head;
    }
    return head;
}

const Clauses& Rulebase::clauses_of(DeclarationRef ref) const {
    switch (ref.kind) {
        case DeclarationKind::rule: return rules[ref.index].clauses;
        case DeclarationKind::proposition: return propositions[ref.index].clauses;
        case DeclarationKind::boundary: return boundaries[ref.index].clauses;
        default: break;
    }
    CREDENCE_CHECK(ref.kind == DeclarationKind::advice);
    return advice[ref.index].clauses;
}

std::optional<DeclarationRef> Rulebase::find(std::string_view name) const {
    const auto in = [name](const auto& table, DeclarationKind kind) -> std::optional<DeclarationRef> {
        for (std::uint32_t i = 0; i < table.size(); ++i)
            if (table[i].head.name == name) return DeclarationRef{kind, i};
        return std::nullopt;
    };
    std::optional<DeclarationRef> found;
    const auto seek = [&](const auto& table, DeclarationKind kind) {
        if (!found) found = in(table, kind);
    };
    seek(entities, DeclarationKind::entity);
    seek(scales, DeclarationKind::scale);
    seek(parameters, DeclarationKind::parameter);
    seek(sources, DeclarationKind::source);
    seek(attributes, DeclarationKind::attribute);
    seek(relations, DeclarationKind::relation);
    seek(questions, DeclarationKind::question);
    seek(ranges, DeclarationKind::range);
    seek(defines, DeclarationKind::define);
    seek(rules, DeclarationKind::rule);
    seek(propositions, DeclarationKind::proposition);
    seek(boundaries, DeclarationKind::boundary);
    seek(advice, DeclarationKind::advice);
    seek(assessments, DeclarationKind::assessment);
    seek(refusals, DeclarationKind::refusal);
    seek(strengths, DeclarationKind::strength);
    return found;
}

}  // namespace credence::check
