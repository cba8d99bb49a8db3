// Page one: what was asked, the answer in three lines, what a reader should look at before relying on it.
#include <algorithm>

#include "base/date.hpp"
#include "check/dependencies.hpp"
#include "explain/words.hpp"
#include "report/build_matter.hpp"
#include "report/build_otherwise.hpp"

namespace credence::report {
namespace {

using explain::sentence;
using explain::State;

void append(Support& to, const Support& from) {
    to.rules.insert(from.rules.begin(), from.rules.end());
    to.facts.insert(from.facts.begin(), from.facts.end());
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string out;
    for (const auto& one : sentences) {
        if (one.empty()) continue;
        if (!out.empty()) out += ' ';
        out += one;
    }
    return out;
}

bool is_open(State state) { return state == State::unknown || state == State::disputed; }

/// The clauses of some items, with the rules and facts that they rest on and no other item does. `said`: what is missing, once a line.
Claim line_of(const Matter& matter, const std::vector<std::size_t>& items, std::set<std::string> said = {}) {
    std::vector<std::string> sentences;
    Support support;
    for (const auto index : items) {
        if (matter.outcome(matter.item(index), Form::longer).empty()) continue;  // a value without words adds nothing
        sentences.push_back(matter.clause(matter.item(index), &said));
        append(support, matter.support(index));
    }
    return matter.claim(joined(sentences), support, Matter::Cite::page_one);
}

Claim first_line(const Matter& matter) {
    const auto near = matter.roles().near_steps();
    const auto& answer = matter.item(0);
    const auto state = matter.state(answer);
    std::vector<std::string> open;
    std::set<std::string> said;
    if (is_open(state)) {
        for (const auto& blocker : matter.blockers(0)) {
            open.push_back(sentence(blocker.text));
            said.insert(blocker.text);
        }
    }
    auto line = line_of(matter, near, std::move(said));
    Support support = matter.support(0);
    for (const auto index : near) append(support, matter.support(index));
    line.rules = matter.rule_ids(support, Matter::Cite::page_one);
    line.facts = matter.fact_ids(support.facts);
    const auto ref = answer.expression->kind == check::ExpressionKind::define
                         ? std::optional(DeclarationRef{DeclarationKind::define, answer.expression->index})
                         : std::nullopt;
    if (ref) line.rules.insert(line.rules.begin(), matter.rulebase().head_of(*ref).name);
    line.lead = sentence(matter.headline());
    line.state = state;
    line.text = joined({joined(open), line.text});
    return line;
}

/// Values beside the answer, then conditions beside it; those of a frame's individual stand with the frame.
std::vector<std::size_t> beside(const Matter& matter) {
    std::vector<std::size_t> out;
    for (const bool conditions : {false, true}) {
        for (const auto index : matter.roles().of(ItemRole::beside)) {
            const auto& item = matter.item(index);
            if ((item.condition != nullptr) != conditions || !item.frames.empty() || item.column || !matter.is_shown(item))
                continue;
            if (matter.outcome(item, Form::longer).empty()) continue;
            out.push_back(index);
        }
    }
    return out;
}

std::string how_much_is_observed(const Matter& matter, const std::vector<Observed>& observed) {
    std::size_t observations = 0;
    std::set<std::string> assessors;
    bool any_subject = false;
    for (const auto& one : observed) {
        if (one.role->frame) continue;
        any_subject = true;
        for (const auto attribute : one.role->attributes) {
            for (const auto row : matter.model().summary(attribute, one.subject).rows) {
                ++observations;
                const FactRef fact{FactRef::Kind::observation, attribute.value, row};
                const auto assessor = matter.phrases().stored_text(matter.phrases().evidence(fact).assessor[row]);
                if (!assessor.empty()) assessors.insert(assessor);
            }
        }
    }
    if (!any_subject) return {};
    const auto& words = matter.words();
    if (observations == 0) return words.say("nothing_observed");
    if (assessors.empty())
        return words.say("observations_by_nobody", {{"observations", words.count("observations", observations)}});
    return words.say("observations_by", {{"observations", words.count("observations", observations)},
                                         {"assessors", words.count("assessors", assessors.size())}});
}

Claim last_line(const Matter& matter) {
    std::vector<std::string> sentences;
    std::set<std::string> said;
    Support support;
    std::vector<std::string> defines;
    for (const auto index : beside(matter)) {
        const auto& item = matter.item(index);
        sentences.push_back(matter.clause(item, &said));
        if (!is_open(matter.state(item))) continue;
        append(support, matter.support(index));
        if (item.expression != nullptr && item.expression->kind == check::ExpressionKind::define) {
            defines.push_back(matter.rulebase().defines[item.expression->index].head.name);
        }
    }
    sentences.push_back(how_much_is_observed(matter, matter.observed()));
    auto line = matter.claim(joined(sentences), support, Matter::Cite::page_one);
    line.rules.insert(line.rules.begin(), defines.begin(), defines.end());
    return line;
}

/// Side by side: a line a column, headed by the subjects it names.
std::vector<Claim> column_lines(const Matter& matter) {
    std::vector<Claim> out;
    for (std::size_t column = 0; column < matter.roles().columns; ++column) {
        std::vector<std::size_t> items;
        for (std::size_t i = 0; i < matter.roles().items.size(); ++i) {
            const auto& item = matter.item(i);
            if (item.column != column || item.role == ItemRole::list || !matter.is_shown(item)) continue;
            items.push_back(i);
        }
        auto line = line_of(matter, items);
        std::vector<std::string> ids;
        for (const auto subject : matter.roles().column_subjects[column]) {
            const auto cell = matter.binding()[subject.index()];
            if (cell != check::no_cell)
                ids.push_back(matter.phrases().value(matter.assessment().variables[subject.index()].type, cell, Form::shorter));
        }
        line.lead = matter.words().say("headed", {{"label", matter.words().list(ids)}});
        out.push_back(std::move(line));
    }
    return out;
}

std::vector<Claim> meanings(const Matter& matter) {
    std::vector<Claim> out;
    std::set<std::uint32_t> said;
    for (const auto index : matter.roles().chain) {
        for (const auto& use : matter.item(index).questions) {
            const auto& question = matter.rulebase().questions[use.index];
            if (question.head.about.empty() || !said.insert(use.index).second) continue;
            Claim claim;
            claim.lead = matter.words().say("headed", {{"label", explain::raised(question.head.label)}});
            claim.text = sentence(matter.phrases().text(question.head.about, {}));
            out.push_back(std::move(claim));
        }
    }
    return out;
}

/// Where an individual's evidence is printed.
Reference place_of(const Matter& matter, const Observed& observed) {
    if (!observed.role->frame) return {matter.roles().columns > 1 ? Section::side_by_side : Section::evidence, 0};
    std::size_t index = 0;
    for (const auto step : matter.roles().chain) {
        const auto& item = matter.item(step);
        if (!item.frame || item.expression->kind != check::ExpressionKind::range) continue;
        if (step == *observed.role->frame) break;
        ++index;
    }
    return {Section::ranges, index};
}

void add_place(Open& open, Reference where) {
    const bool there = std::any_of(open.where.begin(), open.where.end(),
                                   [&](const Reference& r) { return r.section == where.section && r.index == where.index; });
    if (!there) open.where.push_back(where);
}

/// One kind of open point over all individuals: labels, and the ids of what is on record.
struct Gathered {
    std::vector<std::string> labels;
    std::set<FactRef> facts;
    Open open;
    void add(const Matter& matter, const Observed& observed, std::string label, const std::set<FactRef>& of) {
        if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(std::move(label));
        facts.insert(of.begin(), of.end());
        add_place(open, place_of(matter, observed));
    }
};

void finish(const Matter& matter, Gathered gathered, std::string_view key, std::vector<Open>& out) {
    if (gathered.labels.empty()) return;
    Support support;
    support.facts = std::move(gathered.facts);
    gathered.open.claim =
        matter.claim(matter.words().say(key, {{"what", matter.phrases().list_of_clauses(gathered.labels)}}), support);
    out.push_back(std::move(gathered.open));
}

std::size_t groups_of(const Matter& matter, check::AttributeId attribute, const std::vector<FactRef>& facts) {
    std::set<std::string> groups;
    for (const auto fact : facts) {
        auto group = matter.phrases().stored_text(matter.phrases().evidence(fact).group[fact.row]);
        groups.insert(group.empty() ? std::to_string(attribute.value) + "/" + std::to_string(fact.row) : "g " + group);
    }
    return groups.size();
}

void open_attributes(const Matter& matter, std::vector<Open>& out) {
    Gathered disputed, missing, single;
    std::map<std::string, Gathered> stale;
    for (const auto& observed : matter.observed()) {
        for (const auto attribute : observed.role->attributes) {
            const auto& declared = matter.rulebase().attributes[attribute.index()];
            const auto& summary = matter.model().summary(attribute, observed.subject);
            const auto counting = explain::counting(matter.phrases(), attribute, observed.subject);
            const std::set<FactRef> facts(counting.begin(), counting.end());
            if (summary.rows.empty()) {
                missing.add(matter, observed, declared.head.label, {});
                continue;
            }
            if (summary.state == engine::Known::disputed) {
                disputed.add(
                    matter, observed,
                    matter.words().say("label_and_value",
                                       {{"label", declared.head.label},
                                        {"value", explain::disputed_values(matter.phrases(), attribute, observed.subject)}}),
                    facts);
            } else if (!observed.role->frame && groups_of(matter, attribute, counting) == 1) {
                single.add(matter, observed, declared.head.label, facts);
            }
            for (const auto fact : counting) {
                if (!matter.is_stale(fact)) continue;
                const auto limit = matter.phrases().outcome(*declared.stale_after, {});
                stale[limit].add(matter, observed, declared.head.label, {fact});
            }
        }
    }
    finish(matter, std::move(disputed), "open_disputed", out);
    finish(matter, std::move(missing), "open_not_observed", out);
    finish(matter, std::move(single), "open_single_source", out);
    for (auto& [limit, gathered] : stale) {
        if (gathered.labels.empty()) continue;
        Support support;
        support.facts = gathered.facts;
        gathered.open.claim = matter.claim(
            matter.words().say("open_stale", {{"what", matter.words().list(gathered.labels)}, {"limit", limit}}), support);
        out.push_back(std::move(gathered.open));
    }
}

/// The section that prints a fact: its individual's evidence, what was declared, or the lists.
std::optional<Reference> place_of(const Matter& matter, FactRef fact) {
    if (fact.kind == FactRef::Kind::tuple)
        return Reference{matter.roles().columns > 1 ? Section::side_by_side : Section::evidence, 0};
    const auto& attribute = matter.rulebase().attributes[fact.index];
    if (attribute.combination == check::Combination::declared) return Reference{Section::declared, 0};
    const auto subject = matter.phrases().facts().observations[fact.index].subject[fact.row];
    for (const auto& observed : matter.observed()) {
        if (observed.role->entity == attribute.of && observed.subject == subject) return place_of(matter, observed);
    }
    return {};
}

void open_provenance(const Matter& matter, std::vector<Open>& out) {
    const auto facts = matter.support_of_chain().facts;
    const auto gather = [&](std::string_view key, auto lacks) {
        Open open;
        std::set<FactRef> lacking;
        std::vector<std::string> labels;
        for (const auto fact : facts) {
            if (!lacks(matter.phrases().evidence(fact), fact.row)) continue;
            lacking.insert(fact);
            auto label = label_of(fact.kind == FactRef::Kind::tuple ? matter.rulebase().relations[fact.index].head
                                                                    : matter.rulebase().attributes[fact.index].head);
            if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(std::move(label));
            if (const auto where = place_of(matter, fact)) add_place(open, *where);
        }
        if (lacking.empty()) return;
        Support support;
        support.facts = std::move(lacking);
        open.claim = matter.claim(matter.words().say(key, {{"what", matter.words().list(labels)}}), support);
        out.push_back(std::move(open));
    };
    const auto empty = [&](check::Cell text) { return matter.phrases().stored_text(text).empty(); };
    gather("open_no_assessor", [&](const engine::EvidenceColumns& e, std::uint32_t row) { return empty(e.assessor[row]); });
    gather("open_no_source", [&](const engine::EvidenceColumns& e, std::uint32_t row) { return empty(e.source[row]); });
    gather("open_no_date", [&](const engine::EvidenceColumns& e, std::uint32_t row) { return e.on[row] == check::no_cell; });
}

}  // namespace

std::vector<Open> open_points(const Matter& matter) {
    std::vector<Open> out;
    open_attributes(matter, out);
    open_provenance(matter, out);
    for (const auto& advised : matter.advised()) {
        const auto kind = matter.rulebase().advice[advised.advice.index()].kind;
        if (advised.undecided || kind != check::AdviceKind::warn) continue;
        Open open;
        open.claim = matter.advice_claim(advised);
        open.where.push_back({matter.roles().columns > 1 ? Section::side_by_side : Section::reasons_against, 0});
        out.push_back(std::move(open));
    }
    return out;
}

std::string advice_lead(const Words& words, const check::Advice& advice) {
    switch (advice.kind) {
        case check::AdviceKind::recommend: return words.say("advice_recommend");
        case check::AdviceKind::note: return words.say("advice_note");
        case check::AdviceKind::warn: return words.say("warning");
        case check::AdviceKind::ask: break;
    }
    if (advice.whom.empty()) return words.say("advice_ask");
    std::string whom = advice.whom;
    std::replace(whom.begin(), whom.end(), '_', ' ');
    return words.say("advice_ask_of", {{"whom", whom}});
}

std::string heading(const Matter& matter) {
    const auto& words = matter.words();
    std::vector<std::string> parts;
    for (const auto& subject : matter.subjects()) {
        if (subject.id.empty()) continue;
        const auto who =
            subject.name.empty() ? subject.id : words.say("name_and_id", {{"name", subject.name}, {"id", subject.id}});
        parts.push_back(subject.entity.empty() ? who : words.say("who_and_what", {{"who", who}, {"what", subject.entity}}));
    }
    parts.push_back(words.say("facts_as_of", {{"date", matter.phrases().facts().as_of.text()}}));
    if (!matter.phrases().facts().notice.empty()) parts.push_back(matter.phrases().facts().notice);
    std::string out;
    for (const auto& part : parts) out = out.empty() ? part : words.say("beside_each_other", {{"first", out}, {"next", part}});
    return out;
}

void fill_head(const Matter& matter, Report& report) {
    const auto& facts = matter.phrases().facts();
    report.language = matter.words().language();
    report.subjects = matter.subjects();
    report.heading = heading(matter);
    report.as_of = facts.as_of.text();
    if (facts.known_at != 0) report.known_at = time_text(facts.known_at);
    report.notice = facts.notice;
}

Asked asked_part(const Matter& matter) {
    Asked out;
    const auto& assessment = matter.assessment();
    std::vector<std::optional<std::string>> instead(matter.binding().size());
    for (std::size_t i = 0; i < assessment.bound; ++i) {
        const auto type = assessment.variables[i].type;
        if (matter.binding()[i] != check::no_cell) continue;
        instead[i] = type.kind == check::TypeKind::entity
                         ? matter.words().say("each", {{"entity", matter.rulebase().entities[type.index].head.label}})
                         : matter.words().say("open_column");
    }
    out.question = assessment.head.about.empty()
                       ? sentence(assessment.head.label)
                       : sentence(matter.phrases().text(assessment.head.about, matter.binding(), instead));
    const bool all_given = std::none_of(matter.binding().begin(), matter.binding().begin() + assessment.bound,
                                        [](Cell c) { return c == check::no_cell; });
    if (all_given && matter.model().state(matter.model().truth(assessment.when, matter.binding())) != State::met) {
        out.notes.push_back(cell(sentence(matter.words().say(
            "meant_where", {{"condition", explain::in_words(matter.phrases(), assessment.when, matter.binding())}}))));
    }
    return out;
}

Answer answer_part(const Matter& matter) {
    Answer out;
    out.headline = matter.headline();
    out.state = matter.state(matter.item(0));
    std::vector<std::size_t> order = {0};
    for (const auto index : matter.roles().of(ItemRole::qualifier)) order.push_back(index);
    for (const auto index : matter.roles().chain) {
        if (index != 0) order.push_back(index);
    }
    for (const auto index : matter.roles().of(ItemRole::beside)) order.push_back(index);
    for (const auto index : order) out.values.push_back(matter.value(matter.item(index)));

    const bool columns = matter.roles().columns > 1;
    if (columns) {
        auto line = first_line(matter);
        line.text.clear();
        out.lines.push_back(std::move(line));
        for (auto& one : column_lines(matter)) out.lines.push_back(std::move(one));
    } else {
        out.lines.push_back(first_line(matter));
        if (auto line = line_of(matter, matter.roles().far_steps()); !line.text.empty()) out.lines.push_back(std::move(line));
    }
    auto last = last_line(matter);
    last.text += (last.text.empty() ? "" : " ") + still_reachable(matter).text;
    const auto advised_now = matter.advised();
    if (std::any_of(advised_now.begin(), advised_now.end(), [&](const Matter::Advised& advised) {
            return !advised.undecided && matter.rulebase().advice[advised.advice.index()].kind == check::AdviceKind::ask;
        }))
        last.text += " " + matter.words().say("asked_not_tried");
    if (!last.text.empty()) out.lines.push_back(std::move(last));
    out.figures = figures(matter);
    if (auto carries = carries_claim(matter)) out.meanings.push_back(std::move(*carries));
    for (auto& meaning : meanings(matter)) out.meanings.push_back(std::move(meaning));
    for (const auto& advised : advised_now) {
        const auto& advice = matter.rulebase().advice[advised.advice.index()];
        if (advised.undecided || advice.kind == check::AdviceKind::warn) continue;
        out.advice.push_back(matter.advice_claim(advised));
        out.advice.back().lead = advice_lead(matter.words(), advice);
    }
    out.open = open_points(matter);
    return out;
}

}  // namespace credence::report
