// Labels stand inside sentences of reports.
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

/// "etc.", "et al.", "U.N.": the stop belongs to the word.
bool is_abbreviation(std::string_view label) {
    label.remove_suffix(1);
    const auto word = label.substr(label.find_last_of(' ') + 1);
    return word == "etc" || word == "al" || word == "Inc" || word == "Ltd" || word.find('.') != std::string_view::npos ||
           word.size() < 2;
}

void find_label_with_full_stop(const Subject& subject, Findings& findings) {
    for (const auto& declaration : subject.declarations()) {
        const auto& label = syntax::head_of(declaration).label;
        if (!label || !label->text.ends_with('.') || label->text.ends_with("..") || is_abbreviation(label->text)) continue;
        auto& d = findings.add(label->span, "a label has no full stop: it stands inside sentences", "ends in a full stop");
        const text::Span stop{label->span.file, label->span.end - 2, label->span.end - 1};
        if (subject.written(stop) == ".") d.fixes.push_back({"take the full stop out", {{stop, ""}}, true});
    }
}

}  // namespace

constinit const Lint label_with_full_stop{"L0502", "label-with-full-stop", Level::note, "a label that ends in a full stop",
                                          find_label_with_full_stop};

}  // namespace credence::lint
