#include "datalog/bit_rows.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "datalog/bits.hpp"
#include "datalog/evaluate.hpp"

namespace credence::datalog {
namespace {

bool is_derived(const Group& group, RelationId relation) {
    return std::find(group.derived.begin(), group.derived.end(), relation) != group.derived.end();
}

std::size_t uses(const Atom& atom, Variable v) {
    return static_cast<std::size_t>(std::count(atom.terms.begin(), atom.terms.end(), variable(v)));
}

/// How a recursive rule hands rows on.
struct Link {
    const Rule* rule = nullptr;
    std::size_t from = 0;                // the positive atom whose row is handed on
    std::optional<std::size_t> through;  // the recursive atom that links x to y; none where other relations do
    bool through_reversed = false;       // it is through(y, x)
};

/// The rule's link if column `z` of its head is only handed on.
std::optional<Link> link_of(const Rule& rule, const Group& group, std::size_t z) {
    const Term handed = rule.head.terms[z], x = rule.head.terms[1 - z];
    if (handed.kind != Term::Kind::variable || handed == x || x.kind != Term::Kind::variable) return {};
    const Variable v = handed.value;
    if (rule.domains[v] != 0) return {};
    std::size_t all = 0;
    for (const auto& atom : rule.positive) all += uses(atom, v);
    for (const auto& atom : rule.negative) all += uses(atom, v);
    for (const auto& c : rule.comparisons) all += (c.left == handed ? 1U : 0U) + (c.right == handed ? 1U : 0U);
    if (all != 1) return {};
    for (std::size_t i = 0; i < rule.positive.size(); ++i) {
        const auto& atom = rule.positive[i];
        if (uses(atom, v) == 0) continue;
        if (!is_derived(group, atom.relation) || atom.terms.size() != 2 || atom.terms[z] != handed) return {};
        const Term y = atom.terms[1 - z];
        if (y.kind != Term::Kind::variable) return {};
        Link link{&rule, i, {}, false};
        for (std::size_t k = 0; k < rule.positive.size(); ++k) {
            if (k == i || !is_derived(group, rule.positive[k].relation)) continue;
            // A link through the recursion itself: one atom over x and y and nothing else.
            const auto& other = rule.positive[k];
            const bool alone =
                rule.positive.size() == 2 && rule.negative.empty() && rule.comparisons.empty() && other.terms.size() == 2;
            const bool straight = alone && other.terms[z] == y && other.terms[1 - z] == x;
            const bool reversed = alone && other.terms[z] == x && other.terms[1 - z] == y;
            if (!(straight || reversed) || x == y) return {};
            link.through = k;
            link.through_reversed = reversed;
        }
        return link;
    }
    return {};
}

/// The matrices of the group: a row of words for each code of the column that is not handed on.
class Matrices {
public:
    Matrices(std::deque<Relation>& relations, const Group& group, std::size_t z) : relations_(relations), group_(group), z_(z) {
        first_.assign(relations.size(), 0);
        for (const auto id : group.derived) {
            words_ = std::max(words_, (std::size_t{relations[id].domain(static_cast<std::uint32_t>(z))} + 63) / 64);
            first_[id] = rows_;
            rows_ += relations[id].domain(static_cast<std::uint32_t>(1 - z));
        }
    }
    [[nodiscard]] std::size_t bytes() const { return rows_ * words_ * 8; }
    void allocate() { bits_.zero(rows_ * words_); }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t words() const { return words_; }
    [[nodiscard]] std::uint64_t* row(std::size_t r) { return bits_.data() + r * words_; }
    [[nodiscard]] std::size_t row_of(RelationId relation, Code code) const { return first_[relation] + code; }

    void enter(RelationId id, const Relation& tuples) {
        const Code* rows = tuples.column(1 - z_);
        const Code* bits = tuples.column(z_);
        for (Row i = 0; i < tuples.size(); ++i) row(row_of(id, rows[i]))[bits[i] >> 6] |= std::uint64_t{1} << (bits[i] & 63);
    }

    void hand_over() {
        for (const auto id : group_.derived) {
            auto& relation = relations_[id];
            const std::size_t rows = relation.domain(0), words = relation.words_a_row();
            Buffer<std::uint64_t> bits;
            bits.zero(rows * words);
            if (z_ == 1) {
                for (std::size_t r = 0; r < rows; ++r)
                    std::copy(row(first_[id] + r), row(first_[id] + r) + words, bits.data() + r * words);
            } else {
                transpose_into(id, bits, rows, words);
            }
            relation.adopt(std::move(bits));
        }
    }

private:
    void transpose_into(RelationId id, Buffer<std::uint64_t>& bits, std::size_t rows, std::size_t words) {
        const std::size_t columns = relations_[id].domain(1);
        std::uint64_t in[64], out[64];
        for (std::size_t c = 0; c < columns; c += 64) {
            for (std::size_t w = 0; w < words_; ++w) {
                for (std::size_t i = 0; i < 64; ++i) in[i] = c + i < columns ? row(first_[id] + c + i)[w] : 0;
                transpose(in, 1, out, 1);
                for (std::size_t i = 0; i < 64 && w * 64 + i < rows; ++i) bits[(w * 64 + i) * words + c / 64] = out[i];
            }
        }
    }

