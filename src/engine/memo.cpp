#include "engine/memo.hpp"

namespace credence::engine {
namespace {

constexpr std::size_t most_places = std::size_t{1} << 25;  // 128 MiB, of which only what is asked for is touched

}  // namespace

Memo::Memo(std::vector<std::size_t> domains) : domains_(std::move(domains)), arguments_(domains_.size()) {
    for (const auto domain : domains_)
        place_count_ = domain == 0 || place_count_ > most_places ? most_places + 1 : place_count_ * domain;
    by_place_ = place_count_ <= most_places;
}

std::uint32_t Memo::row(std::span<const Cell> arguments) {
    if (!by_place_) {
        const auto found = arguments_.find(arguments);
        return found != no_row ? found : arguments_.append(arguments);
    }
    if (places_.empty()) places_.zero(place_count_);
    std::size_t place = 0;
    for (std::size_t a = 0; a < arguments.size(); ++a) place = place * domains_[a] + static_cast<std::size_t>(arguments[a]);
    auto& row = places_[place];
    if (row == 0) row = arguments_.append(arguments) + 1;
    return row - 1;
}

std::uint32_t Memo::find(std::span<const Cell> arguments) {
    if (!by_place_) return arguments_.find(arguments);
    if (places_.empty()) return no_row;
    std::size_t place = 0;
    for (std::size_t a = 0; a < arguments.size(); ++a) {
        if (arguments[a] < 0 || arguments[a] >= static_cast<Cell>(domains_[a])) return no_row;
        place = place * domains_[a] + static_cast<std::size_t>(arguments[a]);
    }
    return places_[place] - 1;  // 0 is no row
}

void Memo::clear() {
    if (!places_.empty()) {
        for (std::uint32_t row = 0; row < arguments_.rows(); ++row) {
            std::size_t place = 0;
            for (std::size_t a = 0; a < domains_.size(); ++a)
                place = place * domains_[a] + static_cast<std::size_t>(arguments_.at(a, row));
            places_[place] = 0;
        }
    }
    arguments_.truncate(0);
    results.clear();
}

DefineResult Memo::Result::whole() const {
    DefineResult out;
    out.outcome.state = state;
    out.outcome.cell = cell;
    out.truth = truth;
    if (taken != no_row) out.taken = taken;
    out.open = open;
    return out;
}

}  // namespace credence::engine
