#include "check/examples.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.hpp"
#include "check/dependencies.hpp"
#include "check/print.hpp"

namespace credence::check {

using text::Diagnostic;

namespace {

bool same_place(const GivenFact& a, const GivenFact& b) {
    return a.attribute && b.attribute && *a.attribute == *b.attribute && a.cells.front() == b.cells.front();
}

bool same_tuple(const GivenFact& a, const GivenFact& b) {
    return a.relation && b.relation && *a.relation == *b.relation && a.cells == b.cells && a.texts == b.texts;
}

/// The author's words on one line.
std::string on_one_line(std::string_view words) {
    std::string out;
    for (const char c : words) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (blank && (out.empty() || out.back() == ' ')) continue;
        out += blank ? ' ' : c;
    }
    return out;
}

}  // namespace

void Examples::check(const std::vector<const syntax::Example*>& written) {
    written_ = written;
    blocks_.resize(written.size());
    progress_.resize(written.size(), Progress::untouched);
    for (std::size_t i = 0; i < written.size(); ++i) (void)block(i);
    today_ = readers_of_today(rulebase_);
    for (std::size_t i = 0; i < written.size(); ++i)
        if (!written[i]->scene) finish(*written[i], blocks_[i]);
}

// --- Scenes --------------------------------------------------------------------------------------------------------------

const Examples::Block& Examples::block(std::size_t index) {
    if (progress_[index] != Progress::untouched) return blocks_[index];
    progress_[index] = Progress::open;
    path_.push_back(index);
    const auto& written = *written_[index];
    Block made;
    fold_scenes(written, made);
    own_individuals(written, made);
    own_settings(written, made);
    own_facts(written, made);
    path_.pop_back();
    progress_[index] = Progress::done;
    blocks_[index] = std::move(made);
    return blocks_[index];
}

void Examples::fold_scenes(const syntax::Example& written, Block& into) {
    for (const auto& name : written.like) {
        const auto* symbol = symbols_.find(name.text);
        if (symbol == nullptr || symbol->kind != SymbolKind::scene) {
            if ((symbol != nullptr && symbol->kind == SymbolKind::broken) || (symbol == nullptr && symbols_.open)) continue;
            Diagnostic d;
            d.code = symbol == nullptr ? "E0102" : "E0111";
            d.message = symbol == nullptr ? fmt::format("there is no scene `{}`", name.text)
                                          : fmt::format("`{}` is {}, not a scene", name.text, noun(symbol->kind));
            d.primary = {name.span, symbol == nullptr ? "not declared" : "a scene should stand here"};
            suggest(d, name.text, name.span, symbols_.names([](SymbolKind kind) { return kind == SymbolKind::scene; }));
            reporter_.add(std::move(d));
            continue;
        }
        if (progress_[symbol->index] == Progress::open) {
            std::string circle;
            const auto from = std::find(path_.begin(), path_.end(), symbol->index);
            for (auto at = from; at != path_.end(); ++at) circle += written_[*at]->head.name.text + " -> ";
            reporter_.error("E0403", name.span, fmt::format("the scene `{}` would be like itself", name.text),
                            "closes the circle", "the circle is  " + circle + name.text);
            continue;
        }
        const Block scene = block(symbol->index);
        fold(into, scene, name.span);
    }
}

void Examples::fold(Block& into, const Block& from, Span at) {
    for (const auto& [name, entity] : from.individuals) add_individual(into, name, entity, at);
    into.contradictory.insert(into.contradictory.end(), from.contradictory.begin(), from.contradictory.end());
    for (const auto& setting : from.set) {
        std::erase_if(into.set, [&](const auto& earlier) { return earlier.parameter == setting.parameter; });
        into.set.push_back(setting);
    }
    if (from.as_of) into.as_of = from.as_of;
    std::erase_if(into.given, [&](const Stated& earlier) {
        return std::any_of(from.given.begin(), from.given.end(), [&](const Stated& later) {
            return same_place(earlier.fact, later.fact) || same_tuple(earlier.fact, later.fact);
        });
    });
    into.given.insert(into.given.end(), from.given.begin(), from.given.end());
}

