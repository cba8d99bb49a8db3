#include "explain/carry.hpp"

#include "explain/changes.hpp"

namespace credence::explain {

check::Rulebase with_value(const check::Rulebase& rulebase, check::DefineId id, check::Cell value) {
    auto out = rulebase;
    auto& define = out.defines[id.index()];
    check::Case only;
    only.value.kind = check::ExpressionKind::literal;
    only.value.type = *define.type;
    only.value.span = define.head.span;
    only.value.cell = value;
    only.span = define.head.span;
    define.cases = {std::move(only)};
    return out;
}

check::Rulebase with_whole_scale(const check::Rulebase& rulebase, check::RangeId id) {
    auto out = rulebase;
    out.ranges[id.index()].boundaries.clear();
    return out;
}

std::vector<std::vector<Reached>> carried(const check::Rulebase& rulebase, const engine::Facts& facts,
                                          const engine::Settings& settings, const std::vector<Target>& targets,
                                          check::DefineId define) {
    std::vector<std::vector<Reached>> out;
    auto other = with_value(rulebase, define, 0);
    const auto values = rulebase.scales[rulebase.defines[define.index()].type->index].values.size();
    for (std::size_t value = 0; value < values; ++value) {
        other.defines[define.index()].cases.front().value.cell = static_cast<check::Cell>(value);
        Supposed supposed(other, facts, settings);
        auto& model = supposed.with({});
        auto& line = out.emplace_back();
        for (const auto& target : targets) line.push_back(reach(model, target));
    }
    return out;
}

Reached without(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                const Target& target, check::RangeId range) {
    const auto other = with_whole_scale(rulebase, range);
    Supposed supposed(other, facts, settings);
    return reach(supposed.with({}), target);
}

}  // namespace credence::explain
