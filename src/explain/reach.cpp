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

}  // namespace credence::explain
