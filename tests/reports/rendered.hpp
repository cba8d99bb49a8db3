// Every report of a shipped rulebase on its sample, made once: the tree, the tree as JSON, the Markdown.
#pragma once

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/session.hpp"
#include "report/document.hpp"

namespace credence::report {

using Json = nlohmann::ordered_json;

struct Rendered {
    std::string name;  // "appointment_fit C15 M4-DIR"; of a comparison without the subject left open
    Report report;
    Json json;
    std::string markdown;
};

struct Sample {
    app::Session session;
    std::vector<Rendered> reports;
    std::set<std::string> facts, rules;  // the ids of all that is on record, and of all that is declared

    [[nodiscard]] const Rendered& named(std::string_view name) const;
};

/// Of `rules/human_rights_approach`, `rules/grape_for_site` and `rules/human_rights_weights`. Of cases of the first every second, of its pairs every
/// twelfth, of the last every sixth: all of them would take long.
[[nodiscard]] const Sample& flagship_sample();
[[nodiscard]] const Sample& second_field_sample();
[[nodiscard]] const Sample& weights_sample();
[[nodiscard]] std::vector<const Sample*> all_samples();

/// Calls `look(claim, path)` for each claim, `path` being the names of the fields that lead to it: "/answer/lines".
template <class F>
void each_claim(const Json& tree, const F& look, const std::string& path = {}) {
    if (tree.is_array()) {
        for (const auto& item : tree) each_claim(item, look, path);
    } else if (tree.is_object()) {
        for (const auto* key : {"lead", "text", "rules", "facts", "assumptions"}) {
            if (!tree.contains(key) || path.ends_with("quotes") || path.find("chart") != std::string::npos) continue;
            if (tree.at(key).is_string() ||
                (tree.at(key).is_array() && !tree.at(key).empty() && tree.at(key).front().is_string())) {
                look(tree, path);
                break;
            }
        }
        for (const auto& [key, value] : tree.items()) each_claim(value, look, path + "/" + key);
    }
}

}  // namespace credence::report
