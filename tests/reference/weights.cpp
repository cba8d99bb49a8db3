// Evidence on a question: the page's "Questions", in exact rationals. Every proposition is worked out anew in every combination of
// what it reads and nobody observed; slow, and plain.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>

#include "check/dependencies.hpp"
#include "reference/reference.hpp"

namespace credence::reference {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using check::TypeKind;

constexpr std::size_t most_combinations = 4096;

std::int64_t floor_of(const cpp_rational& r) {
    cpp_int quotient, rest;
    divide_qr(numerator(r), denominator(r), quotient, rest);
    return static_cast<std::int64_t>(quotient) - (rest < 0 ? 1 : 0);
}
std::int64_t ceiling_of(const cpp_rational& r) { return -floor_of(-r); }
std::int64_t half_to_even(const cpp_rational& r) {
    const auto below = floor_of(r);
    const cpp_rational over = r - below;
    const cpp_rational half(1, 2);
    return below + (over > half || (over == half && below % 2 != 0) ? 1 : 0);
}

/// 1000 times the logarithm of "3:2", by comparing powers: w - 1/2 <= 1000 log o says 10^(2w - 1) <= o^2000.
std::int64_t weight_of(const std::string& odds) {
    static std::map<std::string, std::int64_t> known;
    if (const auto at = known.find(odds); at != known.end()) return at->second;
    const auto colon = odds.find(':');
    const auto raw = [](const std::string& text) { return cpp_int(Decimal::parse(text)->raw()); };
    const cpp_int favourable = raw(odds.substr(0, colon));
    const cpp_int against = raw(odds.substr(colon + 1));
    const cpp_int above = pow(favourable, 2000);
    const cpp_int below = pow(against, 2000);
    auto w = std::llround(1000 * std::log10(static_cast<double>(favourable) / static_cast<double>(against))) + 2;
    while (w > 0 && below * pow(cpp_int(10), static_cast<unsigned>(2 * w - 1)) > above) --w;
    return known[odds] = w;
}

struct Sum {
    Evidence all;
    std::map<check::CorrelationId, std::pair<Evidence, Evidence>> strongest;  // down, up
    void add(const Evidence& e, check::CorrelationId correlated) {
        if (!correlated.valid()) {
            all = {all.lo + e.lo, all.best + e.best, all.hi + e.hi};
            return;
        }
        auto& [down, up] = strongest[correlated];
        down = {std::min(down.lo, e.lo), std::min(down.best, e.best), std::min(down.hi, e.hi)};
        up = {std::max(up.lo, e.lo), std::max(up.best, e.best), std::max(up.hi, e.hi)};
    }
    [[nodiscard]] Evidence total() const {
        Evidence out = all;
        for (const auto& [set, each_way] : strongest) {
            const auto& [down, up] = each_way;
            out = {out.lo + down.lo + up.lo, out.best + down.best + up.best, out.hi + down.hi + up.hi};
        }
        return out;
    }
};

}  // namespace

struct Reference::Standing {
    cpp_rational lo = -1, best = 0, hi = 1;
};

/// A proposition in every combination of what it reads.
struct Reference::Looked {
    std::uint32_t proposition = 0;
    bool apart = false;
    std::set<Unobserved> reads;
    std::map<std::map<Unobserved, Cell>, std::map<std::vector<Cell>, Evidence>> in;  // combinations, no value left out
    std::map<std::vector<Cell>, Evidence> alone;
};

void Reference::note(Unobserved unobserved, bool in_condition) {
    const bool compared = in_condition && asking_ == 0;
    const auto kind = rulebase_.attributes[unobserved.first].type.kind;
    if (kind == TypeKind::number || kind == TypeKind::date || kind == TypeKind::time || kind == TypeKind::text) {
        beyond_lists_ = beyond_lists_ || !in_condition || inside_ > 0;
        compared_unlisted_ = compared_unlisted_ || compared;
    } else {
        looked_at_.insert(unobserved);
        compared_ = compared_ || (compared && supposed_.count(unobserved) == 0);
    }
}

