#include "report/build_matter.hpp"

#include <algorithm>
#include <limits>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "check/dependencies.hpp"
#include "check/print.hpp"
#include "explain/words.hpp"

namespace credence::report {
namespace {

using check::ConditionKind;
using check::Expression;
using check::ExpressionKind;
using check::TypeKind;
using explain::State;

State state_of(engine::Known known) {
    if (known == engine::Known::known) return State::met;
    return known == engine::Known::disputed ? State::disputed : State::unknown;
}

bool is_rule(DeclarationRef ref) {
    switch (ref.kind) {
        case DeclarationKind::rule:
        case DeclarationKind::proposition:
        case DeclarationKind::boundary:
        case DeclarationKind::advice: return true;
        default: return false;
    }
}

/// The assignments of an advice's `for` to subjects of the assessment: each of its own.
void assign(const check::Clauses& clauses, const check::Assessment& assessment, const Binding& subjects, std::size_t next,
            Binding& binding, std::set<std::size_t>& used, std::vector<Binding>& out) {
    if (next == clauses.bound) {
        out.push_back(binding);
        return;
    }
    const auto type = clauses.variables[next].type;
    if (type.kind != TypeKind::entity) return;  // not about the subjects
    for (std::size_t i = 0; i < assessment.bound; ++i) {
        if (assessment.variables[i].type != type || subjects[i] == check::no_cell || used.contains(i)) continue;
        used.insert(i);
        binding[next] = subjects[i];
        assign(clauses, assessment, subjects, next + 1, binding, used, out);
        used.erase(i);
    }
    binding[next] = check::no_cell;
}

}  // namespace

Matter::Matter(const Workshop& workshop, const Roles& roles, const explain::Assumptions& assumptions, Binding binding)
    : workshop_(workshop),
      roles_(roles),
      binding_(std::move(binding)),
      phrases_(workshop.model, workshop.words, roles.charted),
      assumptions_(assumptions) {
    binding_.resize(std::max<std::size_t>(assessment().variables.size(), assessment().bound), check::no_cell);
}

std::string label_of(const check::Head& head) { return head.label.empty() ? head.name : head.label; }

// --- Values ------------------------------------------------------------------------------------------------------------------

explain::State Matter::state(const Item& item) const {
    if (item.condition != nullptr) return model().state(model().truth(*item.condition, binding_));
    return state_of(model().value(*item.expression, binding_).state);
}

std::string Matter::outcome(const Item& item, Form form) const {
    if (item.expression != nullptr) return phrases_.outcome(*item.expression, binding_, form);
    switch (state(item)) {
        case State::met: return words().say("yes");
        case State::not_met: return words().say("no");
        case State::disputed: return words().say("disputed");
        case State::unknown: return words().say("unknown");
    }
    return {};
}

std::string Matter::label(const Item& item) const {
    if (item.expression == nullptr) {
        return item.condition->kind == ConditionKind::relation ? rulebase().relations[item.condition->index].head.label
                                                               : rulebase().defines[item.condition->index].head.label;
    }
    return explain::noun(phrases_, *item.expression, binding_);
}

std::string Matter::clause(const Item& item, std::set<std::string>* said) const {
    const auto index = static_cast<std::size_t>(&item - roles_.items.data());
    std::string text;
    if (item.expression != nullptr) {
        text = phrases_.clause(*item.expression, binding_);
    } else if (state(item) == State::met) {
        return explain::sentence(label(item));
    } else {
        text = explain::sentence(
            words().say("label_and_value", {{"label", label(item)}, {"value", outcome(item, Form::sentence)}}));
    }
    const auto now = state(item);
    if (now == State::met || now == State::not_met) return text;
    for (const auto& blocker : blockers(index)) {
        if (said == nullptr || said->insert(blocker.text).second) text += " " + explain::sentence(blocker.text);
    }
    return text;
}

bool Matter::is_shown(const Item& item) const { return item.condition == nullptr || state(item) != State::not_met; }

std::string Matter::headline() const {
    std::string out;
    for (const auto& one : roles_.items) {
        if (one.role != ItemRole::answer && one.role != ItemRole::qualifier) continue;
        const bool named = one.expression->type.kind == TypeKind::scale && state(one) == State::met;
        auto text = outcome(one, Form::longer);
        if (!named) {
            if (one.role == ItemRole::qualifier && state(one) == State::met && text.empty()) continue;
            text = words().say("label_and_value", {{"label", label(one)}, {"value", text}});
        }
        if (text.empty()) continue;
        out = out.empty() ? text : words().list({out, text});
    }
    return explain::raised(out);
}

Value Matter::value(const Item& item) const {
    Value out;
    switch (item.role) {
        case ItemRole::answer: out.role = Role::answer; break;
        case ItemRole::qualifier: out.role = Role::qualifier; break;
        case ItemRole::step: out.role = item.frame ? Role::frame : Role::step; break;
        default: out.role = Role::beside; break;
    }
    out.of = label(item);
    out.state = state(item);
    out.long_text = outcome(item, Form::longer);
    out.short_text = outcome(item, Form::shorter);
    if (item.expression == nullptr) {
        if (out.state == State::met || out.state == State::not_met) {
            out.kind = ValueKind::yes_no;
            out.value = out.state == State::met ? "yes" : "no";
            out.state = State::met;
        }
    } else if (out.state == State::met) {
        const auto type = item.expression->type;
        const auto cell = model().value(*item.expression, binding_).cell;
        switch (type.kind) {
            case TypeKind::scale:
                out.kind = ValueKind::name;
                out.value = check::written(rulebase(), type, cell);
                out.positions.push_back(static_cast<int>(cell) + 1);
                break;
            case TypeKind::range:
                if (cell == check::empty_range) break;
                out.kind = ValueKind::range;
                out.lowest = check::written(rulebase(), {TypeKind::scale, type.index}, check::lowest_of(cell));
                out.highest = check::written(rulebase(), {TypeKind::scale, type.index}, check::highest_of(cell));
                for (Cell at = check::lowest_of(cell); at <= check::highest_of(cell); ++at)
                    out.positions.push_back(static_cast<int>(at) + 1);
                break;
            case TypeKind::number:
                out.kind = ValueKind::number;
                out.value = Decimal::from_raw(cell).text();
                out.unit = rulebase().units[type.index];
                break;
            case TypeKind::yes_no:
                out.kind = ValueKind::yes_no;
                out.value = check::written(rulebase(), type, cell);
                break;
            case TypeKind::entity:
                out.kind = ValueKind::name;
                out.value = phrases_.individual(type.entity(), cell).id;
                break;
            case TypeKind::text:
                out.kind = ValueKind::text;
                out.value = phrases_.stored_text(cell);
                break;
            case TypeKind::date:
            case TypeKind::time:
                out.kind = ValueKind::text;
                out.value = check::written(rulebase(), type, cell);
                break;
        }
    }
    if (out.state == State::unknown || out.state == State::disputed) {
        out.open = blockers(static_cast<std::size_t>(&item - roles_.items.data()));
    }
    return out;
}

// --- Claims ------------------------------------------------------------------------------------------------------------------

std::vector<std::string> Matter::rule_ids(const Support& support, Cite cite) const {
    std::vector<std::string> ids;
    for (const auto ref : support.rules) {
        if (!is_rule(ref) && (cite != Cite::declarations || ref.kind != DeclarationKind::define)) continue;
        const auto& name = rulebase().head_of(ref).name;
        ids.push_back(cite == Cite::page_one ? explain::declared_name(name) : name);
    }
    explain::sort_ids(ids);
    return ids;
}

std::vector<std::string> Matter::fact_ids(const std::set<FactRef>& facts) const {
    std::vector<std::string> ids;
    for (const auto fact : facts) ids.push_back(phrases_.id(fact));
    explain::sort_ids(ids);
    return ids;
}

Claim Matter::claim(std::string text, const Support& support, Cite cite) const {
    Claim out;
    out.text = std::move(text);
    out.rules = rule_ids(support, cite);
    out.facts = fact_ids(support.facts);
    if (cite == Cite::page_one) return out;
    std::set<std::uint32_t> numbers;
    for (const auto ref : support.rules) {
        if (!is_rule(ref)) continue;
        for (const auto number : assumptions_.of(ref)) numbers.insert(number);
    }
    for (const auto number : numbers) out.assumptions.push_back(explain::Assumptions::id(number));
    return out;
}

std::string Matter::source_label(check::SourceId id) const {
    const auto& source = rulebase().sources[id.index()];
    return source.head.label.empty() ? source.head.name : source.head.label;
}

Claim Matter::advice_claim(const Advised& advised) const {
    Support support;
    support.facts = explain::support_of(advised.proof).facts;
    support.rules.insert({DeclarationKind::advice, advised.advice.value});
    auto out = claim(explain::sentence(advised.text), support);
    out.assumptions.clear();
    return out;
}

Quote Matter::quote(const check::Citation& citation, const std::string& wording) const {
    Quote out;
    out.words = citation.quote;
    out.wording = wording;
    out.source = source_label(citation.source);
    if (citation.quote.empty()) {
        out.text = words().say("source_alone", {{"source", out.source}});
    } else if (wording.empty()) {
        out.text = words().say("quoted", {{"quote", citation.quote}, {"source", out.source}});
    } else {
        out.text = words().say("quoted_wording", {{"quote", citation.quote}, {"source", out.source}, {"wording", wording}});
    }
    return out;
}

// --- Proofs ------------------------------------------------------------------------------------------------------------------

std::optional<std::vector<Cell>> Matter::arguments(const Item& item) const {
    std::vector<Cell> out;
    const auto& operands = item.expression != nullptr ? item.expression->operands : item.condition->expressions;
    for (const auto& operand : operands) {
        const auto value = model().value(operand, binding_);
        if (value.state != engine::Known::known) return {};
        out.push_back(value.cell);
    }
    return out;
}

explain::Prover Matter::prover(std::size_t index) const {
    explain::Prover out(phrases_);
    std::set<explain::Instance> elsewhere;
    for (std::size_t i = 0; i < roles_.items.size(); ++i) {
        const auto& other = roles_.items[i];
        if (i == index || other.expression == nullptr || (other.role != ItemRole::step && other.role != ItemRole::answer))
            continue;
        if (other.expression->kind == ExpressionKind::attribute) continue;  // what is on record is cited by all who read it
        if (const auto instance = explain::instance_of(phrases_, *other.expression, binding_)) elsewhere.insert(*instance);
    }
    if (item(index).expression != nullptr) {
        if (const auto own = explain::instance_of(phrases_, *item(index).expression, binding_)) elsewhere.erase(*own);
    }
    out.leave_to_others(std::move(elsewhere));
    return out;
}

explain::Claim Matter::proof(std::size_t index, bool alone) const {
    auto prover = alone ? this->prover(index) : explain::Prover(phrases_);
    auto claim = item(index).expression != nullptr ? prover.value(*item(index).expression, binding_)
                                                   : prover.condition(*item(index).condition, binding_);
    took_part_.insert(prover.took_part().begin(), prover.took_part().end());
    return claim;
}

const Support& Matter::support(std::size_t index) const {
    const auto found = supports_.find(index);
    if (found != supports_.end()) return found->second;
    return supports_.emplace(index, explain::support_of(proof(index, true))).first->second;
}

Support Matter::support_of_chain() const {
    Support out;
    for (const auto index : roles_.chain) {
        const auto& one = support(index);
        out.rules.insert(one.rules.begin(), one.rules.end());
        out.facts.insert(one.facts.begin(), one.facts.end());
    }
    return out;
}

std::vector<Claim> Matter::blockers(std::size_t index) const {
    const auto proved = proof(index, false);
    std::vector<Claim> out;
    for (const auto* blocker : explain::blockers(proved)) {
        auto one = claim(blocker->text, explain::support_of(*blocker));
        one.state = blocker->state;
        out.push_back(std::move(one));
    }
    return out;
}

// --- Who and what ------------------------------------------------------------------------------------------------------------

std::vector<Subject> Matter::subjects() const {
    std::vector<Subject> out;
    for (std::size_t i = 0; i < assessment().bound; ++i) {
        const auto& variable = assessment().variables[i];
        Subject subject;
        subject.role = variable.name;
        if (variable.type.kind == TypeKind::entity) {
            const auto& entity = rulebase().entities[variable.type.index];
            subject.entity = entity.head.label;
            subject.plural = entity.plural.empty() ? entity.head.label : entity.plural;
            if (binding_[i] != check::no_cell) {
                const auto& individual = phrases_.individual(variable.type.entity(), binding_[i]);
                subject.id = individual.id;
                subject.name = individual.name;
            }
        } else if (binding_[i] != check::no_cell) {
            subject.id = phrases_.value(variable.type, binding_[i]);
        }
        out.push_back(std::move(subject));
    }
    return out;
}

std::string Matter::subject_ids() const {
    std::vector<std::string> ids;
    for (const auto& subject : subjects()) {
        if (!subject.id.empty()) ids.push_back(subject.id);
    }
    return words().list(ids);
}

std::vector<Observed> Matter::observed() const {
    std::vector<Observed> out;
    for (const auto& role : roles_.evidence) {
        const auto subject = explain::individual_of(phrases_, role.subject, binding_);
        if (!subject) continue;
        const auto there = std::find_if(out.begin(), out.end(), [&](const Observed& other) {
            return other.role->entity == role.entity && other.subject == *subject;
        });
        if (there == out.end()) {
            out.push_back({&role, *subject});
        } else if (role.frame && !there->role->frame) {
            there->role = &role;
        }
    }
    return out;
}

std::vector<std::pair<check::EntityId, Cell>> Matter::declared_individuals() const {
    std::vector<std::pair<check::EntityId, Cell>> out;
    const auto add = [&](check::EntityId entity, Cell cell) {
        const auto pair = std::pair(entity, cell);
        if (std::find(out.begin(), out.end(), pair) == out.end()) out.push_back(pair);
    };
    for (std::size_t i = 0; i < assessment().bound; ++i) {
        if (assessment().variables[i].type.kind == TypeKind::entity && binding_[i] != check::no_cell) {
            add(assessment().variables[i].type.entity(), binding_[i]);
        }
    }
    for (std::size_t next = 0; next < out.size(); ++next) {  // what they reach by attributes that name individuals
        const auto [entity, cell] = out[next];
        for (std::size_t a = 0; a < rulebase().attributes.size(); ++a) {
            const auto& attribute = rulebase().attributes[a];
            if (attribute.of != entity || attribute.type.kind != TypeKind::entity || attribute.is_protected) continue;
            const auto& summary = model().summary(check::AttributeId{a}, cell);
            if (summary.state == engine::Known::known && summary.shares.size() == 1)
                add(attribute.type.entity(), summary.shares[0].value);
        }
    }
    std::erase_if(out, [&](const auto& individual) {
        return std::none_of(rulebase().attributes.begin(), rulebase().attributes.end(), [&](const check::Attribute& attribute) {
            return attribute.of == individual.first && attribute.combination == check::Combination::declared &&
                   !attribute.is_protected;
        });
    });
    return out;
}

std::vector<Matter::Listed> Matter::listed(const Item& item) const {
    const check::RelationId id{item.condition->index};
    const auto& relation = rulebase().relations[id.index()];
    const auto view = model().relation(id);
    std::vector<Listed> out;
    if (view.columns == nullptr) return out;
    std::vector<std::pair<std::size_t, Cell>> wanted;
    for (std::size_t i = 0; i < item.condition->arguments.size(); ++i) {
        const auto& argument = item.condition->arguments[i];
        if (!argument) continue;
        const auto value = model().value(*argument, binding_);
        if (value.state != engine::Known::known) return out;
        wanted.emplace_back(i, value.cell);
    }
    for (std::uint32_t row = 0; row < view.rows; ++row) {
        if (view.superseded != nullptr && !view.superseded->empty() && (*view.superseded)[row] != 0) continue;
        const bool fits =
            std::all_of(wanted.begin(), wanted.end(), [&](const auto& w) { return (*view.columns)[w.first][row] == w.second; });
        if (!fits) continue;
        if (view.truths != nullptr && !view.truths->empty() && model().state((*view.truths)[row]) == State::not_met) continue;
        explain::Prover prover(phrases_);
        const auto proved = prover.record(id, row);
        took_part_.insert(prover.took_part().begin(), prover.took_part().end());
        out.push_back({row, explain::sentence(phrases_.tuple(id, row)), explain::support_of(proved)});
    }
    if (relation.derived) {  // in no order of their own
        std::stable_sort(out.begin(), out.end(),
                         [](const Listed& a, const Listed& b) { return check::natural_less(a.text, b.text); });
    }
    return out;
}

std::vector<Matter::Advised> Matter::advised() const {
    std::vector<Advised> out;
    for (std::size_t i = 0; i < rulebase().advice.size(); ++i) {
        const auto& advice = rulebase().advice[i];
        if (!model().in_force(advice.clauses)) continue;
        std::vector<Binding> bindings;
        Binding binding(advice.clauses.variables.size(), check::no_cell);
        std::set<std::size_t> used;
        assign(advice.clauses, assessment(), binding_, 0, binding, used, bindings);
        for (const auto& one : bindings) {
            const auto now = model().state(model().applies(advice.clauses, one));
            if (now == State::not_met) continue;
            for (auto& filled : phrases_.filled(advice.words, advice.clauses, one)) {
                const bool said = std::any_of(out.begin(), out.end(), [&](const Advised& other) {
                    return other.advice.index() == i && other.text == filled.text;
                });
                if (said) continue;
                explain::Prover prover(phrases_);
                out.push_back({check::AdviceId{i}, now != State::met, std::move(filled.text),
                               prover.rule({DeclarationKind::advice, static_cast<std::uint32_t>(i)}, filled.binding)});
                if (now == State::met) took_part_.insert(prover.took_part().begin(), prover.took_part().end());
            }
        }
    }
    return out;
}

bool Matter::is_stale(FactRef fact) const {
    if (fact.kind != FactRef::Kind::observation) return false;
    const auto& attribute = rulebase().attributes[fact.index];
    const auto on = phrases_.evidence(fact).on[fact.row];
    if (!attribute.stale_after || on == check::no_cell) return false;
    const auto limit = model().value(*attribute.stale_after, {});
    return limit.state == engine::Known::known && years_between(Date::from_code(on), phrases_.facts().as_of).raw() > limit.cell;
}

std::vector<Cell> rank_key(const Matter& matter) {
    std::vector<Cell> out;
    for (const auto& expression : matter.assessment().rank_by) {
        const auto outcome = matter.model().value(expression, matter.binding());
        out.push_back(outcome.state == engine::Known::known ? -outcome.cell : std::numeric_limits<Cell>::max());
    }
    return out;
}

}  // namespace credence::report
