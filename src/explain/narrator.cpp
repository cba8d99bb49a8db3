#include "explain/narrator.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace credence::explain {
namespace {

StatementKind kind_of(Claim::Kind kind) {
    switch (kind) {
        case Claim::Kind::value: return StatementKind::value;
        case Claim::Kind::condition: return StatementKind::condition;
        case Claim::Kind::attribute: return StatementKind::attribute;
        case Claim::Kind::observation: return StatementKind::observation;
        case Claim::Kind::record: return StatementKind::tuple;
        case Claim::Kind::rule: return StatementKind::rule;
        case Claim::Kind::one_case: return StatementKind::one_case;
        case Claim::Kind::note: return StatementKind::note;
    }
    return StatementKind::note;
}

/// Values and attributes say themselves that they are unknown or disputed.
bool says_its_state(StatementKind kind) {
    return kind == StatementKind::value || kind == StatementKind::attribute || kind == StatementKind::observation ||
           kind == StatementKind::note;
}

bool is_rule(DeclarationKind kind) {
    return kind == DeclarationKind::rule || kind == DeclarationKind::proposition || kind == DeclarationKind::boundary ||
           kind == DeclarationKind::advice;
}

std::string age_of(const Phrases& phrases, Cell on) {
    const auto days = phrases.facts().as_of.first - Date::from_code(on).last();
    if (days < 0) return {};
    constexpr std::int32_t in_days_up_to = 730;
    if (days <= in_days_up_to) return phrases.words().count("days_old", static_cast<std::size_t>(days));
    const auto years = years_between(Date::from_code(on), phrases.facts().as_of).raw() / Decimal::scale;
    return phrases.words().count("years_old", static_cast<std::size_t>(years));
}

}  // namespace

std::string source_label(const check::Rulebase& rulebase, check::SourceId id) {
    const auto& source = rulebase.sources[id.index()];
    return source.head.label.empty() ? source.head.name : source.head.label;
}

std::string quoted(const Phrases& phrases, const check::Citation& citation, const std::string& wording) {
    const auto& words = phrases.words();
    const auto source = source_label(phrases.rulebase(), citation.source);
    if (citation.quote.empty()) return words.say("source_alone", {{"source", source}});
    if (wording.empty()) return words.say("quoted", {{"quote", citation.quote}, {"source", source}});
    return words.say("quoted_wording", {{"quote", citation.quote}, {"source", source}, {"wording", wording}});
}

Record record_of(const Phrases& phrases, FactRef fact) {
    const auto& evidence = phrases.evidence(fact);
    const auto row = fact.row;
    Record out;
    out.assessor = phrases.stored_text(evidence.at(&engine::EvidenceColumns::assessor, row));
    out.source = phrases.stored_text(evidence.at(&engine::EvidenceColumns::source, row));
    out.quote = phrases.stored_text(evidence.at(&engine::EvidenceColumns::quote, row));
    out.group = phrases.stored_text(evidence.at(&engine::EvidenceColumns::group, row));
    if (const auto on = evidence.at(&engine::EvidenceColumns::on, row); on != check::no_cell) {
        out.on = Date::from_code(on).text();
        out.age = age_of(phrases, on);
    }
    if (const auto kind = evidence.at(&engine::EvidenceColumns::kind, row); kind != check::no_cell)
        out.kind = phrases.value({check::TypeKind::scale, phrases.rulebase().kind_choice.value}, kind, Form::longer);
    if (const auto recorded = evidence.at(&engine::EvidenceColumns::recorded, row); recorded != check::no_cell)
        out.recorded = time_text(recorded);
    if (const auto confidence = evidence.confidence_of(row); confidence < engine::Truth::one)
        out.confidence = ratio(confidence, engine::Truth::one).value_or(Decimal{}).text();
    return out;
}

std::string Narrator::state_lead(State state) const {
    switch (state) {
        case State::met: return {};
        case State::not_met: return say("lead_not_met");
        case State::disputed: return say("lead_disputed");
        case State::unknown: return say("lead_unknown");
    }
    return {};
}

std::string Narrator::headed(DeclarationRef ref) const {
    const auto& head = phrases_.rulebase().head_of(ref);
    return say("headed",
               {{"label", head.label.empty() ? head.name : say("id_and_label", {{"id", head.name}, {"label", head.label}})}});
}

void Narrator::cite(const Support& support, Statement& out) const {
    for (const auto ref : support.rules) {
        if (is_rule(ref.kind)) out.rules.push_back(phrases_.rulebase().head_of(ref).name);
    }
    for (const auto fact : support.facts) out.facts.push_back(phrases_.id(fact));
    sort_ids(out.rules);
    sort_ids(out.facts);
}

Statement Narrator::brief(const Claim& claim) const {
    auto out = statement(claim.text, kind_of(claim.kind));
    out.state = claim.state;
    if (!says_its_state(out.kind)) out.lead = state_lead(claim.state);
    cite(support_of(claim), out);
    return out;
}