/// The values an attribute may have, where they can be listed.
std::vector<Cell> Reference::choices(std::uint32_t attribute) const {
    const auto type = rulebase_.attributes[attribute].type;
    if (type.kind == TypeKind::entity || type.kind == TypeKind::scale || type.kind == TypeKind::yes_no) return domain(type);
    std::vector<Cell> out;
    if (type.kind != TypeKind::range) return out;
    for (const Cell low : domain({TypeKind::scale, type.index})) {
        for (const Cell high : domain({TypeKind::scale, type.index})) {
            if (low <= high) out.push_back(check::pack_range(low, high));
        }
    }
    return out;
}

/// What the proposition reads is worked out anew.
void Reference::suppose(const std::map<Unobserved, Cell>& supposed, std::uint32_t proposition) {
    supposed_ = supposed;
    compared_ = compared_unlisted_ = false;
    defines_.clear();
    ranges_.clear();
    propositions_.clear();
    const auto read = check::closure(rulebase_, {{check::DeclarationKind::proposition, proposition}});
    apply_rules(&read);
}

Reference::Standing Reference::standing(const check::Proposition& proposition, const Binding& binding) {
    Standing out;
    const auto& attribute = *proposition.attribute;
    const auto subject = value(attribute.operands[0], binding).cell;
    const Summary s = subject ? summary(check::AttributeId{attribute.index}, *subject) : Summary{};
    if (!s.weights.empty()) {
        const auto n = static_cast<std::int64_t>(rulebase_.scales[attribute.type.index].values.size());
        const auto position = [n](Cell v) { return cpp_rational(2 * v, n - 1) - 1; };
        const cpp_rational open(s.ignorance, whole);
        cpp_rational total = 0, sum = 0;
        for (const auto& [v, weight] : s.weights) total += weight;
        for (const auto& [v, weight] : s.weights) sum += position(v) * weight / total;
        cpp_rational least = sum, greatest = sum;
        if (s.disputed) {
            least = position(s.weights.begin()->first);
            greatest = position(s.weights.rbegin()->first);
            sum = least > 0 ? least : greatest < 0 ? greatest : cpp_rational(0);
        }
        out = {least * (1 - open) - open, sum * (1 - open), greatest * (1 - open) + open};
    }
    if (proposition.effect == check::Effect::opposes) out = {-out.hi, -out.best, -out.lo};
    return out;
}

Evidence Reference::weight(const check::Proposition& proposition, Truth truth, const Binding& binding) {
    const auto& weight = rulebase_.weights[proposition.weight.index()];
    const cpp_rational w = weight_of(rulebase_.strengths[weight.strength.index()].odds);
    const bool open = compared_ && !compared_unlisted_;
    const cpp_rational b(truth.belief, one), p(open ? truth.belief : truth.plausibility, one);
    if (proposition.attribute) {
        auto s = standing(proposition, binding);
        if (open) s.lo = s.hi = s.best;
        return {floor_of(w * std::min<cpp_rational>(b * s.lo, p * s.lo)), half_to_even(w * b * s.best),
                ceiling_of(w * std::max<cpp_rational>(b * s.hi, p * s.hi))};
    }
    if (proposition.upper) return {floor_of(w * b), half_to_even(w * b), ceiling_of(w * p)};
    return {floor_of(-w * p), half_to_even(-w * b), ceiling_of(-w * b)};
}

std::map<std::vector<Cell>, Evidence> Reference::look(const check::Proposition& proposition, Cell subject) {
    const auto& clauses = proposition.clauses;
    std::map<std::vector<Cell>, std::pair<Truth, Binding>> found;
    Binding fixed;
    const bool direct = proposition.subject.kind == check::ExpressionKind::variable;
    const bool only = direct && clauses.bound == 1;  // the one binding, there in every combination
    if (direct) fixed[proposition.subject.variable] = {subject, {}, false, 0};
    Typed asked;
    for (std::uint32_t v = 0; v < clauses.bound; ++v) asked.emplace_back(VariableId{v}, clauses.variables[v].type);
    const auto add = [&](const Binding& binding) {
        const Truth t = truth(clauses.body, binding);
        if (!direct && value(proposition.subject, binding).cell != subject) return;
        std::vector<Cell> cells;
        for (const auto& [variable, type] : asked) cells.push_back(binding.at(variable).cell.value_or(check::no_cell));
        if (t.plausibility > 0 || only) found[cells] = {t, binding};
    };
    if (only)
        add(fixed);
    else
        each(clauses.body, asked, fixed, add);
    for (const auto& [cells, instance] : found)  // what is followed is looked at for all of them before any is weighed
        if (proposition.attribute) (void)standing(proposition, instance.second);
    std::map<std::vector<Cell>, Evidence> out;
    for (const auto& [cells, instance] : found) out[cells] = weight(proposition, instance.first, instance.second);
    return out;
}

