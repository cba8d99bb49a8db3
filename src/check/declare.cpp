// First stage: every name of every file, in tables sorted by name, so that the order of files and declarations changes nothing.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/checker.hpp"
#include "check/print.hpp"

namespace credence::check {

using text::Diagnostic;

namespace {

template <class... Lambdas>
struct Overloaded : Lambdas... {
    using Lambdas::operator()...;
};
template <class... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;  // clang 14 does not deduce it

template <class Pointer>
void sort_by_name(std::vector<Pointer>& table) {
    std::stable_sort(table.begin(), table.end(),
                     [](const auto* a, const auto* b) { return natural_less(a->head.name.text, b->head.name.text); });
}

Head head_of(const syntax::Head& written) {
    Head head;
    head.name = written.name.text;
    head.labelled = written.label.has_value();
    head.label = written.label ? written.label->text : label_from(written.name.text);
    head.span = written.name.span;
    return head;
}

/// Empty entries with their heads, one for each that was written.
template <class Made, class Pointer>
void make_entries(std::vector<Made>& made, const std::vector<Pointer>& written) {
    made.resize(written.size());
    for (std::size_t i = 0; i < written.size(); ++i) made[i].head = head_of(written[i]->head);
}

}  // namespace

std::string label_from(std::string_view name) {
    std::string label(name);
    std::replace(label.begin(), label.end(), '_', ' ');
    return label;
}

bool Checker::declare_name(const syntax::Head& head, SymbolKind kind) {
    const auto& name = head.name.text;
    if (name == "yes" || name == "no" || name == "empty" || name == "today" || is_function(name)) {
        reporter_.error("E0101", head.name.span, fmt::format("`{}` has a meaning in the language", name),
                        "give it another name");
        return false;
    }
    const auto* other = symbols_.add(name, {kind, 0, head.name.span});
    if (other == nullptr) return true;
    if (other->kind == SymbolKind::broken && other->span == head.name.span) return false;
    Diagnostic d;
    d.code = "E0101";
    d.message = fmt::format("`{}` is declared twice", name);
    d.primary = {head.name.span, "the second one"};
    if (other->span.valid())
        d.secondary.push_back({other->span, "the first one"});
    else
        d.message = fmt::format("`{}` is built into the language", name);
    d.help = "all declarations share one namespace; give one of them another name";
    reporter_.add(std::move(d));
    return false;
}

void Checker::declare_rulebase(const syntax::Rulebase& declaration, std::string_view folder) {
    const auto folder_of = [this](const syntax::Rulebase& d) { return sources_[d.head.span.file].folder(); };
    const auto at = folder_of(declaration);
    const syntax::Rulebase* other = at == folder ? written_.rulebase : nullptr;
    for (const auto* used : written_.used)
        if (folder_of(*used) == at) other = used;
    if (other != nullptr) {
        Diagnostic diagnostic;
        diagnostic.code = "E0116";
        diagnostic.message = "a folder is one rulebase, and this is a second `rulebase`";
        diagnostic.primary = {declaration.head.keyword, "the second one"};
        diagnostic.secondary.push_back({other->head.keyword, "the first one"});
        reporter_.add(std::move(diagnostic));
    } else if (at == folder) {
        written_.rulebase = &declaration;
    } else {
        written_.used.push_back(&declaration);
    }
}

void Checker::declare_one(const syntax::Declaration& declaration, std::string_view folder) {
    const auto keep = [this](auto& table, const auto& written, SymbolKind kind) {
        if (declare_name(written.head, kind)) table.push_back(&written);
    };
    std::visit(
        Overloaded{
            [&](const syntax::Rulebase& d) { declare_rulebase(d, folder); },
            [](const syntax::Use&) {},  // what it brings stands among the declarations
            [&](const syntax::Source& d) { keep(written_.sources, d, SymbolKind::source); },
            [&](const syntax::Parameter& d) { keep(written_.parameters, d, SymbolKind::parameter); },
            [&](const syntax::Entity& d) { keep(written_.entities, d, SymbolKind::entity); },
            [&](const syntax::Scale& d) { keep(written_.scales, d, SymbolKind::scale); },
            [&](const syntax::Attribute& d) { keep(written_.attributes, d, SymbolKind::attribute); },
            [&](const syntax::Relation& d) { keep(written_.relations, d, SymbolKind::relation); },
            [&](const syntax::Question& d) { keep(written_.questions, d, SymbolKind::question); },
            [&](const syntax::Range& d) { keep(written_.ranges, d, SymbolKind::range); },
            [&](const syntax::Define& d) { keep(written_.defines, d, SymbolKind::define); },
            [&](const syntax::Rule& d) {
                if (d.short_form || declare_name(d.head, SymbolKind::rule)) written_.rules.push_back({d.head.name.text, &d});
            },
            [&](const syntax::Proposition& d) { keep(written_.propositions, d, SymbolKind::proposition); },
            [&](const syntax::Boundary& d) {
                if (declare_name(d.head, SymbolKind::boundary)) written_.boundaries.push_back({d.head.name.text, &d});
            },
            [&](const syntax::Table& d) { keep(written_.tables, d, SymbolKind::table); },
            [&](const syntax::Advice& d) { keep(written_.advice, d, SymbolKind::advice); },
            [&](const syntax::Assessment& d) { keep(written_.assessments, d, SymbolKind::assessment); },
            [&](const syntax::Refuse& d) { keep(written_.refusals, d, SymbolKind::refusal); },
            [&](const syntax::Property& d) { keep(written_.properties, d, SymbolKind::property); },
            [&](const syntax::Example& d) { keep(written_.examples, d, d.scene ? SymbolKind::scene : SymbolKind::example); },
            [&](const syntax::Strength& d) { keep(written_.strengths, d, SymbolKind::strength); },
            [&](const syntax::Weigh& d) { written_.weighs.push_back(&d); },
            [&](const syntax::Correlated& d) { written_.correlated.push_back(&d); },
            [&](const syntax::Bands& d) { written_.bands.push_back(&d); },
        },
        declaration);
}

void Checker::declare(const Trees& trees) {
    symbols_.open = !trees.whole;
    for (const auto* name : {"Attribute", "Topic", "Kind"}) symbols_.add(name, {SymbolKind::scale, 0, {}});
    Span first;
    for (const auto* declaration : trees.declarations) {
        declare_one(*declaration, trees.folder);
        const auto at = syntax::head_of(*declaration).keyword;
        if (!first.valid() && sources_[at.file].folder() == trees.folder) first = at;
    }
    for (const auto& name : trees.broken_names) symbols_.add(name.text, {SymbolKind::broken, 0, name.span});
    if (written_.rulebase == nullptr && trees.broken_names.empty() && !reporter_.errors()) {
        const bool nothing = !first.valid();
        for (std::uint32_t f = 0; f < sources_.size() && !first.valid(); ++f)
            if (sources_[text::FileId{f}].folder() == trees.folder) first = {text::FileId{f}, 0, 0};
        reporter_.error("E0116", first, nothing ? "there are no rules here" : "no file of the rulebase says what it is",
                        "`rulebase` is missing",
                        "open one file with, for example, `rulebase my_rules \"What they are about\"`");
    }
    declare_units(trees.declarations);
    declare_tables();
    declare_built_in();
    for (std::uint32_t i = 0; i < written_.scales.size(); ++i) declare_scale(i);
    declare_bands();
}

/// Units are words that types name: none, then that of `years` and `duration`, then the others by name.
void Checker::declare_units(const std::vector<const syntax::Declaration*>& declarations) {
    std::set<std::string> units;
    const auto add = [&units](const syntax::TypeRef& type) {
        if (type.kind == syntax::TypeKind::number && !type.unit.empty()) units.insert(type.unit);
    };
    const auto add_all = [&add](const std::vector<syntax::Variable>& variables) {
        for (const auto& variable : variables) add(variable.type);
    };
    for (const auto* declaration : declarations) {
        std::visit(
            [&](const auto& d) {
                if constexpr (requires { d.type.unit; }) add(d.type);
                if constexpr (requires { d.type->unit; })
                    if (d.type) add(*d.type);
                if constexpr (requires { d.columns; }) add_all(d.columns);
                if constexpr (requires { d.parameters; }) add_all(d.parameters);
                if constexpr (requires { d.clauses; }) add_all(d.clauses.variables);
                if constexpr (requires { d.subjects; }) add_all(d.subjects);
                if constexpr (requires { d.variables; }) add_all(d.variables);
            },
            *declaration);
    }
    units.erase("years");
    rulebase_.units = {"", "years"};
    rulebase_.units.insert(rulebase_.units.end(), units.begin(), units.end());
    std::sort(rulebase_.units.begin() + 2, rulebase_.units.end(), natural_less);
}

void Checker::declare_tables() {
    // Rows of tables become rules and boundaries of their own.
    sort_by_name(written_.tables);
    for (const auto* table : written_.tables) {
        const auto& columns = table->body.columns;
        const auto outcomes = std::count_if(columns.begin(), columns.end(), [](const auto& c) { return c.outcome; });
        if (!check_table_shape(table->body, table->head.name.text, false)) continue;
        std::uint32_t outcome = 0;
        for (std::uint32_t c = 0; c < columns.size(); ++c) {
            if (!columns[c].outcome) continue;
            ++outcome;
            for (std::uint32_t r = 0; r < table->body.rows.size(); ++r) {
                if (table->body.rows[r].cells[c].kind == syntax::Cell::Kind::any) continue;
                auto name = fmt::format("{}:{}", table->head.name.text, r + 1);
                if (outcomes > 1) name += fmt::format(":{}", outcome);
                if (columns[c].bound)
                    written_.boundaries.push_back({std::move(name), nullptr, table, r, c});
                else
                    written_.rules.push_back({std::move(name), nullptr, table, r, c});
            }
        }
    }
    // Short-form rules have the name of what they conclude; they are told apart by their text, not by their place.
    std::map<std::string, std::vector<Origin<syntax::Rule>*>> short_forms;
    for (auto& rule : written_.rules)
        if (rule.declaration != nullptr && rule.declaration->short_form) short_forms[rule.name].push_back(&rule);
    for (auto& [name, rules] : short_forms) {
        std::stable_sort(rules.begin(), rules.end(), [&](const auto* a, const auto* b) {
            return sources_.text(a->declaration->head.span) < sources_.text(b->declaration->head.span);
        });
        for (std::size_t i = 0; i < rules.size(); ++i) rules[i]->name += fmt::format(":{}", i + 1);
    }

    const auto by_name = [](const auto& a, const auto& b) { return natural_less(a.name, b.name); };
    std::stable_sort(written_.rules.begin(), written_.rules.end(), by_name);
    std::stable_sort(written_.boundaries.begin(), written_.boundaries.end(), by_name);
    const auto make_rows = [this](auto& made, const auto& origins, DeclarationKind kind) {
        made.resize(origins.size());
        for (std::uint32_t i = 0; i < origins.size(); ++i) {
            made[i].head = head_of(origins[i].head());
            made[i].head.name = origins[i].name;
            if (origins[i].table == nullptr) continue;
            made[i].row = origins[i].row + 1;
            if (auto* symbol = symbols_.find(origins[i].table->head.name.text)) symbol->rows.push_back({kind, i});
        }
    };
    make_rows(rulebase_.rules, written_.rules, DeclarationKind::rule);
    make_rows(rulebase_.boundaries, written_.boundaries, DeclarationKind::boundary);

    const auto make = [](auto& made, auto& written) {
        sort_by_name(written);
        make_entries(made, written);
    };
    make(rulebase_.sources, written_.sources);
    make(rulebase_.parameters, written_.parameters);
    make(rulebase_.entities, written_.entities);
    make(rulebase_.scales, written_.scales);
    make(rulebase_.attributes, written_.attributes);
    make(rulebase_.relations, written_.relations);
    make(rulebase_.questions, written_.questions);
    make(rulebase_.ranges, written_.ranges);
    make(rulebase_.defines, written_.defines);
    make(rulebase_.propositions, written_.propositions);
    make(rulebase_.advice, written_.advice);
    make(rulebase_.assessments, written_.assessments);
    make(rulebase_.refusals, written_.refusals);
    make(rulebase_.strengths, written_.strengths);
    make(rulebase_.properties, written_.properties);
    sort_by_name(written_.examples);

    const auto number = [this](const auto& table) {
        for (std::uint32_t i = 0; i < table.size(); ++i) symbols_.find(table[i]->head.name.text)->index = i;
    };
    number(written_.sources);
    number(written_.parameters);
    number(written_.entities);
    number(written_.scales);
    number(written_.attributes);
    number(written_.relations);
    number(written_.questions);
    number(written_.ranges);
    number(written_.defines);
    number(written_.propositions);
    number(written_.tables);
    number(written_.advice);
    number(written_.assessments);
    number(written_.refusals);
    number(written_.strengths);
    number(written_.properties);
    number(written_.examples);
    for (std::uint32_t i = 0; i < written_.rules.size(); ++i)
        if (const auto& rule = written_.rules[i]; rule.table == nullptr && !rule.declaration->short_form)
            symbols_.find(rule.name)->index = i;
    for (std::uint32_t i = 0; i < written_.boundaries.size(); ++i)
        if (const auto& boundary = written_.boundaries[i]; boundary.table == nullptr) symbols_.find(boundary.name)->index = i;
}

/// The choices that the language brings: the attributes, their topics, the kinds of observation.
void Checker::declare_built_in() {
    const auto add = [this](const char* name, std::vector<Value> values) {
        Scale scale;
        scale.head.name = name;
        scale.head.label = name;
        scale.ordered = false;
        scale.values = std::move(values);
        const ScaleId id{rulebase_.scales.size()};
        symbols_.find(name)->index = id.value;
        for (std::size_t i = 0; i < scale.values.size(); ++i)
            symbols_.add_value(scale.values[i].name, {id, static_cast<Cell>(i)});
        rulebase_.scales.push_back(std::move(scale));
        return id;
    };
    std::vector<Value> attributes;
    std::vector<std::string> topic_names;
    for (std::size_t i = 0; i < rulebase_.attributes.size(); ++i) {
        const auto& head = rulebase_.attributes[i].head;
        attributes.push_back({head.name, head.label, head.label, {}, false});
        const auto& topic = written_.attributes[i]->topic;
        if (topic && std::find(topic_names.begin(), topic_names.end(), topic->text) == topic_names.end())
            topic_names.push_back(topic->text);
    }
    std::sort(topic_names.begin(), topic_names.end(), natural_less);
    std::vector<Value> topics;
    for (const auto& name : topic_names) topics.push_back({name, label_from(name), label_from(name), {}, false});
    rulebase_.attribute_choice = add("Attribute", std::move(attributes));
    rulebase_.topic_choice = add("Topic", std::move(topics));
    std::vector<syntax::Value> kinds;
    for (const auto* used : written_.used) kinds.insert(kinds.end(), used->kinds.begin(), used->kinds.end());
    if (const auto* own = written_.rulebase; own != nullptr) kinds.insert(kinds.end(), own->kinds.begin(), own->kinds.end());
    rulebase_.kind_choice = add("Kind", values(kinds, "the kinds"));
}

std::vector<Value> Checker::values(const std::vector<syntax::Value>& written, std::string_view of) {
    std::vector<Value> out;
    std::map<std::string_view, Span> first;
    for (const auto& one : written) {
        const auto [earlier, fresh] = first.try_emplace(one.name.text, one.name.span);
        if (!fresh) {
            Diagnostic d;
            d.code = "E0101";
            d.message = fmt::format("{} have the value `{}` twice", of, one.name.text);
            d.primary = {one.name.span, "the second one"};
            d.secondary.push_back({earlier->second, "the first one"});
            reporter_.add(std::move(d));
            continue;
        }
        Value value;
        value.name = one.name.text;
        value.label = one.label ? one.label->text : label_from(value.name);
        value.has_short = one.short_label.has_value();
        value.short_label = one.short_label ? one.short_label->text : value.label;
        out.push_back(std::move(value));
    }
    return out;
}

void Checker::declare_scale(std::uint32_t index) {
    auto& scale = rulebase_.scales[index];
    const auto& written = *written_.scales[index];
    scale.ordered = written.ordered;
    scale.values = values(written.values, fmt::format("the values of {}", scale.head.name));
    for (std::size_t i = 0; i < scale.values.size(); ++i)
        symbols_.add_value(scale.values[i].name, {ScaleId{index}, static_cast<Cell>(i)});
}

}  // namespace credence::check
