// A rulebase at work on a knowledge base: what every answering command opens.
#pragma once

#include <memory>
#include <type_traits>
#include <vector>

#include "app/config.hpp"
#include "app/rulebase_files.hpp"
#include "engine/model.hpp"
#include "store/load.hpp"

namespace credence::app {

/// What is read of the knowledge base.
struct Reading {
    std::vector<check::AttributeId> attributes;
    std::vector<check::RelationId> relations;
    bool with_quotes = false;
};
/// Only what the declarations read, directly or not.
[[nodiscard]] Reading what_answers_read(const check::Rulebase& rulebase, const std::vector<check::DeclarationRef>& roots);
/// All that the vocabulary can record, with its quotes: for reports.
[[nodiscard]] Reading everything(const check::Rulebase& rulebase);

/// The day and the moment that the options ask for.
[[nodiscard]] Result<store::LoadRequest> what_is_known(const Options& options);

class Session {
public:
    /// Reads the knowledge base of the options and makes the model. The files must hold a rulebase. Keeps no connection.
    /// `change`: only what this change and those before it recorded.
    [[nodiscard]] static Result<Session> open(RulebaseFiles files, const Options& options, const Reading& reading,
                                              std::optional<std::int64_t> change = {});

    [[nodiscard]] const RulebaseFiles& files() const { return *files_; }
    [[nodiscard]] const check::Rulebase& rulebase() const { return *files_->rulebase; }
    [[nodiscard]] const store::Record& record() const { return record_; }
    [[nodiscard]] engine::Model& model() { return *model_; }
    [[nodiscard]] const engine::Model& model() const { return *model_; }

private:
    Session() = default;
    std::unique_ptr<RulebaseFiles> files_;  // the model refers to both
    std::unique_ptr<engine::Facts> facts_;
    store::Record record_;  // from the same snapshot
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
