#include "app/values.hpp"

#include "base/decimal.hpp"
#include "check/print.hpp"

namespace credence::app {

std::string written(const engine::Model& model, check::Type type, check::Cell cell) {
    if (cell == check::no_cell) return "";
    switch (type.kind) {
        case check::TypeKind::entity: return model.facts().individuals[type.index][static_cast<std::size_t>(cell)].id;
        case check::TypeKind::text: return model.text(cell);
        default: return check::written(model.rulebase(), type, cell);
    }
}

std::string written_degree(std::int16_t degree) { return ratio(degree, engine::Truth::one).value_or(Decimal{}).text(); }

const char* written(engine::State state) {
    switch (state) {
        case engine::State::met: return "met";
        case engine::State::not_met: return "not met";
        case engine::State::disputed: return "disputed";
        case engine::State::unknown: return "unknown";
    }
    return "";
}

}  // namespace credence::app
