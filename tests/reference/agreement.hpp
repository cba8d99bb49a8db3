// Asks the engine's model and the reference evaluator the same, on the same rulebase and facts: everything that can be asked.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/rulebase_files.hpp"
#include "engine/model.hpp"
#include "reference/reference.hpp"

namespace credence::reference {

class Agreement {
public:
    Agreement(const check::Rulebase& rulebase, const text::SourceSet& sources, engine::Facts& facts, engine::Settings settings);

    /// Relations, summaries, defines over all arguments of finite type, ranges, questions, advice, assessments.
    void compare_everything();
    void compare(const check::Condition& condition, const std::vector<Cell>& binding, const std::string& where);
    void compare(const check::Expression& expression, const std::vector<Cell>& binding, const std::string& where);

    /// A line or more for each difference, with the author's text.
    [[nodiscard]] const std::vector<std::string>& differences() const { return differences_; }
    [[nodiscard]] std::size_t asked() const { return asked_; }
    [[nodiscard]] Reference& reference() { return reference_; }

private:
    void compare_relations();
    void compare_summaries();
    void compare_defines();
    void compare_ranges();
    void compare_questions();
    void compare_weighing(check::QuestionId question, Cell subject);
    void compare_solutions(const check::Condition& condition, const std::vector<check::Variable>& variables,
                           std::uint32_t bound, const std::string& name);
    void compare_assessments();
    template <class F>
    [[nodiscard]] std::string attempt(F ask);
    void note(bool same, const std::string& where, text::Span span, const std::string& engine, const std::string& reference);
    [[nodiscard]] std::string arguments_text(const std::vector<check::Variable>& variables,
                                             const std::vector<Cell>& cells) const;
    [[nodiscard]] std::string cell_text(check::Type type, Cell cell) const;

    const check::Rulebase& rulebase_;
    const text::SourceSet& sources_;
    engine::Facts& facts_;
    const engine::Settings settings_;
    std::unique_ptr<engine::Model> model_;  // made anew after a failure: a model that threw is not asked again
    Reference reference_;
    std::vector<std::string> differences_;
    std::size_t asked_ = 0;
};

}  // namespace credence::reference
