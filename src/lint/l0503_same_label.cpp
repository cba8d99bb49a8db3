// A reader of a report cannot tell them apart.
#include <fmt/format.h>

#include <map>
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_same_label(const Subject& subject, Findings& findings) {
    std::map<std::pair<std::string_view, std::string_view>, const syntax::Head*> seen;
    for (const auto& declaration : subject.declarations()) {
        if (std::holds_alternative<syntax::Example>(declaration)) continue;
        const auto& head = syntax::head_of(declaration);
        if (!head.label || head.label->text.empty()) continue;
        const auto noun = subject.written(head.keyword);
        const auto [at, fresh] = seen.try_emplace({noun, head.label->text}, &head);
        if (fresh) continue;
        auto& d = findings.add(head.label->span, fmt::format("another {} is called \"{}\" too", noun, head.label->text),
                               "the same label", "say in the label what tells the two apart");
        d.secondary.push_back({at->second->label->span, "used here"});
    }
}

}  // namespace

constinit const Lint same_label{"L0503", "same-label", Level::warning, "two declarations of one kind and one label",
                                find_same_label};

}  // namespace credence::lint
