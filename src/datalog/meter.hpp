// Who is told of the work and may stop it, by throwing: the caller's budget.
#pragma once

#include <cstddef>
#include <cstdint>

namespace credence::datalog {

class Meter {
public:
    virtual ~Meter() = default;
    /// `rows` were looked at or passed on by the rule with that tag.
    virtual void spend(std::uint32_t tag, std::uint64_t rows) = 0;
    /// Relations and their indexes are about to take so many bytes more.
    virtual void hold(std::uint32_t tag, std::size_t bytes) = 0;
};

}  // namespace credence::datalog
