// Typed indices: an Id<Tag> says which table it indexes, so that two tables' rows cannot be confused.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace credence {

template <class Tag>
struct Id {
    static constexpr std::uint32_t none_value = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t value = none_value;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}
    [[nodiscard]] constexpr bool valid() const { return value != none_value; }
    [[nodiscard]] constexpr std::size_t index() const { return value; }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace credence

template <class Tag>
struct std::hash<credence::Id<Tag>> {
    std::size_t operator()(credence::Id<Tag> id) const noexcept { return id.value; }
};