void Examples::add_individual(Block& into, const std::string& name, EntityId entity, Span at) {
    const auto known =
        std::find_if(into.individuals.begin(), into.individuals.end(), [&](const auto& i) { return i.first == name; });
    if (known == into.individuals.end()) {
        into.individuals.emplace_back(name, entity);
    } else if (known->second != entity) {
        reporter_.error("E0406", at,
                        fmt::format("`{}` is {} here and {} elsewhere in the example", name,
                                    described(rulebase_, {TypeKind::entity, entity.value}),
                                    described(rulebase_, {TypeKind::entity, known->second.value})),
                        "two types for one individual", "give one of them another name");
        into.contradictory.push_back(name);
    }
}

void Examples::own_individuals(const syntax::Example& written, Block& into) {
    for (const auto& given : written.given) {
        if (!given.individual) continue;
        const auto type = resolve_type(rulebase_, symbols_, reporter_, given.individual->type);
        if (!type) continue;
        if (type->kind != TypeKind::entity)
            reporter_.error("E0401", given.individual->type.span, "only individuals of an entity are declared in `given`",
                            described(rulebase_, *type));
        else
            add_individual(into, given.individual->name.text, type->entity(), given.individual->name.span);
    }
}

void Examples::own_settings(const syntax::Example& written, Block& into) {
    Block own;
    for (const auto& [name, value] : written.set) {
        const auto* symbol = symbols_.find(name.text);
        if (symbol == nullptr || symbol->kind != SymbolKind::parameter) {
            if ((symbol != nullptr && symbol->kind == SymbolKind::broken) || (symbol == nullptr && symbols_.open)) continue;
            Diagnostic d;
            d.code = symbol == nullptr ? "E0102" : "E0111";
            d.message = symbol == nullptr ? fmt::format("there is no parameter `{}`", name.text)
                                          : fmt::format("`{}` is {}, not a parameter", name.text, noun(symbol->kind));
            d.primary = {name.span, "only parameters are set"};
            suggest(d, name.text, name.span, symbols_.names([](SymbolKind kind) { return kind == SymbolKind::parameter; }));
            reporter_.add(std::move(d));
            continue;
        }
        if (symbol->poisoned) continue;
        Scope scope;
        const auto checked = checker_.value_root(scope, value, rulebase_.parameters[symbol->index].type);
        if (checked && checked->kind == ExpressionKind::literal)
            own.set.push_back({ParameterId{symbol->index}, checked->cell, checked->text});
        if (checked && checked->kind != ExpressionKind::literal)
            reporter_.error("E0401", value.span, "a parameter is set to a plain value", "is worked out");
    }
    if (written.as_of) own.as_of = Date::parse(written.as_of->text);
    fold(into, own, written.head.name.span);
}

// --- Facts ---------------------------------------------------------------------------------------------------------------

Scope Examples::scope_of(const Block& block) const {
    Scope scope;
    for (const auto& [name, entity] : block.individuals) scope.add_individual(name, entity);
    for (const auto& name : block.contradictory) scope.add_poisoned(name);
    scope.set_entries(block.entries);
    return scope;
}

Cell Examples::number_of(const std::string& name) {
    const auto at = std::find(names_.begin(), names_.end(), name);
    if (at != names_.end()) return at - names_.begin();
    names_.push_back(name);
    return static_cast<Cell>(names_.size() - 1);
}

void Examples::own_facts(const syntax::Example& written, Block& into) {
    Block own;
    if (!written.given.empty()) into.entries = written.given.front().span;
    for (const auto& given : written.given)
        if (given.fact)
            if (auto made = fact(given, into, written.scene)) own.given.push_back({std::move(*made), given.span});
    fold(into, own, written.head.name.span);
}

