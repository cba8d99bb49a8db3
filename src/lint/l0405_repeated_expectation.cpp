// The second line can never fail alone.
#include <fmt/format.h>

#include <map>
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_repeated_expectation(const Subject& subject, Findings& findings) {
    for (const auto& declaration : subject.declarations()) {
        const auto* example = std::get_if<syntax::Example>(&declaration);
        if (example == nullptr) continue;
        std::map<std::string_view, text::Span> seen;
        for (const auto& expectation : example->expect) {
            const auto [at, fresh] = seen.try_emplace(subject.written(expectation.span), expectation.span);
            if (fresh) continue;
            auto& d = findings.add(expectation.span, fmt::format("`{}` expects this twice", example->head.name.text), "again",
                                   "take it out; or was someone else meant?");
            d.secondary.push_back({at->second, "expected here"});
        }
    }
}

}  // namespace

constinit const Lint repeated_expectation{"L0405", "repeated-expectation", Level::warning,
                                          "an expectation that an example has twice", find_repeated_expectation};

}  // namespace credence::lint
