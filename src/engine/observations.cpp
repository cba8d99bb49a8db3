#include "engine/observations.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/wide.hpp"

namespace credence::engine {
namespace {

using check::TypeKind;

/// Whether two values are no further apart than `within`; types without steps only agree where they are equal.
bool near(const check::Attribute& attribute, Cell a, Cell b) {
    switch (attribute.type.kind) {
        case TypeKind::scale:  // an unordered choice has `within` 0
        case TypeKind::number: return (a < b ? b - a : a - b) <= attribute.within;
        case TypeKind::date: return (a < b ? b / 4 - a / 4 : a / 4 - b / 4) <= attribute.within;
        default: return a == b;
    }
}

bool agree(const check::Attribute& attribute, const std::vector<Observed>& observed) {
    for (const auto& a : observed) {
        for (const auto& b : observed) {
            if (!near(attribute, a.value, b.value)) return false;
        }
    }
    return true;
}

/// What is left where each preference in turn sets aside what it does not prefer, until the rest agrees; nothing if it never does.
std::optional<std::vector<Observed>> preferred(const check::Attribute& attribute,
                                               const std::vector<check::Preference>& preferences,
                                               const std::vector<Observed>& observed) {
    auto rest = observed;
    for (const auto& preference : preferences) {
        const auto kind_is = [](Cell kind) { return [kind](const Observed& o) { return o.kind == kind; }; };
        if (std::none_of(observed.begin(), observed.end(), kind_is(preference.preferred))) continue;
        std::erase_if(rest, kind_is(preference.over));
        if (rest.empty()) return {};
        if (agree(attribute, rest)) return rest;
    }
    return {};
}

/// Fills ignorance, weights and shares. A group counts once: its highest confidence, shared evenly among the values it gives.
void pool(const std::vector<Observed>& observed, Summary& summary) {
    struct Group {
        std::int64_t confidence = 0;
        std::set<Cell> values;
    };
    std::map<std::pair<Cell, std::uint32_t>, Group> groups;  // without a group: each row its own
    for (const auto& o : observed) {
        auto& group = groups[{o.group, o.group == check::no_cell ? o.row + 1 : 0}];
        group.confidence = std::max<std::int64_t>(group.confidence, o.confidence);
        group.values.insert(o.value);
    }

    std::vector<std::int64_t> confidences;
    std::int64_t parts = 1;  // a common denominator of the shares
    for (const auto& [key, group] : groups) {
        confidences.push_back(group.confidence);
        parts = std::lcm(parts, static_cast<std::int64_t>(group.values.size()));
    }
    std::sort(confidences.rbegin(), confidences.rend());
    summary.ignorance = Summary::whole;
    for (const auto c : confidences) {
        summary.ignorance = static_cast<std::int64_t>((Wide{summary.ignorance} * (10'000 - c) + 9'999) / 10'000);
    }

    std::map<Cell, std::int64_t> weights;
    for (const auto& [key, group] : groups) {
        for (const Cell value : group.values) {
            weights[value] += group.confidence * (parts / static_cast<std::int64_t>(group.values.size()));
        }
    }
    for (const auto& [value, weight] : weights) {
        summary.shares.push_back({value, weight});
        summary.total += weight;
    }
}

Summary declared(const std::vector<Observed>& observed, Summary summary) {
    Cell latest = observed.front().recorded;
    for (const auto& o : observed) latest = std::max(latest, o.recorded);
    std::set<Cell> values;
    for (const auto& o : observed) {
        if (o.recorded == latest) values.insert(o.value);
    }
    summary.ignorance = 0;
    for (const Cell value : values) {
        summary.shares.push_back({value, 1});
        ++summary.total;
    }
    summary.state = values.size() == 1 ? Known::known : Known::disputed;
    return summary;
}

}  // namespace

Truth Summary::truth(std::int64_t weight) const {
    if (total == 0) return engine::ignorance;  // nothing is observed
    const Wide all = Wide{total} * (whole / Truth::one);
    const Wide believed = Wide{whole - ignorance} * weight;
    const Wide doubted = Wide{ignorance} * total;
    const auto belief = static_cast<std::int16_t>(believed / all);
    const auto plausibility = static_cast<std::int16_t>((believed + doubted + all - 1) / all);
    return {belief, plausibility, false};
}

Summary summarise(const check::Attribute& attribute, const std::vector<check::Preference>& preferences,
                  const std::vector<Observed>& observed) {
    Summary summary;
    for (const auto& o : observed) summary.rows.push_back(o.row);
    if (observed.empty()) return summary;
    if (attribute.combination == check::Combination::declared) return declared(observed, std::move(summary));

    bool agreed = attribute.combination == check::Combination::pooled || agree(attribute, observed);
    const auto settled = agreed ? std::nullopt : preferred(attribute, preferences, observed);
    agreed = agreed || settled;
    if (settled) {
        summary.discrepant = true;
        const auto left = [&](std::uint32_t row) {
            return std::any_of(settled->begin(), settled->end(), [row](const Observed& o) { return o.row == row; });
        };
        for (const auto row : summary.rows) {
            if (!left(row)) summary.set_aside.push_back(row);
        }
    }
    pool(settled ? *settled : observed, summary);
    summary.state = agreed ? Known::known : Known::disputed;
    return summary;
}

Summary summarise_derived(std::vector<Observed> derived) {
    Summary summary;
    if (derived.empty()) return summary;
    for (auto& o : derived) o.group = check::no_cell;
    pool(derived, summary);
    summary.state = summary.shares.size() == 1 ? Known::known : Known::disputed;
    return summary;
}

}  // namespace credence::engine
