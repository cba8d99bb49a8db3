// Entities, scales and choices are CamelCase; all else is snake_case, but for numbers such as P3 and S1_split.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

bool is_camel(std::string_view name) { return is_upper(name.front()) && name.find('_') == std::string_view::npos; }

/// Small letters, digits and `_`; a first word of capitals and digits, such as P14i, numbers what follows.
bool is_snake(std::string_view name) {
    const auto first = name.substr(0, name.find('_'));
    const bool number = is_upper(first.front()) && std::any_of(first.begin(), first.end(), is_digit);
    const auto rest = number ? name.substr(first.size()) : name;
    return std::none_of(rest.begin(), rest.end(), is_upper);
}

void find_name_style(const Subject& subject, Findings& findings) {
    for (const auto& declaration : subject.declarations()) {
        const auto& name = syntax::head_of(declaration).name;
        if (name.empty() || std::holds_alternative<syntax::Use>(declaration)) continue;
        const bool camel =
            std::holds_alternative<syntax::Entity>(declaration) || std::holds_alternative<syntax::Scale>(declaration);
        if (camel ? is_camel(name.text) : is_snake(name.text)) continue;
        const auto noun = subject.written(syntax::head_of(declaration).keyword);
        findings.add(
            name.span,
            fmt::format("`{}` is not written as the name of {} {} is", name.text, noun.front() == 'e' ? "an" : "a", noun),
            camel ? "not in CamelCase" : "not in snake_case",
            camel ? "begin each word with a capital, without `_`" : "write small letters, with `_` between words");
    }
}

}  // namespace

constinit const Lint name_style{"L0506", "name-style", Level::note, "a name that is written against the habit",
                                find_name_style};

}  // namespace credence::lint
