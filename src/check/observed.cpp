// The relation of all observations: of one attribute, `observed risk_tolerance(p, value: v, …)`, or over many,
// `observed(subject: p, attribute: a, topic: t, …)`.
#include <fmt/format.h>

#include <algorithm>

#include "check/print.hpp"
#include "check/typer.hpp"

namespace credence::check {

namespace {

struct Column {
    const char* name;
    ObservedColumn column;
};

constexpr Column evidence_columns[] = {{"item", ObservedColumn::item},
                                       {"source", ObservedColumn::source},
                                       {"assessor", ObservedColumn::assessor},
                                       {"kind", ObservedColumn::kind},
                                       {"on", ObservedColumn::on},
                                       {"recorded", ObservedColumn::recorded},
                                       {"confidence", ObservedColumn::confidence},
                                       {"group", ObservedColumn::group}};

const syntax::Expression* argument_named(const syntax::Expression& call, std::string_view name, std::size_t position) {
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        const auto& argument = call.arguments[i];
        if (argument.name.text == name || (argument.name.empty() && i == position)) return &argument.value;
    }
    return nullptr;
}

}  // namespace

Condition Typer::observed(const Written& written) {
    const auto attribute_type = Type{TypeKind::scale, rulebase_.attribute_choice.value};
    std::uint32_t attribute = no_index;
    Written call = written;  // as an atom of the name by which messages should call it

    if (!written.member.empty()) {
        call.text = written.member;
        const auto* symbol = called(
            call, [](SymbolKind kind) { return kind == SymbolKind::attribute; }, "an attribute");
        if (symbol == nullptr) return {};
        attribute = symbol->index;
        call.text = "observed " + written.member;
    } else if (const auto* named = argument_named(written, "attribute", 1); named != nullptr && named->kind == Form::name) {
        for (const auto value : symbols_.values(named->text))
            if (value.scale == rulebase_.attribute_choice) attribute = static_cast<std::uint32_t>(value.cell);
    }

    if (attribute != no_index)
        if (const auto* symbol = symbols_.find(rulebase_.attributes[attribute].head.name);
            symbol == nullptr || symbol->poisoned) {
            touch(written);
            return {};
        }

    std::optional<Type> subject;
    if (attribute != no_index) {
        subject = Type{TypeKind::entity, rulebase_.attributes[attribute].of.value};
    } else if (const auto* argument = argument_named(written, "subject", 0);
               argument != nullptr && argument->kind != Form::wildcard) {
        subject = probe(*argument);
        if (!subject) {
            // Told elsewhere, if at all: an unknown name is reported here, a variable without a type at the end.
            (void)expression(*argument);
            touch(written);
            return {};
        }
        if (subject->kind != TypeKind::entity) {
            reporter_.error(
                "E0105", argument->span,
                fmt::format("the subject of an observation is an individual, found {}", described(rulebase_, *subject)),
                described(rulebase_, *subject));
            touch(written);
            return {};
        }
    }

    std::vector<Variable> columns;
    std::vector<ObservedColumn> meaning;
    const auto column = [&](const char* name, ObservedColumn of, Type type) {
        columns.push_back({name, type, {}});
        meaning.push_back(of);
    };
    column("subject", ObservedColumn::subject, subject.value_or(Type{TypeKind::entity, 0}));
    if (written.member.empty()) {
        column("attribute", ObservedColumn::attribute, attribute_type);
        column("topic", ObservedColumn::topic, {TypeKind::scale, rulebase_.topic_choice.value});
    }
    if (attribute != no_index) {
        column("value", ObservedColumn::value, rulebase_.attributes[attribute].type);
    } else if (const auto value = std::find_if(written.arguments.begin(), written.arguments.end(),
                                               [](const auto& a) { return a.name.text == "value"; });
               value != written.arguments.end()) {
        reporter_.error("E0110", value->name.span, "observations of several attributes have no common value",
                        "of which attribute?", "name the attribute: `observed ATTRIBUTE(x, value: v)`");
        touch(written);
        return {};
    }
    for (const auto& [name, of] : evidence_columns) {
        Type type = text_type;
        if (of == ObservedColumn::kind) type = {TypeKind::scale, rulebase_.kind_choice.value};
        if (of == ObservedColumn::on) type = date_type;
        if (of == ObservedColumn::recorded) type = time_type;
        if (of == ObservedColumn::confidence) type = number_type;
        column(name, of, type);
    }

    auto arguments = atom_arguments(call, columns, false);
    if (!arguments) return {};
    Condition condition;
    condition.kind = ConditionKind::observed;
    condition.span = written.span;
    condition.index = attribute;
    condition.arguments.resize(observed_columns);
    for (std::size_t i = 0; i < columns.size(); ++i)
        condition.arguments[static_cast<std::size_t>(meaning[i])] = std::move((*arguments)[i]);
    if (attribute != no_index) condition.arguments[static_cast<std::size_t>(ObservedColumn::attribute)].reset();
    return condition;
}

}  // namespace credence::check
