#include "explain/ways.hpp"

#include <algorithm>
#include <utility>

#include "base/sets.hpp"

namespace credence::explain {
namespace {

bool includes(const Changes& whole, const Changes& part) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

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
        std::vector<Node> level(1);
        for (std::size_t size = 0; !level.empty(); ++size) {
            std::vector<Node> next;
            const bool last = size == options_.most;
            for (const auto& node : level) {
                if (runs_ == options_.runs || out.ways.size() >= options_.ways) return out;
                const bool more = std::any_of(out.ways.begin(), out.ways.end(), [&](const Changes& way) {
                    const bool larger = way.size() < size && of_one_family(sort(way.front()), sort(node.set.front()));
                    return (larger && !options_.larger) || includes(node.set, way);
                });
                if (!more) look_at(node, last, out, next);
            }
            std::sort(out.ways.begin(), out.ways.end(),
                      [](const Changes& a, const Changes& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
            if (size == 0 && out.now == engine::State::met) return out;
            out.complete_to = size;
            if (last) return out;
            level = std::move(next);
        }
        out.hopeless = out.ways.empty() && !passed_over_;
        out.complete_to = options_.most;
        return out;
    }

private:
    /// Changes that are made, and those that sets below this one leave to others, so that each set is tried once: of the obstacles
    /// every way has at least one, and it is looked for below the first.
    struct Node {
        Changes set, left_to_others;
    };

    void look_at(const Node& node, bool last, Ways& out, std::vector<Node>& next) {
        ++runs_;
        const auto& set = node.set;
        try {
            auto& model = supposed_.with(set);
            const auto state = model.state(model.truth(condition_, binding_));
            if (set.empty()) out.now = state;
            if (state == engine::State::met) {
                if (!set.empty()) out.ways.push_back(set);
                return;
            }
            if (last) return;
            Obstacles obstacles(model, changes_, facts_);
            auto left_to_others = node.left_to_others;
            for (const auto& change : obstacles.of(condition_, binding_, Obstacles::Wish::met)) {
                const bool apart = !set.empty() && !of_one_family(sort(set.front()), sort(change));
                const bool left = std::binary_search(node.left_to_others.begin(), node.left_to_others.end(), change);
                passed_over_ = passed_over_ || apart;
                if (apart || left ||
                    std::any_of(set.begin(), set.end(), [&](const Change& one) { return clash(facts_, one, change); }))
                    continue;
                Node more{set, left_to_others};
                more.set.insert(std::upper_bound(more.set.begin(), more.set.end(), change), change);
                next.push_back(std::move(more));
                left_to_others.insert(std::upper_bound(left_to_others.begin(), left_to_others.end(), change), change);
            }
        } catch (const engine::EvaluationError&) {
            if (set.empty()) throw;
        }
    }

    [[nodiscard]] ChangeSort sort(const Change& change) const { return sort_of(rulebase_, change, candidates_.framed()); }

    const check::Rulebase& rulebase_;
    const engine::Facts& facts_;
    const check::Condition& condition_;
    const engine::Binding& binding_;
    const WaysOptions options_;
    Candidates candidates_;
    ChangesThereAre changes_;
    Supposed supposed_;
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
