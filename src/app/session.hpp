// A rulebase at work on a knowledge base: what every answering command opens.
#pragma once

#include <memory>
#include <type_traits>
#include <vector>

#include "app/config.hpp"
#include "app/rulebase_files.hpp"
#include "engine/model.hpp"

namespace credence::app {

class Session {
public:
    /// Opens the knowledge base for reading and reads those tables that `roots` lead to, with the quotes and sources of its
    /// evidence if `with_evidence`. The files must hold a rulebase. Keeps no connection.
    [[nodiscard]] static Result<Session> open(RulebaseFiles files, const Options& options,
                                              const std::vector<check::DeclarationRef>& roots, bool with_evidence);

    [[nodiscard]] const RulebaseFiles& files() const { return *files_; }
    [[nodiscard]] const check::Rulebase& rulebase() const { return *files_->rulebase; }
    [[nodiscard]] engine::Model& model() { return *model_; }

private:
    Session() = default;
    std::unique_ptr<RulebaseFiles> files_;  // the model refers to both
    std::unique_ptr<engine::Facts> facts_;
    std::unique_ptr<engine::Model> model_;
};

/// What an evaluation error says, with its place.
[[nodiscard]] Failure failure_of(const text::SourceSet& sources, const engine::EvaluationError& error);

/// Runs `ask`; an evaluation error becomes a failure.
template <class F>
[[nodiscard]] auto guarded(const text::SourceSet& sources, F ask) -> Result<std::invoke_result_t<F>> {
    try {
        return ask();
    } catch (const engine::EvaluationError& error) {
        return tl::unexpected(failure_of(sources, error));
    }
}

}  // namespace credence::app
