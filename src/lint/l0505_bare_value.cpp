// `r1` says nothing to who reads a report.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

/// A letter or two, then digits.
bool is_number_like(std::string_view name) {
    const auto digits = std::find_if(name.begin(), name.end(), is_digit);
    return digits != name.end() && digits - name.begin() <= 2 && std::all_of(digits, name.end(), is_digit);
}

void find_bare_value(const Subject& subject, Findings& findings) {
    for (const auto& declaration : subject.declarations()) {
        const auto* scale = std::get_if<syntax::Scale>(&declaration);
        if (scale == nullptr) continue;
        for (const auto& value : scale->values) {
            if (value.label || !is_number_like(value.name.text)) continue;
            findings.add(value.name.span, fmt::format("reports print the value `{0}` as \"{0}\"", value.name.text),
                         "has no label", fmt::format("add a label: `{} \"…\"`", value.name.text));
        }
    }
}

}  // namespace

constinit const Lint bare_value{"L0505", "bare-value", Level::note, "a value that is printed as a number of its own",
                                find_bare_value};

}  // namespace credence::lint