bool Examples::plain_cell(const std::optional<Expression>& value, Span at, GivenFact& into) {
    Cell cell = no_cell;
    std::string words;
    if (value) {
        if (value->kind == ExpressionKind::individual) {
            cell = number_of(value->text);
        } else if (value->kind == ExpressionKind::literal) {
            cell = value->cell;
            words = value->text;
        } else {
            reporter_.error("E0401", at, "a fact of an example has plain values", "is worked out");
            return false;
        }
    }
    into.cells.push_back(cell);
    into.texts.push_back(std::move(words));
    return true;
}

std::optional<GivenFact> Examples::fact(const syntax::Given& given, Block& block, bool scene) {
    auto scope = scope_of(block);
    auto looking = checker_.typer(scope, scene ? Place::scene : Place::example);
    std::vector<std::optional<Expression>> values;
    const Symbol* symbol = nullptr;
    bool whole = false;
    looking.settle([&](std::uint32_t) {
        values.clear();
        whole = false;
        symbol = looking.called(
            *given.fact, [](SymbolKind kind) { return kind == SymbolKind::attribute || kind == SymbolKind::relation; },
            "an attribute or a relation");
        if (symbol == nullptr) return;
        if (symbol->kind == SymbolKind::relation) {
            auto arguments = looking.atom_arguments(*given.fact, rulebase_.relations[symbol->index].columns);
            if (given.value)
                reporter_.error("E0401", given.value->span,
                                fmt::format("`{}` is a relation, so it has no value", given.fact->text), "does not fit");
            if (!arguments) return;
            values = std::move(*arguments);
            whole = true;
            return;
        }
        const auto& attribute = rulebase_.attributes[symbol->index];
        auto subject = looking.all_arguments(
            *given.fact, {{rulebase_.entities[attribute.of.index()].head.name, {TypeKind::entity, attribute.of.value}, {}}});
        if (!given.value) {
            reporter_.error("E0401", given.span, fmt::format("which value does `{}` have?", given.fact->text), "no value",
                            "write `a(x) = value`");
            return;
        }
        auto value = looking.expression_of(*given.value, attribute.type);
        if (!subject || !value) return;
        values.push_back(std::move(subject->front()));
        values.push_back(std::move(value));
        whole = true;
    });
    block.contradictory = scope.poisoned();
    auto annotations = evidence(given);
    if (!whole) return std::nullopt;
    GivenFact out;
    const bool relation = symbol->kind == SymbolKind::relation;
    const bool derived = relation ? rulebase_.relations[symbol->index].derived : rulebase_.attributes[symbol->index].derived;
    if (derived) {
        reporter_.error("E0405", given.fact->span,
                        fmt::format("`{}` is derived by rules, so it is never given", given.fact->text),
                        "follows from other facts", "give what its rules read");
        return std::nullopt;
    }
    if (relation)
        out.relation = RelationId{symbol->index};
    else
        out.attribute = AttributeId{symbol->index};
    for (const auto& value : values)
        if (!plain_cell(value, value ? value->span : given.span, out)) return std::nullopt;
    out.evidence = std::move(annotations);
    return out;
}

