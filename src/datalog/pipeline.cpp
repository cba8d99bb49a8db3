#include "datalog/pipeline.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace credence::datalog {
namespace {

class Planner {
public:
    Planner(const Rule& rule, const std::vector<RelationId>& recursive, std::optional<std::size_t> delta, const Sizes& sizes,
            const Options& options)
        : rule_(rule),
          sizes_(sizes),
          options_(options),
          bound_(rule.domains.size(), false) {
        for (std::size_t i = 0; i < rule.positive.size(); ++i) {
            const bool own = std::find(recursive.begin(), recursive.end(), rule.positive[i].relation) != recursive.end();
            const Part part = !delta || !own ? Part::all : i == *delta ? Part::delta : i < *delta ? Part::old : Part::all;
            rest_.push_back({&rule.positive[i], part});
        }
        for (const auto& atom : rule.negative) negative_.push_back(&atom);
        for (const auto& comparison : rule.comparisons) comparisons_.push_back(&comparison);
    }

    Pipeline plan() {
        const auto delta = std::find_if(rest_.begin(), rest_.end(), [](const auto& a) { return a.part == Part::delta; });
        if (delta != rest_.end()) take(delta);
        tests();
        while (!rest_.empty()) {
            take(next());
            tests();
        }
        for (Variable v = 0; v < bound_.size(); ++v) {
            if (!bound_[v] && rule_.domains[v] != 0) domain(v);
        }
        tests();
        CREDENCE_CHECK(negative_.empty() && comparisons_.empty());
        liveness();
        Pipeline pipeline{std::move(steps_), &rule_, is_distinct()};
        return pipeline;
    }

private:
    struct Candidate {
        const Atom* atom = nullptr;
        Part part = Part::all;
    };
    using At = std::vector<Candidate>::iterator;

    [[nodiscard]] bool known(Term t) const {
        return t.kind == Term::Kind::constant || (t.kind == Term::Kind::variable && bound_[t.value]);
    }

    /// How many rows a row of bindings turns into by joining the atom.
    [[nodiscard]] double fan_out(const Candidate& c) const {
        double rows = sizes_.rows(c.atom->relation, c.part);
        double keys = 1;
        for (std::uint32_t i = 0; i < c.atom->terms.size(); ++i) {
            if (known(c.atom->terms[i])) keys *= sizes_.domain(c.atom->relation, i);
        }
        return rows / std::max(1.0, keys);
    }
    [[nodiscard]] bool connected(const Candidate& c) const {
        return std::any_of(c.atom->terms.begin(), c.atom->terms.end(), [&](Term t) { return known(t); });
    }

    At next() {
        auto best = rest_.begin();
        for (auto at = rest_.begin(); at != rest_.end(); ++at) {
            if (!options_.statistics) break;
            const bool better_connected = connected(*at) && !connected(*best);
            const bool as_connected = connected(*at) == connected(*best);
            if (better_connected || (as_connected && fan_out(*at) < fan_out(*best))) best = at;
        }
        return best;
    }

    /// The one variable of the atom that is not known, if all its other columns are and there is but one other.
    [[nodiscard]] std::optional<std::uint32_t> open_column(const Candidate& c) const {
        if (c.atom->terms.size() != 2) return {};
        for (const std::uint32_t open : {0U, 1U}) {
            const Term t = c.atom->terms[open], other = c.atom->terms[1 - open];
            if (t.kind == Term::Kind::variable && !known(t) && other.kind == Term::Kind::variable && known(other)) return open;
        }
        return {};
    }

    /// Takes two atoms at once where both bind the same variable from another one each.
    bool intersect(At at) {
        const auto open = open_column(*at);
        if (!options_.intersections || !open || sizes_.grows(at->atom->relation)) return false;
        const Variable v = at->atom->terms[*open].value;
        for (auto other = rest_.begin(); other != rest_.end(); ++other) {
            if (other == at) continue;
            const auto other_open = open_column(*other);
            if (!other_open || other->atom->terms[*other_open].value != v || sizes_.grows(other->atom->relation)) continue;
            // The key that was bound first changes least often.
            auto seldom = other, often = at;
            auto seldom_open = *other_open, often_open = *open;
            if (when_bound(at->atom->terms[1 - *open].value) < when_bound(other->atom->terms[1 - *other_open].value)) {
                std::swap(seldom, often);
                std::swap(seldom_open, often_open);
            }
            Step step;
            step.kind = Step::Kind::intersect;
            step.relation = often->atom->relation;
            step.key = {{1 - often_open, often->atom->terms[1 - often_open]}};
            step.binds = {{often_open, often->atom->terms[often_open]}};
            step.other = seldom->atom->relation;
            step.other_key = {1 - seldom_open, seldom->atom->terms[1 - seldom_open]};
            step.other_bind = {seldom_open, seldom->atom->terms[seldom_open]};
            sort_scan(step.other_key.term.value);
            bind(v);
            steps_.push_back(std::move(step));
            const auto* first = seldom->atom;
            const auto* second = often->atom;
            std::erase_if(rest_, [&](const Candidate& c) { return c.atom == first || c.atom == second; });
            return true;
        }
        return false;
    }

