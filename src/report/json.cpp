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
        case Node::Kind::markup:
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
        case Node::Kind::markup:
        case Node::Kind::absent: break;
    }
    return {{"type", "string"}};
}

}  // namespace

namespace {

std::string document(const char* schema, const Node& node) {
    Json out = Json::object();
    out["schema"] = schema;
    const Json parts = value_of(node);
    for (const auto& [name, value] : parts.items()) out[name] = value;
    return print(out);
}

std::string schema(const char* name, const Node& shape, const char* title, const char* description, const Json& required) {
    Json definitions = Json::object();
    Json properties = {{"schema", {{"const", name}}}};
    for (const auto& [key, member] : shape.members) properties[key] = schema_of(member, definitions);
    Json out = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"$id", name},
                {"title", title},
                {"description", description},
                {"type", "object"},
                {"required", required},
                {"additionalProperties", false},
                {"properties", properties},
                {"$defs", definitions}};
    return print(out);
}

}  // namespace

std::string json(const Report& report, const Words& words) { return document(json_schema_name, tree_of(report, words)); }

std::string json(const explain::Explanation& explanation, const Words& words) {
    return document(explanation_schema_name, tree_of(explanation, words));
}

std::string json_schema() {
    return schema(json_schema_name, shape_of_report(), "A report of Credence",
                  "Strings are finished plain text; ids stand in lists of their own. What is empty or absent is left out, "
                  "so no part and no key but those required must be there. Columns of charts count from 0.",
                  {"schema", "kind", "title"});
}

std::string explanation_schema() {
    return schema(explanation_schema_name, shape_of_explanation(), "An explanation of Credence",
                  "A statement rests on its children. Strings are finished plain text; ids stand in lists of their own. What "
                  "is empty or absent is left out. `complete` is no where a search was cut short.",
                  {"schema", "topic", "question", "complete"});
}

}  // namespace credence::report
