// The part of a model that needs no degrees: groups of rules that are Datalog over certain tuples (plan/crisp.hpp) are evaluated over
// codes, which is what makes bulk work fast. What comes of it is the same as from the evaluator of conditions, the order of rows apart.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "check/dependencies.hpp"
#include "datalog/evaluate.hpp"
#include "engine/codes.hpp"
#include "engine/model.hpp"

namespace credence::engine {

class Crisp {
public:
    /// How far the work may go: throws to stop it.
    struct Budget {
        std::function<void(check::RuleId rule, std::uint64_t rows)> spend;
        std::function<void(check::RuleId rule, std::size_t bytes)> hold;
    };
    /// By relation the rows of the facts that count as not there, ascending.
    using Without = std::map<std::uint32_t, std::vector<std::uint32_t>>;
    /// `in_force` as Evaluator::in_force. All references must outlive this.
    Crisp(const check::Rulebase& rulebase, const Facts& facts, const Settings& settings, const Without& without,
          std::function<bool(const check::Clauses&)> in_force, Budget budget);

    /// Evaluates the group; says no, and does nothing, where a rule of it is more than Datalog or reads what is not certain. The relations
    /// that it reads and that are not recorded have to be evaluated already.
    [[nodiscard]] bool evaluate(const check::RuleGroup& group);
    /// Whether the recorded tuples of the relation are certain and all different, as far as that is easily told.
    [[nodiscard]] bool distinct(RelationId relation);
    /// Whether the relation was derived here.
    [[nodiscard]] bool derived(RelationId relation) const { return states_[relation.index()] == Stored::derived; }
    [[nodiscard]] std::size_t size(RelationId relation) const { return relations_[relation.index()].size(); }
    /// The tuples in ascending order, as codes and the cells that these stand for.
    [[nodiscard]] CodedRelation coded(RelationId relation);
    /// By place of coded(): the round in which the tuple is first derived, from 0; all 0 where the relation is not recursive.
    [[nodiscard]] std::vector<std::uint32_t> rounds(RelationId relation, const check::RuleGroup& group);

    [[nodiscard]] const std::vector<std::uint32_t>& without(RelationId relation) const;
    /// What is known of relations is taken from here, as if they had not been asked for; and brought back.
    enum class Stored : std::uint8_t { no, recorded, derived, not_certain };
    struct Kept {
        RelationId relation;
        Stored state = Stored::no;
        datalog::Relation tuples;
        std::optional<CodedRelation> coded;
    };
    [[nodiscard]] std::vector<Kept> set_aside(const std::vector<RelationId>& relations);
    void put_back(std::vector<Kept> kept);

private:
    void make_room();
    [[nodiscard]] bool load(RelationId relation);
    [[nodiscard]] std::optional<datalog::Group> translate(const check::RuleGroup& group);
    [[nodiscard]] std::vector<datalog::Code> domains(RelationId relation) const;

    class Meter;
    const check::Rulebase& rulebase_;
    const Facts& facts_;
    const Settings& settings_;
    const Without& without_;
    std::function<bool(const check::Clauses&)> in_force_;
    Budget budget_;
    Codes codes_;
    std::vector<Stored> states_;
    std::deque<datalog::Relation> relations_;
    std::vector<std::optional<CodedRelation>> coded_;
};

}  // namespace credence::engine
