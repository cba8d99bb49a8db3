// Facts that come in by two ways are there once; a reader looks for the difference.
#include <fmt/format.h>

#include <map>
#include <set>
#include <string_view>

#include "lint/lint.hpp"
#include "lint/lints.hpp"

namespace credence::lint {
namespace {

using Scenes = std::map<std::string_view, const syntax::Example*>;

/// The scene and those that it is like.
void gather(std::string_view name, const Scenes& scenes, std::set<std::string_view>& held) {
    if (!held.insert(name).second) return;
    const auto at = scenes.find(name);
    if (at == scenes.end()) return;
    for (const auto& further : at->second->like) gather(further.text, scenes, held);
}

void find_repeated_scene(const Subject& subject, Findings& findings) {
    std::map<std::string_view, const syntax::Example*> scenes;
    for (const auto& declaration : subject.declarations()) {
        const auto* scene = std::get_if<syntax::Example>(&declaration);
        if (scene != nullptr && scene->scene) scenes[scene->head.name.text] = scene;
    }
    for (const auto& declaration : subject.declarations()) {
        const auto* example = std::get_if<syntax::Example>(&declaration);
        if (example == nullptr) continue;
        std::set<std::string_view> held;
        for (const auto& name : example->like) {
            if (held.contains(name.text))
                findings.add(name.span, fmt::format("`{}` uses the scene `{}` already", example->head.name.text, name.text),
                             "is in it already", "take it out of `like`");
            gather(name.text, scenes, held);
        }
    }
}

}  // namespace

constinit const Lint repeated_scene{"L0210", "repeated-scene", Level::warning, "a scene that an example uses twice",
                                    find_repeated_scene};

}  // namespace credence::lint
