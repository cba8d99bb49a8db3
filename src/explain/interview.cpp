#include "explain/interview.hpp"

#include <algorithm>

namespace credence::explain {
namespace {

constexpr std::size_t runs_of_enumeration = 1'000;

}  // namespace

Interview::Interview(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                     const Target& target, std::vector<Target> steps)
    : rulebase_(rulebase),
      recorded_(facts),
      settings_(settings),
      target_(target),
      steps_(std::move(steps)) {
    ask();
}

void Interview::ask() {
    Changes changes;
    for (const auto& turn : turns_) {
        if (turn.value)
            changes.push_back({Change::Kind::observe, turn.what.attribute.value, 0, {turn.what.subject, *turn.value}, {}});
    }
    facts_ = changed(rulebase_, recorded_, changes);
    still_ = reachable(rulebase_, facts_, settings_, target_, runs_of_enumeration);
    question_.reset();
    left_ = 0;
    for (const auto& one : ask_next(rulebase_, facts_, settings_, target_, steps_, still_)) {
        const bool asked = std::any_of(turns_.begin(), turns_.end(), [&](const Turn& turn) { return turn.what == one.what; });
        const bool text = rulebase_.attributes[one.what.attribute.index()].type.kind == check::TypeKind::text;  // not by name
        if (asked || text || one.effect == Effect::nothing) continue;
        if (!question_) question_ = one;
        ++left_;
    }
}

void Interview::answer(Cell value) {
    turns_.push_back({question_->what, value});
    ask();
}

void Interview::pass() {
    turns_.push_back({question_->what, {}});
    ask();
}

bool Interview::back() {
    if (turns_.empty()) return false;
    turns_.pop_back();
    ask();
    return true;
}

std::vector<std::pair<engine::AttributeOf, Cell>> Interview::said() const {
    std::vector<std::pair<engine::AttributeOf, Cell>> out;
    for (const auto& turn : turns_) {
        if (turn.value) out.emplace_back(turn.what, *turn.value);
    }
    return out;
}

}  // namespace credence::explain
