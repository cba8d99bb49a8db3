#include "explain/why_not.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/decimal.hpp"
#include "explain/conditions.hpp"

namespace credence::explain {
namespace {

using check::TypeKind;
using Kind = Change::Kind;

constexpr std::size_t most_values_listed = 6;

bool is_ordered(const check::Rulebase& rulebase, check::Type type) {
    switch (type.kind) {
        case TypeKind::scale: return rulebase.scales[type.index].ordered;
        case TypeKind::number:
        case TypeKind::date:
        case TypeKind::time: return true;
        default: return false;
    }
}

/// "at least 4": where the values run to an end of those that there are.
std::string values_in_words(const Phrases& phrases, check::Type type, const std::string& noun, const std::vector<Cell>& values,
                            const std::vector<Cell>& all) {
    const auto& words = phrases.words();
    const auto say = [&](std::string_view key, const std::string& right) {
        return words.say(key, {{"left", noun}, {"right", right}});
    };
    if (values.empty()) return noun;
    if (values.size() == 1 && (all.size() < 2 || type.kind == TypeKind::scale || !is_ordered(phrases.rulebase(), type)))
        return say("is", phrases.value(type, values.front()));
    if (is_ordered(phrases.rulebase(), type) && all.size() >= values.size()) {
        const auto first = std::find(all.begin(), all.end(), values.front());
        const auto room = static_cast<std::size_t>(all.end() - first);
        const bool run = room >= values.size() && std::equal(values.begin(), values.end(), first);
        if (run && values.size() < all.size()) {
            if (values.back() == all.back()) return say("is_at_least", phrases.value(type, values.front()));
            if (values.front() == all.front()) return say("is_at_most", phrases.value(type, values.back()));
        }
    }
    if (values.size() == 1) return say("is", phrases.value(type, values.front()));
    std::vector<std::string> listed;
    for (std::size_t i = 0; i < values.size() && i < most_values_listed; ++i) listed.push_back(phrases.value(type, values[i]));
    if (values.size() > most_values_listed) listed.push_back(words.count("more_values", values.size() - most_values_listed));
    return say("is_one_of", words.list(listed));
}

/// How far the nearest of the values is from what is on record: steps of a scale, else nothing.
std::optional<std::int64_t> distance(const check::Rulebase& rulebase, check::Type type, const std::vector<Cell>& now,
                                     const std::vector<Cell>& values) {
    if (now.empty() || values.empty() || !is_ordered(rulebase, type)) return {};
    if (type.kind != TypeKind::scale && type.kind != TypeKind::number) return {};
    std::optional<std::int64_t> least;
    for (const Cell value : values) {
        std::int64_t farthest = 0;  // of those on record all would have to move
        for (const Cell one : now) {
            if (std::llabs(value - one) >= std::llabs(farthest)) farthest = value - one;
        }
        if (!least || std::llabs(farthest) < std::llabs(*least)) least = farthest;
    }
    return least;
}

class WhyNotBuilder {
public:
    WhyNotBuilder(const Narrator& narrator, const WhyNot& asked)
        : narrator_(narrator),
          phrases_(narrator.phrases()),
          rulebase_(phrases_.rulebase()),
          asked_(asked) {}

    [[nodiscard]] ExplanationSection between() const {
        ExplanationSection out;
        out.name = "between";
        out.title = say("stands_between");
        Prover prover(phrases_);
        if (const auto instance = define_asked()) {
            const auto& define = rulebase_.defines[instance->declaration.index];
            Binding binding = instance->arguments;
            binding.resize(std::max<std::size_t>(define.variables.size(), binding.size()), check::no_cell);
            add_cases(define, phrases_.model().define(check::DefineId{instance->declaration.index}, instance->arguments),
                      binding, prover, out);
        }
        if (out.trees.empty()) out.trees.push_back(narrator_.tell(prover.condition(*asked_.condition, asked_.binding)));
        return out;
    }

    [[nodiscard]] ExplanationSection ways(const Ways& found, const Candidates& candidates, const WaysOptions& options,
                                          std::size_t shown) const {
        ExplanationSection out;
        out.name = "ways";
        out.title = say("would_be_so");
        struct Told {
            std::size_t size = 0;
            std::int64_t far = 0;
            Statement statement;
        };
        std::vector<Told> told;
        for (const auto& group : grouped(found.ways, candidates)) {
            Told one{group.changes.size(), 0, {}};
            std::vector<Statement> changes;
            for (std::size_t i = 0; i < group.changes.size(); ++i) {
                one.far += far(group.changes[i], group.values[i]);
                changes.push_back(change_statement(narrator_, group.changes[i], group.values[i], candidates));
            }
            if (changes.size() == 1) {
                one.statement = std::move(changes.front());
            } else {
                one.statement = statement(phrases_.words().count("all_of_these", changes.size()), StatementKind::change);
                one.statement.children = std::move(changes);
            }
            told.push_back(std::move(one));
        }
        std::stable_sort(told.begin(), told.end(),
                         [](const Told& a, const Told& b) { return std::pair(a.size, a.far) < std::pair(b.size, b.far); });
        for (std::size_t i = 0; i < told.size() && i < shown; ++i) out.trees.push_back(std::move(told[i].statement));
        if (told.size() > shown) out.notes.push_back(statement(phrases_.words().count("ways_left_out", told.size() - shown)));
        add_limits(found, options, out);
        return out;
    }

private:
    [[nodiscard]] std::string say(std::string_view key, Words::Holes holes = {}) const { return narrator_.say(key, holes); }

