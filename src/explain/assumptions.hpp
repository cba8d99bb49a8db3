// What editors added beyond their sources, numbered over the whole rulebase: equal texts once, declarations in the natural
// order of their names, so that A3 is A3 in every report of a version. A source's scope that differs from the editors' is one
// too.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "check/rulebase.hpp"
#include "explain/phrases.hpp"

namespace credence::explain {

struct Assumption {
    const check::Text* text = nullptr;  // else the two below
    std::string said_of, applied_to;
    std::vector<std::string> of;            // names of declarations, a table once
    std::vector<check::DeclarationRef> by;  // the declarations that make it
};

class Assumptions {
public:
    explicit Assumptions(const check::Rulebase& rulebase);

    [[nodiscard]] const std::vector<Assumption>& all() const { return all_; }
    /// Numbers from 1, ascending, of what the declaration assumes.
    [[nodiscard]] std::vector<std::uint32_t> of(check::DeclarationRef ref) const;
    [[nodiscard]] static std::string id(std::uint32_t number) { return "A" + std::to_string(number); }
    /// The assumption as a sentence.
    [[nodiscard]] std::string text(const Phrases& phrases, std::uint32_t number) const;

private:
    std::vector<Assumption> all_;
    std::map<check::DeclarationRef, std::vector<std::uint32_t>> numbers_;
};

/// The clauses of a rule, proposition, boundary or advice; nothing for other declarations.
[[nodiscard]] const check::Clauses* clauses_of(const check::Rulebase& rulebase, check::DeclarationRef ref);

}  // namespace credence::explain
