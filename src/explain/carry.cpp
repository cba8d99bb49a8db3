#include "explain/carry.hpp"

#include "explain/changes.hpp"

namespace credence::explain {

namespace {

check::Expression literal(check::Type type, check::Cell cell, check::Span span) {
    check::Expression out;
    out.kind = check::ExpressionKind::literal;
    out.type = type;
    out.span = span;
    out.cell = cell;
    return out;
}

}  // namespace

check::Rulebase with_value(const check::Rulebase& rulebase, check::DefineId id, const std::vector<check::Cell>& arguments,
                           check::Cell value) {
    auto out = rulebase;
    auto& define = out.defines[id.index()];
    const auto span = define.head.span;
    check::Condition of_these;
    of_these.kind = check::ConditionKind::conjunction;
    of_these.span = span;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto type = define.variables[i].type;
        check::Expression variable;
        variable.kind = check::ExpressionKind::variable;
        variable.type = type;
        variable.span = span;
        variable.variable = check::VariableId{i};
        check::Condition same;
        same.kind = check::ConditionKind::compare;
        same.span = span;
        same.expressions = {std::move(variable), literal(type, arguments[i], span)};
        of_these.operands.push_back(std::move(same));
    }
    check::Case first;
    first.value = literal(*define.type, value, span);
    first.when = std::move(of_these);
    first.span = span;
    define.cases.insert(define.cases.begin(), std::move(first));
    return out;
}

check::Rulebase with_whole_scale(const check::Rulebase& rulebase, check::RangeId id) {
    auto out = rulebase;
    out.ranges[id.index()].boundaries.clear();
    return out;
}

std::vector<std::vector<Reached>> carried(const check::Rulebase& rulebase, const engine::Facts& facts,
                                          const engine::Settings& settings, const std::vector<Target>& targets,
                                          check::DefineId define, const std::vector<check::Cell>& arguments) {
    std::vector<std::vector<Reached>> out;
    auto other = with_value(rulebase, define, arguments, 0);
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
