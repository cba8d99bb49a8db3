// What is left to do should not look like what is done.
#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

void find_to_do(const Subject& subject, Findings& findings) {
    for (const auto& comment : subject.comments()) {
        auto rest = comment.words;
        const auto word = take_word(rest);
        if (word != "TODO" && word != "FIXME" && word != "XXX") continue;
        findings.add(comment.span, "this comment leaves something to do", "not done yet",
                     "do it, or write down where it is kept in mind");
    }
}

}  // namespace

constinit const Lint to_do{"L0601", "to-do", Level::note, "a comment that leaves something to do", find_to_do};

}  // namespace credence::lint
