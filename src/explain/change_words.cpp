#include "explain/change_words.hpp"

#include <algorithm>

#include "base/sets.hpp"
#include "explain/conditions.hpp"
#include "explain/terms.hpp"

namespace credence::explain {
namespace {

using check::ExpressionKind;
using check::no_cell;
using check::TypeKind;
using Kind = Change::Kind;

/// What is varied, without its value: of an observation corrected or withdrawn the same.
Change thing(Change change) {
    switch (change.kind) {
        case Kind::withdraw: change.kind = Kind::correct; [[fallthrough]];
        case Kind::correct:
        case Kind::set: change.cells.clear(); break;
        case Kind::observe:
        case Kind::settle: change.cells.resize(1); break;
        case Kind::forget: change.kind = Kind::settle; break;
        case Kind::add:
        case Kind::remove:
        case Kind::leave_out: break;
    }
    return change;
}

std::optional<Cell> value(const Change& change) {
    const bool without = change.kind == Kind::withdraw || change.kind == Kind::forget || change.kind == Kind::remove;
    return without || change.cells.empty() ? std::nullopt : std::optional(change.cells.back());
}

Choice choice_of(const Change& change) { return {thing(change), {value(change)}}; }

bool merge_lines(FlipLine& line, const FlipLine& other) {
    if (line.becomes != other.becomes || line.choices.size() != other.choices.size()) return false;
    std::optional<std::size_t> differs;
    for (std::size_t i = 0; i < line.choices.size(); ++i) {
        if (line.choices[i].change != other.choices[i].change) return false;
        if (line.choices[i].values == other.choices[i].values) continue;
        if (differs) return false;
        differs = i;
    }
    if (!differs) return true;
    auto& values = line.choices[*differs].values;
    values.insert(values.end(), other.choices[*differs].values.begin(), other.choices[*differs].values.end());
    make_set(values);
    return true;
}

/// Of numbers, of which only some were tried, those nearest to the present one, below and above.
std::string values_in_words(const Phrases& phrases, check::Type type, const std::vector<std::optional<Cell>>& values,
                            std::optional<Cell> now) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i]) continue;
        if (type.kind == TypeKind::number && now) {
            const bool below = *values[i] < *now && i + 1 < values.size() && *values[i + 1] < *now;
            const bool above = *values[i] > *now && i > 0 && values[i - 1] && *values[i - 1] > *now;
            if (below || above) continue;
        }
        out.push_back(phrases.value(type, *values[i]));
    }
    return either(phrases.words(), out);
}

std::string said(const Phrases& phrases, const Choice& choice, Statement& out) {
    const auto& words = phrases.words();
    const auto& change = choice.change;
    const bool none = choice.values.front() == std::nullopt;
    const bool some = choice.values.back() != std::nullopt;
    switch (change.kind) {
        case Kind::correct:
        case Kind::withdraw: {
            const auto& observations = phrases.facts().observations[change.index];
            const auto type = phrases.rulebase().attributes[change.index].type;
            const auto what = whose(phrases, {check::AttributeId{change.index}, observations.subject[change.row]});
            const auto from = phrases.value(type, observations.value[change.row]);
            const auto to = values_in_words(phrases, type, choice.values, observations.value[change.row]);
            out.facts.push_back(phrases.id({FactRef::Kind::observation, change.index, change.row}));
            if (!some) return words.say("change_withdrawn", {{"what", what}, {"from", from}});
            return words.say(none ? "change_withdrawn_or_corrected" : "change_corrected",
                             {{"what", what}, {"from", from}, {"to", to}});
        }
        case Kind::observe:
        case Kind::settle:
        case Kind::forget: {
            const check::AttributeId id{change.index};
            const auto& attribute = phrases.rulebase().attributes[change.index];
            const auto what = whose(phrases, {id, change.cells[0]});
            const auto now = phrases.observed_values(id, change.cells[0]);
            const auto to = values_in_words(phrases, attribute.type, choice.values,
                                            now.empty() ? std::nullopt : std::optional(now.front()));
            const auto from = phrases.values(attribute.type, now);
            if (change.kind == Kind::settle && !now.empty()) {
                const auto& summary = phrases.model().summary(id, change.cells[0]);
                for (const auto row : summary.rows)
                    out.facts.push_back(phrases.id({FactRef::Kind::observation, change.index, row}));
            }
            if (!some) return words.say("change_forgotten", {{"what", what}, {"from", from}});
            if (attribute.combination == check::Combination::declared)
                return now.empty() ? words.say("change_declared_first", {{"what", what}, {"to", to}})
                                   : words.say("change_declared", {{"what", what}, {"from", from}, {"to", to}});
            if (now.empty()) return words.say("change_observed_first", {{"what", what}, {"to", to}});
            if (change.kind == Kind::observe) return words.say("change_observed", {{"what", what}, {"to", to}});
            const bool disputed = phrases.model().summary(id, change.cells[0]).state == engine::Known::disputed;
            return words.say(disputed ? "change_dispute_settled" : "change_settled",
                             {{"what", what}, {"from", from}, {"to", to}});
        }
        case Kind::add: return words.say("change_added", {{"what", phrases.tuple(check::RelationId{change.index}, change.cells)}});
        case Kind::remove:
            out.facts.push_back(phrases.id({FactRef::Kind::tuple, change.index, change.row}));
            return words.say("no_record", {{"what", phrases.tuple(check::RelationId{change.index}, change.row)}});
        case Kind::leave_out: {
            const auto& head = phrases.rulebase().head_of({change.declared, change.index});
            out.rules.push_back(head.name);
            const auto name =
                head.label.empty() ? head.name : words.say("id_and_label", {{"id", head.name}, {"label", head.label}});
            if (change.declared != check::DeclarationKind::define) return words.say("change_left_out", {{"what", name}});
            return words.say("change_case_left_out", {{"what", name}, {"number", std::to_string(change.row + 1)}});
        }
        case Kind::set: break;
    }
    const auto& parameter = phrases.rulebase().parameters[change.index];
    const auto label = parameter.head.label.empty() ? parameter.head.name : parameter.head.label;
    if (parameter.type.kind == TypeKind::text) return words.say("label_and_value", {{"label", label}, {"value", change.text}});
    const auto now = phrases.model().settings().parameters[change.index];
    return words.say("change_set", {{"what", label},
                                    {"from", phrases.value(parameter.type, now)},
                                    {"to", values_in_words(phrases, parameter.type, choice.values, now)}});
}

}  // namespace

