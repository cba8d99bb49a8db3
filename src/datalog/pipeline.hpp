// A rule as a row of steps over batches of bindings: where each variable comes from, and what is tested when.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "datalog/options.hpp"
#include "datalog/program.hpp"

namespace credence::datalog {

class Relation;

/// Which rows of a relation of the rule's own group a round reads.
enum class Part : std::uint8_t { all, old, delta };

struct Step {
    enum class Kind : std::uint8_t {
        scan,         // every row of the part
        sorted_scan,  // every row, those that agree in `key` one after the other
        domain,       // every code below `domain` for binds.front()
        join,         // the rows that agree with the key
        intersect,  // codes of one variable that both a join with `key` and one of `other` give; the latter's key changes seldom
        present,
        absent,  // the tuple is there, or not; all columns are known
        some,
        nothing,  // some row agrees with the key, or none
        compare,
    } kind = Kind::scan;

    /// What a column of the atom is for.
    struct Column {
        std::uint32_t column = 0;
        Term term;
    };
    RelationId relation = 0;
    Part part = Part::all;
    std::vector<Column> key;    // known before the step; of present and absent: all columns
    std::vector<Column> binds;  // variables that the step gives their codes
    std::vector<Column> same;   // columns equal to a variable that an earlier column binds
    Code domain = 0;
    RelationId other = 0;  // of intersect
    Column other_key, other_bind;
    Comparison comparison;
    std::vector<Variable> live;  // variables that are needed afterwards and were bound before
};

struct Pipeline {
    std::vector<Step> steps;
    const Rule* rule = nullptr;
    bool distinct = false;  // no two bindings give the same head
};

/// What the planner knows of the relations as they are.
class Sizes {
public:
    virtual ~Sizes() = default;
    [[nodiscard]] virtual double rows(RelationId relation, Part part) const = 0;
    [[nodiscard]] virtual double domain(RelationId relation, std::uint32_t column) const = 0;
    [[nodiscard]] virtual bool grows(RelationId relation) const = 0;
};

/// Positive atom `delta`, if given, reads the delta; those of `recursive` relations before it what was there before, later ones all.
[[nodiscard]] Pipeline plan(const Rule& rule, const std::vector<RelationId>& recursive, std::optional<std::size_t> delta,
                            const Sizes& sizes, const Options& options);

}  // namespace credence::datalog
