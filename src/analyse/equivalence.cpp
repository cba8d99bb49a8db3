#include "analyse/equivalence.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "analyse/open.hpp"
#include "base/decimal.hpp"
#include "engine/arrange.hpp"
#include "engine/model.hpp"
#include "explain/terms.hpp"

namespace credence::analyse {
namespace {

using check::Cell;
using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::Expression;
using check::ExpressionKind;
using check::no_cell;
using check::TypeKind;
using check::VariableId;

constexpr std::size_t most_assignments = 40'000;

/// Conditions with variables in the place of all that they read.
class Abstraction {
public:
    explicit Abstraction(const check::Rulebase& rulebase) : rulebase_(rulebase), openness_(rulebase) {}

    [[nodiscard]] bool failed() const { return failed_; }

    Condition of(const Condition& condition) {
        Condition out;
        switch (condition.kind) {
            case ConditionKind::always: return condition;
            case ConditionKind::conjunction:
            case ConditionKind::disjunction:
            case ConditionKind::negation:
                out.kind = condition.kind;
                for (const auto& operand : condition.operands) out.operands.push_back(of(operand));
                return out;
            case ConditionKind::exists: return of(condition.operands.front());  // equal for each value of its variables
            case ConditionKind::compare:
            case ConditionKind::in:
            case ConditionKind::between:
            case ConditionKind::truth:
                out.kind = condition.kind;
                out.comparison = condition.comparison;
                for (const auto& expression : condition.expressions) out.expressions.push_back(of(expression, true));
                return out;
            default: break;
        }
        out.kind = ConditionKind::truth;
        Expression whole;
        whole.kind = ExpressionKind::aggregate;
        whole.condition.push_back(condition);
        out.expressions.push_back(leaf("?" + explain::identity(whole), {TypeKind::yes_no, 0}, openness_.can_be_open(condition)));
        return out;
    }

    /// Every value that a variable may have, no_cell where it may have none; false where there are too many.
    bool settle() {
        std::size_t numbers = 0;
        for (const auto& l : leaves_) numbers += l.type.kind == TypeKind::number ? 1U : 0U;
        if (numbers > 2) return false;
        std::size_t all = 1;
        for (auto& l : leaves_) {
            fill(l, numbers);
            if (l.domain.empty()) return false;
            if (all > most_assignments / l.domain.size()) return false;
            all *= l.domain.size();
        }
        return !failed_;
    }

    [[nodiscard]] std::vector<check::Variable> variables() const {
        std::vector<check::Variable> out;
        for (const auto& l : leaves_) out.push_back({"", l.type, {}});
        return out;
    }

    /// Calls with each assignment until one is refused.
    template <class Use>
    bool all_of(const Use& use) const {
        std::vector<std::size_t> at(leaves_.size(), 0);
        engine::Binding binding(leaves_.size(), no_cell);
        for (;;) {
            for (std::size_t i = 0; i < at.size(); ++i) binding[i] = leaves_[i].domain[at[i]];
            if (!use(binding)) return false;
            std::size_t i = 0;
            while (i < at.size() && ++at[i] == leaves_[i].domain.size()) at[i++] = 0;
            if (i == at.size()) return true;
        }
    }

private:
    struct Leaf {
        check::Type type;
        bool may_lack = false;
        std::vector<Cell> domain;
    };

    Expression of(const Expression& expression, bool compared) {
        switch (expression.kind) {
            case ExpressionKind::literal:
                if (expression.type.kind == TypeKind::number) constants_.insert(expression.cell);
                if (expression.type.kind == TypeKind::text) failed_ = true;
                return expression;
            case ExpressionKind::up:
            case ExpressionKind::down:
            case ExpressionKind::make_range:
            case ExpressionKind::clip:
            case ExpressionKind::lowest:
            case ExpressionKind::highest:
            case ExpressionKind::minimum:
            case ExpressionKind::maximum: break;
            case ExpressionKind::distance:
            case ExpressionKind::width:
                for (std::size_t n = 0; n < rulebase_.scales[expression.operands[0].type.index].values.size(); ++n)
                    constants_.insert(static_cast<Cell>(n) * Decimal::scale);
                break;
            case ExpressionKind::negate:
            case ExpressionKind::add:
            case ExpressionKind::subtract:
            case ExpressionKind::multiply:
            case ExpressionKind::divide:
            case ExpressionKind::absolute:
            case ExpressionKind::round: failed_ = true; return expression;
            default:
                if (expression.type.kind == TypeKind::number && !compared) failed_ = true;
                return leaf(explain::identity(expression), expression.type, openness_.can_be_open(expression));
        }
        Expression out = expression;
        out.operands.clear();
        for (const auto& operand : expression.operands) out.operands.push_back(of(operand, false));
        return out;
    }

