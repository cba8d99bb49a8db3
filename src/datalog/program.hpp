// Datalog over dense integer codes: what a group of rules that needs no degrees, values or texts comes down to. Whoever writes a
// program chooses the coding; here a code is only compared. Variables are numbered from 0 within a rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace credence::datalog {

using Code = std::uint32_t;
using RelationId = std::uint32_t;
using Variable = std::uint32_t;

struct Term {
    enum class Kind : std::uint8_t { variable, constant, any } kind = Kind::any;
    std::uint32_t value = 0;  // the variable, or the code
    friend bool operator==(const Term&, const Term&) = default;
};

[[nodiscard]] inline Term variable(Variable v) { return {Term::Kind::variable, v}; }
[[nodiscard]] inline Term constant(Code c) { return {Term::Kind::constant, c}; }

struct Atom {
    RelationId relation = 0;
    std::vector<Term> terms;  // one a column
};

/// `left` stands in this order to `right`; neither is `any`.
struct Comparison {
    enum class Operator : std::uint8_t { equal, not_equal, less, less_equal } op = Operator::equal;
    Term left, right;
};

/// head :- positive, not negative, comparisons. Every variable of the head, of a comparison and of a negative atom stands in a positive
/// atom or has a domain that it runs through; negative atoms hold for no value of their `any`.
struct Rule {
    Atom head;  // variables and constants only
    std::vector<Atom> positive, negative;
    std::vector<Comparison> comparisons;
    std::vector<Code> domains;  // by variable: it is below this; 0 where positive atoms bind it, or it is not used
    std::uint32_t tag = 0;      // the caller's name for it
};

/// Rules whose heads are one set of mutually recursive relations, or one relation; their negative atoms are of others.
struct Group {
    std::vector<Rule> rules;
    std::vector<RelationId> derived;
    bool recursive = false;
};

}  // namespace credence::datalog
