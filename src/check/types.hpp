// Types and values of the checked language. A value of any type is one 64-bit cell, so that columns are plain arrays:
//   entity   index of the individual in the facts       scale, choice   position of the value, from 0
//   number   Decimal::raw()                              date            Date::code()
//   time     seconds since 1970 (UTC)                    text            index into the run's TextPool
//   yes_no   0 or 1                                      range           pack_range(lowest, highest), or empty_range
#pragma once

#include <cstdint>
#include <limits>
#include <utility>

#include "base/id.hpp"

namespace credence::check {

using EntityId = Id<struct EntityTag>;
using ScaleId = Id<struct ScaleTag>;  // scales and choices
using ParameterId = Id<struct ParameterTag>;
using SourceId = Id<struct SourceTag>;
using AttributeId = Id<struct AttributeTag>;
using RelationId = Id<struct RelationTag>;
using QuestionId = Id<struct QuestionTag>;
using RangeId = Id<struct RangeTag>;
using DefineId = Id<struct DefineTag>;
using RuleId = Id<struct RuleTag>;
using PropositionId = Id<struct PropositionTag>;
using BoundaryId = Id<struct BoundaryTag>;
using AdviceId = Id<struct AdviceTag>;
using AssessmentId = Id<struct AssessmentTag>;
using RefusalId = Id<struct RefusalTag>;
using StrengthId = Id<struct StrengthTag>;
using WeightId = Id<struct WeightTag>;
using CorrelationId = Id<struct CorrelationTag>;
using VariableId = Id<struct VariableTag>;  // within one declaration
using UnitId = Id<struct UnitTag>;

using Cell = std::int64_t;
inline constexpr Cell no_cell = std::numeric_limits<Cell>::min();  // an empty column: not recorded

inline constexpr Cell empty_range = -1;
[[nodiscard]] constexpr Cell pack_range(Cell lowest, Cell highest) { return lowest << 32 | highest; }
[[nodiscard]] constexpr Cell lowest_of(Cell range) { return range >> 32; }
[[nodiscard]] constexpr Cell highest_of(Cell range) { return range & 0xffffffff; }

enum class TypeKind : std::uint8_t { entity, scale, number, date, time, text, yes_no, range };

struct Type {
    TypeKind kind = TypeKind::yes_no;
    std::uint32_t index = 0;  // of the entity; of the scale, for scale and range; of the unit, for number (0: none)

    [[nodiscard]] EntityId entity() const { return EntityId{index}; }
    [[nodiscard]] ScaleId scale() const { return ScaleId{index}; }
    [[nodiscard]] UnitId unit() const { return UnitId{index}; }
    friend auto operator<=>(const Type&, const Type&) = default;
};

/// Of values that can be listed.
[[nodiscard]] constexpr bool is_finite(Type type) {
    return type.kind == TypeKind::entity || type.kind == TypeKind::scale || type.kind == TypeKind::yes_no;
}

}  // namespace credence::check
