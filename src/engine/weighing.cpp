// Evidence with its bounds: each proposition is worked out in every world of what it reads and nobody observed; those that share
// such an attribute, or are declared correlated, are bounded together over the worlds of all they read.
#include <algorithm>
#include <map>
#include <numeric>

#include "engine/worlds.hpp"

namespace credence::engine {
namespace {

using check::Proposition;

constexpr std::size_t most_worlds = 4096;

/// A binding of a proposition's `for`: what it weighs in each world of what the proposition reads.
struct Instance {
    Truth truth;  // on record, as `base`, the first world
    Evidence base;
    std::vector<Evidence> weighs;  // nothing in worlds beyond the end
    Evidence alone;
};

/// Worlds are numbered: the first attribute's choices are the fastest, 0 for no value, then each value in turn.
struct Read {
    Unobserved unobserved;
    std::size_t choices = 1;
};

struct Explored {
    check::PropositionId proposition;
    std::vector<Read> reads;
    std::size_t worlds = 1;
    bool apart = false;
    std::map<Binding, Instance> instances;
};

/// The number of worlds, unless there are too many.
std::optional<std::size_t> worlds_of(const std::vector<Read>& reads) {
    std::size_t worlds = 1;
    for (const auto& read : reads) {
        if (read.choices > most_worlds) return std::nullopt;
        worlds *= read.choices;
        if (worlds > most_worlds) return std::nullopt;
    }
    return worlds;
}

void widen(Evidence& all, const Evidence& one) {
    all.lo = std::min(all.lo, one.lo);
    all.hi = std::max(all.hi, one.hi);
}

/// What correlated contributions come to: the strongest each way, at every bound.
struct Strongest {
    Evidence up, down;
    void add(const Evidence& e) {
        up = {std::max(up.lo, e.lo), std::max(up.best, e.best), std::max(up.hi, e.hi)};
        down = {std::min(down.lo, e.lo), std::min(down.best, e.best), std::min(down.hi, e.hi)};
    }
    [[nodiscard]] Evidence sum() const { return {up.lo + down.lo, up.best + down.best, up.hi + down.hi}; }
};

class Weigher {
public:
    Weigher(Evaluator& evaluator, check::QuestionId question, Cell subject, const std::vector<check::DeclarationRef>& cone)
        : evaluator_(evaluator),
          rulebase_(evaluator.rulebase),
          subject_(subject),
          worlds_(evaluator, cone) {
        for (std::size_t p = 0; p < rulebase_.propositions.size(); ++p) {
            const auto& proposition = rulebase_.propositions[p];
            if (proposition.question != question || !proposition.weight.valid()) continue;
            if (evaluator.in_force(proposition.clauses)) explored_.push_back(explore(check::PropositionId{p}));
        }
    }

    [[nodiscard]] Weighing weighing() const {
        Weighing out;
        std::vector<std::size_t> group_of(explored_.size());
        std::iota(group_of.begin(), group_of.end(), std::size_t{0});
        for (std::size_t a = 0; a < explored_.size(); ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                if (!bound_together(explored_[a], explored_[b])) continue;
                const auto from = group_of[a];
                std::replace(group_of.begin(), group_of.end(), from, group_of[b]);
            }
        }
        for (std::size_t first = 0; first < explored_.size(); ++first) {
            std::vector<const Explored*> members;
            for (std::size_t e = first; e < explored_.size(); ++e)
                if (group_of[e] == group_of[first]) members.push_back(&explored_[e]);
            if (std::find(group_of.begin(), group_of.begin() + static_cast<std::ptrdiff_t>(first), group_of[first]) ==
                group_of.begin() + static_cast<std::ptrdiff_t>(first))
                add_group(members, out);
        }
        std::stable_sort(out.contributions.begin(), out.contributions.end(),
                         [](const auto& a, const auto& b) { return a.proposition < b.proposition; });
        return out;
    }

private:
    [[nodiscard]] const Proposition& of(const Explored& e) const { return rulebase_.propositions[e.proposition.index()]; }

    [[nodiscard]] Evidence weighs(const Proposition& proposition, Truth truth, const std::vector<Stance>& stances,
                                  std::size_t row) const {
        const auto& weight = rulebase_.weights[proposition.weight.index()];
        const auto w = rulebase_.strengths[weight.strength.index()].weight;
        return stances.empty() ? weigh_lean(w, truth, proposition.upper) : weigh_stance(w, truth, stances[row]);
    }