    [[nodiscard]] std::optional<Instance> define_asked() const {
        if (asked_.expression == nullptr || asked_.expression->kind != check::ExpressionKind::define) return {};
        return instance_of(phrases_, *asked_.expression, asked_.binding);
    }

    /// Each case with the value wished for, and the one taken in its place.
    void add_cases(const check::Define& define, const engine::DefineResult& result, const Binding& binding, Prover& prover,
                   ExplanationSection& out) const {
        const auto of_case = [&](std::size_t i) {
            const auto& one = define.cases[i];
            Claim claim;
            claim.kind = Claim::Kind::one_case;
            claim.text = sentence(
                say("case_if", {{"value", phrases_.outcome(one.value, binding)},
                                {"condition", one.when ? in_words(phrases_, *one.when, binding) : say("otherwise_case")}}));
            claim.state = State::not_met;
            if (one.when) {
                claim.children.push_back(prover.condition(*one.when, binding));
                claim.state = claim.children.front().state;
            }
            return narrator_.tell(claim);
        };
        for (std::size_t i = 0; i < define.cases.size(); ++i) {
            const auto value = phrases_.model().value(define.cases[i].value, binding);
            if (value.state != engine::Known::known || value.cell != asked_.wanted) continue;
            auto told = of_case(i);
            if (told.state == State::met) told.lead = say("lead_met_too_late");
            out.trees.push_back(std::move(told));
        }
        if (out.trees.empty() || !result.taken) return;
        auto told = of_case(*result.taken);
        told.lead = say("lead_taken");
        told.state = State::met;
        out.trees.push_back(std::move(told));
    }

    [[nodiscard]] std::int64_t far(const Change& change, const std::vector<Cell>& values) const {
        if (change.kind != Kind::settle) return 1;
        const check::AttributeId id{change.index};
        const auto type = rulebase_.attributes[change.index].type;
        const auto steps = distance(rulebase_, type, phrases_.observed_values(id, change.cells[0]), values);
        if (!steps) return 1;
        return type.kind == TypeKind::number ? std::llabs(*steps) / Decimal::scale : std::llabs(*steps);
    }

    void add_limits(const Ways& found, const WaysOptions& options, ExplanationSection& out) const {
        const auto& words = phrases_.words();
        if (found.hopeless) {
            out.notes.push_back(statement(say("no_way_at_all")));
        } else if (found.ways.empty()) {
            out.notes.push_back(statement(words.count("no_way", found.complete_to)));
        }
        if (!found.hopeless && found.complete_to < options.most && !found.ways.empty())
            out.notes.push_back(statement(words.count("search_cut_short", found.complete_to)));
        if (found.left_out) out.notes.push_back(statement(say("tuples_left_out")));
    }

