// An example in the making: a few facts of individuals of its own. Cells of entities are places among the individuals of their
// entity, in the order in which they were added, as in the facts that come of it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/rulebase.hpp"

namespace credence::analyse {

struct Draft {
    struct Value {
        check::Cell cell = 0;
        std::optional<check::Cell> against;  // a second source that disputes it
        check::Evidence evidence;
    };
    struct Tuple {
        check::RelationId relation;
        std::vector<check::Cell> cells;  // of a text: an index into `texts`
        friend auto operator<=>(const Tuple&, const Tuple&) = default;
    };

    std::vector<std::pair<std::string, check::EntityId>> individuals;
    std::map<std::pair<check::AttributeId, check::Cell>, Value> values;  // by attribute and subject
    std::vector<Tuple> tuples;
    std::map<check::ParameterId, check::Cell> set;
    std::vector<std::string> texts;
    std::optional<Date> as_of;

    /// Its place. Named after the entity: "ferry", "ferry_2".
    check::Cell add_individual(const check::Rulebase& rulebase, check::EntityId entity);
    [[nodiscard]] std::size_t count(check::EntityId entity) const;
    [[nodiscard]] const std::string& name(check::EntityId entity, check::Cell place) const;
    check::Cell add_text(const std::string& text);

    /// With its facts, and nothing expected.
    [[nodiscard]] check::Example example(const check::Rulebase& rulebase) const;

    /// A value as it is written in a rule file.
    [[nodiscard]] std::string written(const check::Rulebase& rulebase, check::Type type, check::Cell cell) const;
    /// A whole example, as authors write it.
    [[nodiscard]] std::string text(const check::Rulebase& rulebase, const std::string& name, const std::string& label,
                                   const std::vector<std::string>& expect) const;
};

}  // namespace credence::analyse
