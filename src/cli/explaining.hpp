// What the verbs of `explain` share: the question, in one of its three forms, the options, and the print.
#pragma once

#include "app/query.hpp"
#include "cli/answers.hpp"
#include "explain/narrator.hpp"
#include "explain/target.hpp"

namespace credence::cli {

/// Everything in its place for an explanation; `exit` where something is wrong and was said, or the question is refused.
class Explaining {
public:
    /// The arguments: [ASSESSMENT] NAME=ID …, all subjects named; or one condition or expression as rules write it. `one`: a
    /// condition must name everyone it speaks of.
    Explaining(const Context& context, const ExplainOptions& options, bool one);

    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] int exit() const { return answering_.exit; }
    [[nodiscard]] report::Audience audience() const { return audience_; }

    [[nodiscard]] app::Session& session() { return *answering_.session; }
    [[nodiscard]] const std::vector<explain::Target>& targets() const { return targets_; }
    [[nodiscard]] const report::Words& words() const { return answering_.words; }
    [[nodiscard]] const explain::Narrator& narrator() const { return *narrator_; }
    /// With the question and the answer, no sections.
    [[nodiscard]] Result<explain::Explanation> begin();

    /// The value that --to names, of the type; a failure names what there is.
    [[nodiscard]] Result<check::Cell> answer(const check::Type& type, const std::string& words) const;
    [[nodiscard]] report::Workshop workshop() { return answering_.workshop(); }

    /// Pruned, in the format that was asked for.
    void print(explain::Explanation explanation);

private:
    void ask_assessment(const Context& context);
    void ask_written(const Context& context, bool one);
    [[nodiscard]] int refuse(const Failure& failure);

    const Context& context_;
    const ExplainOptions& options_;
    report::Audience audience_ = report::Audience::planner;
    std::optional<explain::Pruning> pruning_;
    std::unique_ptr<app::Written> written_;  // outlives the session's model
    Answering answering_;
    std::vector<explain::Target> targets_;
    std::unique_ptr<explain::Phrases> phrases_;
    std::unique_ptr<explain::Assumptions> assumptions_;
    std::unique_ptr<explain::Narrator> narrator_;
    bool ready_ = false;
};

}  // namespace credence::cli
