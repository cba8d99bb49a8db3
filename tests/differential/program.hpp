// Crisp rules and facts at random, small enough for every evaluator to work out whole: recorded relations e0, e1, …, derived ones p0,
// p1, … with recursion inside a layer and negation of lower ones. Biased to what breaks evaluators: self-joins, variables that
// come twice, empty relations, negation over them, numbers at the ends of their range.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "property/shuffle.hpp"

namespace credence::differential {

struct Term {
    enum class Kind : std::uint8_t { variable, number, any } kind = Kind::any;
    std::size_t index = 0;  // of the variable, within the rule; of the number, among the program's
    friend bool operator==(const Term&, const Term&) = default;
};

struct Literal {
    std::size_t relation = 0;
    bool negated = false;
    std::vector<Term> terms;
};

struct Comparison {
    std::string sign;  // "=", "!=", "<", "<=", ">", ">="
    Term left, right;
    bool numbers = true;  // else individuals
};

struct Rule {
    std::size_t relation = 0;
    std::vector<Term> head;
    std::vector<Literal> body;
    std::vector<Comparison> tests;

    /// Each variable of the head, of what is negated and compared stands in a literal that is not negated, and the head has one.
    [[nodiscard]] bool is_safe() const;
};

struct Relation {
    std::string name;
    std::vector<bool> numeric;  // by column: a number, else an individual
    std::size_t layer = 0;      // 0: recorded
};

/// Cells of facts: the number of an individual from 0, or the rank of a number. Both compare as what they stand for.
using Tuple = std::vector<std::size_t>;

struct Program {
    std::vector<Relation> relations;
    std::vector<Rule> rules;
    std::vector<std::vector<Tuple>> facts;  // by relation; without duplicates
    std::size_t individuals = 0;
    std::vector<std::string> numbers;  // ascending

    [[nodiscard]] std::size_t layers() const;
};

/// Lines such as "p0(1,2)": what is derived.
using Answers = std::set<std::string>;
[[nodiscard]] std::string answer(const Relation& relation, const Tuple& tuple);

[[nodiscard]] Program random_program(testing::Dice& dice);

/// The rulebase; with `example`, also the facts as one.
[[nodiscard]] std::string rule_text(const Program& program, bool example);

/// All that is one part smaller: a rule, a literal, a comparison, a fact left out.
[[nodiscard]] std::vector<Program> smaller(const Program& program);

}  // namespace credence::differential