Reference::Looked Reference::look_everywhere(std::uint32_t index, Cell subject) {
    const auto& proposition = rulebase_.propositions[index];
    looked_at_.clear();
    beyond_lists_ = false;
    for (;;) {
        Looked out;
        out.proposition = index;
        out.reads = looked_at_;
        std::vector<std::map<Unobserved, Cell>> combinations{{}};
        for (const auto& unobserved : out.reads) {
            const auto before = combinations;
            for (const auto& combination : before) {
                for (const Cell cell : choices(unobserved.first)) {
                    if (combinations.size() > most_combinations) break;
                    combinations.push_back(combination);
                    combinations.back()[unobserved] = cell;
                }
            }
        }
        out.apart = combinations.size() > most_combinations;
        if (out.apart) combinations = {{}};
        for (const auto& combination : combinations) {
            suppose(combination, index);
            out.in[combination] = look(proposition, subject);
        }
        suppose({}, index);
        if (!out.apart && looked_at_ != out.reads) continue;
        out.apart = out.apart || beyond_lists_;
        for (const auto& [combination, weighs] : out.in) {
            for (const auto& [cells, e] : weighs) out.alone[cells];
        }
        for (auto& [cells, alone] : out.alone) {
            const auto base = out.in[{}].count(cells) != 0 ? out.in[{}][cells] : Evidence{};
            alone = base;
            if (out.apart) {
                const auto w =
                    weight_of(rulebase_.strengths[rulebase_.weights[proposition.weight.index()].strength.index()].odds);
                const bool follows = proposition.attribute.has_value();
                alone.lo = follows || !proposition.upper ? -w : 0;
                alone.hi = follows || proposition.upper ? w : 0;
                continue;
            }
            for (auto& [combination, weighs] : out.in) {
                const auto e = weighs.count(cells) != 0 ? weighs[cells] : Evidence{};
                alone.lo = std::min(alone.lo, e.lo);
                alone.hi = std::max(alone.hi, e.hi);
            }
        }
        if (out.apart) {
            out.reads.clear();
            out.in = {{{}, out.alone}};
        }
        return out;
    }
}

std::pair<std::size_t, std::size_t> Reference::pointers(check::QuestionId question, Cell subject, bool implied) {
    std::pair<std::size_t, std::size_t> out;
    const auto instances = propositions(question, subject);
    for (const auto& instance : instances) {
        const auto& p = rulebase_.propositions[instance.declaration];
        if (p.effect == check::Effect::affects || p.implied_only != implied || state(instance.truth) != State::met) continue;
        Binding binding;
        for (std::size_t v = 0; v < instance.binding.size(); ++v) binding[VariableId{v}] = {instance.binding[v], {}, false, 0};
        const auto best = p.attribute ? standing(p, binding).best : cpp_rational(p.upper ? 1 : -1);
        if (best < 0) ++out.first;
        if (best > 0) ++out.second;
    }
    return out;
}