std::vector<FlipLine> lines_of(const std::vector<Flip>& flips) {
    std::vector<FlipLine> out;
    for (const auto& flip : flips) {
        FlipLine line;
        line.becomes = flip.becomes;
        for (const auto& change : flip.changes) line.choices.push_back(choice_of(change));
        std::sort(line.choices.begin(), line.choices.end(),
                  [](const Choice& a, const Choice& b) { return a.change < b.change; });
        out.push_back(std::move(line));
    }
    for (bool merged = true; merged;) {
        merged = false;
        for (std::size_t i = 0; i < out.size(); ++i) {
            for (std::size_t j = i + 1; j < out.size();) {
                if (merge_lines(out[i], out[j])) {
                    out.erase(out.begin() + static_cast<std::ptrdiff_t>(j));
                    merged = true;
                } else {
                    ++j;
                }
            }
        }
    }
    return out;
}

std::string either(const Words& words, const std::vector<std::string>& items) {
    if (items.empty()) return {};
    const std::vector<std::string> first(items.begin(), items.end() - 1);
    return first.empty() ? items.back() : words.say("one_or_other", {{"first", words.list(first)}, {"last", items.back()}});
}

std::string whose(const Phrases& phrases, engine::AttributeOf what) {
    const auto& attribute = phrases.rulebase().attributes[what.attribute.index()];
    check::Expression subject;
    subject.kind = ExpressionKind::variable;
    subject.type = {TypeKind::entity, attribute.of.value};
    subject.variable = check::VariableId{0};
    check::Expression of;
    of.kind = ExpressionKind::attribute;
    of.type = attribute.type;
    of.index = what.attribute.value;
    of.operands.push_back(std::move(subject));
    return noun(phrases, of, {what.subject}, true);
}

Statement in_words(const Phrases& phrases, const std::vector<Choice>& choices) {
    auto out = statement({}, StatementKind::change);
    for (const auto& choice : choices) {
        const auto text = said(phrases, choice, out);
        out.text = out.text.empty() ? raised(text) : phrases.words().say("change_and", {{"first", out.text}, {"next", text}});
    }
    sort_ids(out.facts);
    return out;
}

Statement in_words(const Phrases& phrases, const Changes& changes) {
    std::vector<Choice> choices;
    for (const auto& change : changes) choices.push_back(choice_of(change));
    return in_words(phrases, choices);
}

std::string in_words(const Phrases& phrases, const Target& target, const Reached& reached, Form form) {
    if (target.condition != nullptr) {
        switch (reached.state) {
            case State::met: return phrases.words().say("state_met");
            case State::not_met: return phrases.words().say("state_not_met");
            case State::disputed: return phrases.words().say("disputed");
            case State::unknown: break;
        }
        return phrases.words().say("unknown");
    }
    if (target.expression->type.kind == TypeKind::text && reached.state == State::met) return reached.text;
    engine::Outcome outcome;
    outcome.state = reached.state == State::met        ? engine::Known::known
                    : reached.state == State::disputed ? engine::Known::disputed
                                                       : engine::Known::unknown;
    outcome.cell = reached.cell;
    return phrases.outcome(target.expression->type, outcome, form);
}

std::vector<Target> steps_of(const check::Rulebase& rulebase, const Target& target) {
    std::vector<Target> out;
    if (!target.assessment) return out;
    const auto read = read_by(rulebase, target);
    for (const auto& shown : rulebase.assessments[target.assessment->index()].show) {
        if (!shown.expression || identity(*shown.expression) == identity(*target.expression)) continue;
        std::optional<check::DeclarationKind> kind;
        if (shown.expression->kind == ExpressionKind::define) kind = check::DeclarationKind::define;
        if (shown.expression->kind == ExpressionKind::range) kind = check::DeclarationKind::range;
        if (!kind || !std::binary_search(read.begin(), read.end(), check::DeclarationRef{*kind, shown.expression->index}))
            continue;
        out.push_back({&*shown.expression, nullptr, target.binding, {}});
    }
    return out;
}

std::string label_of(const Phrases& phrases, const Target& target) {
    return target.expression != nullptr ? noun(phrases, *target.expression, target.binding)
                                        : explain::in_words(phrases, *target.condition, target.binding);
}

std::string label_of(const Phrases& phrases, const std::vector<Target>& steps, std::size_t index) {
    auto label = label_of(phrases, steps[index]);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i != index && label_of(phrases, steps[i]) == label)
            return noun(phrases, *steps[index].expression, steps[index].binding, true);
    }
    return label;
}

}  // namespace credence::explain
