#include "explain/reach.hpp"

#include "check/dependencies.hpp"

namespace credence::explain {

std::vector<check::DeclarationRef> read_by(const check::Rulebase& rulebase, const Target& target) {
    return check::closure(rulebase, target.expression != nullptr ? check::dependencies(rulebase, *target.expression)
                                                                 : check::dependencies(rulebase, *target.condition));
}

Reached reach(engine::Model& model, const Target& target) {
    using engine::Known;
    using engine::State;
    if (target.condition != nullptr) return {model.state(model.truth(*target.condition, target.binding)), check::no_cell, {}};
    const auto outcome = model.value(*target.expression, target.binding);
    switch (outcome.state) {
        case Known::known:
            if (target.expression->type.kind == check::TypeKind::text)
                return {State::met, check::no_cell, model.text(outcome.cell)};
            return {State::met, outcome.cell, {}};
        case Known::disputed: return {State::disputed, check::no_cell, {}};
        case Known::unknown: break;
    }
    return {State::unknown, check::no_cell, {}};
}

Reasons reasons_met(engine::Model& model, const std::vector<check::DeclarationRef>& read,
                    const std::vector<engine::AttributeOf>& about) {
    using check::DeclarationKind;
    const auto& rulebase = model.rulebase();
    std::set<std::pair<std::uint32_t, check::Cell>> individuals;
    for (const auto& [attribute, subject] : about)
        individuals.insert({rulebase.attributes[attribute.index()].of.value, subject});
    Reasons out;
    for (const auto ref : read) {
        for (const auto& [entity, subject] : individuals) {
            if (ref.kind == DeclarationKind::question && rulebase.questions[ref.index].of.value == entity) {
                for (const auto& p : model.propositions(check::QuestionId{ref.index}, subject)) {
                    if (p.state == engine::State::met)
                        out.insert({{DeclarationKind::proposition, p.proposition.value}, p.binding});
                }
            } else if (ref.kind == DeclarationKind::range && rulebase.ranges[ref.index].of.value == entity) {
                for (const auto& b : model.range(check::RangeId{ref.index}, subject).boundaries) {
                    if (b.state == engine::State::met) out.insert({{DeclarationKind::boundary, b.boundary.value}, b.binding});
                }
            }
        }
    }
    return out;
}

}  // namespace credence::explain
