#include "explain/sensitivity.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace credence::explain {
namespace {

using check::DeclarationKind;
using check::no_cell;
using check::TypeKind;
using Kind = Change::Kind;
using Input = Varied::Input;

constexpr std::size_t most_facts = 256;
constexpr Cell farthest_number = Cell{1'000'000} * Decimal::scale;
constexpr Cell farthest_weight = 10'000;  // ten to the tenth to one

class Variation {
public:
    Variation(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
              const Target& target, const std::vector<Target>& shown)
        : rulebase_(rulebase),
          facts_(facts),
          settings_(settings),
          target_(target),
          shown_(shown),
          candidates_(rulebase, facts, settings, target, true, false),
          supposed_(rulebase, facts, settings) {}

    Sensitivity run() {
        auto& model = supposed_.with({});
        out_.now = reach(model, target_);
        for (const auto& one : shown_) out_.shown.push_back(reach(model, one));
        list(model);
        for (const auto fact : listed_) vary(fact);
        leave_out(Input::source, &engine::EvidenceColumns::source);
        leave_out(Input::assessor, &engine::EvidenceColumns::assessor);
        for (const auto ref : candidates_.read()) {
            if (ref.kind == DeclarationKind::parameter) vary_parameter(ref.index);
        }
        for (const auto ref : candidates_.read()) {
            if (ref.kind == DeclarationKind::proposition && rulebase_.propositions[ref.index].weight.valid())
                vary_weight(ref.index);
        }
        return std::move(out_);
    }

private:
    /// The observations and tuples that the answer may rest on.
    void list(engine::Model& model) {
        for (const auto& what : model.looked_at()) {
            if (!candidates_.varied(what.attribute)) continue;
            for (const auto row : model.summary(what.attribute, what.subject).rows)
                add({FactRef::Kind::observation, what.attribute.value, row});
        }
        for (const auto& change : candidates_.of_relations()) {
            if (change.kind == Kind::remove) add({FactRef::Kind::tuple, change.index, change.row});
        }
    }

    void add(FactRef fact) {
        if (listed_.size() < most_facts)
            listed_.push_back(fact);
        else
            out_.left_out = true;
    }

    static Change left_out(FactRef fact) {
        return {fact.kind == FactRef::Kind::tuple ? Kind::remove : Kind::withdraw, fact.index, fact.row, {}, {}};
    }

    std::optional<Varied::Trial> tried(engine::Model& model, std::optional<Cell> value) const {
        try {
            Varied::Trial out{value, reach(model, target_), {}};
            for (const auto& one : shown_) out.shown.push_back(reach(model, one));
            return out;
        } catch (const engine::EvaluationError&) {
            return {};  // so varied there is no answer to compare
        }
    }

    void attempt(Varied& varied, const Changes& changes, std::optional<Cell> value) {
        if (auto trial = tried(supposed_.with(changes), value)) varied.trials.push_back(std::move(*trial));
    }

    /// One step lower and one higher; of what has no order each other value.
    std::vector<Cell> steps(check::Type type, Cell cell) const {
        std::vector<Cell> out;
        switch (type.kind) {
            case TypeKind::scale: {
                const auto& scale = rulebase_.scales[type.index];
                const auto size = static_cast<Cell>(scale.values.size());
                for (Cell other = 0; other < size; ++other) {
                    if (other != cell && (!scale.ordered || std::abs(other - cell) == 1)) out.push_back(other);
                }
                break;
            }
            case TypeKind::yes_no: out.push_back(1 - cell); break;
            case TypeKind::number: out = {cell - Decimal::scale, cell + Decimal::scale}; break;
            case TypeKind::range: {
                const auto size = static_cast<Cell>(rulebase_.scales[type.index].values.size());
                const auto low = check::lowest_of(cell);
                const auto high = check::highest_of(cell);
                if (low > 0) out.push_back(check::pack_range(low - 1, high));
                if (low < high) {
                    out.push_back(check::pack_range(low + 1, high));
                    out.push_back(check::pack_range(low, high - 1));
                }
                if (high + 1 < size) out.push_back(check::pack_range(low, high + 1));
                break;
            }
            default: break;
        }
        return out;
    }