    Expression leaf(const std::string& key, check::Type type, bool may_lack) {
        const auto [at, added] = variables_.try_emplace(key, leaves_.size());
        if (added) leaves_.push_back({type, may_lack, {}});
        Expression out;
        out.kind = ExpressionKind::variable;
        out.type = type;
        out.variable = VariableId{at->second};
        return out;
    }

    void fill(Leaf& l, std::size_t numbers) const {
        switch (l.type.kind) {
            case TypeKind::yes_no: l.domain = {1, 0}; break;
            case TypeKind::scale:
                for (std::size_t v = 0; v < rulebase_.scales[l.type.index].values.size(); ++v) l.domain.push_back(static_cast<Cell>(v));
                break;
            case TypeKind::range: {
                const auto values = static_cast<Cell>(rulebase_.scales[l.type.index].values.size());
                for (Cell low = 0; low < values; ++low) {
                    for (Cell high = low; high < values; ++high) l.domain.push_back(check::pack_range(low, high));
                }
                l.domain.push_back(check::empty_range);
                break;
            }
            case TypeKind::number: {  // in every order to the constants and to the other number
                const Cell step = Decimal::scale / 4;
                if (constants_.empty()) l.domain = {0, step, 2 * step};
                for (const Cell c : constants_) {
                    if (l.domain.empty()) l.domain = {c - 2 * step, c - step};
                    l.domain.insert(l.domain.end(), {c, c + step});
                    if (numbers > 1) l.domain.push_back(c + 2 * step);
                }
                break;
            }
            default: return;
        }
        if (l.may_lack) l.domain.push_back(no_cell);
    }

    const check::Rulebase& rulebase_;
    Openness openness_;
    std::map<std::string, std::size_t> variables_;
    std::vector<Leaf> leaves_;
    std::set<Cell> constants_;
    bool failed_ = false;
};

/// The cases of a define, abstracted; the values that they give are numbered.
std::vector<check::Case> numbered(const std::vector<check::Case>& cases, Abstraction& abstraction,
                                  std::map<std::string, Cell>& numbers) {
    std::vector<check::Case> out;
    for (const auto& one : cases) {
        auto& made = out.emplace_back();
        made.otherwise = one.otherwise;
        made.if_unknown = one.if_unknown;
        if (one.when) made.when = abstraction.of(*one.when);
        made.value.type = {TypeKind::number, 0};
        made.value.cell = numbers.try_emplace(explain::identity(one.value), static_cast<Cell>(numbers.size())).first->second;
    }
    return out;
}

/// Unknown and disputed alike: both leave open.
int decided(engine::State state) { return state == engine::State::met ? 1 : state == engine::State::not_met ? -1 : 0; }

}  // namespace

bool Equivalence::holds(const Mutant& mutant) const {
    const auto& declared = mutant.declaration;
    const bool cases = declared.kind == DeclarationKind::define && !rulebase_.defines[declared.index].cases.empty();
    if (!cases && mutant.root == nullptr) return false;

    // Two defines over what both read, in a rulebase of their own.
    Abstraction abstraction(rulebase_);
    std::map<std::string, Cell> numbers;
    check::Define before, after;
    const auto abstracted = [&](check::Define& into) {
        if (cases) {
            into.type = check::Type{TypeKind::number, 0};
            into.cases = numbered(rulebase_.defines[declared.index].cases, abstraction, numbers);
        } else {
            into.condition = abstraction.of(*mutant.root);
        }
    };
    abstracted(before);
    mutant.swap();
    abstracted(after);
    mutant.swap();
    if (!abstraction.settle()) return false;
    check::Rulebase small;
    small.scales = rulebase_.scales;
    small.topic_choice = rulebase_.topic_choice;
    small.margin = rulebase_.margin;
    small.units = rulebase_.units;
    for (auto* define : {&before, &after}) {
        define->variables = abstraction.variables();
        define->bound = static_cast<std::uint32_t>(define->variables.size());
        small.defines.push_back(std::move(*define));
    }
    auto facts = engine::empty_facts(small);
    engine::Model model(small, facts, engine::default_settings(small));
    try {
        return abstraction.all_of([&](const engine::Binding& binding) {
            const auto one = model.define(check::DefineId{0}, binding);
            const auto other = model.define(check::DefineId{1}, binding);
            if (!cases) return decided(model.state(one.truth)) == decided(model.state(other.truth));
            return one.outcome.state == other.outcome.state && one.outcome.cell == other.outcome.cell;
        });
    } catch (const engine::EvaluationError&) {
        return false;  // more steps than there are
    }
}

}  // namespace credence::analyse
