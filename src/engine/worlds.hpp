// Worlds: the facts as they are, but for what nobody observed, which is supposed to be this or that. While a Worlds lives, the
// evaluator answers about the world supposed last; what it had worked out that may differ there is set aside and comes back.
// It also says which unobserved attributes were looked at, so that the callers can suppose those and no others.
#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include "engine/evaluator.hpp"

namespace credence::engine {

class Worlds {
public:
    /// `cone`: the declarations whose results are not to be kept from world to world.
    Worlds(Evaluator& evaluator, const std::vector<check::DeclarationRef>& cone);
    ~Worlds();
    Worlds(const Worlds&) = delete;
    Worlds& operator=(const Worlds&) = delete;

    /// The next world: each of these observed once, with certainty; all else that nobody observed stays so.
    void suppose(std::span<const std::pair<Unobserved, Cell>> observed);

    /// How many values an attribute may have; nothing where they cannot be listed (numbers, dates, times, texts).
    [[nodiscard]] std::optional<std::size_t> count(check::AttributeId attribute) const;
    [[nodiscard]] Cell value(check::AttributeId attribute, std::size_t index) const;

    /// What was looked at in any world so far and is not observed on record.
    [[nodiscard]] const std::set<Unobserved>& looked_at() const { return looked_at_; }
    /// Whether one whose values cannot be listed was looked at otherwise than in a comparison of the condition itself.
    [[nodiscard]] bool beyond_lists() const { return beyond_lists_; }
    void forget_looks();
    /// Whether, in this world, something was compared that has no value in it, though its values can be listed; and so they are, in
    /// other worlds: in this one it stays unknown.
    [[nodiscard]] bool left_open() const { return compared_ && !compared_unlisted_; }

    // For the evaluator: the supposed observation, and that it looks at one.
    [[nodiscard]] std::optional<std::uint32_t> row(Unobserved unobserved) const;
    void read(Unobserved unobserved, bool inside, bool asking);
    void read_observed(check::AttributeId attribute, Cell subject);  // no_cell: of all

private:
    void begin();
    void forget();

    Evaluator& evaluator_;
    std::vector<std::pair<std::size_t, Memo>> memos_;  // set aside, as all that follows
    std::vector<std::size_t> ranges_, questions_, groups_;
    std::vector<Evaluator::Progress> progress_;
    std::vector<std::vector<AttributeOf>> looks_;
    std::vector<std::pair<std::size_t, StoredRelation>> relations_;
    std::map<std::uint32_t, StoredRelation> derived_attributes_;
    std::vector<std::pair<std::size_t, std::unordered_map<Cell, Summary>>> summaries_;
    std::map<Unobserved, std::pair<std::uint32_t, std::optional<Summary>>> supposed_;  // its row, and what was known of it
    std::set<Unobserved> looked_at_;
    bool beyond_lists_ = false;
    bool compared_ = false, compared_unlisted_ = false;
};

}  // namespace credence::engine