    /// Its bindings and what they weigh in the world that is supposed.
    [[nodiscard]] std::map<Binding, std::pair<Truth, Evidence>> look(const Proposition& proposition) {
        const auto& clauses = proposition.clauses;
        const bool direct = clauses.bound == 1 && proposition.subject.kind == check::ExpressionKind::variable;
        Rows rows;
        if (direct) {
            evaluator_.spend(steps_a_world);
            rows.batch = Batch::one({subject_});
            rows.truth = evaluator_.truth(clauses.body, rows.batch);
        } else {
            rows = evaluator_.solve(clauses, &proposition.subject, {subject_});
        }
        auto stances = proposition.attribute ? evaluator_.stances(proposition, rows.batch) : std::vector<Stance>{};
        // What stays unknown supports nothing: what it may turn out to be is the other worlds' to say.
        if (worlds_.left_open())
            for (auto& stance : stances) stance.lo = stance.hi = stance.best;
        std::map<Binding, std::pair<Truth, Evidence>> out;
        for (std::size_t i = 0; i < rows.truth.size(); ++i) {
            auto binding = rows.batch.binding(i);
            binding.resize(clauses.bound);
            auto truth = rows.truth[i];
            if (worlds_.left_open()) truth.plausibility = truth.belief;
            out[binding] = {rows.truth[i], weighs(proposition, truth, stances, i)};
        }
        return out;
    }

    [[nodiscard]] Explored explore(check::PropositionId id) {
        const auto& proposition = rulebase_.propositions[id.index()];
        const Evaluator::At at(evaluator_, proposition.head);
        worlds_.forget_looks();
        for (;;) {
            Explored out;
            out.proposition = id;
            for (const auto& unobserved : worlds_.looked_at())
                out.reads.push_back({unobserved, *worlds_.count(unobserved.attribute) + 1});
            const auto worlds = worlds_of(out.reads);
            out.worlds = worlds.value_or(1);
            for (std::size_t world = 0; world < out.worlds; ++world) {
                suppose(out.reads, world);
                for (auto& [binding, found] : look(proposition)) {
                    auto& instance = out.instances[binding];
                    if (world == 0) std::tie(instance.truth, instance.base) = found;
                    instance.weighs.resize(world + 1);
                    instance.weighs[world] = found.second;
                }
            }
            if (worlds && worlds_.looked_at().size() > out.reads.size()) continue;  // one world led to more
            out.apart = !worlds || worlds_.beyond_lists();
            settle(proposition, out);
            return out;
        }
    }

    void suppose(const std::vector<Read>& reads, std::size_t world) {
        std::vector<std::pair<Unobserved, Cell>> observed;
        for (const auto& [unobserved, choices] : reads) {
            if (const auto choice = world % choices; choice > 0)
                observed.emplace_back(unobserved, worlds_.value(unobserved.attribute, choice - 1));
            world /= choices;
        }
        worlds_.suppose(observed);
    }

    /// The bounds of each binding by itself: where the worlds are too many to look at, all that it could ever weigh.
    void settle(const Proposition& proposition, Explored& explored) const {
        if (explored.apart) {
            explored.reads.clear();
            explored.worlds = 1;
            const std::vector<Stance> any{Stance{}};
            const auto most =
                weighs(proposition, {0, Truth::one, false}, proposition.attribute ? any : std::vector<Stance>{}, 0);
            for (auto& [binding, instance] : explored.instances) {
                instance.alone = {most.lo, instance.base.best, most.hi};
                instance.weighs = {instance.alone};
            }
            return;
        }
        for (auto& [binding, instance] : explored.instances) {
            instance.weighs.resize(explored.worlds);
            instance.alone = instance.base;
            for (const auto& one : instance.weighs) widen(instance.alone, one);
        }
    }

    [[nodiscard]] bool bound_together(const Explored& a, const Explored& b) const {
        if (of(a).correlation.valid() && of(a).correlation == of(b).correlation) return true;
        return std::any_of(a.reads.begin(), a.reads.end(), [&](const Read& one) {
            return std::any_of(b.reads.begin(), b.reads.end(),
                               [&](const Read& other) { return other.unobserved == one.unobserved; });
        });
    }

    /// The sum of the members in one world; `at` says which of its own worlds that is for each.
    template <class At>
    [[nodiscard]] Evidence sum(const std::vector<const Explored*>& members, At at) const {
        Evidence all;
        std::map<check::CorrelationId, Strongest> correlated;
        for (std::size_t m = 0; m < members.size(); ++m) {
            const auto correlation = of(*members[m]).correlation;
            for (const auto& [binding, instance] : members[m]->instances) {
                const Evidence& one = at(m, instance);
                if (correlation.valid()) {
                    correlated[correlation].add(one);
                } else {
                    all += one;
                }
            }
        }
        for (const auto& [correlation, strongest] : correlated) all += strongest.sum();
        return all;
    }

