#include "explain/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/check.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/sets.hpp"
#include "check/dependencies.hpp"
#include "check/print.hpp"
#include "explain/terms.hpp"

namespace credence::explain {
namespace {

using check::Expression;
using check::ExpressionKind;
using check::TypeKind;

constexpr std::string_view no_break_space = "\u00a0";

std::string rounded(Cell raw) {
    std::string text = Decimal::from_raw(raw).text(2);
    if (text.find('.') == std::string::npos) return text;
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

/// Units are declared in the plural; of one they are cut to the singular.
std::string unit_after(const std::string& number, std::string unit) {
    std::replace(unit.begin(), unit.end(), '_', ' ');
    const bool one = number == "1" || number == "-1";
    if (one && unit.ends_with('s') && !unit.ends_with("ss")) unit.pop_back();
    return unit;
}

bool reads_replaced(const Expression& hole, const std::vector<std::optional<std::string>>& instead) {
    bool found = false;
    check::visit(
        hole, [](const check::Condition&) {},
        [&](const Expression& e) {
            if (e.kind != ExpressionKind::variable) return;
            if (e.variable.index() < instead.size() && instead[e.variable.index()]) found = true;
        });
    return found;
}

}  // namespace

Phrases::Phrases(Model& model, const Words& words, std::vector<bool> charted)
    : model_(&model),
      words_(&words),
      charted_(std::move(charted)) {
    charted_.resize(rulebase().scales.size());
}

std::string Phrases::number(Type type, Cell cell, std::optional<int> digits) const {
    const std::string text = digits ? Decimal::from_raw(cell).text(*digits) : rounded(cell);
    const auto& unit = rulebase().units[type.index];
    const auto said = words_->number(text);
    return unit.empty() ? said : fmt::format("{}{}{}", said, no_break_space, unit_after(text, unit));
}

std::string Phrases::value(Type type, Cell cell, Form form) const {
    if (type.kind == TypeKind::range) {
        if (cell == check::empty_range) return words_->say("empty_range");
        const Type end{TypeKind::scale, type.index};
        const Cell low = check::lowest_of(cell);
        const Cell high = check::highest_of(cell);
        if (low == high) return value(end, low, form);
        const auto between = [&](Form f) {
            return words_->say("range", {{"low", value(end, low, f)}, {"high", value(end, high, f)}});
        };
        if (form != Form::sentence || !charted_[type.index]) return between(form == Form::sentence ? Form::longer : form);
        return words_->say("long_and_short", {{"long", between(Form::longer)}, {"short", between(Form::shorter)}});
    }
    if (cell == check::no_cell) return words_->say("not_recorded");
    switch (type.kind) {
        case TypeKind::entity: return form == Form::shorter ? individual(type.entity(), cell).id : name(type.entity(), cell);
        case TypeKind::scale: {
            const auto& v = rulebase().scales[type.index].values[static_cast<std::size_t>(cell)];
            if (form == Form::shorter) return v.short_label;
            if (form == Form::longer || !charted_[type.index] || !v.has_short || v.label.empty()) return v.label;
            return words_->say("long_and_short", {{"long", v.label}, {"short", v.short_label}});
        }
        case TypeKind::number: return number(type, cell, {});
        case TypeKind::date: return Date::from_code(cell).text();
        case TypeKind::time: return time_text(cell);
        case TypeKind::text: return stored_text(cell);
        case TypeKind::yes_no: return words_->say(cell != 0 ? "yes" : "no");
        case TypeKind::range: break;
    }
    return {};
}

std::string Phrases::values(Type type, const std::vector<Cell>& cells, Form form) const {
    std::string out;
    for (const Cell cell : cells) {
        const auto next = value(type, cell, form);
        out = out.empty() ? next : words_->list({out, next});
    }
    return out;
}

const engine::Individual& Phrases::individual(check::EntityId entity, Cell cell) const {
    return facts().individuals[entity.index()][static_cast<std::size_t>(cell)];
}

std::string Phrases::name(check::EntityId entity, Cell cell) const {
    const auto& it = individual(entity, cell);
    if (it.name.empty()) return it.id;
    if (shared_names_.size() <= entity.index()) shared_names_.resize(entity.index() + 1);
    auto& shared = shared_names_[entity.index()];
    if (!shared) {  // looked for once: a report names individuals hundreds of times
        shared.emplace();
        std::set<std::string_view> seen;
        for (const auto& other : facts().individuals[entity.index()]) {
            if (!seen.insert(other.name).second) shared->insert(other.name);
        }
    }
    return shared->contains(it.name) ? name_and_id(entity, cell) : it.name;
}

std::string Phrases::name_and_id(check::EntityId entity, Cell cell) const {
    const auto& it = individual(entity, cell);
    return it.name.empty() ? it.id : words_->say("name_and_id", {{"name", it.name}, {"id", it.id}});
}

std::string Phrases::ids(const std::vector<Expression>& arguments, const Binding& binding) const {
    std::string out;
    for (const auto& argument : arguments) {
        const auto cell = model_->value(argument, binding);
        const auto next =
            cell.state == engine::Known::known ? value(argument.type, cell.cell, Form::shorter) : words_->say("unknown");
        out = out.empty() ? next : words_->list({out, next});
    }
    return out;
}

std::vector<Cell> Phrases::observed_values(check::AttributeId attribute, Cell subject) const {
    const auto& rows = facts().observations[attribute.index()];
    const auto& summary = model_->summary(attribute, subject);
    std::vector<Cell> out;
    if (rulebase().attributes[attribute.index()].combination == check::Combination::declared) {  // the entry in force alone
        for (const auto& share : summary.shares) out.push_back(share.value);
    } else {
        for (const auto row : summary.rows) {
            const bool aside = std::find(summary.set_aside.begin(), summary.set_aside.end(), row) != summary.set_aside.end();
            if (!aside) out.push_back(rows.value[row]);
        }
    }
    make_set(out);
    return out;
}

std::string Phrases::outcome(Type type, const engine::Outcome& outcome, Form form, std::optional<int> digits) const {
    if (outcome.spread && outcome.spread->least != outcome.spread->greatest) {
        return words_->say("range", {{"low", number(type, outcome.spread->least, digits)},
                                     {"high", number(type, outcome.spread->greatest, digits)}});
    }
    if (outcome.state == engine::Known::disputed) return words_->say("disputed");
    if (outcome.state == engine::Known::unknown) return words_->say("unknown");
    return type.kind == TypeKind::number ? number(type, outcome.cell, digits) : value(type, outcome.cell, form);
}

std::string Phrases::outcome(const Expression& expression, const Binding& binding, Form form, std::optional<int> digits) const {
    if (expression.kind == ExpressionKind::attribute && !rulebase().attributes[expression.index].derived) {
        const auto subject = model_->value(expression.operands[0], binding);
        if (subject.state != engine::Known::known) return words_->say("unknown");
        const auto cells = observed_values(check::AttributeId{expression.index}, subject.cell);
        if (cells.empty()) return words_->say("unknown");
        if (expression.type.kind == TypeKind::number && digits) {
            engine::Outcome spread = model_->value(expression, binding);
            return outcome(expression.type, spread, form, digits);
        }
        return values(expression.type, cells, form);
    }
    if (expression.kind == ExpressionKind::range) {
        const auto subject = model_->value(expression.operands[0], binding);
        if (subject.state != engine::Known::known) return words_->say("unknown");
        const auto range = model_->range(check::RangeId{expression.index}, subject.cell);
        return range.conflict ? words_->say("boundaries_conflict") : value(expression.type, range.value, form);
    }
    return outcome(expression.type, model_->value(expression, binding), form, digits);
}

std::string Phrases::text(const check::Text& text, const Binding& binding,
                          const std::vector<std::optional<std::string>>& instead) const {
    std::string out;
    for (const auto& part : text.parts) {
        out += part.literal;
        if (!part.hole) continue;
        const auto& hole = *part.hole;
        if (hole.kind == ExpressionKind::variable && hole.variable.index() < instead.size() && instead[hole.variable.index()]) {
            out += *instead[hole.variable.index()];
        } else if (reads_replaced(hole, instead) || !is_bound(hole, binding)) {
            out += words_->say("open_column");
        } else {
            out += outcome(hole, binding, Form::sentence, part.digits);
        }
    }
    return out;
}

std::vector<Phrases::Filled> Phrases::filled(const check::Text& text, const check::Clauses& clauses,
                                             const Binding& binding) const {
    std::vector<Filled> out;
    bool beyond = false;  // a hole reads a variable that `for` does not bind
    for (const auto& part : text.parts) {
        if (!part.hole) continue;
        check::visit(
            *part.hole, [](const check::Condition&) {},
            [&](const Expression& e) {
                if (e.kind == ExpressionKind::variable && e.variable.index() >= clauses.bound) beyond = true;
            });
    }
    if (!beyond) {
        out.push_back({this->text(text, binding), binding});
        return out;
    }
    const auto witnesses = model_->witnesses(clauses.body, binding);
    const bool met = std::any_of(witnesses.begin(), witnesses.end(),
                                 [&](const auto& witness) { return model_->state(witness.truth) == State::met; });
    for (const auto& witness : witnesses) {
        const auto state = model_->state(witness.truth);
        if (met ? state != State::met : state == State::not_met) continue;  // where it applies, what is open is not asserted
        auto words = this->text(text, witness.binding);
        const bool said = std::any_of(out.begin(), out.end(), [&](const Filled& other) { return other.text == words; });
        if (!said) out.push_back({std::move(words), witness.binding});
    }
    return out;
}

std::vector<std::string> Phrases::texts(const check::Text& text, const check::Clauses& clauses, const Binding& binding) const {
    std::vector<std::string> out;
    for (auto& one : filled(text, clauses, binding)) out.push_back(std::move(one.text));
    return out;
}

std::string Phrases::list_of_clauses(const std::vector<std::string>& items) const {
    std::string out;
    for (const auto& item : items) out = out.empty() ? item : words_->say("listed_after", {{"first", out}, {"next", item}});
    return out;
}

std::string Phrases::label(DeclarationRef ref) const {
    if (ref.kind == DeclarationKind::refusal) return rulebase().refusals[ref.index].head.label;
    return rulebase().head_of(ref).label;
}

const check::Text* Phrases::reads_of(const Expression& expression) const {
    const check::Text* reads = nullptr;
    if (expression.kind == ExpressionKind::attribute) reads = &rulebase().attributes[expression.index].reads;
    if (expression.kind == ExpressionKind::range) reads = &rulebase().ranges[expression.index].reads;
    if (expression.kind == ExpressionKind::define) reads = &rulebase().defines[expression.index].reads;
    return reads == nullptr || reads->empty() ? nullptr : reads;
}

std::string Phrases::clause(const Expression& expression, const Binding& binding, Form form) const {
    const auto said = outcome(expression, binding, form);
    DeclarationRef ref;
    std::size_t parameters = 1;
    switch (expression.kind) {
        case ExpressionKind::attribute: ref = {DeclarationKind::attribute, expression.index}; break;
        case ExpressionKind::range: ref = {DeclarationKind::range, expression.index}; break;
        case ExpressionKind::define:
            ref = {DeclarationKind::define, expression.index};
            parameters = rulebase().defines[expression.index].bound;
            break;
        case ExpressionKind::band:
            ref = {DeclarationKind::question, expression.index};
            return sentence(words_->say("label_and_value", {{"label", label(ref)}, {"value", said}}));
        default: return sentence(said);
    }
    const auto* reads = reads_of(expression);
    const bool open = said == words_->say("unknown") || said == words_->say("disputed");  // no value to put into words
    if (reads == nullptr || open) return sentence(words_->say("label_and_value", {{"label", label(ref)}, {"value", said}}));
    Binding arguments(parameters + 1, check::no_cell);
    std::vector<std::optional<std::string>> instead(parameters + 1);
    for (std::size_t i = 0; i < parameters && i < expression.operands.size(); ++i) {
        const auto argument = model_->value(expression.operands[i], binding);
        if (argument.state == engine::Known::known) {
            arguments[i] = argument.cell;
        } else {
            instead[i] = words_->say("open_column");
        }
    }
    instead[parameters] = said;
    return sentence(text(*reads, arguments, instead));
}

bool Phrases::goes_on(const check::Relation& relation, std::size_t column, Cell cell) const {
    return relation.or_today[column] && cell == facts().as_of.code();
}

std::string Phrases::column(const check::Relation& relation, std::size_t column, Cell cell) const {
    return goes_on(relation, column, cell) ? words_->say("today") : value(relation.columns[column].type, cell);
}

std::string Phrases::tuple(check::RelationId relation, std::uint32_t row) const {
    const auto view = model_->relation(relation);
    Binding cells;
    for (const auto& column : *view.columns) cells.push_back(column[row]);
    return tuple(relation, cells);
}

std::string Phrases::tuple(check::RelationId relation, const std::vector<Cell>& cells) const {
    const auto& declared = rulebase().relations[relation.index()];
    std::vector<std::optional<std::string>> instead;
    for (std::size_t i = 0; i < declared.columns.size(); ++i) {
        const bool open = cells.back() == check::no_cell || goes_on(declared, i, cells.back());
        instead.push_back(open ? std::optional(column(declared, i, cells.back())) : std::nullopt);
    }
    if (!declared.reads.empty()) return text(declared.reads, cells, instead);
    std::string columns;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto next = column(declared, i, cells[i]);
        columns = columns.empty() ? next : words_->list({columns, next});
    }
    return words_->say("label_and_value", {{"label", declared.head.label}, {"value", columns}});
}

const engine::EvidenceColumns& Phrases::evidence(FactRef fact) const {
    return fact.kind == FactRef::Kind::observation ? facts().observations[fact.index].evidence
                                                   : facts().relations[fact.index].evidence;
}

std::string Phrases::id(FactRef fact) const {
    const auto item = stored_text(evidence(fact).item[fact.row]);
    if (!item.empty()) return item;
    if (fact.kind == FactRef::Kind::tuple)
        return rulebase().relations[fact.index].head.name + "/" + std::to_string(fact.row + 1);
    const auto& attribute = rulebase().attributes[fact.index];
    return individual(attribute.of, facts().observations[fact.index].subject[fact.row]).id + "/" + attribute.head.name;
}

std::string Phrases::stored_text(Cell text) const { return text == check::no_cell ? std::string{} : model_->text(text); }

std::string declared_name(const std::string& id) { return id.substr(0, id.find(':')); }

void sort_ids(std::vector<std::string>& ids) {
    std::sort(ids.begin(), ids.end(), [](const auto& a, const auto& b) { return check::natural_less(a, b); });
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace credence::explain
