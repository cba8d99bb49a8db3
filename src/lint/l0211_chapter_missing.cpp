// `chapters` is the order to read a rulebase in; the rule book follows it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

std::string_view chapter_of(std::string_view file) {
    file = file.substr(file.rfind('/') + 1);
    return file.substr(0, file.rfind(".crd"));
}

void find_chapter_missing(const Subject& subject, Findings& findings) {
    for (const auto& declaration : subject.declarations()) {
        const auto* rulebase = std::get_if<syntax::Rulebase>(&declaration);
        if (rulebase == nullptr || rulebase->chapters.empty()) continue;
        std::vector<std::string> missing;
        for (const auto& tree : subject.trees()) {
            const auto chapter = chapter_of(subject.sources()[tree.file()].name());
            const auto is = [&](const syntax::Name& name) { return name.text == chapter; };
            if (std::none_of(rulebase->chapters.begin(), rulebase->chapters.end(), is))
                missing.push_back(fmt::format("`{}`", chapter));
        }
        if (missing.empty()) continue;
        findings.add(text::join(rulebase->chapters.front().span, rulebase->chapters.back().span),
                     fmt::format("the chapters leave out {} of the folder", missing.size() == 1 ? "a file" : "files"),
                     fmt::format("{} {} not among them", fmt::join(missing, ", "), missing.size() == 1 ? "is" : "are"),
                     "add what is left out where it is best read");
    }
}

}  // namespace

constinit const Lint chapter_missing{"L0211", "chapter-missing", Level::warning, "a file that the chapters leave out",
                                     find_chapter_missing};

}  // namespace credence::lint