    void add_group(const std::vector<const Explored*>& members, Weighing& out) const {
        Weighing::Group group;
        std::vector<Read> reads;
        for (const auto* member : members) {
            group.apart = group.apart || member->apart;
            for (const auto& read : member->reads) {
                const auto same = [&](const Read& other) { return other.unobserved == read.unobserved; };
                if (std::none_of(reads.begin(), reads.end(), same)) reads.push_back(read);
            }
        }
        std::sort(reads.begin(), reads.end(), [](const Read& a, const Read& b) { return a.unobserved < b.unobserved; });
        for (const auto& read : reads) group.unobserved.push_back(read.unobserved);

        group.evidence = sum(members, [](std::size_t, const Instance& instance) { return instance.base; });
        if (const auto worlds = worlds_of(reads)) {
            for (std::size_t world = 0; world < *worlds; ++world) {
                const auto own = own_worlds(members, reads, world);
                widen(group.evidence,
                      sum(members, [&](std::size_t m, const Instance& instance) { return instance.weighs[own[m]]; }));
            }
        } else {
            group.apart = true;
            widen(group.evidence, sum(members, [](std::size_t, const Instance& instance) { return instance.alone; }));
        }
        add_contributions(members, static_cast<std::uint32_t>(out.groups.size()), out);
        out.evidence += group.evidence;
        out.groups.push_back(std::move(group));
    }

    /// Of a world of all reads, the world of each member's own.
    [[nodiscard]] static std::vector<std::size_t> own_worlds(const std::vector<const Explored*>& members,
                                                             const std::vector<Read>& reads, std::size_t world) {
        std::vector<std::size_t> own;
        for (const auto* member : members) {
            std::size_t index = 0;
            std::size_t step = 1;
            for (const auto& read : member->reads) {
                std::size_t rest = world;
                for (const auto& other : reads) {
                    if (other.unobserved == read.unobserved) break;
                    rest /= other.choices;
                }
                index += rest % read.choices * step;
                step *= read.choices;
            }
            own.push_back(index);
        }
        return own;
    }

    void add_contributions(const std::vector<const Explored*>& members, std::uint32_t group, Weighing& out) const {
        std::map<std::pair<check::CorrelationId, bool>, std::pair<std::int64_t, std::size_t>> strongest;  // by set and way
        for (const auto* member : members) {
            for (const auto& [binding, instance] : member->instances) {
                if (instance.alone == Evidence{}) continue;
                const auto at = out.contributions.size();
                const auto best = instance.alone.best;
                bool counts = true;
                if (const auto correlation = of(*member).correlation; correlation.valid() && best != 0) {
                    const auto size = best < 0 ? -best : best;
                    const auto [found, first] = strongest.try_emplace({correlation, best > 0}, size, at);
                    counts = first || size > found->second.first;
                    if (!first && counts) {
                        out.contributions[found->second.second].counts = false;
                        found->second = {size, at};
                    }
                }
                out.contributions.push_back({member->proposition, binding, instance.truth, evaluator_.state(instance.truth),
                                             instance.alone, counts, group});
            }
        }
    }

    static constexpr std::uint64_t steps_a_world = 16;

    Evaluator& evaluator_;
    const check::Rulebase& rulebase_;
    const Cell subject_;
    Worlds worlds_;
    std::vector<Explored> explored_;
};

}  // namespace

std::vector<Stance> Evaluator::stances(const Proposition& proposition, const Batch& batch) {
    const auto& attribute = *proposition.attribute;
    const auto values = rulebase.scales[attribute.type.index].values.size();
    const Vector subjects = value(attribute.operands.front(), batch);
    std::vector<Stance> out(batch.rows);
    for (std::size_t i = 0; i < batch.rows; ++i) {
        if (!subjects.known(i)) continue;
        out[i] = stance_of(summary(check::AttributeId{attribute.index}, subjects.cells[i]), values, proposition.effect);
    }
    return out;
}

Weighing Evaluator::weighing(check::QuestionId id, Cell subject) {
    auto& cone = cones_[id.index()];
    if (!cone) {
        std::vector<check::DeclarationRef> roots;
        for (std::uint32_t p = 0; p < rulebase.propositions.size(); ++p)
            if (rulebase.propositions[p].question == id) roots.push_back({check::DeclarationKind::proposition, p});
        cone = check::closure(rulebase, std::move(roots));
    }
    Weighing out = Weigher(*this, id, subject, *cone).weighing();
    out.points = pointers(id, subject).any();
    if (const auto& bands = rulebase.questions[id.index()].bands) {
        if (out.points) out.band = band_at(*bands, out.evidence.best);
        out.lowest_band = band_at(*bands, out.evidence.lo);
        out.highest_band = band_at(*bands, out.evidence.hi);
    }
    return out;
}

}  // namespace credence::engine