    std::deque<Relation>& relations_;
    const Group& group_;
    std::size_t z_;
    std::vector<std::size_t> first_;
    std::size_t rows_ = 0, words_ = 0;
    Buffer<std::uint64_t> bits_;
};

/// Which rows hold which: adjacency lists.
struct Graph {
    std::vector<std::uint32_t> offsets, targets;

    Graph(std::size_t nodes, std::vector<std::pair<std::uint32_t, std::uint32_t>> edges)
        : offsets(nodes + 1, 0),
          targets(edges.size()) {
        for (const auto& edge : edges) ++offsets[edge.first + 1];
        for (std::size_t i = 0; i < nodes; ++i) offsets[i + 1] += offsets[i];
        auto at = offsets;
        for (const auto& edge : edges) targets[at[edge.first]++] = edge.second;
    }
};

/// Unites each row with those it holds, components in the order in which Tarjan's algorithm completes them: what a component
/// reaches is done before it.
class Components {
public:
    Components(Matrices& matrices, const Graph& graph, Meter& meter, std::uint32_t tag)
        : matrices_(matrices),
          graph_(graph),
          meter_(meter),
          tag_(tag),
          index_(graph.offsets.size() - 1, 0),
          low_(index_.size(), 0),
          on_stack_(index_.size(), 0) {}

    void run() {
        for (std::uint32_t node = 0; node < index_.size(); ++node) {
            if (index_[node] == 0) visit(node);
        }
    }

private:
    struct Frame {
        std::uint32_t node, edge;
    };

    void visit(std::uint32_t root) {
        std::vector<Frame> frames;
        const auto enter = [&](std::uint32_t node) {
            index_[node] = low_[node] = ++counter_;
            stack_.push_back(node);
            on_stack_[node] = 1;
            frames.push_back({node, graph_.offsets[node]});
        };
        enter(root);
        while (!frames.empty()) {
            auto& frame = frames.back();
            const auto node = frame.node;
            if (frame.edge < graph_.offsets[node + 1]) {
                const auto target = graph_.targets[frame.edge++];
                if (index_[target] == 0)
                    enter(target);
                else if (on_stack_[target] != 0)
                    low_[node] = std::min(low_[node], index_[target]);
                continue;
            }
            frames.pop_back();
            if (!frames.empty()) low_[frames.back().node] = std::min(low_[frames.back().node], low_[node]);
            if (low_[node] == index_[node]) complete(node);
        }
    }

    void complete(std::uint32_t root) {
        const auto first =
            static_cast<std::size_t>(std::find(stack_.rbegin(), stack_.rend(), root).base() - stack_.begin()) - 1;
        auto* row = matrices_.row(root);
        std::uint64_t united = 0;
        for (std::size_t i = first; i < stack_.size(); ++i) {
            const auto node = stack_[i];
            if (node != root) unite(row, matrices_.row(node), matrices_.words());
            for (auto e = graph_.offsets[node]; e < graph_.offsets[node + 1]; ++e) {
                const auto target = graph_.targets[e];
                if (target == root) continue;
                unite(row, matrices_.row(target), matrices_.words());
                ++united;
            }
        }
        for (std::size_t i = first; i < stack_.size(); ++i) {
            const auto node = stack_[i];
            on_stack_[node] = 0;
            if (node != root) std::copy(row, row + matrices_.words(), matrices_.row(node));
        }
        stack_.resize(first);
        meter_.spend(tag_, united);
    }

