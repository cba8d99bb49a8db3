// Two lines alike are one too many; two observations that agree differ in who made them.
#include <fmt/format.h>

#include <map>
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_repeated_fact(const Subject& subject, Findings& findings) {
    for (const auto& declaration : subject.declarations()) {
        const auto* example = std::get_if<syntax::Example>(&declaration);
        if (example == nullptr) continue;
        std::map<std::string_view, text::Span> seen;
        for (const auto& given : example->given) {
            if (!given.fact) continue;
            const auto [at, fresh] = seen.try_emplace(subject.written(given.span), given.span);
            if (fresh) continue;
            auto& d = findings.add(given.span, fmt::format("`{}` gives this fact twice", example->head.name.text), "again",
                                   "take it out; or say by `source`, `assessor` or `group` what tells the two apart");
            d.secondary.push_back({at->second, "given here"});
        }
    }
}

}  // namespace

constinit const Lint repeated_fact{"L0404", "repeated-fact", Level::warning, "a fact that an example gives twice",
                                   find_repeated_fact};

}  // namespace credence::lint
