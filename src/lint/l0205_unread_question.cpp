// What nothing reads changes no answer. Examples do not count, as nobody asks them.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

/// Does anything ask whether one of its propositions applies?
bool asks_of_one(const Subject& subject, std::uint32_t question) {
    const auto& propositions = subject.rulebase().propositions;
    for (std::uint32_t i = 0; i < propositions.size(); ++i) {
        const bool of_it = propositions[i].question.value == question;
        if (of_it && subject.is_read({check::DeclarationKind::proposition, i})) return true;
    }
    return false;
}

void find_unread_question(const Subject& subject, Findings& findings) {
    const auto& questions = subject.rulebase().questions;
    for (std::uint32_t i = 0; i < questions.size(); ++i) {
        const auto& one = questions[i];
        if (subject.is_read({check::DeclarationKind::question, i}) || asks_of_one(subject, i)) continue;
        findings.add(one.head.span, fmt::format("nothing reads the question `{}`", one.head.name), "never read",
                     "count its `pointers` in a define; else its propositions decide nothing");
    }
}

}  // namespace

constinit const Lint unread_question{"L0205", "unread-question", Level::warning, "a question whose propositions decide nothing",
                                     find_unread_question};

}  // namespace credence::lint
