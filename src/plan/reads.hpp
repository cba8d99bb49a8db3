// What a condition or expression reads of each of its variables: rows that are alike in all of that come to the same, so it is worked
// out once for each kind of row. A reading is exact or too much, never too little.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "check/rulebase.hpp"

namespace credence::plan {

/// Something of an individual or value that does not change while others do.
struct Feature {
    enum class Kind : std::uint8_t {
        itself,     // which one it is
        attribute,  // all that is observed or derived of one attribute
        define,     // a define with a value, of one argument
        named,      // a named condition, of one argument
        range,
        pointers,
        implied_pointers,
        band,
    } kind = Kind::itself;
    std::uint32_t index = 0;  // of the declaration
    bool upper = false;       // which pole, of pointers
    friend auto operator<=>(const Feature&, const Feature&) = default;
};

struct Read {
    check::VariableId variable;
    Feature feature;
    check::Type type;  // of the variable
    friend auto operator<=>(const Read&, const Read&) = default;
};
/// Sorted, each once.
using Reads = std::vector<Read>;

/// Works readings out and keeps them, by address for conditions and expressions: these must stay where they are.
class Reader {
public:
    explicit Reader(const check::Rulebase& rulebase) : rulebase_(rulebase) {}

    /// Of the variables that `node` does not bind itself; of those as well, where they are features of their own.
    [[nodiscard]] const Reads& of(const check::Condition& node);
    [[nodiscard]] const Reads& of(const check::Expression& node);
    /// Of its parameters, which are its first variables.
    [[nodiscard]] const Reads& of_define(std::uint32_t define);
    /// Whether working it out never ends in an error (of a number too large, of a division by zero).
    [[nodiscard]] bool never_fails(const check::Expression& node);

private:
    void add(const check::Condition& node, Reads& reads);
    void add(const check::Expression& node, Reads& reads);
    void add_call(const Reads& inner, const std::vector<check::Expression>& arguments, Reads& reads);
    void add_feature(Feature feature, const check::Expression& of, check::DeclarationRef declaration, Reads& reads);
    [[nodiscard]] bool never_fails(check::DeclarationRef root);

    const check::Rulebase& rulebase_;
    std::unordered_map<const void*, Reads> kept_;
    std::map<std::uint32_t, Reads> defines_;
    std::map<check::DeclarationRef, bool> never_fails_;
};

}  // namespace credence::plan