Weighing Reference::weighing(check::QuestionId question, Cell subject) {
    const auto before = looked_at_;
    std::vector<Looked> all;
    for (std::uint32_t p = 0; p < rulebase_.propositions.size(); ++p) {
        const auto& proposition = rulebase_.propositions[p];
        if (proposition.question == question && proposition.weight.valid() && in_force(proposition.clauses))
            all.push_back(look_everywhere(p, subject));
    }
    const auto correlation = [&](const Looked& l) { return rulebase_.propositions[l.proposition].correlation; };
    std::vector<std::vector<const Looked*>> groups;
    for (const auto& looked : all) {  // each joins, and so links, the groups that it has something in common with
        std::vector<const Looked*> mine{&looked};
        std::vector<std::vector<const Looked*>> rest;
        for (auto& group : groups) {
            const bool linked = std::any_of(group.begin(), group.end(), [&](const Looked* other) {
                const bool shares = std::any_of(looked.reads.begin(), looked.reads.end(),
                                                [&](const auto& u) { return other->reads.count(u) != 0; });
                return shares || (correlation(looked).valid() && correlation(looked) == correlation(*other));
            });
            if (linked)
                mine.insert(mine.end(), group.begin(), group.end());
            else
                rest.push_back(std::move(group));
        }
        rest.push_back(std::move(mine));
        groups = std::move(rest);
    }

    Weighing out;
    for (const auto& group : groups) {
        std::set<Unobserved> reads;
        for (const auto* looked : group) reads.insert(looked->reads.begin(), looked->reads.end());
        std::vector<std::map<Unobserved, Cell>> combinations{{}};
        for (const auto& unobserved : reads) {
            const auto shorter = combinations;
            for (const auto& combination : shorter) {
                for (const Cell cell : choices(unobserved.first)) {
                    if (combinations.size() > most_combinations) break;
                    combinations.push_back(combination);
                    combinations.back()[unobserved] = cell;
                }
            }
        }
        Evidence bounds;
        bool first = true;
        const auto widen = [&](const Evidence& e) {
            bounds = first ? e : Evidence{std::min(bounds.lo, e.lo), bounds.best, std::max(bounds.hi, e.hi)};
            first = false;
        };
        if (combinations.size() > most_combinations) {
            Sum sum;
            for (const auto* looked : group)
                for (const auto& [cells, e] : looked->alone) sum.add(e, correlation(*looked));
            widen(sum.total());
        } else {
            for (const auto& combination : combinations) {
                Sum sum;
                for (const auto* looked : group) {
                    std::map<Unobserved, Cell> own;
                    for (const auto& [unobserved, cell] : combination)
                        if (looked->reads.count(unobserved) != 0) own[unobserved] = cell;
                    if (const auto at = looked->in.find(own); at != looked->in.end())
                        for (const auto& [cells, e] : at->second) sum.add(e, correlation(*looked));
                }
                widen(sum.total());
            }
        }
        out.evidence = {out.evidence.lo + bounds.lo, out.evidence.best + bounds.best, out.evidence.hi + bounds.hi};
        for (const auto* looked : group)
            for (const auto& [cells, e] : looked->alone)
                if (e != Evidence{}) out.alone[{looked->proposition, cells}] = e;
    }
    out.band = band(question, subject);
    looked_at_ = before;
    return out;
}

std::optional<Cell> Reference::band(check::QuestionId question, Cell subject) {
    const auto [lower, upper] = pointers(question, subject, false);
    const auto [lower_implied, upper_implied] = pointers(question, subject, true);
    const auto& bands = rulebase_.questions[question.index()].bands;
    if (!bands || lower + upper + lower_implied + upper_implied == 0) return {};
    Sum sum;
    for (std::uint32_t p = 0; p < rulebase_.propositions.size(); ++p) {
        const auto& proposition = rulebase_.propositions[p];
        if (proposition.question != question || !proposition.weight.valid() || !in_force(proposition.clauses)) continue;
        for (const auto& [cells, e] : look(proposition, subject)) sum.add(e, proposition.correlation);
    }
    const auto best = sum.total().best;
    const auto middle = static_cast<std::size_t>(std::find(bands->odds.begin(), bands->odds.end(), "") - bands->odds.begin());
    auto out = static_cast<Cell>(middle);
    for (std::size_t k = middle; k-- > 0;)
        if (best <= -weight_of(bands->odds[k])) out = static_cast<Cell>(k);
    for (std::size_t k = middle + 1; k < bands->odds.size(); ++k)
        if (best >= weight_of(bands->odds[k])) out = static_cast<Cell>(k);
    return out;
}

}  // namespace credence::reference
