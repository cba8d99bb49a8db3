// Alike but for capitals, `_`, letters that look like digits, or one letter of a long word.
#include <fmt/format.h>

#include <map>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

/// What a hurried reader may see in the name: one look for all that look alike.
std::vector<std::string> looks(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c == '_') continue;
        plain += c == '0' ? 'o' : c == '1' || c == 'I' ? 'l' : is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
    std::vector<std::string> out{plain};
    constexpr std::size_t long_enough = 10;
    if (name.size() < long_enough) return out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!is_lower(name[i])) continue;  // numbers tell names apart
        auto& blurred = out.emplace_back(name);
        blurred[i] = '?';
    }
    return out;
}

void find_confusable_names(const Subject& subject, Findings& findings) {
    std::map<std::string, const syntax::Name*> names,
        types;  // an attribute `consent` of the scale `Consent` is what one expects
    for (const auto& declaration : subject.declarations()) {
        const auto& name = syntax::head_of(declaration).name;
        if (name.empty() || std::holds_alternative<syntax::Weigh>(declaration) ||
            std::holds_alternative<syntax::Bands>(declaration))
            continue;
        if (const auto* rule = std::get_if<syntax::Rule>(&declaration); rule != nullptr && rule->short_form) continue;
        const bool type =
            std::holds_alternative<syntax::Entity>(declaration) || std::holds_alternative<syntax::Scale>(declaration);
        auto& seen = type ? types : names;
        const syntax::Name* other = nullptr;
        for (auto& look : looks(name.text)) {
            const auto [at, fresh] = seen.try_emplace(std::move(look), &name);
            if (!fresh && at->second->text != name.text && other == nullptr) other = at->second;
        }
        if (other == nullptr) continue;
        auto& d = findings.add(name.span, fmt::format("`{}` is easily taken for `{}`", name.text, other->text),
                               "looks like the other", "give one of them a name that says how they differ");
        d.secondary.push_back({other->span, "the other"});
    }
}

}  // namespace

constinit const Lint confusable_names{"L0507", "confusable-names", Level::warning,
                                      "two names that are easily taken for each other", find_confusable_names};

}  // namespace credence::lint
