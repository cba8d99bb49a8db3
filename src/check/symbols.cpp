#include "check/symbols.hpp"

#include <algorithm>
#include <array>

namespace credence::check {

std::string_view noun(SymbolKind kind) {
    switch (kind) {
        case SymbolKind::source: return "a source";
        case SymbolKind::parameter: return "a parameter";
        case SymbolKind::entity: return "an entity";
        case SymbolKind::scale: return "a scale or choice";
        case SymbolKind::attribute: return "an attribute";
        case SymbolKind::relation: return "a relation";
        case SymbolKind::question: return "a question";
        case SymbolKind::range: return "a range";
        case SymbolKind::define: return "a define";
        case SymbolKind::rule: return "a rule";
        case SymbolKind::proposition: return "a proposition";
        case SymbolKind::boundary: return "a boundary";
        case SymbolKind::table: return "a table";
        case SymbolKind::advice: return "an advice";
        case SymbolKind::assessment: return "an assessment";
        case SymbolKind::refusal: return "a refused question";
        case SymbolKind::property: return "a property";
        case SymbolKind::scene: return "a scene";
        case SymbolKind::example: return "an example";
        case SymbolKind::strength: return "a strength";
        case SymbolKind::broken: break;
    }
    return "a declaration";
}

const Symbol* Symbols::add(const std::string& name, Symbol symbol) {
    const auto [at, added] = symbols_.try_emplace(name, std::move(symbol));
    return added ? nullptr : &at->second;
}

const Symbol* Symbols::find(std::string_view name) const {
    const auto at = symbols_.find(name);
    return at == symbols_.end() ? nullptr : &at->second;
}

Symbol* Symbols::find(std::string_view name) {
    const auto at = symbols_.find(name);
    return at == symbols_.end() ? nullptr : &at->second;
}

void Symbols::add_value(const std::string& name, ScaleValue value) { values_[name].push_back(value); }

const std::vector<ScaleValue>& Symbols::values(std::string_view name) const {
    static const std::vector<ScaleValue> none;
    const auto at = values_.find(name);
    return at == values_.end() ? none : at->second;
}

void Symbols::sort(std::vector<std::string>& names) { std::sort(names.begin(), names.end()); }

Symbols symbols_of(const Rulebase& rulebase) {
    Symbols symbols;
    const auto add = [&symbols](const auto& table, SymbolKind kind) {
        for (std::uint32_t i = 0; i < table.size(); ++i) symbols.add(table[i].head.name, {kind, i, table[i].head.span});
    };
    add(rulebase.sources, SymbolKind::source);
    add(rulebase.parameters, SymbolKind::parameter);
    add(rulebase.entities, SymbolKind::entity);
    add(rulebase.scales, SymbolKind::scale);
    add(rulebase.attributes, SymbolKind::attribute);
    add(rulebase.relations, SymbolKind::relation);
    add(rulebase.questions, SymbolKind::question);
    add(rulebase.ranges, SymbolKind::range);
    add(rulebase.defines, SymbolKind::define);
    add(rulebase.rules, SymbolKind::rule);
    add(rulebase.propositions, SymbolKind::proposition);
    add(rulebase.boundaries, SymbolKind::boundary);
    add(rulebase.advice, SymbolKind::advice);
    add(rulebase.assessments, SymbolKind::assessment);
    add(rulebase.refusals, SymbolKind::refusal);
    add(rulebase.strengths, SymbolKind::strength);

    const auto add_rows = [&symbols](const auto& table, DeclarationKind kind) {
        for (std::uint32_t i = 0; i < table.size(); ++i) {
            if (table[i].row == 0) continue;
            const auto name = table[i].head.name.substr(0, table[i].head.name.find(':'));
            symbols.add(name, {SymbolKind::table, 0, table[i].head.span});
            if (auto* symbol = symbols.find(name); symbol->kind == SymbolKind::table) symbol->rows.push_back({kind, i});
        }
    };
    add_rows(rulebase.boundaries, DeclarationKind::boundary);
    add_rows(rulebase.rules, DeclarationKind::rule);

    for (std::uint32_t s = 0; s < rulebase.scales.size(); ++s)
        for (std::size_t v = 0; v < rulebase.scales[s].values.size(); ++v)
            symbols.add_value(rulebase.scales[s].values[v].name, {ScaleId{s}, static_cast<Cell>(v)});
    return symbols;
}

bool is_function(std::string_view name) {
    static constexpr std::array<std::string_view, 14> functions{
        "min",    "max",     "abs",  "round", "years",    "distance",         "width",
        "lowest", "highest", "clip", "band",  "pointers", "implied_pointers", "observed"};
    return std::find(functions.begin(), functions.end(), name) != functions.end();
}

}  // namespace credence::check
