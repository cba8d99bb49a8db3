// What the answering verbs share: the rulebase, the question, the session and the words they are answered in.
#pragma once

#include "app/question.hpp"
#include "app/session.hpp"
#include "cli/verbs.hpp"
#include "report/audience.hpp"
#include "report/build.hpp"
#include "report/templates.hpp"

namespace credence::cli {

/// The words of the language that was asked for.
[[nodiscard]] inline std::string language_of(const Context& context) { return context.options.language.value_or("en"); }
[[nodiscard]] inline report::Words words_of(const Context& context) { return report::Words::of(language_of(context)); }

/// Planner, where nothing is said.
[[nodiscard]] Result<report::Audience> audience_of(const std::optional<std::string>& name);
/// Whether this can be written for that audience: a candidate reads of one individual of their kind alone. `asking` null: of all.
[[nodiscard]] Status suits(report::Audience audience, const check::Rulebase& rulebase, const report::Asking* asking);

/// Everything in its place for a question; `exit` where something is wrong and was said, or the question is refused.
struct Answering {
    explicit Answering(const Context& context) : words(words_of(context)) {}

    int exit = 0;
    std::optional<app::Question> question;
    std::optional<app::Session> session;
    std::optional<report::Asking> asking;
    report::Words words;
    report::Origin origin;

    [[nodiscard]] bool ready() const { return session.has_value() && (asking.has_value() || !question.has_value()); }
    [[nodiscard]] report::Workshop workshop() { return {session->model(), words, origin}; }
};

/// `arguments` empty and `question_needed` off: no question, for all of them. `whole`: all evidence with its quotes is read.
[[nodiscard]] Answering prepare(const Context& context, const std::vector<std::string>& arguments, bool question_needed,
                                bool whole);

}  // namespace credence::cli
