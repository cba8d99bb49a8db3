#include "datalog/evaluate.hpp"

#include <algorithm>

#include "datalog/bit_rows.hpp"
#include "datalog/machine.hpp"

namespace credence::datalog {
namespace {

class Present final : public Sizes {
public:
    Present(const std::deque<Relation>& relations, const std::vector<Window>& windows)
        : relations_(relations),
          windows_(windows) {}

    double rows(RelationId relation, Part part) const override {
        const double all = relations_[relation].size();
        if (!grows(relation)) return all;
        const auto& w = windows_[relation];
        return part == Part::delta ? double(w.end - w.old) : part == Part::old ? double(w.old) : all;
    }
    double domain(RelationId relation, std::uint32_t column) const override {
        // No column has more codes than there are rows.
        return std::max(1.0, std::min(double(relations_[relation].domain(column)), double(relations_[relation].size())));
    }
    bool grows(RelationId relation) const override { return !windows_.empty() && windows_[relation].end != none; }

private:
    const std::deque<Relation>& relations_;
    const std::vector<Window>& windows_;
};

bool reads(const Rule& rule, const std::vector<RelationId>& derived) {
    return std::any_of(rule.positive.begin(), rule.positive.end(), [&](const Atom& atom) {
        return std::find(derived.begin(), derived.end(), atom.relation) != derived.end();
    });
}

void run_once(std::deque<Relation>& relations, const Group& group, const Options& options, Meter& meter) {
    const std::vector<Window> still;
    const Present sizes(relations, still);
    Machine machine(relations, still, options, meter);
    for (const auto& rule : group.rules) {
        if (reads(rule, group.derived)) continue;
        Pipeline pipeline = plan(rule, {}, {}, sizes, options);
        const auto same_head = [&](const Rule& r) { return r.head.relation == rule.head.relation; };
        pipeline.distinct = pipeline.distinct && std::count_if(group.rules.begin(), group.rules.end(), same_head) == 1;
        machine.run(pipeline, relations[rule.head.relation]);
    }
}

struct Turn {
    const Rule* rule = nullptr;
    std::size_t delta = 0;  // the positive atom that reads it
};

/// Rounds in which one atom of each rule reads what the round before found, and no atom what the round itself adds.
void run_rounds(std::deque<Relation>& relations, const Group& group, const Options& options, Meter& meter) {
    std::vector<Turn> turns;
    for (const auto& rule : group.rules) {
        for (std::size_t i = 0; i < rule.positive.size(); ++i) {
            const auto relation = rule.positive[i].relation;
            if (std::find(group.derived.begin(), group.derived.end(), relation) != group.derived.end())
                turns.push_back({&rule, i});
        }
    }
    std::vector<Window> windows(relations.size(), Window{none, none});
    for (const auto id : group.derived) {
        windows[id] = {0, 0};
        relations[id].rounds = {0};
    }
    const Present sizes(relations, windows);
    Machine machine(relations, windows, options, meter);
    std::vector<Pipeline> pipelines;
    double planned_for = 0;
    for (;;) {
        double rows = 0;
        bool more = false;
        for (const auto id : group.derived) {
            auto& w = windows[id];
            w = {w.end, relations[id].size()};
            relations[id].rounds.push_back(w.end);
            more = more || w.old < w.end;
            rows += w.end;
        }
        if (!more) break;
        constexpr double much = 16;  // a plan made for so many times fewer rows is made anew
        if (pipelines.empty() || rows > much * planned_for) {
            pipelines.clear();
            for (const auto& turn : turns) pipelines.push_back(plan(*turn.rule, group.derived, turn.delta, sizes, options));
            for (auto& pipeline : pipelines) pipeline.distinct = false;
            planned_for = rows;
        }
        for (const auto& pipeline : pipelines) machine.run(pipeline, relations[pipeline.rule->head.relation]);
    }
}

}  // namespace

void evaluate(std::deque<Relation>& relations, const Group& group, const Options& options, Ranks ranks, Meter& meter) {
    if (group.recursive && options.bit_rows && ranks == Ranks::no && unite_bit_rows(relations, group, options, meter)) return;
    run_once(relations, group, options, meter);
    if (group.recursive) run_rounds(relations, group, options, meter);
}

}  // namespace credence::datalog
