// Nobody knows whether it was left out on purpose; an `only if` says so, and can be switched.
#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"
#include "syntax/forms.hpp"

namespace credence::lint {
namespace {

void find_commented_out(const Subject& subject, Findings& findings) {
    for (const auto& comment : subject.comments()) {
        auto rest = comment.words;
        const auto kind = syntax::word_kind(take_word(rest));
        if (syntax::declaration_form(kind) == nullptr || take_word(rest).empty()) continue;
        rest = trimmed(rest);
        if (!rest.starts_with('"') && !rest.starts_with('(')) continue;
        findings.add(comment.span, "this looks like a declaration that is commented out", "left out, and why?",
                     "take it out; or keep it with `only if` and a parameter");
    }
}

}  // namespace

constinit const Lint commented_out{"L0603", "commented-out", Level::note, "a declaration that is commented out",
                                   find_commented_out};

}  // namespace credence::lint
