#include "explain/proof.hpp"

#include <algorithm>
#include <utility>

#include "base/date.hpp"
#include "explain/conditions.hpp"

namespace credence::explain {
namespace {

using check::Condition;
using check::ConditionKind;
using check::Expression;
using check::ExpressionKind;

constexpr std::size_t deepest = 60;
constexpr std::size_t most_claims = 20'000;

State state_of(engine::Known known) {
    if (known == engine::Known::known) return State::met;
    return known == engine::Known::disputed ? State::disputed : State::unknown;
}

bool binds_all(const Condition& exists, const Binding& binding) {
    return std::all_of(exists.variables.begin(), exists.variables.end(), [&](check::VariableId variable) {
        return variable.index() < binding.size() && binding[variable.index()] != check::no_cell;
    });
}

void find_blockers(const Claim& claim, std::vector<const Claim*>& out) {
    if (!engine::is_undecided(claim.state) || claim.again) return;
    const auto before = out.size();
    bool below = false;
    for (const auto& child : claim.children) {
        below = below || engine::is_undecided(child.state);
        find_blockers(child, out);
    }
    if (below || out.size() > before) return;
    const bool said = std::any_of(out.begin(), out.end(), [&](const Claim* other) { return other->text == claim.text; });
    if (!said) out.push_back(&claim);
}

}  // namespace

/// One level down, for as long as it lives.
class Prover::Deeper {
public:
    explicit Deeper(Prover& prover) : prover_(prover) {
        ++prover_.depth_;
        ++prover_.claims_;
    }
    ~Deeper() { --prover_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

private:
    Prover& prover_;
};

void Support::add(const Claim& claim) {
    if (claim.rule) rules.insert(*claim.rule);
    if (claim.fact) facts.insert(*claim.fact);
    for (const auto& child : claim.children) add(child);
}

Support support_of(const Claim& claim) {
    Support support;
    support.add(claim);
    return support;
}

std::vector<const Claim*> blockers(const Claim& claim) {
    std::vector<const Claim*> out;
    find_blockers(claim, out);
    return out;
}

std::optional<Instance> instance_of(const Phrases& phrases, const Expression& expression, const Binding& binding) {
    Instance instance;
    switch (expression.kind) {
        case ExpressionKind::attribute: instance.declaration.kind = DeclarationKind::attribute; break;
        case ExpressionKind::define: instance.declaration.kind = DeclarationKind::define; break;
        case ExpressionKind::range: instance.declaration.kind = DeclarationKind::range; break;
        case ExpressionKind::pointers:
        case ExpressionKind::implied_pointers:
        case ExpressionKind::band: instance.declaration.kind = DeclarationKind::question; break;
        default: return {};
    }
    instance.declaration.index = expression.index;
    for (const auto& operand : expression.operands) {
        const auto argument = phrases.model().value(operand, binding);
        if (argument.state != engine::Known::known) return {};
        instance.arguments.push_back(argument.cell);
    }
    return instance;
}

bool Prover::too_deep() const { return depth_ > deepest || claims_ > most_claims; }

bool Prover::enter(const std::optional<Instance>& instance) {
    if (!instance) return true;
    if (elsewhere_.contains(*instance)) return false;
    return entered_.insert(*instance).second;
}

Claim Prover::value(const Expression& expression, const Binding& binding) {
    const Deeper deeper(*this);
    Claim claim;
    claim.kind = Claim::Kind::value;
    claim.text = phrases_.clause(expression, binding);
    if (phrases_.reads_of(expression) == nullptr) claim.alone = phrases_.outcome(expression, binding);
    const auto outcome = phrases_.model().value(expression, binding);
    claim.state = state_of(outcome.state);
    const auto instance = instance_of(phrases_, expression, binding);
    if (!instance || instance->declaration.kind == DeclarationKind::question) {
        rest_on(expression, binding, engine::is_undecided(claim.state), claim.children);
        return claim;
    }
    took_part_.insert(instance->declaration);
    if (instance->declaration.kind == DeclarationKind::attribute)
        return attribute(check::AttributeId{expression.index}, instance->arguments[0]);
    if (instance->declaration.kind == DeclarationKind::define) claim.rule = instance->declaration;
    if (!enter(instance)) {
        claim.rule.reset();
        claim.again = !elsewhere_.contains(*instance);
        if (!claim.again) return claim;
        for (const auto& operand : expression.operands)
            rest_on(operand, binding, false, claim.children);  // whose, it may be new
        return claim;
    }
    if (too_deep()) {
        claim.children.push_back({Claim::Kind::note, phrases_.words().say("not_followed_further"), State::met, {}, {}, {}});
    } else if (instance->declaration.kind == DeclarationKind::range) {
        range_children(check::RangeId{expression.index}, instance->arguments[0], claim);
    } else {
        const auto& define = phrases_.rulebase().defines[expression.index];
        Binding parameters = instance->arguments;
        parameters.resize(std::max<std::size_t>(define.variables.size(), parameters.size()), check::no_cell);
        define_children(define, phrases_.model().define(check::DefineId{expression.index}, instance->arguments), parameters,
                        claim);
    }
    for (const auto& operand : expression.operands) rest_on(operand, binding, false, claim.children);
    return claim;
}

Claim Prover::define(check::DefineId id, const std::vector<Cell>& arguments) {
    const Deeper deeper(*this);
    const auto& define = phrases_.rulebase().defines[id.index()];
    const DeclarationRef ref{DeclarationKind::define, id.value};
    took_part_.insert(ref);
    const auto result = phrases_.model().define(id, arguments);
    Claim claim;
    claim.kind = Claim::Kind::value;
    claim.rule = ref;
    claim.text = define.head.label;
    claim.state = define.type ? state_of(result.outcome.state) : phrases_.model().state(result.truth);
    Binding parameters = arguments;
    parameters.resize(std::max<std::size_t>(define.variables.size(), parameters.size()), check::no_cell);
    if (enter(Instance{ref, arguments}) && !too_deep()) define_children(define, result, parameters, claim);
    return claim;
}

bool Prover::is_left_out(const check::Define& define, std::size_t which) const {
    const auto index = static_cast<std::uint32_t>(&define - phrases_.rulebase().defines.data());
    return phrases_.model().is_left_out({{DeclarationKind::define, index}, static_cast<std::uint32_t>(which)});
}

void Prover::define_children(const check::Define& define, const engine::DefineResult& result, const Binding& binding,
                             Claim& claim) {
    const auto add = [&](Claim child) {
        if (child.kind == Claim::Kind::condition && !child.fact && child.text.empty()) {
            for (auto& one : child.children) claim.children.push_back(std::move(one));
        } else {
            claim.children.push_back(std::move(child));
        }
    };
    if (define.condition) {
        add(condition(*define.condition, binding));
        return;
    }
    const std::size_t end = result.taken ? *result.taken : define.cases.size();
    const bool undecided = !result.taken || define.cases[end].otherwise || define.cases[end].if_unknown;
    std::vector<std::size_t> before;
    for (std::size_t i = 0; i < end; ++i) {
        const auto& earlier = define.cases[i];
        if (!earlier.when || is_left_out(define, i)) continue;
        const auto state = phrases_.model().state(phrases_.model().truth(*earlier.when, binding));
        if (!undecided && !engine::is_undecided(state)) {  // a case that is met needs no word on those before it
            if (with_earlier_cases_) before.push_back(i);
            continue;
        }
        Claim child = condition(*earlier.when, binding);
        if (engine::is_undecided(claim.state) || !engine::is_undecided(child.state)) {
            add(std::move(child));
        } else {  // decided all the same: said, not counted among what is missing
            claim.children.push_back(
                {Claim::Kind::note,
                 sentence(phrases_.words().say("case_left_open", {{"value", phrases_.outcome(earlier.value, binding)},
                                                                  {"condition", in_words(phrases_, *earlier.when, binding)}})),
                 State::met,
                 {},
                 {},
                 {}});
        }
    }
    if (!result.taken) {
        const bool missing = std::any_of(claim.children.begin(), claim.children.end(),
                                         [](const Claim& child) { return engine::is_undecided(child.state); });
        if (!missing) {  // nothing is missing but a case for this
            const auto& label = define.head.label.empty() ? define.head.name : define.head.label;
            claim.children.push_back(
                {Claim::Kind::note, phrases_.words().say("no_case_met", {{"label", label}}), State::unknown, {}, {}, {}});
        }
        return;
    }
    const auto& taken = define.cases[end];
    if (taken.when && !says_nothing(*taken.when)) add(condition(*taken.when, binding));
    rest_on(taken.value, binding, engine::is_undecided(claim.state), claim.children);
    for (const auto i : before) claim.children.push_back(case_claim(define.cases[i], binding));
}

std::vector<Claim> Prover::earlier_cases(check::DefineId id, const std::vector<Cell>& arguments) {
    const auto& define = phrases_.rulebase().defines[id.index()];
    const auto result = phrases_.model().define(id, arguments);
    Binding binding = arguments;
    binding.resize(std::max<std::size_t>(define.variables.size(), binding.size()), check::no_cell);
    std::vector<Claim> out;
    const std::size_t end = result.taken ? *result.taken : define.cases.size();
    for (std::size_t i = 0; i < end; ++i) {
        if (define.cases[i].when && !is_left_out(define, i)) out.push_back(case_claim(define.cases[i], binding));
    }
    return out;
}

Claim Prover::case_claim(const check::Case& one, const Binding& binding) {
    Claim claim;
    claim.kind = Claim::Kind::one_case;
    claim.text = phrases_.outcome(one.value, binding);
    claim.children.push_back(condition(*one.when, binding));
    claim.state = claim.children.front().state;
    return claim;
}

/// The boundaries by which a range lies within others: theirs stand in their place.
void Prover::note_ranges_around(check::RangeId id, Cell subject) {
    for (const auto& one : phrases_.model().range(id, subject).boundaries) {
        const auto& boundary = phrases_.rulebase().boundaries[one.boundary.index()];
        if (one.state != State::met || boundary.value.kind != ExpressionKind::range) continue;
        if (!took_part_.insert({DeclarationKind::boundary, one.boundary.value}).second) continue;
        took_part_.insert({DeclarationKind::range, boundary.value.index});
        const auto within = phrases_.model().value(boundary.value.operands[0], one.binding);
        if (within.state == engine::Known::known) note_ranges_around(check::RangeId{boundary.value.index}, within.cell);
    }
}

void Prover::range_children(check::RangeId id, Cell subject, Claim& claim) {
    note_ranges_around(id, subject);
    const auto bounds = bounds_of(phrases_, id, subject);
    claim.state = bounds.conflict ? State::met : claim.state;
    for (const auto& bound : bounds.bounds) {
        if (!bound.binds_low && !bound.binds_high && bound.standing != Standing::undecided) continue;
        const auto before = entered_;
        Claim child = rule({DeclarationKind::boundary, bound.boundary.value}, bound.binding);
        rest_on(phrases_.rulebase().boundaries[bound.boundary.index()].value, bound.binding, false, child.children);
        if (bound.standing == Standing::undecided) {  // what it would rest on is not what the range rests on
            child = {
                Claim::Kind::note, sentence(phrases_.words().say("left_open", {{"what", child.text}})), State::met, {}, {}, {}};
            entered_ = before;  // what is not said here may be said elsewhere
        }
        claim.children.push_back(std::move(child));
    }
}

Claim Prover::rule(DeclarationRef ref, const Binding& binding) {
    const Deeper deeper(*this);
    took_part_.insert(ref);
    const auto& clauses = phrases_.rulebase().clauses_of(ref);
    Claim claim;
    claim.kind = Claim::Kind::rule;
    claim.rule = ref;
    claim.state = phrases_.model().state(phrases_.model().applies(clauses, binding));
    const auto because =
        clauses.because.empty() ? std::vector<std::string>{} : phrases_.texts(clauses.because, clauses, binding);
    claim.text = sentence(because.empty() ? phrases_.rulebase().head_of(ref).label : phrases_.words().list(because));
    if (clauses.only_if) rest_on_parameters(*clauses.only_if);
    if (too_deep()) return claim;
    if (ref.kind == DeclarationKind::proposition) {
        const auto& proposition = phrases_.rulebase().propositions[ref.index];
        const auto subject = phrases_.model().value(proposition.subject, binding);
        if (subject.state == engine::Known::known)
            entered_.insert({{DeclarationKind::question, proposition.question.value}, {subject.cell}});
    }
    // A binding of more than the `for` is a way to meet the body that was found before.
    const auto& body_condition = clauses.body.kind == ConditionKind::exists && binds_all(clauses.body, binding)
                                     ? clauses.body.operands[0]
                                     : clauses.body;
    Claim body = condition(body_condition, binding);
    if (body.children.empty()) {
        if (clauses.body.kind != ConditionKind::always) claim.children.push_back(std::move(body));
    } else if (body_condition.kind == ConditionKind::conjunction && body.kind == Claim::Kind::condition) {
        claim.children = std::move(body.children);
    } else {
        claim.children.push_back(std::move(body));
    }
    return claim;
}

Claim Prover::attribute(check::AttributeId id, Cell subject) {
    const Deeper deeper(*this);
    const auto& declared = phrases_.rulebase().attributes[id.index()];
    const auto& summary = phrases_.model().summary(id, subject);
    took_part_.insert({DeclarationKind::attribute, id.value});
    Claim claim;
    claim.kind = Claim::Kind::attribute;
    claim.state = state_of(summary.state);
    const auto& words = phrases_.words();
    const auto label = declared.head.label.empty() ? declared.head.name : declared.head.label;
    const auto values = phrases_.values(declared.type, phrases_.observed_values(id, subject));
    if (summary.state == engine::Known::disputed) {
        claim.text = words.say("attribute_disputed", {{"label", label}, {"values", disputed_values(phrases_, id, subject)}});
    } else if (values.empty()) {
        claim.text = words.say(declared.derived ? "attribute_unknown" : "attribute_not_observed", {{"label", label}});
    } else {
        claim.text = words.say("label_and_value", {{"label", label}, {"value", values}});
    }
    if (!enter(Instance{{DeclarationKind::attribute, id.value}, {subject}})) return claim;
    if (declared.derived) {
        derived_attribute(id, subject, claim);
    } else {
        for (const auto fact : counting(phrases_, id, subject)) claim.children.push_back(observation(fact));
    }
    return claim;
}

Claim Prover::observation(FactRef fact) {
    const auto& attribute = phrases_.rulebase().attributes[fact.index];
    Claim claim;
    claim.kind = Claim::Kind::observation;
    claim.fact = fact;
    claim.text = phrases_.words().say(
        "value_by", {{"value", phrases_.value(attribute.type, phrases_.facts().observations[fact.index].value[fact.row])},
                     {"who", who_how_when(phrases_, fact)}});
    return claim;
}

void Prover::derived_attribute(check::AttributeId id, Cell subject, Claim& claim) {
    const auto& rules = phrases_.rulebase().rules;
    for (std::size_t i = 0; i < rules.size() && !too_deep(); ++i) {
        const auto& one = rules[i];
        if (one.attribute != id || !phrases_.model().in_force(one.clauses)) continue;
        Binding fixed(one.clauses.variables.size(), check::no_cell);
        const auto& pattern = one.arguments[0];
        if (pattern.kind == ExpressionKind::variable) fixed[pattern.variable.index()] = subject;
        for (const auto& solution :
             phrases_.model().solutions(one.clauses.body, one.clauses.variables, one.clauses.bound, fixed)) {
            if (phrases_.model().state(solution.truth) == State::not_met) continue;
            const auto about = phrases_.model().value(pattern, solution.binding);
            if (about.state != engine::Known::known || about.cell != subject) continue;
            claim.children.push_back(rule({DeclarationKind::rule, static_cast<std::uint32_t>(i)}, solution.binding));
        }
    }
}

Claim Prover::record(check::RelationId id, std::uint32_t row) {
    const Deeper deeper(*this);
    const auto& relation = phrases_.rulebase().relations[id.index()];
    took_part_.insert({DeclarationKind::relation, id.value});
    Claim claim;
    claim.kind = Claim::Kind::record;
    claim.text = sentence(phrases_.tuple(id, row));
    if (const auto view = phrases_.model().relation(id); view.truths != nullptr)
        claim.state = phrases_.model().state((*view.truths)[row]);
    if (!relation.derived) {
        claim.fact = FactRef{FactRef::Kind::tuple, id.value, row};
        return claim;
    }
    if (too_deep()) {
        claim.children.push_back({Claim::Kind::note, phrases_.words().say("not_followed_further"), State::met, {}, {}, {}});
        return claim;
    }
    if (const auto derivation = phrases_.model().derivation(id, row)) {
        const bool before = std::exchange(counting_, false);  // of what it was derived from one way is enough
        claim.children.push_back(rule({DeclarationKind::rule, derivation->rule.value}, derivation->binding));
        counting_ = before;
    }
    return claim;
}

Claim explain_why(const Phrases& phrases, const Expression& expression, const Binding& binding) {
    Prover prover(phrases);
    return prover.value(expression, binding);
}

std::string who_how_when(const Phrases& phrases, FactRef fact) {
    const auto& words = phrases.words();
    const auto& evidence = phrases.evidence(fact);
    const auto said = [&](Cell text, std::string_view otherwise) {
        auto out = phrases.stored_text(text);
        return out.empty() ? words.say(otherwise) : out;
    };
    const auto on = evidence.on[fact.row];
    return words.list({said(evidence.assessor[fact.row], "no_assessor"), said(evidence.source[fact.row], "no_source"),
                       on == check::no_cell ? words.say("no_date") : Date::from_code(on).text()});
}

std::string disputed_values(const Phrases& phrases, check::AttributeId attribute, Cell subject, Form form) {
    const auto& words = phrases.words();
    const auto type = phrases.rulebase().attributes[attribute.index()].type;
    std::vector<std::string> values;
    for (const auto fact : counting(phrases, attribute, subject)) {
        auto who = phrases.stored_text(phrases.evidence(fact).assessor[fact.row]);
        if (who.empty()) who = words.say("no_assessor");
        values.push_back(words.say(
            "value_by",
            {{"value", phrases.value(type, phrases.facts().observations[fact.index].value[fact.row], form)}, {"who", who}}));
    }
    return words.list(values);
}

std::vector<FactRef> counting(const Phrases& phrases, check::AttributeId attribute, Cell subject) {
    const auto& summary = phrases.model().summary(attribute, subject);
    const auto& evidence = phrases.facts().observations[attribute.index()].evidence;
    const bool declared = phrases.rulebase().attributes[attribute.index()].combination == check::Combination::declared;
    Cell latest = check::no_cell;
    for (const auto row : summary.rows) latest = std::max(latest, evidence.recorded[row]);
    std::vector<FactRef> out;
    for (const auto row : summary.rows) {
        if (declared && evidence.recorded[row] != latest) continue;
        if (std::find(summary.set_aside.begin(), summary.set_aside.end(), row) != summary.set_aside.end()) continue;
        out.push_back({FactRef::Kind::observation, attribute.value, row});
    }
    return out;
}

}  // namespace credence::explain
