// Facts: tuples, observations, and what is known, unknown or disputed.
#include <algorithm>

#include "analyse/maker.hpp"
#include "base/date.hpp"

namespace credence::analyse {

using check::Cell;
using check::Comparison;
using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::Expression;
using check::ExpressionKind;
using check::no_cell;
using check::TypeKind;
using engine::Binding;

Ways Maker::disputed(const Expression& e, const Way& from) {
    if (e.kind == ExpressionKind::attribute) {
        const auto& attribute = rulebase_.attributes[e.index];
        Way way = from;
        const auto subject = plain(e.operands.front(), way);
        const auto values = candidates(e.type);
        if (!subject || values.size() < 2 || attribute.combination != check::Combination::agreed || attribute.derived) return {};
        const auto [at, added] = way.draft.values.try_emplace({check::AttributeId{e.index}, *subject});
        if (!added) return {};
        at->second.cell = values.front();
        at->second.against = values.back();
        return {std::move(way)};
    }
    if (e.kind != ExpressionKind::define) return {};
    Ways out;
    Way start = from;
    const auto& define = rulebase_.defines[e.index];
    auto given = arguments(e.operands, define.variables.size(), start);
    const auto after = start.binding;
    start.binding = std::move(given);
    for (const auto& one : define.cases) {
        if (one.when) append(out, condition(*one.when, Want::open, start), most_ways);
        append(out, disputed(one.value, start), most_ways);
    }
    for (auto& way : out) way.binding = after;
    return out;
}

Ways Maker::knowledge(const Condition& c, Want want, const Way& from) {
    if (want == Want::open) return {};
    const bool known = (c.kind == ConditionKind::known) == (want == Want::met);
    if (c.kind == ConditionKind::disputed) {
        if (want == Want::not_met) return {from};
        return c.expressions.empty() ? condition(c.operands.front(), Want::open, from) : disputed(c.expressions.front(), from);
    }
    if (!known) return {from};
    if (c.expressions.empty()) return condition(c.operands.front(), Want::met, from);
    return value(c.expressions.front(), [](Cell) { return true; }, from);
}

Ways Maker::conflict(const Expression& range, const Way& from) {
    auto out = boundaries(range, from);
    std::reverse(out.begin(), out.end());  // by two
    return out;
}

// --- Facts -------------------------------------------------------------------------------------------------------------------

Ways Maker::relation(const Condition& c, Want want, const Way& from) {
    const auto& declared = rulebase_.relations[c.index];
    if (want == Want::not_met) return {from};
    if (declared.derived) {
        Ways out;
        for (const auto& rule : rulebase_.rules) {
            if (!rule.relation.valid() || rule.relation.value != c.index) continue;
            Way start = from;
            Way inner;
            inner.binding.assign(rule.clauses.variables.size(), no_cell);
            bool fits = true;
            for (std::size_t i = 0; i < c.arguments.size(); ++i) {
                if (!c.arguments[i]) continue;
                const auto cell = plain(*c.arguments[i], start);
                const auto& own = rule.arguments[i];
                if (cell && own.kind == ExpressionKind::variable) inner.binding[own.variable.index()] = *cell;
                if (cell && own.kind == ExpressionKind::literal && own.type.kind != TypeKind::text) fits = fits && own.cell == *cell;
            }
            if (!fits) continue;
            inner.draft = start.draft;
            for (auto& way : clauses(rule.clauses, want, inner)) {
                const auto found = way.binding;
                way.binding = start.binding;
                for (std::size_t i = 0; i < c.arguments.size(); ++i) {
                    const auto& argument = c.arguments[i];
                    if (!argument || argument->kind != ExpressionKind::variable) continue;
                    const auto v = argument->variable.index();
                    if (v >= way.binding.size()) way.binding.resize(v + 1, no_cell);
                    const auto& own = rule.arguments[i];
                    if (way.binding[v] != no_cell) continue;
                    if (own.kind == ExpressionKind::variable) way.binding[v] = found[own.variable.index()];
                    if (own.kind == ExpressionKind::literal && own.type.kind != TypeKind::text) way.binding[v] = own.cell;
                }
                append(out, {std::move(way)}, 2 * most_ways);
            }
        }
        return out;
    }
    if (want == Want::open) return {};
    Way way = from;
    Draft::Tuple tuple{check::RelationId{c.index}, {}};
    for (std::size_t i = 0; i < declared.columns.size(); ++i) {
        const auto& column = declared.columns[i];
        std::optional<Cell> cell;
        if (c.arguments[i]) cell = plain(*c.arguments[i], way);
        const auto before = std::count_if(declared.columns.begin(), declared.columns.begin() + static_cast<std::ptrdiff_t>(i),
                                          [&](const auto& other) { return other.type == column.type; });
        if (!cell) cell = fresh(column.type, way, column.name, static_cast<std::size_t>(before));
        if (c.arguments[i] && c.arguments[i]->kind == ExpressionKind::variable) {
            const auto v = c.arguments[i]->variable.index();
            if (v >= way.binding.size()) way.binding.resize(v + 1, no_cell);
            way.binding[v] = *cell;
        }
        tuple.cells.push_back(*cell);
    }
    if (std::find(way.draft.tuples.begin(), way.draft.tuples.end(), tuple) == way.draft.tuples.end())
        way.draft.tuples.push_back(std::move(tuple));
    return {std::move(way)};
}

Ways Maker::observed(const Condition& c, Want want, const Way& from) {
    if (want == Want::not_met) return {from};
    if (want == Want::open) return {};
    using Column = check::ObservedColumn;
    const auto argument = [&](Column column) -> const std::optional<Expression>& { return c.arguments[static_cast<std::size_t>(column)]; };
    Way way = from;
    const auto bind = [&](Column column, Cell cell) {
        const auto& e = argument(column);
        if (!e || e->kind != ExpressionKind::variable) return;
        if (e->variable.index() >= way.binding.size()) way.binding.resize(e->variable.index() + 1, no_cell);
        way.binding[e->variable.index()] = cell;
    };
    const auto given = [&](Column column) { return argument(column) ? plain(*argument(column), way) : std::nullopt; };
    const auto subject = given(Column::subject);
    if (!subject) return {};
    const auto entity = argument(Column::subject)->type.entity();
    std::optional<std::size_t> chosen;
    if (c.index != check::no_index) chosen = c.index;
    if (const auto named = given(Column::attribute); named && !chosen) chosen = static_cast<std::size_t>(*named);
    const auto topic = given(Column::topic);
    for (std::size_t a = 0; a < rulebase_.attributes.size() && !chosen; ++a) {
        const auto& attribute = rulebase_.attributes[a];
        if (attribute.of != entity || attribute.derived || attribute.is_protected) continue;
        if (topic && rulebase_.scales[rulebase_.topic_choice.index()].values[static_cast<std::size_t>(*topic)].name != attribute.topic) continue;
        if (!way.draft.values.contains({check::AttributeId{a}, *subject})) chosen = a;
    }
    if (!chosen) return {};
    const auto& attribute = rulebase_.attributes[*chosen];
    bind(Column::attribute, static_cast<Cell>(*chosen));
    const auto [at, added] = way.draft.values.try_emplace({check::AttributeId{*chosen}, *subject});
    auto value = at->second;
    const auto wanted = given(Column::value);
    if (added) {
        const auto values = candidates(attribute.type);
        value.cell = wanted ? *wanted : values.empty() ? fresh(attribute.type, way, attribute.head.name) : values.front();
    }
    if (wanted && *wanted != value.cell) return {};
    bind(Column::value, value.cell);
    if (argument(Column::kind)) value.evidence.kind = given(Column::kind).value_or(0);
    if (argument(Column::kind)) bind(Column::kind, value.evidence.kind);
    const auto words = [&](Column column, std::string& into, const char* word) {
        if (!argument(column)) return;
        const auto text = given(column);
        into = text ? way.draft.texts[static_cast<std::size_t>(*text)] : word;
        bind(column, way.draft.add_text(into));
    };
    words(Column::source, value.evidence.source, "a source");
    words(Column::assessor, value.evidence.assessor, "A-1");
    words(Column::group, value.evidence.group, "g1");
    if (argument(Column::on)) {
        const auto day = given(Column::on);
        value.evidence.on = Date::from_code(day ? *day : Date::parse("2025-06-01")->code());
        bind(Column::on, value.evidence.on->code());
    }
    if (argument(Column::recorded)) {
        value.evidence.recorded = given(Column::recorded).value_or(1'767'225'600);
        bind(Column::recorded, *value.evidence.recorded);
    }
    way.draft.values[{check::AttributeId{*chosen}, *subject}] = std::move(value);
    return {std::move(way)};
}

}  // namespace credence::analyse
