#include "report/json.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "report/tree.hpp"

namespace credence::report {

namespace {

using Json = nlohmann::ordered_json;

Json value_of(const Node& node) {
    switch (node.kind) {
        case Node::Kind::number: {
            std::int64_t number = 0;
            std::from_chars(node.text.data(), node.text.data() + node.text.size(), number);
            return number;
        }
        case Node::Kind::list: {
            Json out = Json::array();
            for (const Node& item : node.items) out.push_back(value_of(item));
            return out;
        }
        case Node::Kind::object: {
            Json out = Json::object();
            for (const auto& [name, member] : node.members) {
                if (member.present()) out[name] = value_of(member);
            }
            return out;
        }
        case Node::Kind::text:
        case Node::Kind::code:
        case Node::Kind::path:
        case Node::Kind::choice:
        case Node::Kind::absent:  // an empty text in a list; elsewhere it is left out
            break;
    }
    return node.text;
}

std::string print(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

/// The schema of what a node of the shape stands for; objects are defined once, under their type's name.
Json schema_of(const Node& node, Json& definitions) {
    switch (node.kind) {
        case Node::Kind::number: return {{"type", "integer"}};
        case Node::Kind::choice: {
            Json words = Json::array();
            for (const Node& word : node.items) words.push_back(word.text);
            return {{"enum", words}};
        }
        case Node::Kind::list:
            return {{"type", "array"}, {"minItems", 1}, {"items", schema_of(node.items.front(), definitions)}};
        case Node::Kind::object: {
            if (!definitions.contains(node.type)) {
                definitions[node.type] = Json::object();  // its place, before those of its members
                Json properties = Json::object();
                for (const auto& [name, member] : node.members) properties[name] = schema_of(member, definitions);
                definitions[node.type] = {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
            }
            return {{"$ref", "#/$defs/" + node.type}};
        }
        case Node::Kind::text:
        case Node::Kind::code:
        case Node::Kind::path:
        case Node::Kind::absent: break;
    }
    return {{"type", "string"}};
}

}  // namespace

std::string json(const Report& report, const Words& words) {
    Json out = Json::object();
    out["schema"] = json_schema_name;
    const Json parts = value_of(tree_of(report, words));
    for (const auto& [name, value] : parts.items()) out[name] = value;
    return print(out);
}

std::string json_schema() {
    const Node shape = shape_of_report();
    Json definitions = Json::object();
    Json properties = {{"schema", {{"const", json_schema_name}}}};
    for (const auto& [name, member] : shape.members) properties[name] = schema_of(member, definitions);
    Json out = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"$id", json_schema_name},
                {"title", "A report of Credence"},
                {"description",
                 "Strings are finished plain text; ids stand in lists of their own. What is empty or absent is left out, "
                 "so no part and no key but those required must be there. Columns of charts count from 0."},
                {"type", "object"},
                {"required", {"schema", "kind", "title"}},
                {"additionalProperties", false},
                {"properties", properties},
                {"$defs", definitions}};
    return print(out);
}

}  // namespace credence::report
