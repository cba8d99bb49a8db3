// `#---` draws a line and may stay.
#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

void find_comment_without_blank(const Subject& subject, Findings& findings) {
    for (const auto& comment : subject.comments()) {
        const auto text = subject.written(comment.span);
        if (text.size() < 2 || !is_word(text[1])) continue;
        auto& d = findings.add(comment.span, "there is no blank between `#` and the comment", "hard to read");
        const auto at = comment.span.begin + 1;
        d.fixes.push_back({"add a blank", {{{comment.span.file, at, at}, " "}}, true});
    }
}

}  // namespace

constinit const Lint comment_without_blank{"L0602", "comment-without-blank", Level::note,
                                           "a comment without a blank after its mark", find_comment_without_blank};

}  // namespace credence::lint
