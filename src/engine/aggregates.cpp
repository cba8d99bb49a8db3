#include "engine/aggregates.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "base/decimal.hpp"
#include "check/print.hpp"

namespace credence::engine {
namespace {

using check::AggregateFunction;
using check::TypeKind;

std::string shown(const Evaluator& evaluator, check::Type type, Cell cell) {
    if (type.kind == TypeKind::text) return evaluator.facts.texts[cell];
    if (type.kind == TypeKind::entity) {
        const auto& individual = evaluator.facts.individuals[type.index][static_cast<std::size_t>(cell)];
        return individual.name.empty() ? individual.id : individual.name;
    }
    return check::written(evaluator.rulebase, type, cell);
}

std::optional<Cell> joined(Evaluator& evaluator, const std::vector<std::string>& words) {
    if (words.empty()) return {};
    std::string all = words.front();
    for (std::size_t i = 1; i < words.size(); ++i) all += ", " + words[i];
    return evaluator.facts.texts.intern(all);
}

}  // namespace

void Aggregation::add(std::span<const Cell> cells) {
    ++tuples_;
    switch (expression_->function) {
        case AggregateFunction::count:
            if (!cells.empty()) distinct_.insert(cells[0]);
            break;
        case AggregateFunction::sum:
        case AggregateFunction::average: sum_ += cells[0]; break;
        case AggregateFunction::min: extreme_ = extreme_ ? std::min(*extreme_, cells[0]) : cells[0]; break;
        case AggregateFunction::max: extreme_ = extreme_ ? std::max(*extreme_, cells[0]) : cells[0]; break;
        case AggregateFunction::list: cells_.push_back(cells[0]); break;
        case AggregateFunction::top: {
            const auto [at, fresh] = greatest_.try_emplace(cells[0], cells[1]);
            if (!fresh) at->second = std::max(at->second, cells[1]);
            number_ = cells[2];
            break;
        }
        case AggregateFunction::duration:
            stretches_.emplace_back(Date::from_code(cells[0]).first, Date::from_code(cells[1]).last());
            break;
    }
}

void Aggregation::add(const Aggregation& other) {
    tuples_ += other.tuples_;
    distinct_.insert(other.distinct_.begin(), other.distinct_.end());
    different_ += other.different_;
    cells_.insert(cells_.end(), other.cells_.begin(), other.cells_.end());
    sum_ += other.sum_;
    const bool least = expression_->function == AggregateFunction::min;
    if (other.extreme_ && (!extreme_ || (least ? *other.extreme_ < *extreme_ : *other.extreme_ > *extreme_)))
        extreme_ = other.extreme_;
    for (const auto& [cell, by] : other.greatest_) {
        const auto [at, fresh] = greatest_.try_emplace(cell, by);
        if (!fresh) at->second = std::max(at->second, by);
    }
    number_ = other.number_ != 0 ? other.number_ : number_;
    stretches_.insert(stretches_.end(), other.stretches_.begin(), other.stretches_.end());
}

/// By what they stand by, those that stand by the same by what they are called.
std::vector<Aggregation::Ranked> Aggregation::foremost(const Evaluator& evaluator, std::size_t wanted) const {
    std::vector<Cell> order;
    for (const auto& [cell, by] : greatest_) order.push_back(by);
    Cell least = std::numeric_limits<Cell>::min();  // of what may be listed
    if (wanted < order.size()) {
        std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(wanted) - 1, order.end(), std::greater<>());
        least = order[wanted - 1];
    }
    std::vector<Ranked> ranked;
    for (const auto& [cell, by] : greatest_) {
        if (by >= least) ranked.push_back({cell, by, shown(evaluator, expression_->operands.front().type, cell)});
    }
    std::sort(ranked.begin(), ranked.end(),
              [](const auto& a, const auto& b) { return a.by != b.by ? a.by > b.by : check::natural_less(a.word, b.word); });
    if (wanted < ranked.size()) ranked.resize(wanted);
    return ranked;
}

void Aggregation::keep_foremost(const Evaluator& evaluator) {
    if (expression_->function != AggregateFunction::top || number_ < Decimal::scale || greatest_.empty()) return;
    auto kept = foremost(evaluator, static_cast<std::size_t>(number_ / Decimal::scale));
    greatest_.clear();
    for (const auto& one : kept) greatest_.emplace(one.cell, one.by);
}

std::optional<Cell> Aggregation::result(Evaluator& evaluator) const {
    const auto& e = *expression_;
    switch (e.function) {
        case AggregateFunction::count:
            return (e.operands.empty() ? tuples_ : static_cast<std::int64_t>(distinct_.size()) + different_) * Decimal::scale;
        case AggregateFunction::sum:
            if (sum_ > std::numeric_limits<Cell>::max() || sum_ <= std::numeric_limits<Cell>::min()) {
                throw EvaluationError(FailureKind::input, "a sum is too large: more than 9,223,372,036 either way", e.span);
            }
            return static_cast<Cell>(sum_);
        case AggregateFunction::average: {
            if (tuples_ == 0) return {};
            const auto quotient = sum_ / tuples_;  // rounded half to even
            const auto rest = 2 * (sum_ % tuples_ < 0 ? -(sum_ % tuples_) : sum_ % tuples_);
            const bool away = rest > tuples_ || (rest == tuples_ && quotient % 2 != 0);
            return static_cast<Cell>(quotient) + (away ? (sum_ < 0 ? -1 : 1) : 0);
        }
        case AggregateFunction::min:
        case AggregateFunction::max: return extreme_;
        case AggregateFunction::duration: return duration_years(stretches_).raw();
        case AggregateFunction::list: {
            std::vector<std::string> words;
            for (const Cell cell : cells_) words.push_back(shown(evaluator, e.operands.front().type, cell));
            std::sort(words.begin(), words.end(), check::natural_less);
            return joined(evaluator, words);
        }
        case AggregateFunction::top: {
            if (number_ % Decimal::scale != 0 || (number_ <= 0 && !greatest_.empty()))
                throw EvaluationError(FailureKind::input, "`top` takes a whole number above 0", e.operands[2].span);
            std::vector<std::string> words;
            for (auto& one : foremost(evaluator, static_cast<std::size_t>(number_ / Decimal::scale)))
                words.push_back(std::move(one.word));
            return joined(evaluator, words);
        }
    }
    return {};
}

}  // namespace credence::engine