    Matrices& matrices_;
    const Graph& graph_;
    Meter& meter_;
    std::uint32_t tag_;
    std::vector<std::uint32_t> index_, low_, stack_;
    std::vector<std::uint8_t> on_stack_;
    std::uint32_t counter_ = 0;
};

/// A relation filled by the rule with another head and only some of its positive atoms.
Relation solve(std::deque<Relation>& relations, Rule rule, std::vector<Code> domains, const Options& options, Meter& meter) {
    relations.emplace_back(std::move(domains), options);
    rule.head.relation = static_cast<RelationId>(relations.size() - 1);
    Group group{{std::move(rule)}, {static_cast<RelationId>(relations.size() - 1)}, false};
    evaluate(relations, group, options, Ranks::no, meter);
    Relation result = std::move(relations.back());
    relations.pop_back();
    return result;
}

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

void add_links(Edges& edges, std::deque<Relation>& relations, const Link& link, std::size_t z, const Matrices& matrices,
               const Options& options, Meter& meter) {
    Rule rule = *link.rule;
    const Atom from = rule.positive[link.from];
    const RelationId into = rule.head.relation;
    const Term x = rule.head.terms[1 - z], y = from.terms[1 - z];
    rule.positive.erase(rule.positive.begin() + static_cast<std::ptrdiff_t>(link.from));
    // What the erased atom alone bound runs through its domain.
    for (const Term t : {x, y}) {
        const bool bound =
            std::any_of(rule.positive.begin(), rule.positive.end(), [&](const Atom& a) { return uses(a, t.value) > 0; });
        if (!bound && rule.domains[t.value] == 0) {
            const auto& relation = t == y ? relations[from.relation] : relations[into];
            rule.domains[t.value] = relation.domain(static_cast<std::uint32_t>(1 - z));
        }
    }
    const std::vector<Code> domains{relations[into].domain(static_cast<std::uint32_t>(1 - z)),
                                    relations[from.relation].domain(static_cast<std::uint32_t>(1 - z))};
    rule.head.terms = {x, y};
    const Relation pairs = solve(relations, rule, domains, options, meter);
    const Code* xs = pairs.column(0);
    const Code* ys = pairs.column(1);
    meter.hold(rule.tag, std::size_t{pairs.size()} * sizeof(Edges::value_type));
    for (Row i = 0; i < pairs.size(); ++i) {
        edges.emplace_back(static_cast<std::uint32_t>(matrices.row_of(into, xs[i])),
                           static_cast<std::uint32_t>(matrices.row_of(from.relation, ys[i])));
    }
}

/// Links that the recursion itself makes, and those that stand, until nothing changes.
void pass_until_stable(Matrices& matrices, const Graph& graph, const std::vector<Link>& links, std::deque<Relation>& relations,
                       std::size_t z, Meter& meter) {
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t node = matrices.rows(); node-- > 0;) {
            for (auto e = graph.offsets[node]; e < graph.offsets[node + 1]; ++e) {
                if (graph.targets[e] != node && unite(matrices.row(node), matrices.row(graph.targets[e]), matrices.words()))
                    changed = true;
            }
        }
        for (const auto& link : links) {
            if (!link.through) continue;
            const RelationId into = link.rule->head.relation, from = link.rule->positive[link.from].relation;
            const RelationId through = link.rule->positive[*link.through].relation;
            const Code rows = relations[through].domain(static_cast<std::uint32_t>(1 - z));
            for (Code x = rows; x-- > 0;) {
                const auto* linked = matrices.row(matrices.row_of(through, x));
                std::uint64_t united = 0;
                for (std::size_t w = 0; w < matrices.words(); ++w) {
                    for (std::uint64_t rest = linked[w]; rest != 0; rest &= rest - 1) {
                        const auto y = static_cast<Code>(w * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
                        const auto holder = matrices.row_of(into, link.through_reversed ? y : x);
                        const auto held = matrices.row_of(from, link.through_reversed ? x : y);
                        ++united;
                        if (holder != held && unite(matrices.row(holder), matrices.row(held), matrices.words())) changed = true;
                    }
                }
                meter.spend(link.rule->tag, united);
            }
        }
    }
}

bool run(std::deque<Relation>& relations, const Group& group, std::size_t z, const Options& options, Meter& meter) {
    std::vector<Link> links;
    std::vector<const Rule*> base;
    for (const auto& rule : group.rules) {
        const bool recursive = std::any_of(rule.positive.begin(), rule.positive.end(),
                                           [&](const Atom& a) { return is_derived(group, a.relation); });
        if (!recursive) {
            base.push_back(&rule);
            continue;
        }
        const auto link = link_of(rule, group, z);
        if (!link) return false;
        links.push_back(*link);
    }
    Matrices matrices(relations, group, z);
    // A row holds rows of the same width, so the domains that are handed on agree; those that link must agree too.
    for (const auto id : group.derived) {
        if (relations[id].domain(static_cast<std::uint32_t>(z)) !=
            relations[group.derived.front()].domain(static_cast<std::uint32_t>(z)))
            return false;
    }
    if (matrices.bytes() > options.bit_row_bytes / 2 || matrices.rows() >= none) return false;
    const auto tag = group.rules.front().tag;
    meter.hold(tag, 2 * matrices.bytes());
    matrices.allocate();
    for (const auto* rule : base) {
        std::vector<Code> domains{relations[rule->head.relation].domain(0), relations[rule->head.relation].domain(1)};
        matrices.enter(rule->head.relation, solve(relations, *rule, std::move(domains), options, meter));
    }
    Edges edges;
    bool through = false;
    for (const auto& link : links) {
        if (link.through)
            through = true;
        else
            add_links(edges, relations, link, z, matrices, options, meter);
    }
    const Graph graph(matrices.rows(), std::move(edges));
    if (through)
        pass_until_stable(matrices, graph, links, relations, z, meter);
    else
        Components(matrices, graph, meter, tag).run();
    matrices.hand_over();
    return true;
}

}  // namespace

bool unite_bit_rows(std::deque<Relation>& relations, const Group& group, const Options& options, Meter& meter) {
    if (group.rules.empty()) return false;  // all of them are switched off
    for (const auto id : group.derived) {
        if (relations[id].width() != 2) return false;
    }
    return run(relations, group, 1, options, meter) || run(relations, group, 0, options, meter);
}

}  // namespace credence::datalog