    void vary(FactRef fact) {
        Varied varied;
        varied.input = fact.kind == FactRef::Kind::tuple ? Input::tuple : Input::observation;
        varied.fact = fact;
        if (fact.kind == FactRef::Kind::observation) {
            const auto value = facts_.observations[fact.index].value[fact.row];
            for (const auto cell : steps(rulebase_.attributes[fact.index].type, value))
                attempt(varied, {{Kind::correct, fact.index, fact.row, {cell}, {}}}, cell);
        }
        attempt(varied, {left_out(fact)}, {});
        out_.facts.push_back(std::move(varied));
    }

    void leave_out(Input input, std::vector<Cell> engine::EvidenceColumns::*column) {
        std::map<Cell, Changes> by;
        for (const auto fact : listed_) {
            const auto& evidence = fact.kind == FactRef::Kind::tuple ? facts_.relations[fact.index].evidence
                                                                     : facts_.observations[fact.index].evidence;
            if (const auto text = evidence.at(column, fact.row); text != no_cell) by[text].push_back(left_out(fact));
        }
        for (const auto& [text, changes] : by) {
            Varied varied;
            varied.input = input;
            varied.text = text;
            attempt(varied, changes, {});
            out_.facts.push_back(std::move(varied));
        }
    }

    void vary_parameter(std::uint32_t index) {
        const auto type = rulebase_.parameters[index].type;
        if (type.kind == TypeKind::text || type.kind == TypeKind::entity) return;
        Varied varied;
        varied.input = Input::parameter;
        varied.index = index;
        const auto now = settings_.parameters[index];
        const auto set = [&](Cell cell) { return Changes{{Kind::set, index, 0, {cell}, {}}}; };
        if (type.kind != TypeKind::number) {
            for (const auto cell : candidates_.values(type, {}).cells) {
                if (cell != now) attempt(varied, set(cell), cell);
            }
        } else {
            const auto ask = [&](Cell cell) { return tried(supposed_.with(set(cell)), cell); };
            points(varied, now, -farthest_number, farthest_number, Decimal::scale, ask);
        }
        out_.rules.push_back(std::move(varied));
    }

    /// On a copy of the rulebase in which the proposition has a strength of its own.
    void vary_weight(std::uint32_t index) {
        Varied varied;
        varied.input = Input::weight;
        varied.index = index;
        auto other = rulebase_;
        auto& weight = other.weights[other.propositions[index].weight.index()];
        const auto now = other.strengths[weight.strength.index()].weight;
        other.strengths.push_back(other.strengths[weight.strength.index()]);
        weight.strength = check::StrengthId{other.strengths.size() - 1};
        const auto ask = [&](Cell cell) {
            other.strengths.back().weight = cell;
            Supposed supposed(other, facts_, settings_);
            return tried(supposed.with({}), cell);
        };
        points(varied, now, 0, farthest_weight, 1, ask);
        out_.rules.push_back(std::move(varied));
    }

    /// Looks ever farther from `now`, at first a step away, for another answer; then nearer, by halves.
    void points(Varied& varied, Cell now, Cell lowest, Cell highest, Cell step,
                const std::function<std::optional<Varied::Trial>(Cell)>& ask) const {
        for (const Cell direction : {Cell{-1}, Cell{1}}) {
            const Cell farthest = direction < 0 ? now - lowest : highest - now;
            Cell same = 0;  // how far away the answer is still this one
            std::optional<Varied::Trial> found;
            for (Cell away = std::min(step, farthest); away > same; away = std::min(away * 2, farthest)) {
                auto trial = ask(now + direction * away);
                if (trial && trial->becomes != out_.now) {
                    found = std::move(trial);
                    break;
                }
                same = away;
            }
            while (found && std::abs(*found->value - now) - same > 1) {
                const Cell away = same + (std::abs(*found->value - now) - same) / 2;
                auto trial = ask(now + direction * away);
                if (trial && trial->becomes != out_.now)
                    found = std::move(trial);
                else
                    same = away;
            }
            if (found) varied.trials.push_back(std::move(*found));
        }
    }

    const check::Rulebase& rulebase_;
    const engine::Facts& facts_;
    const engine::Settings& settings_;
    const Target& target_;
    const std::vector<Target>& shown_;
    Candidates candidates_;
    Supposed supposed_;
    std::vector<FactRef> listed_;
    Sensitivity out_;
};

}  // namespace

bool Varied::changes(const Reached& now) const {
    return std::any_of(trials.begin(), trials.end(), [&](const Trial& trial) { return trial.becomes != now; });
}

Sensitivity sensitivity(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                        const Target& target, const std::vector<Target>& shown) {
    return Variation(rulebase, facts, settings, target, shown).run();
}

}  // namespace credence::explain
