// One example at work: its facts, the model on them, and whether each expectation holds. Throws engine::EvaluationError.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "check/rulebase.hpp"
#include "engine/model.hpp"
#include "explain/words.hpp"

namespace credence::analyse {

class Trial {
public:
    /// All must outlive the trial.
    Trial(const check::Rulebase& rulebase, const check::Example& example, const explain::Words& words, std::uint64_t steps);
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    struct Verdict {
        bool passed = false;
        engine::State state = engine::State::met;  // of the condition
        bool unsaid = false;                       // the rule applies, but does not say it
    };
    [[nodiscard]] Verdict verdict(const check::Expectation& expectation);
    /// Everything that the rule of an `applies` prints.
    [[nodiscard]] std::vector<std::string> said(const check::Condition& applies);
    /// Of every expectation.
    [[nodiscard]] bool passes();

    [[nodiscard]] engine::Model& model() { return model_; }

private:
    const check::Rulebase& rulebase_;
    const check::Example& example_;
    const explain::Words& words_;
    engine::Facts facts_;
    engine::Model model_;
};

}  // namespace credence::analyse
