// Observations to a summary: groups, disputes, preferences (the page's "Observations"), in exact rationals.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <numeric>

#include "reference/reference.hpp"

namespace credence::reference {
namespace {

using boost::multiprecision::cpp_int;
using check::TypeKind;

struct Observation {
    Cell value = 0;
    int confidence = one;
    Cell kind = check::no_cell, group = check::no_cell, recorded = check::no_cell;
};
using Observed = std::vector<Observation>;

Cell first_day(Cell date) { return Date::from_code(date).first; }

bool agree(const check::Attribute& attribute, const Observed& observed) {
    const auto apart = [&](Cell a, Cell b) -> Cell {
        switch (attribute.type.kind) {
            case TypeKind::scale:
            case TypeKind::number: return std::max(a, b) - std::min(a, b);
            case TypeKind::date: return std::max(first_day(a), first_day(b)) - std::min(first_day(a), first_day(b));
            default: return a == b ? 0 : attribute.within + 1;  // no steps: only the same value agrees
        }
    };
    return std::all_of(observed.begin(), observed.end(), [&](const Observation& a) {
        return std::all_of(observed.begin(), observed.end(),
                           [&](const Observation& b) { return apart(a.value, b.value) <= attribute.within; });
    });
}

void pool(const Observed& observed, Summary& summary) {
    std::vector<Observed> groups;
    std::map<Cell, std::size_t> named;
    for (const auto& o : observed) {
        if (o.group == check::no_cell) {
            groups.push_back({o});
        } else if (const auto [at, added] = named.try_emplace(o.group, groups.size()); added) {
            groups.push_back({o});
        } else {
            groups[at->second].push_back(o);
        }
    }
    std::int64_t shares = 1;  // each group's confidence is split into so many equal shares
    std::vector<std::pair<int, std::set<Cell>>> counted;
    for (const auto& group : groups) {
        int confidence = 0;
        std::set<Cell> values;
        for (const auto& o : group) {
            confidence = std::max(confidence, o.confidence);
            values.insert(o.value);
        }
        shares = std::lcm(shares, static_cast<std::int64_t>(values.size()));
        counted.emplace_back(confidence, values);
    }
    std::sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    cpp_int ignorance = whole;
    for (const auto& [confidence, values] : counted) {
        ignorance = (ignorance * (one - confidence) + one - 1) / one;
        for (const Cell value : values)
            summary.weights[value] += confidence * shares / static_cast<std::int64_t>(values.size());
    }
    summary.ignorance = static_cast<std::int64_t>(ignorance);
}

Summary declared(const Observed& observed) {
    Summary summary;
    const auto later = [](const Observation& a, const Observation& b) { return a.recorded < b.recorded; };
    const Cell last = std::max_element(observed.begin(), observed.end(), later)->recorded;
    for (const auto& o : observed) {
        if (o.recorded == last) summary.weights[o.value] = 1;
    }
    summary.disputed = summary.weights.size() > 1;
    return summary;
}

}  // namespace

std::optional<Cell> Summary::one_value() const {
    return weights.size() == 1 ? std::optional(weights.begin()->first) : std::nullopt;
}

Summary Reference::summary(check::AttributeId id, Cell subject) {
    const auto& attribute = rulebase_.attributes[id.index()];
    Observed observed;
    if (const auto taken = taken_.find({id.value, subject}); taken != taken_.end()) {
        Summary certain_one;
        certain_one.weights[taken->second] = 1;
        return certain_one;
    }
    if (attribute.derived) {
        for (const auto& [tuple, t] : derived_[id.value]) {
            if (tuple[0] == subject && state(t) == State::met) observed.push_back({tuple[1], t.belief});
        }
    } else {
        const auto& all = facts_.observations[id.index()];
        const auto& e = all.evidence;
        for (std::size_t row = 0; row < all.size(); ++row) {
            if (all.subject[row] != subject) continue;
            observed.push_back({all.value[row], e.confidence[row], e.kind[row], e.group[row], e.recorded[row]});
        }
    }
    if (observed.empty() && !attribute.derived) {
        note({id.value, subject}, true);
        if (const auto at = supposed_.find({id.value, subject}); at != supposed_.end()) observed.push_back({at->second});
    }
    Summary summary;
    summary.ignorance = whole;
    if (observed.empty()) return summary;
    if (attribute.combination == check::Combination::declared && !attribute.derived) return declared(observed);

    const auto settled = [&](const Observed& some) {
        if (!attribute.derived) return attribute.combination == check::Combination::pooled || agree(attribute, some);
        return std::all_of(some.begin(), some.end(), [&](const auto& o) { return o.value == some[0].value; });
    };
    summary.disputed = !settled(observed);
    Observed rest = observed;
    for (const auto& preference : attribute.preferences) {
        if (!summary.disputed || (preference.when && parameters_[preference.when->index()] == 0)) continue;
        const auto of_kind = [&](Cell kind) { return [kind](const Observation& o) { return o.kind == kind; }; };
        if (std::none_of(observed.begin(), observed.end(), of_kind(preference.preferred))) continue;
        std::erase_if(rest, of_kind(preference.over));
        if (rest.empty() || !settled(rest)) continue;
        observed = rest;
        summary.disputed = false;
        summary.discrepant = true;
    }
    pool(observed, summary);
    return summary;
}

}  // namespace credence::reference