    [[nodiscard]] std::size_t when_bound(Variable v) const {
        return static_cast<std::size_t>(std::find(order_.begin(), order_.end(), v) - order_.begin());
    }

    /// If the first step scans a relation that does not grow and binds `v`, lets equal codes of `v` come one after the other.
    void sort_scan(Variable v) {
        auto& scan = steps_.front();
        if (scan.kind != Step::Kind::scan || !scan.key.empty() || scan.part != Part::all || sizes_.grows(scan.relation)) return;
        for (const auto& bind : scan.binds) {
            if (bind.term.value != v) continue;
            scan.kind = Step::Kind::sorted_scan;
            scan.key = {bind};
            return;
        }
    }

    void take(At at) {
        if (intersect(at)) return;
        Step step;
        step.relation = at->atom->relation;
        step.part = at->part;
        bool any = false;
        for (std::uint32_t c = 0; c < at->atom->terms.size(); ++c) {
            const Term t = at->atom->terms[c];
            const auto here = std::find_if(step.binds.begin(), step.binds.end(), [&](const auto& b) { return b.term == t; });
            if (known(t))
                step.key.push_back({c, t});
            else if (t.kind == Term::Kind::any)
                any = true;
            else if (here != step.binds.end())
                step.same.push_back({c, {Term::Kind::any, here->column}});
            else
                step.binds.push_back({c, t});
        }
        const bool whole = step.part == Part::all && !sizes_.grows(step.relation);
        if (step.part == Part::delta || step.key.empty())
            step.kind = Step::Kind::scan;
        else if (step.binds.empty() && whole)
            step.kind = any ? Step::Kind::some : Step::Kind::present;
        else
            step.kind = Step::Kind::join;
        for (const auto& b : step.binds) bind(b.term.value);
        steps_.push_back(std::move(step));
        rest_.erase(at);
    }

    void bind(Variable v) {
        bound_[v] = true;
        order_.push_back(v);
    }

    void domain(Variable v) {
        Step step;
        step.kind = Step::Kind::domain;
        step.domain = rule_.domains[v];
        step.binds = {{0, variable(v)}};
        bind(v);
        steps_.push_back(std::move(step));
        tests();
    }

    /// All that is bound by now is tested.
    void tests() {
        std::erase_if(comparisons_, [&](const Comparison* c) {
            if (!known(c->left) || !known(c->right)) return false;
            Step step;
            step.kind = Step::Kind::compare;
            step.comparison = *c;
            steps_.push_back(std::move(step));
            return true;
        });
        std::erase_if(negative_, [&](const Atom* atom) {
            Step step;
            step.kind = Step::Kind::absent;
            step.relation = atom->relation;
            for (std::uint32_t c = 0; c < atom->terms.size(); ++c) {
                if (atom->terms[c].kind == Term::Kind::any)
                    step.kind = Step::Kind::nothing;
                else if (!known(atom->terms[c]))
                    return false;
                else
                    step.key.push_back({c, atom->terms[c]});
            }
            steps_.push_back(std::move(step));
            return true;
        });
    }

    void liveness() {
        std::vector<bool> needed(bound_.size(), false);
        const auto need = [&](Term t) {
            if (t.kind == Term::Kind::variable) needed[t.value] = true;
        };
        for (const Term t : rule_.head.terms) need(t);
        for (std::size_t s = steps_.size(); s-- > 0;) {
            auto& step = steps_[s];
            for (const auto& b : step.binds) needed[b.term.value] = false;
            for (Variable v = 0; v < needed.size(); ++v) {
                if (needed[v]) step.live.push_back(v);
            }
            for (const auto& k : step.key) {
                if (step.kind != Step::Kind::sorted_scan) need(k.term);
            }
            if (step.kind == Step::Kind::intersect) need(step.other_key.term);
            if (step.kind == Step::Kind::compare) {
                need(step.comparison.left);
                need(step.comparison.right);
            }
        }
    }

    /// Each binding is one tuple of each atom, and the head names every variable.
    [[nodiscard]] bool is_distinct() const {
        std::vector<bool> in_head(bound_.size(), false);
        for (const Term t : rule_.head.terms) {
            if (t.kind == Term::Kind::variable) in_head[t.value] = true;
        }
        const bool all = std::all_of(in_head.begin(), in_head.end(), [](bool b) { return b; });
        return all && std::all_of(rule_.positive.begin(), rule_.positive.end(), [](const Atom& atom) {
                   return std::none_of(atom.terms.begin(), atom.terms.end(), [](Term t) { return t.kind == Term::Kind::any; });
               });
    }

    const Rule& rule_;
    const Sizes& sizes_;
    const Options& options_;
    std::vector<bool> bound_;
    std::vector<Variable> order_;
    std::vector<Candidate> rest_;
    std::vector<const Atom*> negative_;
    std::vector<const Comparison*> comparisons_;
    std::vector<Step> steps_;
};

}  // namespace

Pipeline plan(const Rule& rule, const std::vector<RelationId>& recursive, std::optional<std::size_t> delta, const Sizes& sizes,
              const Options& options) {
    return Planner(rule, recursive, delta, sizes, options).plan();
}

}  // namespace credence::datalog
