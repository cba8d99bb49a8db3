// The individuals of an entity as files name them, numbered as they come; small whole numbers are looked up without hashing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/facts.hpp"

namespace credence::store {

class IdPool {
public:
    /// The number of the id, a new one where nobody has it.
    [[nodiscard]] check::Cell intern(std::string_view id);
    [[nodiscard]] std::optional<check::Cell> find(std::string_view id) const;
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::string id(check::Cell number) const;
    void set_name(check::Cell number, std::string_view name);

    /// All of them in natural order; `places` says where each number went, and is empty where they came in that order.
    [[nodiscard]] std::vector<engine::Individual> arrange(std::vector<check::Cell>& places) const;

private:
    static constexpr std::uint32_t nobody = 0xffffffff;
    struct Entry {
        std::uint32_t value;  // of a small whole number, or of `texts_`
        bool is_text;
    };
    /// The whole number that the id is written as, without needless zeros, where it is small.
    [[nodiscard]] static std::optional<std::uint32_t> small_number(std::string_view id);
    [[nodiscard]] std::vector<check::Cell> natural_order(const std::vector<engine::Individual>& unsorted) const;

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> by_value_;         // small numbers: the entry
    engine::TextPool texts_;                      // the other ids
    std::vector<std::uint32_t> by_text_{nobody};  // the entry of each text; the empty one is nobody's
    std::vector<std::string> names_;              // by entry, as far as there are any
};

}  // namespace credence::store