Statement Narrator::tell(const Claim& claim) const {
    auto out = statement(claim.text, kind_of(claim.kind));
    out.state = claim.state;
    if (!says_its_state(out.kind)) out.lead = state_lead(claim.state);
    const bool by_rule = claim.kind == Claim::Kind::rule && claim.rule;
    if (by_rule) {
        out.lead += (out.lead.empty() ? "" : " ") + headed(*claim.rule);
        if (phrases_.rulebase().clauses_of(*claim.rule).because.empty()) out.text.clear();  // it was the label
    }
    if (claim.rule) out.rules.push_back(phrases_.rulebase().head_of(*claim.rule).name);
    if (claim.again) out.text = say("explained_above", {{"what", sentence(out.text)}});
    for (const auto& child : claim.children) add_child(child, out.children);
    if (claim.fact) add_record(*claim.fact, out);
    if (claim.rule && !claim.again) add_texts(*claim.rule, out.children);
    if (claim.kind != Claim::Kind::observation) out.text = raised(out.text);
    if (claim.kind == Claim::Kind::attribute || claim.kind == Claim::Kind::condition) tell_who(claim, out);
    return out;
}

void Narrator::add_child(const Claim& child, std::vector<Statement>& out) const {
    // Parts that all hold stand each by themselves.
    const bool of_facts = std::any_of(child.children.begin(), child.children.end(), [](const Claim& below) {
        return below.kind == Claim::Kind::observation || below.kind == Claim::Kind::record;
    });
    const bool parts = child.kind == Claim::Kind::condition && child.children.size() > 1 && !of_facts;
    if (parts && child.state == State::met && !child.rule) {
        for (const auto& part : child.children) add_child(part, out);
        return;
    }
    // That a rule applies is what the rule says.
    const bool applies = child.kind == Claim::Kind::condition && child.children.size() == 1 &&
                         child.children.front().kind == Claim::Kind::rule && child.state == State::met &&
                         child.children.front().state == State::met;
    out.push_back(tell(applies ? child.children.front() : child));
    if (child.kind == Claim::Kind::one_case) out.back().detail = Detail::record;  // why a value is not another
}

/// Where a value has one source, who says so stands beside it; beside a condition what is on record.
void Narrator::tell_who(const Claim& claim, Statement& out) const {
    const Claim* attribute = &claim;
    if (claim.kind == Claim::Kind::condition) {
        if (claim.children.size() != 1 || out.children.size() != 1 || claim.rule) return;
        attribute = &claim.children.front();
    }
    if (attribute->kind != Claim::Kind::attribute || attribute->state != State::met) return;
    if (attribute->children.size() != 1 || attribute->children.front().kind != Claim::Kind::observation) return;
    auto observed = std::move(out.children.front());
    if (attribute == &claim) {
        observed.text = say("value_by", {{"value", out.text}, {"who", who(*attribute->children.front().fact)}});
    } else {
        const auto said = raised(attribute->text);
        if (said != out.text) {
            observed.text = sentence(out.text) + " " + sentence(say("on_record_is", {{"what", value_of(*attribute)}}));
        }
        observed.lead = out.lead;
        observed.state = out.state;
    }
    out = std::move(observed);
}

/// The one observation of an attribute: its value, and who says so.
std::string Narrator::value_of(const Claim& attribute) const {
    const auto fact = *attribute.children.front().fact;
    const auto value = phrases_.value(phrases_.rulebase().attributes[fact.index].type,
                                      phrases_.facts().observations[fact.index].value[fact.row]);
    return say("value_by", {{"value", value}, {"who", who(fact)}});
}

std::string Narrator::who(FactRef fact) const {
    const auto age = record_of(phrases_, fact).age;
    const auto said = who_how_when(phrases_, fact);
    return age.empty() ? said : say("who_and_age", {{"who", said}, {"age", age}});
}

void Narrator::add_texts(DeclarationRef ref, std::vector<Statement>& out) const {
    const auto& head = phrases_.rulebase().head_of(ref);
    const auto* clauses = clauses_of(phrases_.rulebase(), ref);
    const std::string none;
    for (const auto& citation : head.citations)
        out.push_back(statement(quoted(phrases_, citation, clauses == nullptr ? none : clauses->wording), StatementKind::quote,
                                Detail::words));
    for (const auto number : assumptions_.of(ref)) {
        auto assumed = statement(assumptions_.text(phrases_, number), StatementKind::assumption, Detail::words);
        if (assumptions_.all()[number - 1].text != nullptr) assumed.lead = say("lead_assumed");
        assumed.assumptions.push_back(Assumptions::id(number));
        out.push_back(std::move(assumed));
    }
}

void Narrator::add_record(FactRef fact, Statement& out) const {
    out.facts.push_back(phrases_.id(fact));
    out.record = record_of(phrases_, fact);
    const auto& record = *out.record;
    const auto value = fact.kind == FactRef::Kind::tuple
                           ? phrases_.tuple(check::RelationId{fact.index}, fact.row)
                           : phrases_.value(phrases_.rulebase().attributes[fact.index].type,
                                            phrases_.facts().observations[fact.index].value[fact.row]);
    out.text = say("value_by", {{"value", value}, {"who", who(fact)}});
    if (!record.quote.empty())
        out.children.push_back(statement(say("quote_of_fact", {{"quote", record.quote}}), StatementKind::quote, Detail::words));
    std::vector<std::string> rest;
    const auto add = [&](std::string_view key, const std::string& cell) {
        if (!cell.empty()) rest.push_back(say("label_and_value", {{"label", say(key)}, {"value", cell}}));
    };
    add("column_kind", record.kind);
    add("column_confidence", phrases_.words().number(record.confidence));
    add("column_group", record.group);
    add("column_recorded", record.recorded);
    if (!rest.empty())
        out.children.push_back(statement(raised(phrases_.words().list(rest)), StatementKind::note, Detail::record));
}

}  // namespace credence::explain
