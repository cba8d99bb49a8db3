// A scene has nothing to say by itself.
#include <fmt/format.h>

#include <set>
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

void find_unused_scene(const Subject& subject, Findings& findings) {
    std::set<std::string_view> used;
    for (const auto& declaration : subject.declarations())
        if (const auto* example = std::get_if<syntax::Example>(&declaration))
            for (const auto& scene : example->like) used.insert(scene.text);
    for (const auto& declaration : subject.declarations()) {
        const auto* scene = std::get_if<syntax::Example>(&declaration);
        if (scene == nullptr || !scene->scene || used.contains(scene->head.name.text)) continue;
        findings.add(scene->head.name.span, fmt::format("no example uses the scene `{}`", scene->head.name.text), "never used",
                     "use it with `like`, or take it out");
    }
}

}  // namespace

constinit const Lint unused_scene{"L0209", "unused-scene", Level::warning, "a scene that no example uses", find_unused_scene};

}  // namespace credence::lint
