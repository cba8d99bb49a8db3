#include "golden/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace credence::testing {
namespace {

using Json = nlohmann::json;

class Validator {
public:
    explicit Validator(const Json& root) : root_(root) {}

    std::string check(const Json& value, const Json& schema, const std::string& path) {
        std::string out;
        for (const auto& [keyword, wanted] : schema.items()) out += check(keyword, wanted, value, schema, path);
        return out;
    }

private:
    std::string check(const std::string& keyword, const Json& wanted, const Json& value, const Json& schema,
                      const std::string& path) {
        constexpr auto notes = std::to_array<std::string_view>({"$schema", "$id", "$defs", "title", "description"});
        if (std::find(notes.begin(), notes.end(), keyword) != notes.end()) return "";
        if (keyword == "$ref") return check(value, root_.at(Json::json_pointer(wanted.get<std::string>().substr(1))), path);
        if (keyword == "const") return found(value == wanted, path, "is not " + wanted.dump());
        if (keyword == "enum")
            return found(std::find(wanted.begin(), wanted.end(), value) != wanted.end(), path, "is none of " + wanted.dump());
        if (keyword == "type") return found(has_type(value, wanted), path, "is no " + wanted.dump());
        if (keyword == "minimum") return found(!value.is_number() || value >= wanted, path, "is below " + wanted.dump());
        if (keyword == "maximum") return found(!value.is_number() || value <= wanted, path, "is above " + wanted.dump());
        if (keyword == "minItems") return found(!value.is_array() || value.size() >= wanted, path, "has too few");
        if (keyword == "anyOf") {
            const bool any =
                std::any_of(wanted.begin(), wanted.end(), [&](const Json& one) { return check(value, one, path).empty(); });
            return found(any, path, "is none of those");
        }
        if (keyword == "required") {
            std::string out;
            for (const auto& key : wanted) out += found(value.contains(key.get<std::string>()), path, "lacks " + key.dump());
            return out;
        }
        if (keyword == "properties" || keyword == "additionalProperties") {
            if (!value.is_object()) return "";
            std::string out;
            for (const auto& [key, member] : value.items()) {
                const bool named = schema.contains("properties") && schema["properties"].contains(key);
                if (named != (keyword == "properties")) continue;
                out += wanted == false ? path + "/" + key + " may not be there\n"
                                       : check(member, named ? wanted[key] : wanted, path + "/" + key);
            }
            return out;
        }
        if (keyword == "items") {
            std::string out;
            for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
                out += check(value[i], wanted, fmt::format("{}/{}", path, i));
            return out;
        }
        return fmt::format("{}: the keyword {} is not known\n", path, keyword);
    }

    static std::string found(bool right, const std::string& path, const std::string& what) {
        return right ? "" : path + " " + what + "\n";
    }

    static bool has_type(const Json& value, const Json& wanted) {
        if (wanted.is_array())
            return std::any_of(wanted.begin(), wanted.end(), [&](const Json& one) { return has_type(value, one); });
        if (wanted == "integer") return value.is_number_integer();
        return wanted == value.type_name() || (wanted == "number" && value.is_number());
    }

    const Json& root_;
};

}  // namespace

std::string schema_findings(const Json& value, const Json& schema) { return Validator(schema).check(value, schema, ""); }

}  // namespace credence::testing
