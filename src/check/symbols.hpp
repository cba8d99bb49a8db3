// The one namespace of a rulebase: every declared name, what it declares and where. Values of scales live beside it, since two
// scales may share one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "check/rulebase.hpp"

namespace credence::check {

enum class SymbolKind : std::uint8_t {
    source, parameter, entity, scale, attribute, relation, question, range, define, rule, proposition, boundary, table, advice,
    assessment, refusal, property, scene, example, strength,
    broken,  // declared, but what it declares could not be read
};

/// "an attribute", "a question".
[[nodiscard]] std::string_view noun(SymbolKind kind);

struct Symbol {
    SymbolKind kind = SymbolKind::broken;
    std::uint32_t index = 0;  // row of its table; of a table, of scenes and examples: position in the list of their makers
    Span span;
    bool poisoned = false;                  // its types could not be settled, and that is reported
    std::vector<DeclarationRef> rows = {};  // of a table: the boundaries or rules that its rows make
};

struct ScaleValue {
    ScaleId scale;
    Cell cell = 0;
};

class Symbols {
public:
    /// Nothing, or the symbol that has the name already.
    const Symbol* add(const std::string& name, Symbol symbol);
    [[nodiscard]] const Symbol* find(std::string_view name) const;
    [[nodiscard]] Symbol* find(std::string_view name);

    void add_value(const std::string& name, ScaleValue value);
    [[nodiscard]] const std::vector<ScaleValue>& values(std::string_view name) const;

    /// Names of the kinds that `wanted` accepts, sorted.
    template <class Wanted>
    [[nodiscard]] std::vector<std::string> names(Wanted wanted) const {
        std::vector<std::string> out;
        for (const auto& [name, symbol] : symbols_)
            if (wanted(symbol.kind)) out.push_back(name);
        sort(out);
        return out;
    }

    /// Names may come from elsewhere (`use`): unknown ones are not reported.
    bool open = false;

private:
    static void sort(std::vector<std::string>& names);

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
    };
    std::unordered_map<std::string, Symbol, Hash, std::equal_to<>> symbols_;
    std::unordered_map<std::string, std::vector<ScaleValue>, Hash, std::equal_to<>> values_;
};

/// The symbols of a rulebase that is already checked, for queries.
[[nodiscard]] Symbols symbols_of(const Rulebase& rulebase);

/// Names that the language has taken for its functions.
[[nodiscard]] bool is_function(std::string_view name);

}  // namespace credence::check
