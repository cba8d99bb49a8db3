// The label says what an example shows; of two that show the same one is a copy.
#include <fmt/format.h>

#include <map>
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_same_example(const Subject& subject, Findings& findings) {
    std::map<std::string_view, text::Span> seen;
    for (const auto& declaration : subject.declarations()) {
        const auto* example = std::get_if<syntax::Example>(&declaration);
        if (example == nullptr || !example->head.label || example->head.label->text.empty()) continue;
        const auto& label = *example->head.label;
        const auto [at, fresh] = seen.try_emplace(label.text, label.span);
        if (fresh) continue;
        auto& d = findings.add(label.span, fmt::format("another example shows \"{}\" too", label.text), "the same again",
                               "say what this one shows that the other does not");
        d.secondary.push_back({at->second, "said here"});
    }
}

}  // namespace

constinit const Lint same_example{"L0401", "same-example", Level::warning, "two examples of one label", find_same_example};

}  // namespace credence::lint
