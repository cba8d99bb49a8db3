#include "explain/ways.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/sets.hpp"

namespace credence::explain {
namespace {

class WaySearch {
public:
    WaySearch(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
              const check::Condition& condition, const engine::Binding& binding, const WaysOptions& options)
        : rulebase_(rulebase),
          facts_(facts),
          condition_(condition),
          binding_(binding),
          options_(options),
          candidates_(rulebase, facts, settings, Target{nullptr, &condition, binding, {}}, true),
          changes_(candidates_),
          supposed_(rulebase, facts, settings) {}

    Ways run() {
        Ways out;
        out.left_out = candidates_.left_out();
        ++runs_;
        out.now = state_with({});
        if (out.now == engine::State::met) return told(out);
        std::vector<Node*> level{&nodes_.emplace_back()};  // the sets that do not do it, of one size
        for (std::size_t size = 1; size <= options_.most; ++size) {
            std::vector<Node*> next;
            bool any = false;
            for (auto* node : level) {
                const auto& obstacles = expanded(*node);
                for (std::uint32_t at = 0; at < obstacles.size(); ++at) {
                    if (runs_ == options_.runs || ways_.size() >= options_.ways) return told(out);
                    any = true;
                    if (auto* fails = tried({node, at})) next.push_back(fails);
                }
            }
            if (!any) {
                out.hopeless = ways_.empty() && !passed_over_;
                out.complete_to = options_.most;
                return told(out);
            }
            out.complete_to = size;
            level = std::move(next);
        }
        return told(out);
    }

private:
    using Members = ChangeNumbers;
    struct Node;
    /// A set: that of the node and its obstacle `at`; without a node the empty one.
    struct Place {
        const Node* node = nullptr;
        std::uint32_t at = 0;
    };
    /// A set that does not do it, and what is in its way then, known once larger sets are tried. Of its obstacles every way has at least
    /// one, and it is looked for below the first: what stands before it in the list is left to others, there and below, so that each
    /// set is tried once.
    struct Node {
        Members set;
        Place place;        // its own
        Members obstacles;  // in the order of Change
    };

    [[nodiscard]] static Members set_at(const Place& place) {
        if (place.node == nullptr) return {};
        Members out = place.node->set;
        const auto change = place.node->obstacles[place.at];
        out.insert(std::upper_bound(out.begin(), out.end(), change), change);
        return out;
    }

    [[nodiscard]] static bool is_left_to_others(std::uint32_t change, const Place& place) {
        for (const auto* at = &place; at->node != nullptr; at = &at->node->place) {
            const auto& obstacles = at->node->obstacles;
            if (std::find(obstacles.begin(), obstacles.begin() + at->at, change) != obstacles.begin() + at->at) return true;
        }
        return false;
    }

    [[nodiscard]] Changes changes_of(const Members& set) const {
        Changes out;
        for (const auto member : set) out.push_back(changes_[member]);
        std::sort(out.begin(), out.end());
        return out;
    }

    engine::State state_with(const Members& set) {
        auto& model = supposed_.with(changes_of(set));
        return model.state(model.truth(condition_, binding_));
    }

    /// The set of the place, if it does not do it. One that has a way in it, or is larger than a way of its family, is not looked at, nor
    /// one on which a run fails.
    Node* tried(const Place& place) {
        auto set = set_at(place);
        const bool more = std::any_of(ways_.begin(), ways_.end(), [&](const Members& way) {
            const bool larger = way.size() < set.size() && of_one_family(sort(way.front()), sort(set.front()));
            return (larger && !options_.larger) || std::includes(set.begin(), set.end(), way.begin(), way.end());
        });
        if (more) return nullptr;
        ++runs_;
        try {
            if (state_with(set) == engine::State::met) {
                ways_.push_back(std::move(set));
                return nullptr;
            }
        } catch (const engine::EvaluationError&) {
            return nullptr;
        }
        return &nodes_.emplace_back(Node{std::move(set), place, {}});
    }