Evidence Examples::evidence(const syntax::Given& given) {
    Evidence out;
    const auto unknown = [this](const syntax::Name& name, std::string message, std::string label,
                                const std::vector<std::string>& known) {
        Diagnostic d;
        d.code = "E0402";
        d.message = std::move(message);
        d.primary = {name.span, std::move(label)};
        suggest(d, name.text, name.span, known);
        reporter_.add(std::move(d));
    };
    if (given.confidence) {
        const auto& word = *given.confidence;
        const auto& words = rulebase_.confidence;
        const auto named = std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.first == word.text; });
        if (named != words.end()) {
            out.confidence = named->second;
        } else if (Decimal::parse(word.text)) {
            out.confidence = checker_.share(word, false).value_or(out.confidence);
        } else if (!word.text.ends_with('%')) {  // which the lexer has refused
            std::vector<std::string> known;
            for (const auto& w : words) known.push_back(w.first);
            unknown(word, fmt::format("`{}` is no confidence", word.text), "not among the `confidence` words of the rulebase",
                    known);
        }
    }
    if (given.kind) {
        const auto& kinds = rulebase_.scales[rulebase_.kind_choice.index()].values;
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& v) { return v.name == given.kind->text; });
        if (kind != kinds.end()) {
            out.kind = kind - kinds.begin();
        } else {
            std::vector<std::string> known;
            for (const auto& v : kinds) known.push_back(v.name);
            unknown(*given.kind, fmt::format("`{}` is no kind of observation", given.kind->text),
                    "not among the `kinds` of the rulebase", known);
        }
    }
    if (given.group) out.group = given.group->text;
    if (given.source) out.source = given.source->text;
    if (given.assessor) out.assessor = given.assessor->text;
    if (given.on) out.on = Date::parse(given.on->text);
    if (given.recorded) {
        out.recorded = parse_time(given.recorded->text);
        if (const auto day = Date::parse(given.recorded->text); !out.recorded && day)
            out.recorded = std::int64_t{day->first} * 86'400;
    }
    return out;
}

// --- Examples ------------------------------------------------------------------------------------------------------------

void Examples::finish(const syntax::Example& written, const Block& block) {
    Example example;
    example.head.name = written.head.name.text;
    example.head.labelled = written.head.label.has_value();
    example.head.label = written.head.label ? written.head.label->text : label_from(example.head.name);
    example.head.span = written.head.name.span;
    checker_.check_head(written.head, example.head);
    example.individuals = block.individuals;
    example.set = block.set;
    example.as_of = block.as_of;
    for (const auto& stated : block.given) {
        auto fact = stated.fact;
        if (place_individuals(fact, stated.span, written, block)) example.given.push_back(std::move(fact));
    }
    auto scope = scope_of(block);
    for (const auto& one : written.expect)
        if (auto made = expectation(one, scope)) example.expect.push_back(std::move(*made));
    example.variables = scope.variables();
    if (reporter_.errors() == 0) require_date(written, example);
    rulebase_.examples.push_back(std::move(example));
}

/// From numbers of names to places among the individuals of the example: a scene may speak of those that others declare.
bool Examples::place_individuals(GivenFact& fact, Span at, const syntax::Example& written, const Block& block) {
    for (std::size_t i = 0; i < fact.cells.size(); ++i) {
        Type type;
        if (fact.relation)
            type = rulebase_.relations[fact.relation->index()].columns[i].type;
        else if (const auto& attribute = rulebase_.attributes[fact.attribute->index()]; i == 0)
            type = {TypeKind::entity, attribute.of.value};
        else
            type = attribute.type;
        if (type.kind != TypeKind::entity || fact.cells[i] == no_cell) continue;
        const auto& name = names_[static_cast<std::size_t>(fact.cells[i])];
        const auto individual = std::find_if(block.individuals.begin(), block.individuals.end(),
                                             [&](const auto& one) { return one.first == name; });
        if (individual != block.individuals.end() && individual->second == type.entity()) {
            fact.cells[i] = individual - block.individuals.begin();
            continue;
        }
        Diagnostic d;
        d.code = individual == block.individuals.end() ? "E0102" : "E0406";
        d.message =
            individual == block.individuals.end()
                ? fmt::format("no individual is called `{}` in the example `{}`", name, written.head.name.text)
                : fmt::format("`{}` is {} here and {} elsewhere in the example `{}`", name, described(rulebase_, type),
                              described(rulebase_, {TypeKind::entity, individual->second.value}), written.head.name.text);
        d.primary = {at, fmt::format("speaks of `{}`", name)};
        d.secondary.push_back({written.head.name.span, "used by this example"});
        d.help = fmt::format("declare `{}: {}` in `given`, or name a scene that does in `like`", name,
                             rulebase_.entities[type.index].head.name);
        reporter_.add(std::move(d));
        return false;
    }
    return true;
}