    const Narrator& narrator_;
    const Phrases& phrases_;
    const check::Rulebase& rulebase_;
    const WhyNot& asked_;
};

}  // namespace

Statement why_not_in_short(const Narrator& narrator, const WhyNot& asked) {
    const auto& phrases = narrator.phrases();
    Statement out;
    if (asked.expression != nullptr) {
        out.kind = StatementKind::value;
        out.lead =
            sentence(narrator.say("is_other_than", {{"left", raised(noun(phrases, *asked.expression, asked.binding, true))},
                                                    {"right", phrases.value(asked.expression->type, asked.wanted)}}));
        out.text = sentence(raised(narrator.say("here_it_is", {{"value", phrases.outcome(*asked.expression, asked.binding)}})));
        out.state = State::not_met;
        return out;
    }
    out.kind = StatementKind::condition;
    out.state = phrases.model().state(phrases.model().truth(*asked.condition, asked.binding));
    out.lead = *out.state == State::met ? narrator.say("lead_met") : narrator.state_lead(*out.state);
    out.text = sentence(raised(in_words(phrases, *asked.condition, asked.binding)));
    return out;
}

std::string change_in_words(const Phrases& phrases, const Change& change, const std::vector<Cell>& values,
                            const Candidates& candidates) {
    const auto& rulebase = phrases.rulebase();
    const auto& words = phrases.words();
    const auto attribute = [&](Cell subject) {
        const auto& declared = rulebase.attributes[change.index];
        const auto& label = declared.head.label.empty() ? declared.head.name : declared.head.label;
        return raised(words.say("noun_of", {{"noun", label}, {"of", phrases.individual(declared.of, subject).id}}));
    };
    switch (change.kind) {
        case Kind::settle:
        case Kind::observe: {
            const auto type = rulebase.attributes[change.index].type;
            const auto all = candidates.values(type, phrases.facts().observations[change.index].value).cells;
            const auto said = values_in_words(phrases, type, attribute(change.cells[0]), values, all);
            return change.kind == Kind::settle ? said : words.say("one_more_source", {{"what", said}});
        }
        case Kind::correct:
        case Kind::withdraw: {
            const auto& observations = phrases.facts().observations[change.index];
            const auto type = rulebase.attributes[change.index].type;
            const auto id = phrases.id({FactRef::Kind::observation, change.index, change.row});
            return change.kind == Kind::correct
                       ? words.say("is", {{"left", id}, {"right", phrases.value(type, change.cells[0])}})
                       : words.say("no_record", {{"what", phrases.value(type, observations.value[change.row])}});
        }
        case Kind::forget: return words.say("not_observed", {{"what", attribute(change.cells[0])}});
        case Kind::add:
            return raised(words.say("recorded", {{"what", phrases.tuple(check::RelationId{change.index}, change.cells)}}));
        case Kind::remove:
            return raised(words.say("no_record", {{"what", phrases.tuple(check::RelationId{change.index}, change.row)}}));
        case Kind::leave_out: break;  // never looked for
        case Kind::set: {
            const auto& parameter = rulebase.parameters[change.index];
            const auto all = candidates.values(parameter.type, {phrases.model().settings().parameters[change.index]}).cells;
            return values_in_words(phrases, parameter.type, raised(parameter.head.label), values, all);
        }
    }
    return {};
}

namespace {

/// "On record: 2, 2 steps below.": what an attribute is now, with the ids of what says so.
std::string on_record(const Narrator& narrator, const Change& change, const std::vector<Cell>& values, Statement& out) {
    const auto& phrases = narrator.phrases();
    const Cell subject = change.cells[0];
    const check::AttributeId id{change.index};
    const auto type = phrases.rulebase().attributes[change.index].type;
    for (const auto fact : counting(phrases, id, subject)) out.facts.push_back(phrases.id(fact));
    sort_ids(out.facts);
    const auto now = phrases.observed_values(id, subject);
    if (now.empty()) return narrator.say("not_observed_now");
    const bool disputed = phrases.model().summary(id, subject).state == engine::Known::disputed;
    const auto said = disputed ? narrator.say("disputed_now", {{"values", disputed_values(phrases, id, subject)}})
                               : narrator.say("on_record_is", {{"what", phrases.values(type, now)}});
    const auto steps = distance(phrases.rulebase(), type, now, values);
    if (!steps || *steps == 0 || change.kind != Kind::settle) return sentence(said);
    const auto amount = type.kind == TypeKind::number
                            ? phrases.number(type, std::llabs(*steps), {})
                            : phrases.words().count("steps", static_cast<std::size_t>(std::llabs(*steps)));
    return sentence(narrator.say(*steps > 0 ? "more_by" : "less_by", {{"what", said}, {"amount", amount}}));
}

}  // namespace

Statement change_statement(const Narrator& narrator, const Change& change, const std::vector<Cell>& values,
                           const Candidates& candidates) {
    const auto& phrases = narrator.phrases();
    auto out = statement(sentence(change_in_words(phrases, change, values, candidates)), StatementKind::change);
    switch (change.kind) {
        case Kind::settle:
        case Kind::observe:
        case Kind::forget: out.text += " " + on_record(narrator, change, values, out); break;
        case Kind::correct:
        case Kind::withdraw: out.facts.push_back(phrases.id({FactRef::Kind::observation, change.index, change.row})); break;
        case Kind::remove: out.facts.push_back(phrases.id({FactRef::Kind::tuple, change.index, change.row})); break;
        case Kind::add:
        case Kind::leave_out: break;
        case Kind::set: {
            const auto& parameter = phrases.rulebase().parameters[change.index];
            const auto now = phrases.model().settings().parameters[change.index];
            out.text += " " + sentence(narrator.say("set_to_now", {{"value", phrases.value(parameter.type, now)}}));
            out.rules.push_back(parameter.head.name);
            break;
        }
    }
    return out;
}

void explain_why_not(const Narrator& narrator, const WhyNot& asked, const WaysOptions& options, std::size_t shown,
                     Explanation& explanation) {
    const auto& phrases = narrator.phrases();
    const auto& model = phrases.model();
    explanation.topic = Topic::why_not;
    const WhyNotBuilder builder(narrator, asked);
    explanation.sections.push_back(builder.between());
    const auto found =
        find_ways(phrases.rulebase(), phrases.facts(), model.settings(), *asked.condition, asked.binding, options);
    const Candidates candidates(phrases.rulebase(), phrases.facts(), model.settings(),
                                Target{nullptr, asked.condition, asked.binding, {}}, true);
    explanation.sections.push_back(builder.ways(found, candidates, options, shown));
    if (!found.hopeless && found.complete_to < options.most) explanation.complete = false;
}

}  // namespace credence::explain
