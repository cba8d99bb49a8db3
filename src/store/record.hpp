// What is on record beside facts: decisions that people took, and values that were declared, those that no longer hold too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "check/rulebase.hpp"
#include "store/knowledge_base.hpp"

namespace credence::store {

struct Decision {
    std::string assessment;
    std::vector<std::pair<std::string, std::string>> subjects;  // "candidate", "C15"
    std::string advice;                                         // the headline of the advice that it was taken on
    std::string decision;
    bool follows = true;                // the advice; or departs from it
    std::optional<std::string> reason;  // of a departure always
    std::string name;                   // who decided
    std::string recorded;               // of what is to be recorded, empty
};

/// A value that was declared for an individual, in the order in which they were recorded.
struct Declared {
    check::AttributeId attribute;
    std::string subject;
    check::Cell value = check::no_cell;
    std::string assessor, source, quote, recorded, retracted;  // retracted: when; else empty
    std::string reason;                                        // of the change that recorded it
};

struct Record {
    std::vector<Decision> decisions;  // in the order in which they were recorded
    std::vector<Declared> declared;   // by attribute
};

/// Records a decision; what change that is. A departure without a reason is refused, as is a decision without words or a name.
[[nodiscard]] Result<std::int64_t> record_decision(KnowledgeBase& kb, const Decision& decision, std::int64_t now);

}  // namespace credence::store
