#include "analyse/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "check/print.hpp"

namespace credence::analyse {

using check::Cell;
using check::no_cell;
using check::Type;
using check::TypeKind;

namespace {

/// "PostKind" as authors name an individual of it: "post_kind".
std::string small(const std::string& name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool capital = name[i] >= 'A' && name[i] <= 'Z';
        if (capital && i > 0) out += '_';
        out += capital ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    }
    return out;
}

/// Whether a name means something in the rules already.
bool is_taken(const check::Rulebase& rulebase, const std::string& name) {
    if (rulebase.find(name)) return true;
    const auto named = [&](const auto& value) { return value.name == name; };
    return std::any_of(rulebase.scales.begin(), rulebase.scales.end(), [&](const auto& scale) {
        return std::any_of(scale.values.begin(), scale.values.end(), named);
    });
}

std::string in_quotes(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

}  // namespace

Cell Draft::add_individual(const check::Rulebase& rulebase, check::EntityId entity) {
    const auto before = count(entity);
    auto stem = small(rulebase.entities[entity.index()].head.name);
    while (is_taken(rulebase, stem)) stem = "a_" + stem;
    individuals.emplace_back(before == 0 ? stem : fmt::format("{}_{}", stem, before + 1), entity);
    return static_cast<Cell>(before);
}

std::size_t Draft::count(check::EntityId entity) const {
    return static_cast<std::size_t>(
        std::count_if(individuals.begin(), individuals.end(), [&](const auto& one) { return one.second == entity; }));
}

const std::string& Draft::name(check::EntityId entity, Cell place) const {
    auto at = individuals.begin();
    for (; at->second != entity || place > 0; ++at) {
        if (at->second == entity) --place;
    }
    return at->first;
}

Cell Draft::add_text(const std::string& text) {
    const auto at = std::find(texts.begin(), texts.end(), text);
    if (at != texts.end()) return at - texts.begin();
    texts.push_back(text);
    return static_cast<Cell>(texts.size() - 1);
}

check::Example Draft::example(const check::Rulebase& rulebase) const {
    check::Example out;
    out.individuals = individuals;
    for (const auto& [parameter, value] : set) out.set.push_back({parameter, value, {}});
    out.as_of = as_of;
    const auto add = [&](check::GivenFact& fact, Type type, Cell cell) {
        std::string words;
        if (cell != no_cell && type.kind == TypeKind::text) {
            words = texts[static_cast<std::size_t>(cell)];
            cell = 0;
        } else if (cell != no_cell && type.kind == TypeKind::entity) {
            const auto at = std::find_if(individuals.begin(), individuals.end(),
                                         [&](const auto& one) { return one.first == name(type.entity(), cell); });
            cell = at - individuals.begin();
        }
        fact.cells.push_back(cell);
        fact.texts.push_back(std::move(words));
    };
    for (const auto& [key, value] : values) {
        const auto& attribute = rulebase.attributes[key.first.index()];
        for (const auto& cell : {std::optional(value.cell), value.against}) {
            if (!cell) continue;
            check::GivenFact fact;
            fact.attribute = key.first;
            add(fact, {TypeKind::entity, attribute.of.value}, key.second);
            add(fact, attribute.type, *cell);
            fact.evidence = value.evidence;
            if (value.against) fact.evidence.group = cell == value.against ? "g2" : "g1";
            out.given.push_back(std::move(fact));
        }
    }
    for (const auto& tuple : tuples) {
        check::GivenFact fact;
        fact.relation = tuple.relation;
        const auto& columns = rulebase.relations[tuple.relation.index()].columns;
        for (std::size_t c = 0; c < columns.size(); ++c) add(fact, columns[c].type, tuple.cells[c]);
        out.given.push_back(std::move(fact));
    }
    return out;
}

std::string Draft::written(const check::Rulebase& rulebase, Type type, Cell cell) const {
    if (type.kind == TypeKind::entity) return name(type.entity(), cell);
    if (type.kind == TypeKind::text) return in_quotes(texts[static_cast<std::size_t>(cell)]);
    return check::written(rulebase, type, cell);
}

std::string Draft::text(const check::Rulebase& rulebase, const std::string& example_name, const std::string& label,
                        const std::vector<std::string>& expect) const {
    auto out = fmt::format("example {} {}\n", example_name, in_quotes(label));
    for (const auto& [parameter, cell] : set) {
        const auto& declared = rulebase.parameters[parameter.index()];
        out += fmt::format("  set    {} = {}\n", declared.head.name, written(rulebase, declared.type, cell));
    }
    if (as_of) out += fmt::format("  as of  {}\n", as_of->text());
    out += "  given\n";
    for (const auto& [individual, entity] : individuals) {
        out += fmt::format("    {}: {}\n", individual, rulebase.entities[entity.index()].head.name);
    }
    for (const auto& [key, value] : values) {
        const auto& attribute = rulebase.attributes[key.first.index()];
        for (const auto& cell : {std::optional(value.cell), value.against}) {
            if (!cell) continue;
            out += fmt::format("    {}({}) = {}", attribute.head.name, name(attribute.of, key.second),
                               written(rulebase, attribute.type, *cell));
            const auto& evidence = value.evidence;
            if (evidence.kind != no_cell) {
                const auto& kinds = rulebase.scales[rulebase.kind_choice.index()].values;
                out += fmt::format(", kind {}", kinds[static_cast<std::size_t>(evidence.kind)].name);
            }
            if (!evidence.source.empty()) out += fmt::format(", source {}", in_quotes(evidence.source));
            if (!evidence.assessor.empty()) out += fmt::format(", assessor {}", in_quotes(evidence.assessor));
            if (evidence.on) out += fmt::format(", on {}", evidence.on->text());
            if (evidence.recorded) {
                out += fmt::format(", recorded {}", check::written(rulebase, {TypeKind::time, 0}, *evidence.recorded));
            }
            if (value.against) {
                out += cell == value.against ? ", group g2" : ", group g1";
            } else if (!evidence.group.empty()) {
                out += fmt::format(", group {}", evidence.group);
            }
            out += "\n";
        }
    }
    for (const auto& tuple : tuples) {
        const auto& relation = rulebase.relations[tuple.relation.index()];
        std::vector<std::string> cells;
        const bool short_one = relation.columns.size() < 3;
        for (std::size_t c = 0; c < relation.columns.size(); ++c) {
            auto cell = written(rulebase, relation.columns[c].type, tuple.cells[c]);
            cells.push_back(short_one ? std::move(cell) : fmt::format("{}: {}", relation.columns[c].name, cell));
        }
        out += fmt::format("    {}({})\n", relation.head.name, fmt::join(cells, ", "));
    }
    out += "  expect\n";
    for (const auto& line : expect) out += "    " + line + "\n";
    return out;
}

}  // namespace credence::analyse
