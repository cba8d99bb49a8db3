// A rule that is tried for every pair and reads one of the two is either slow or not what was meant.
#include <fmt/format.h>

#include <map>
#include <set>

#include "check/safety.hpp"
#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using Used = std::set<std::uint32_t>;

template <class Node>
void add(const Node& node, Used& used) {
    for (const auto variable : check::free_variables(node)) used.insert(variable.value);
}
void add_text(const check::Text& text, Used& used) {
    for (const auto& part : text.parts)
        if (part.hole) add(*part.hole, used);
}

Used used_by(const Subject& subject, const Reasoned& one) {
    Used used;
    add(one.clauses->body, used);
    add_text(one.clauses->because, used);
    const auto& rulebase = subject.rulebase();
    switch (one.ref.kind) {
        case check::DeclarationKind::rule:
            for (const auto& argument : rulebase.rules[one.ref.index].arguments) add(argument, used);
            break;
        case check::DeclarationKind::proposition: add(rulebase.propositions[one.ref.index].subject, used); break;
        case check::DeclarationKind::boundary:
            add(rulebase.boundaries[one.ref.index].subject, used);
            add(rulebase.boundaries[one.ref.index].value, used);
            break;
        default: add_text(rulebase.advice[one.ref.index].words, used); break;
    }
    return used;
}

Used used_by(const check::Define& define) {
    Used used;
    if (define.condition) add(*define.condition, used);
    for (const auto& one : define.cases) {
        add(one.value, used);
        if (one.when) add(*one.when, used);
    }
    return used;
}

void find_unused_variable(const Subject& subject, Findings& findings) {
    struct Found {
        std::string name, owner;
        bool used = false;
    };
    std::map<text::Span, Found> variables;  // rows of a table share theirs: one that uses it is enough
    const auto look_at = [&](const std::vector<check::Variable>& all, std::uint32_t bound, const Used& used,
                             const std::string& owner) {
        for (std::uint32_t v = 0; v < bound; ++v) {
            auto& found = variables.try_emplace(all[v].span, Found{all[v].name, owner}).first->second;
            found.used = found.used || used.contains(v);
        }
    };
    for (const auto& one : subject.reasoned())
        look_at(one.clauses->variables, one.clauses->bound, used_by(subject, one), one.head->name);
    for (const auto& define : subject.rulebase().defines)
        look_at(define.variables, define.bound, used_by(define), define.head.name);
    for (const auto& [span, found] : variables) {
        if (found.used) continue;
        findings.add(span, fmt::format("`{}` does not use its variable `{}`", found.owner, found.name), "used nowhere",
                     "use it in the condition, or take it out");
    }
}

}  // namespace

constinit const Lint unused_variable{"L0208", "unused-variable", Level::warning, "a variable that only `for` names",
                                     find_unused_variable};

}  // namespace credence::lint
