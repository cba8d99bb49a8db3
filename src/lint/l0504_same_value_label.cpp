// In a table of answers the two look the same.
#include <fmt/format.h>

#include <map>
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_same_value_label(const Subject& subject, Findings& findings) {
    for (const auto& declaration : subject.declarations()) {
        const auto* scale = std::get_if<syntax::Scale>(&declaration);
        if (scale == nullptr) continue;
        std::map<std::string_view, text::Span> seen;
        for (const auto& value : scale->values) {
            if (!value.label || value.label->text.empty()) continue;
            const auto [at, fresh] = seen.try_emplace(value.label->text, value.label->span);
            if (fresh) continue;
            auto& d = findings.add(
                value.label->span,
                fmt::format("another value of `{}` is called \"{}\" too", scale->head.name.text, value.label->text),
                "the same label", "say in the label what tells the two apart");
            d.secondary.push_back({at->second, "used here"});
        }
    }
}

}  // namespace

constinit const Lint same_value_label{"L0504", "same-value-label", Level::warning, "two values of one label",
                                      find_same_value_label};

}  // namespace credence::lint