std::optional<Expectation> Examples::expectation(const syntax::Expectation& written, Scope& scope) {
    Expectation out;
    out.span = written.span;
    out.written = on_one_line(sources_.text(written.span));
    if (written.refused) {
        out.kind = Expectation::Kind::refused;
        const auto* symbol = symbols_.find(written.refused->text);
        if (symbol != nullptr && symbol->kind == SymbolKind::refusal) {
            out.refused = RefusalId{symbol->index};
            return out;
        }
        if ((symbol != nullptr && symbol->kind == SymbolKind::broken) || (symbol == nullptr && symbols_.open))
            return std::nullopt;
        Diagnostic d;
        d.code = symbol == nullptr ? "E0102" : "E0111";
        d.message = fmt::format("`{}` is not a question that the rulebase refuses", written.refused->text);
        d.primary = {written.refused->span, symbol == nullptr ? "not declared" : std::string(noun(symbol->kind))};
        suggest(d, written.refused->text, written.refused->span,
                symbols_.names([](SymbolKind kind) { return kind == SymbolKind::refusal; }));
        reporter_.add(std::move(d));
        return std::nullopt;
    }
    if (!written.condition) return std::nullopt;
    auto condition = *written.condition;
    if (condition.kind == Form::applies) {
        out.kind = condition.negated ? Expectation::Kind::applies_not : Expectation::Kind::applies;
        condition.negated = false;
    }
    out.condition = checker_.condition_root(scope, condition, Place::example);
    if (!written.saying) return out;
    out.saying = written.saying->text;
    if (out.kind != Expectation::Kind::applies)
        reporter_.error("E0401", written.saying->span, "`saying` is of a rule that applies", "nothing here prints words",
                        "write it after `… applies to …`");
    return out;
}

/// An answer that depends on today's date would change with the calendar.
void Examples::require_date(const syntax::Example& written, const Example& example) {
    if (example.as_of) return;
    const auto ends_today = [&](const GivenFact& fact) {
        if (!fact.relation) return false;
        const auto& or_today = rulebase_.relations[fact.relation->index()].or_today;
        for (std::size_t i = 0; i < or_today.size(); ++i)
            if (or_today[i] && fact.cells[i] == no_cell) return true;
        return false;
    };
    std::vector<DeclarationRef> open_relations;
    for (const auto& fact : example.given)
        if (ends_today(fact)) open_relations.push_back({DeclarationKind::relation, fact.relation->value});
    const auto shares = [](const std::vector<DeclarationRef>& some, const std::vector<DeclarationRef>& sorted) {
        return std::any_of(some.begin(), some.end(),
                           [&](DeclarationRef ref) { return std::binary_search(sorted.begin(), sorted.end(), ref); });
    };
    for (const auto& expected : example.expect) {
        const auto read = dependencies(rulebase_, expected.condition);
        const bool today = says_today(expected.condition) || shares(read, today_) ||
                           (!open_relations.empty() && shares(open_relations, closure(rulebase_, read)));
        if (!today) continue;
        Diagnostic d;
        d.code = "E0404";
        d.message = fmt::format("`{}` depends on today's date, and does not say which day that is", example.head.name);
        d.primary = {written.head.name.span, "no `as of`"};
        d.secondary.push_back({expected.span, "reads `today`"});
        d.help = "add a clause such as `as of 2026-06-01`";
        reporter_.add(std::move(d));
        return;
    }
}

void Checker::check_examples() { Examples(*this, sources_, reporter_, rulebase_, symbols_).check(written_.examples); }

}  // namespace credence::check
