// An interview: what to ask, one thing after the other, each time what can change most; what was said is supposed until the end. It
// prints and records nothing.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "explain/openness.hpp"

namespace credence::explain {

class Interview {
public:
    /// All must outlive it.
    Interview(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
              const Target& target, std::vector<Target> steps);

    /// What is asked now; nothing where nothing is left that could change anything.
    [[nodiscard]] const std::optional<ToAsk>& question() const { return question_; }
    [[nodiscard]] const Reachable& still() const { return still_; }
    /// The facts with what was said so far, which the question is put on; they live until the next answer.
    [[nodiscard]] engine::Facts& facts() { return facts_; }
    /// How many things are left to ask, the present one among them.
    [[nodiscard]] std::size_t left() const { return left_; }

    void answer(Cell value);
    /// Nobody knows: it is not asked again.
    void pass();
    /// To the question before, as if it had not been answered. False: there is none.
    [[nodiscard]] bool back();

    /// What was said, in the order in which it was.
    [[nodiscard]] std::vector<std::pair<engine::AttributeOf, Cell>> said() const;

private:
    struct Turn {
        engine::AttributeOf what;
        std::optional<Cell> value;
    };
    void ask();

    const check::Rulebase& rulebase_;
    const engine::Facts& recorded_;
    const engine::Settings& settings_;
    const Target& target_;
    std::vector<Target> steps_;
    std::vector<Turn> turns_;
    engine::Facts facts_;
    Reachable still_;
    std::optional<ToAsk> question_;
    std::size_t left_ = 0;
};

}  // namespace credence::explain
