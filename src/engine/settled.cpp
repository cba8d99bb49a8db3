// `settled E`: whether E has one value whatever the missing and the disputed are. Works E out with one of them after the other taken
// for certain, until nothing that it reads is open any more; every way costs steps, so too many end at the budget.
#include <numeric>

#include "engine/evaluator.hpp"

namespace credence::engine {

using check::TypeKind;

bool Evaluator::settled(const Expression& expression, const Binding& binding) {
    std::optional<Cell> value;
    return has_one_value(expression, binding, assumed_, value);
}

/// Every value that may be in the place of what is open.
std::vector<Cell> Evaluator::values_of(const Open& open) const {
    if (!open.observed.empty()) return open.observed;
    const auto type = rulebase.attributes[open.attribute.index()].type;
    std::vector<Cell> out;
    if (type.kind != TypeKind::range) {
        out.resize(domain_size(type));
        std::iota(out.begin(), out.end(), Cell{0});
        return out;
    }
    const auto size = static_cast<Cell>(rulebase.scales[type.index].values.size());
    for (Cell low = 0; low < size; ++low) {
        for (Cell high = low; high < size; ++high) out.push_back(check::pack_range(low, high));
    }
    return out;
}

bool Evaluator::has_one_value(const Expression& expression, const Binding& binding, const Assumed& assumed,
                              std::optional<Cell>& value) {
    const Deeper deeper(*this);
    Evaluator other(rulebase, facts, settings, this);
    std::vector<Open> open;
    other.assumed_ = assumed;
    other.found_open_ = &open;
    other.at_ = at_;
    other.depth_ = depth_;
    other.spent_ = spent_;
    for (const auto& relation : relations_) other.spend(relation.table.rows() * relation.table.width());
    const auto outcome = other.value(expression, Batch::one(binding)).outcome(0);
    spent_ = other.spent_;
    for (const auto& one : other.looked_at()) look_at(one.attribute, one.subject);
    if (found_open_ != nullptr) found_open_->insert(found_open_->end(), open.begin(), open.end());
    if (open.empty()) {
        if (outcome.state != Known::known) return false;
        if (!value) value = outcome.cell;
        return *value == outcome.cell;
    }
    auto next = assumed;
    for (const Cell one : values_of(open.front())) {
        next[{open.front().attribute.value, open.front().subject}] = one;
        if (!has_one_value(expression, binding, next, value)) return false;
    }
    return value.has_value();
}

}  // namespace credence::engine
