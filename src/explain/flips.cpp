#include "explain/flips.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace credence::explain {
namespace {

using Members = std::vector<std::uint32_t>;  // of a set of changes: their numbers, ascending

/// A set that does not change the answer, and what the answer looks at once it is made.
struct Node {
    Members members;
    std::vector<std::uint32_t> slots;
};

class FlipSearch {
public:
    FlipSearch(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
               const Target& target, const FlipOptions& options)
        : facts_(facts),
          target_(target),
          options_(options),
          candidates_(rulebase, facts, settings, target, options.sorts.size() == 1, false),
          rulebase_(rulebase),
          supposed_(rulebase, facts, settings) {
        always_ = slot({}, candidates_.of_relations());
        (void)slot({}, candidates_.of_parameters());
    }

    Flips run() {
        std::vector<Node> nodes{*tried({})};
        for (std::size_t size = 1; size <= options_.most; ++size) {
            if (size > 1 && out_.runs + sets_of(nodes, size) > options_.runs) break;
            nodes = level(nodes);
            out_.complete_to = size;
        }
        expand();
        std::sort(out_.flips.begin(), out_.flips.end(), [](const Flip& a, const Flip& b) {
            if (a.changes.size() != b.changes.size()) return a.changes.size() < b.changes.size();
            return a < b;
        });
        return std::move(out_);
    }

private:
    bool wanted(const Change& change) const {
        if (options_.sorts.empty()) return true;
        const auto sort = sort_of(rulebase_, change, candidates_.framed());
        return std::find(options_.sorts.begin(), options_.sorts.end(), sort) != options_.sorts.end();
    }

    /// Numbers for changes to one thing. What is always looked at stands under slot 0.
    std::uint32_t slot(std::optional<engine::AttributeOf> what, std::vector<Change> changes) {
        std::uint32_t index = 0;
        if (what) {
            const auto [entry, added] = slots_.try_emplace(*what, static_cast<std::uint32_t>(slots_.size() + 1));
            index = entry->second;
            if (!added) return index;
        }
        if (by_slot_.size() <= index) by_slot_.resize(index + 1U);
        for (auto& change : changes) {
            if (!wanted(change)) continue;
            by_slot_[index].push_back(static_cast<std::uint32_t>(changes_.size()));
            changes_.push_back(std::move(change));
        }
        return index;
    }

    std::uint32_t slot_of(engine::AttributeOf what) {
        const auto known = slots_.find(what);
        return known != slots_.end() ? known->second : slot(what, candidates_.of_attribute(what));
    }

    Changes changes_of(const Members& members) const {
        Changes out;
        for (const auto member : members) out.push_back(changes_[member]);
        return out;
    }

    bool hits(const Reached& reached) const { return options_.to ? reached == *options_.to : reached != out_.now; }

    /// Asks with these changes. Nothing where they do it, or where the run failed.
    std::optional<Node> tried(const Members& members) {
        ++out_.runs;
        Reached reached;
        std::vector<engine::AttributeOf> looked_at;
        try {
            auto& model = supposed_.with(changes_of(members));
            reached = reach(model, target_);
            looked_at = model.looked_at();
        } catch (const engine::EvaluationError&) {
            if (members.empty()) throw;
            return {};
        }
        if (members.empty()) {
            out_.now = reached;
        } else if (hits(reached)) {
            found_.push_back(members);
            auto changes = changes_of(members);
            std::sort(changes.begin(), changes.end());
            out_.flips.push_back({std::move(changes), reached});
            return {};
        }
        Node node{members, {always_}};
        for (const auto& what : looked_at) {
            if (candidates_.varied(what.attribute)) node.slots.push_back(slot_of(what));
        }
        return node;
    }

    bool holds_a_flip(const Members& members, std::size_t found) const {
        return std::any_of(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(found), [&](const Members& flip) {
            return std::includes(members.begin(), members.end(), flip.begin(), flip.end());
        });
    }

    /// About how many sets there are of one more change.
    std::size_t sets_of(const std::vector<Node>& nodes, std::size_t size) const {
        std::size_t out = 0;
        for (const auto& node : nodes) {
            for (const auto slot : node.slots) out += by_slot_[slot].size();
        }
        return out / size;
    }

    /// All sets of one more change.
    std::vector<Node> level(const std::vector<Node>& nodes) {
        std::vector<Node> next;
        const auto found = found_.size();
        std::set<Members> seen;
        for (const auto& node : nodes) {
            for (const auto slot : node.slots) {
                for (std::size_t i = 0; i < by_slot_[slot].size(); ++i) {
                    const auto member = by_slot_[slot][i];
                    const bool clashes = std::any_of(node.members.begin(), node.members.end(), [&](std::uint32_t other) {
                        return clash(facts_, changes_[member], changes_[other]);
                    });
                    if (clashes) continue;
                    Members members = node.members;
                    members.insert(std::upper_bound(members.begin(), members.end(), member), member);
                    if (!seen.insert(members).second || holds_a_flip(members, found)) continue;
                    if (auto more = tried(members)) next.push_back(std::move(*more));
                }
            }
        }
        return next;
    }

    /// What stands for several values that no rule tells apart is said for each.
    void expand() {
        std::vector<Flip> all;
        for (const auto& flip : out_.flips) {
            std::vector<Changes> combinations{{}};
            for (const auto& change : flip.changes) {
                std::vector<Changes> longer;
                for (const auto& begun : combinations) {
                    for (const auto& other : candidates_.alike(change)) {
                        longer.push_back(begun);
                        longer.back().push_back(other);
                    }
                }
                combinations = std::move(longer);
            }
            for (auto& changes : combinations) {
                std::sort(changes.begin(), changes.end());
                all.push_back({std::move(changes), flip.becomes});
            }
        }
        out_.flips = std::move(all);
    }

    const engine::Facts& facts_;
    const Target& target_;
    const FlipOptions& options_;
    Candidates candidates_;
    const check::Rulebase& rulebase_;
    Supposed supposed_;
    std::map<engine::AttributeOf, std::uint32_t> slots_;
    std::vector<std::vector<std::uint32_t>> by_slot_;
    std::vector<Change> changes_;
    std::uint32_t always_ = 0;
    std::vector<Members> found_;
    Flips out_;
};

}  // namespace

Flips find_flips(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                 const Target& target, const FlipOptions& options) {
    return FlipSearch(rulebase, facts, settings, target, options).run();
}

}  // namespace credence::explain