    /// What is in the way of the node's set, but for what is left to others.
    const Members& expanded(Node& node) {
        const auto& set = node.set;
        Members out;
        try {
            auto& model = supposed_.with(changes_of(set));
            Obstacles obstacles(model, changes_, facts_);
            for (const auto number : obstacles.of(condition_, binding_, Obstacles::Wish::met)) {
                const bool apart = !set.empty() && !of_one_family(sort(set.front()), sort(number));
                passed_over_ = passed_over_ || apart;
                const bool clashes = std::any_of(
                    set.begin(), set.end(), [&](std::uint32_t one) { return clash(facts_, changes_[one], changes_[number]); });
                if (!apart && !clashes && !is_left_to_others(number, node.place)) out.push_back(number);
            }
        } catch (const engine::EvaluationError&) {
            if (set.empty()) throw;
            out.clear();
        }
        node.obstacles = std::move(out);
        return node.obstacles;
    }

    /// The ways in their order.
    [[nodiscard]] Ways told(Ways out) const {
        for (const auto& way : ways_) out.ways.push_back(changes_of(way));
        std::sort(out.ways.begin(), out.ways.end(),
                  [](const Changes& a, const Changes& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
        return out;
    }

    [[nodiscard]] ChangeSort sort(std::uint32_t change) const {
        return sort_of(rulebase_, changes_[change], candidates_.framed());
    }

    const check::Rulebase& rulebase_;
    const engine::Facts& facts_;
    const check::Condition& condition_;
    const engine::Binding& binding_;
    const WaysOptions options_;
    Candidates candidates_;
    ChangesThereAre changes_;
    Supposed supposed_;
    std::deque<Node> nodes_;  // where they are while places point to them
    std::vector<Members> ways_;
    std::size_t runs_ = 0;
    bool passed_over_ = false;  // a set of two families
};

bool has_value(const Change& change) {
    return change.kind == Change::Kind::settle || change.kind == Change::Kind::observe || change.kind == Change::Kind::set;
}

/// The same but for the value.
bool same_place(const Change& a, const Change& b) {
    if (a.kind != b.kind || a.index != b.index || a.row != b.row) return false;
    if (!has_value(a)) return a == b;
    return a.kind == Change::Kind::set || a.cells[0] == b.cells[0];
}

/// Where two groups differ in the values of one change alone, its place.
std::optional<std::size_t> one_difference(const WayGroup& a, const WayGroup& b) {
    if (a.changes.size() != b.changes.size()) return {};
    std::optional<std::size_t> out;
    for (std::size_t i = 0; i < a.changes.size(); ++i) {
        if (!same_place(a.changes[i], b.changes[i])) return {};
        if (a.values[i] == b.values[i]) continue;
        if (out) return {};
        out = i;
    }
    return out;
}

}  // namespace

bool of_one_family(ChangeSort a, ChangeSort b) {
    const auto family = [](ChangeSort sort) {
        return sort == ChangeSort::parameter ? 2 : sort == ChangeSort::declaration ? 1 : 0;
    };
    return family(a) == family(b);
}

Ways find_ways(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
               const check::Condition& condition, const engine::Binding& binding, const WaysOptions& options) {
    return WaySearch(rulebase, facts, settings, condition, binding, options).run();
}

std::vector<WayGroup> grouped(const std::vector<Changes>& ways, const Candidates& candidates) {
    std::vector<WayGroup> out;
    for (const auto& way : ways) {
        WayGroup group{way, {}};
        for (const auto& change : way) {
            auto& values = group.values.emplace_back();
            if (!has_value(change)) continue;
            for (const auto& other : candidates.alike(change)) values.push_back(other.cells.back());
            make_set(values);
        }
        out.push_back(std::move(group));
    }
    for (bool again = true; again;) {
        again = false;
        for (std::size_t i = 0; i < out.size() && !again; ++i) {
            for (std::size_t j = i + 1; j < out.size() && !again; ++j) {
                const auto place = one_difference(out[i], out[j]);
                if (!place) continue;
                auto& values = out[i].values[*place];
                values.insert(values.end(), out[j].values[*place].begin(), out[j].values[*place].end());
                make_set(values);
                out.erase(out.begin() + static_cast<std::ptrdiff_t>(j));
                again = true;
            }
        }
    }
    return out;
}

}  // namespace credence::explain
