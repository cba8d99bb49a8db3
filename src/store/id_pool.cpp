#include "store/id_pool.hpp"

#include <algorithm>
#include <numeric>

#include "check/print.hpp"

namespace credence::store {

using check::Cell;

std::optional<std::uint32_t> IdPool::small_number(std::string_view id) {
    constexpr std::uint32_t least_too_large = 1U << 24U;  // a table of 64 MB
    if (id.empty() || id.size() > 8 || (id.front() == '0' && id.size() > 1)) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : id) {
        const auto digit = static_cast<std::uint32_t>(static_cast<unsigned char>(c)) - '0';
        if (digit > 9) return std::nullopt;
        value = value * 10 + digit;
    }
    if (value >= least_too_large) return std::nullopt;
    return value;
}

Cell IdPool::intern(std::string_view id) {
    const auto next = static_cast<std::uint32_t>(entries_.size());
    if (const auto value = small_number(id)) {
        if (*value >= by_value_.size()) by_value_.resize(std::max<std::size_t>(by_value_.size() * 2, *value + 1U), nobody);
        auto& entry = by_value_[*value];
        if (entry == nobody) {
            entry = next;
            entries_.push_back({*value, false});
        }
        return entry;
    }
    const auto text = static_cast<std::size_t>(texts_.intern(id));
    if (text == by_text_.size()) {
        by_text_.push_back(next);
        entries_.push_back({static_cast<std::uint32_t>(text), true});
    }
    return by_text_[text];
}

std::optional<Cell> IdPool::find(std::string_view id) const {
    std::uint32_t entry = nobody;
    if (const auto value = small_number(id)) {
        if (*value < by_value_.size()) entry = by_value_[*value];
    } else if (const auto text = texts_.find(id)) {
        entry = by_text_[static_cast<std::size_t>(*text)];
    }
    if (entry == nobody) return std::nullopt;
    return entry;
}

std::string IdPool::id(Cell number) const {
    const auto& entry = entries_[static_cast<std::size_t>(number)];
    return entry.is_text ? texts_[entry.value] : std::to_string(entry.value);
}

void IdPool::set_name(Cell number, std::string_view name) {
    const auto at = static_cast<std::size_t>(number);
    if (name.empty()) return;
    if (at >= names_.size()) names_.resize(at + 1);
    names_[at] = name;
}

std::vector<Cell> IdPool::natural_order(const std::vector<engine::Individual>& unsorted) const {
    std::vector<Cell> order(entries_.size());
    if (texts_.size() == 1) {  // small numbers alone
        auto to = order.begin();
        for (const auto entry : by_value_) {
            if (entry != nobody) *to++ = entry;
        }
        return order;
    }
    std::iota(order.begin(), order.end(), Cell{0});
    const auto less = [&](Cell a, Cell b) {
        return check::natural_less(unsorted[static_cast<std::size_t>(a)].id, unsorted[static_cast<std::size_t>(b)].id);
    };
    if (!std::is_sorted(order.begin(), order.end(), less)) std::sort(order.begin(), order.end(), less);
    return order;
}

std::vector<engine::Individual> IdPool::arrange(std::vector<Cell>& places) const {
    std::vector<engine::Individual> unsorted(entries_.size());
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        unsorted[i].id = id(static_cast<Cell>(i));
        if (i < names_.size()) unsorted[i].name = names_[i];
    }
    const auto order = natural_order(unsorted);
    places.clear();
    if (std::is_sorted(order.begin(), order.end())) return unsorted;
    places.resize(order.size());
    std::vector<engine::Individual> sorted;
    sorted.reserve(order.size());
    for (const Cell number : order) {
        places[static_cast<std::size_t>(number)] = static_cast<Cell>(sorted.size());
        sorted.push_back(std::move(unsorted[static_cast<std::size_t>(number)]));
    }
    return sorted;
}

}  // namespace credence::store
