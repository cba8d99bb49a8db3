// Several cases of one question: groups by the answer and its qualifiers, common values once, then only what differs.
#include <algorithm>
#include <functional>
#include <limits>

#include "check/print.hpp"
#include "explain/conditions.hpp"
#include "explain/words.hpp"
#include "report/build_chart.hpp"
#include "report/build_otherwise.hpp"
#include "report/build_reasons.hpp"

namespace credence::report {
namespace {

using check::ExpressionKind;
using check::TypeKind;
using explain::raised;
using explain::sentence;

bool same(const Claim& a, const Claim& b) {
    return a.lead == b.lead && a.text == b.text && a.rules == b.rules && a.facts == b.facts;
}

/// Where an answer stands among the groups: its value and its qualifiers', unknown last.
std::vector<Cell> group_key(const Matter& matter) {
    std::vector<Cell> key;
    for (const auto& item : matter.roles().items) {
        if (item.role != ItemRole::answer && item.role != ItemRole::qualifier) continue;
        const auto outcome = matter.model().value(*item.expression, matter.binding());
        key.push_back(outcome.state == engine::Known::known ? outcome.cell : std::numeric_limits<Cell>::max());
    }
    return key;
}

std::string group_name(const Matter& matter) {
    std::string out;
    for (const auto& item : matter.roles().items) {
        if (item.role != ItemRole::answer && item.role != ItemRole::qualifier) continue;
        const auto text = matter.outcome(item, item.role == ItemRole::answer ? Form::shorter : Form::longer);
        if (text.empty()) continue;
        out = out.empty() ? text : matter.words().list({out, text});
    }
    return raised(out);
}

Claim open_cell(const Matter& matter) {
    std::size_t disputed = 0;
    std::size_t missing = 0;
    std::size_t asked = 0;
    for (const auto& observed : matter.observed()) {
        if (observed.role->frame) continue;
        for (const auto attribute : observed.role->attributes) {
            const auto& summary = matter.model().summary(attribute, observed.subject);
            if (summary.rows.empty()) ++missing;
            if (summary.state == engine::Known::disputed) ++disputed;
        }
    }
    for (const auto& advised : matter.advised()) {
        if (!advised.undecided && matter.rulebase().advice[advised.advice.index()].kind == check::AdviceKind::ask) ++asked;
    }
    std::vector<std::string> parts;
    if (disputed > 0) parts.push_back(matter.words().count("count_disputed", disputed));
    if (missing > 0) parts.push_back(matter.words().count("count_not_observed", missing));
    if (asked > 0) parts.push_back(matter.words().count("count_to_ask", asked));
    return cell(parts.empty() ? matter.words().say("nothing_open") : matter.words().list(parts));
}

struct Compared {
    const Matter* common = nullptr;
    std::vector<const Matter*> columns;       // by groups, then ids
    std::size_t open = 0;                     // the subject left open
    std::vector<std::size_t> varying, equal;  // steps

    [[nodiscard]] std::string id(const Matter& matter) const { return matter.subjects()[open].id; }
};

Compared arranged(const Matter& common, const std::deque<Matter>& columns) {
    Compared out;
    out.common = &common;
    for (std::size_t i = 0; i < common.assessment().bound; ++i) {
        if (common.binding()[i] == check::no_cell) out.open = i;
    }
    for (const auto& matter : columns) out.columns.push_back(&matter);
    std::stable_sort(out.columns.begin(), out.columns.end(), [&](const Matter* a, const Matter* b) {
        const auto ka = group_key(*a);
        const auto kb = group_key(*b);
        if (ka != kb) return ka < kb;
        const auto ra = rank_key(*a);
        const auto rb = rank_key(*b);
        return ra != rb ? ra < rb : check::natural_less(out.id(*a), out.id(*b));
    });
    for (const auto index : common.roles().chain) {
        if (index == 0) continue;
        bool differs = out.columns.size() == 1 && !common.item(index).frame;
        for (const auto* matter : out.columns) {
            differs = differs || matter->outcome(matter->item(index), Form::sentence) !=
                                     out.columns.front()->outcome(out.columns.front()->item(index), Form::sentence);
        }
        (differs ? out.varying : out.equal).push_back(index);
    }
    return out;
}

Claim rests_on(const Matter& matter) {
    bool asked = false;
    Claim out;
    for (const auto index : matter.roles().chain) {
        for (const auto& use : matter.item(index).questions) {
            const auto subject = explain::individual_of(matter.phrases(), use.subject, matter.binding());
            if (!subject) continue;
            asked = true;
            for (const auto& pointer : explain::ledger(matter.phrases(), check::QuestionId{use.index}, *subject)) {
                const auto& proposition = matter.rulebase().propositions[pointer.proposition.index()];
                if (pointer.standing != explain::Standing::met || proposition.implied_only || !pointer.upper) continue;
                out.rules.push_back(proposition.head.name);
                matter.took_part({DeclarationKind::proposition, pointer.proposition.value});
            }
        }
    }
    if (!asked) out = ids_cell(matter.claim("", matter.support_of_chain(), Matter::Cite::page_one));
    explain::sort_ids(out.rules);
    out.facts.clear();
    if (out.rules.empty()) out.text = matter.words().say("none");
    return out;
}

Groups groups_part(const Compared& compared) {
    const auto& common = *compared.common;
    const auto& words = common.words();
    Groups out;
    out.table.head = {words.say("head_group"), raised(common.subjects()[compared.open].entity)};
    for (const auto index : compared.varying) out.table.head.push_back(raised(common.label(common.item(index))));
    out.table.head.push_back(words.say("head_rests_on"));
    out.table.head.push_back(words.say("head_could_become"));
    out.table.head.push_back(words.say("head_open"));
    const auto answer_type = common.item(0).expression->type;
    const auto add_empty = [&](Cell value) {
        Row row;
        row.cells.resize(out.table.head.size());
        row.cells[0].lead = raised(common.phrases().value(answer_type, value, Form::shorter));
        row.cells[1].text = words.say("none");
        out.table.rows.push_back(std::move(row));
    };
    const bool listed = answer_type.kind == TypeKind::scale;
    const auto values = listed ? static_cast<Cell>(common.rulebase().scales[answer_type.index].values.size()) : 0;
    Cell next = 0;
    for (const auto* matter : compared.columns) {
        const auto answer = group_key(*matter).front();
        for (; next < std::min(answer, values); ++next) add_empty(next);
        if (answer < values) next = std::max(next, answer + 1);
        Row row;
        Claim group;
        group.lead = group_name(*matter);
        row.cells = {std::move(group), cell(compared.id(*matter))};
        for (const auto index : compared.varying)
            row.cells.push_back(cell(matter->outcome(matter->item(index), Form::shorter)));
        row.cells.push_back(rests_on(*matter));
        row.cells.push_back(could_become_cell(*matter));
        row.cells.push_back(open_cell(*matter));
        out.table.rows.push_back(std::move(row));
    }
    for (; next < values; ++next) add_empty(next);
    out.notes.push_back(cell(words.say("groups_could_become")));
    std::vector<std::string> ranked;
    for (const auto& expression : common.assessment().rank_by)
        ranked.push_back(explain::noun(common.phrases(), expression, common.binding(), true));
    out.notes.push_back(
        cell(ranked.empty() ? words.say("groups_no_ranking") : words.say("groups_ranked", {{"what", words.list(ranked)}})));
    return out;
}

/// Advice with the same words for all is said once; the rest names whom it concerns.
std::vector<Claim> advice_notes(const Compared& compared) {
    struct Said {
        check::AdviceId advice;
        std::string text;
        Claim claim;
        std::vector<std::string> ids;
    };
    std::vector<Said> all;
    for (const auto* matter : compared.columns) {
        for (const auto& advised : matter->advised()) {
            if (advised.undecided) continue;
            const auto found = std::find_if(
                all.begin(), all.end(), [&](const Said& s) { return s.advice == advised.advice && s.text == advised.text; });
            auto claim = matter->advice_claim(advised);
            if (found == all.end()) {
                all.push_back({advised.advice, advised.text, std::move(claim), {compared.id(*matter)}});
            } else {
                found->ids.push_back(compared.id(*matter));
                found->claim.facts.insert(found->claim.facts.end(), claim.facts.begin(), claim.facts.end());
            }
        }
    }
    const auto rank = [&](const Said& said) {  // what is pressing first
        switch (compared.common->rulebase().advice[said.advice.index()].kind) {
            case check::AdviceKind::warn: return 0;
            case check::AdviceKind::ask: return 1;
            case check::AdviceKind::recommend: return 2;
            case check::AdviceKind::note: break;
        }
        return 3;
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Said& a, const Said& b) { return std::pair(rank(a), a.advice) < std::pair(rank(b), b.advice); });
    const auto& words = compared.common->words();
    std::vector<Claim> out;
    for (auto& said : all) {
        const auto& advice = compared.common->rulebase().advice[said.advice.index()];
        explain::sort_ids(said.claim.facts);
        const bool to_all = said.ids.size() == compared.columns.size();
        explain::sort_ids(said.ids);
        said.claim.lead = advice_lead(words, advice);
        if (!to_all)
            said.claim.text = words.say("label_and_value", {{"label", words.list(said.ids)}, {"value", said.claim.text}});
        out.push_back(std::move(said.claim));
    }
    return out;
}

Common common_part(const Compared& compared) {
    const auto& words = compared.common->words();
    const auto& first = *compared.columns.front();
    Common out;
    Claim same_claim;
    same_claim.lead = words.say("same_for_all", {{"plural", raised(compared.common->subjects()[compared.open].plural)},
                                                 {"n", std::to_string(compared.columns.size())}});
    Support support;
    std::vector<std::size_t> equal = compared.equal;
    for (const auto index : first.roles().of(ItemRole::beside)) {
        const auto& item = first.item(index);
        const bool alike = std::all_of(compared.columns.begin(), compared.columns.end(), [&](const Matter* m) {
            return m->outcome(m->item(index), Form::sentence) == first.outcome(item, Form::sentence);
        });
        if (!item.frames.empty() && alike && first.is_shown(item)) equal.push_back(index);
    }
    for (const auto index : equal) {
        same_claim.text += (same_claim.text.empty() ? "" : " ") + first.clause(first.item(index));
        const auto& one = first.support(index);
        support.rules.insert(one.rules.begin(), one.rules.end());
        support.facts.insert(one.facts.begin(), one.facts.end());
    }
    same_claim.rules = first.rule_ids(support, Matter::Cite::page_one);
    same_claim.facts = first.fact_ids(support.facts);
    if (!same_claim.text.empty()) out.same.push_back(std::move(same_claim));
    for (const auto index : compared.equal) {  // who declared what all are held to
        const auto& item = first.item(index);
        const auto arguments = first.arguments(item);
        if (!item.frame || item.expression->kind != ExpressionKind::attribute || !arguments) continue;
        for (const auto fact :
             explain::counting(first.phrases(), check::AttributeId{item.expression->index}, arguments->front())) {
            Support declared;
            declared.facts.insert(fact);
            out.same.push_back(
                first.claim(sentence(words.say("declared_by_whom", {{"label", raised(first.label(item))},
                                                                    {"who", explain::who_how_when(first.phrases(), fact)}})),
                            declared));
        }
    }
    std::vector<std::string> missing;
    for (const auto& observed : first.observed()) {
        if (!observed.role->frame) continue;
        for (const auto attribute : observed.role->attributes) {
            if (first.model().summary(attribute, observed.subject).rows.empty())
                missing.push_back(label_of(first.rulebase().attributes[attribute.index()].head));
        }
    }
    if (!missing.empty()) out.same.push_back(cell(sentence(words.say("open_not_observed", {{"what", words.list(missing)}}))));
    for (const auto& [entity, individual] : first.declared_individuals()) {
        for (auto& change : declared_anew(*compared.common, entity, individual)) out.same.push_back(std::move(change));
    }

    Claim uneven;
    uneven.lead = words.say("not_same_for_all");
    std::vector<std::string> parts;
    for (const auto* matter : compared.columns) {
        std::size_t observations = 0;
        for (const auto& observed : matter->observed()) {
            if (observed.role->frame) continue;
            for (const auto attribute : observed.role->attributes)
                observations += matter->model().summary(attribute, observed.subject).rows.size();
        }
        parts.push_back(words.say("label_and_value",
                                  {{"label", compared.id(*matter)}, {"value", words.count("observations", observations)}}));
    }
    uneven.text = sentence(first.phrases().list_of_clauses(parts));
    out.uneven.push_back(std::move(uneven));
    return out;
}

Differences differences_part(const Compared& compared) {
    const auto& common = *compared.common;
    const auto& words = common.words();
    Differences out;
    out.table.head.push_back(words.say("head_on_record"));
    for (const auto* matter : compared.columns) out.table.head.push_back(compared.id(*matter));
    const auto add = [&](std::string label, const std::function<Claim(const Matter&)>& cell_of) {
        Row row;
        Claim head;
        head.lead = raised(label);
        row.cells.push_back(std::move(head));
        for (const auto* matter : compared.columns) row.cells.push_back(cell_of(*matter));
        const bool differ =
            std::any_of(row.cells.begin() + 2, row.cells.end(), [&](const Claim& c) { return !same(c, row.cells[1]); });
        if (differ) out.table.rows.push_back(std::move(row));
    };
    for (std::size_t i = 1; i < common.roles().items.size(); ++i) {
        const auto& item = common.item(i);
        if (item.role == ItemRole::list) {
            add(label_of(common.rulebase().relations[item.condition->index].head),
                [&](const Matter& m) { return list_cell(m, m.item(i)); });
        } else if (item.role == ItemRole::beside || item.role == ItemRole::qualifier) {
            add(common.label(item), [&](const Matter& m) {
                auto claim = value_cell(m, i);
                claim.facts.clear();
                claim.rules.clear();
                return claim;
            });
        }
    }
    for (std::size_t e = 0; e < common.roles().evidence.size(); ++e) {
        const auto& subject = common.roles().evidence[e];
        if (subject.frame) continue;
        for (const auto attribute : subject.attributes) {
            add(label_of(common.rulebase().attributes[attribute.index()].head), [&](const Matter& m) {
                const auto individual = explain::individual_of(m.phrases(), subject.subject, m.binding());
                return individual ? attribute_cell(m, attribute, *individual) : cell(m.words().say("unknown"));
            });
        }
    }
    for (const auto index : common.roles().chain) {
        for (const auto& use : common.item(index).questions) {
            for (const bool upper : {true, false}) {
                add(words.say("towards", {{"pole", explain::pole(common.rulebase(), use.index, upper)}}),
                    [&](const Matter& m) { return pointers_cell(m, use, upper); });
            }
        }
    }
    if (out.table.rows.empty()) out.notes.push_back(cell(words.say("no_difference")));
    for (const auto* matter : compared.columns) {
        for (const auto index : matter->roles().chain) {
            for (auto& ledger : ledgers_of(*matter, matter->item(index), out.ledgers.size(), compared.id(*matter)))
                out.ledgers.push_back(std::move(ledger));
        }
    }
    return out;
}

std::vector<Figure> comparison_figures(const Compared& compared) {
    std::vector<Figure> out;
    const auto& common = *compared.common;
    for (std::size_t scale = 0; scale < common.roles().charted.size(); ++scale) {
        if (!common.roles().charted[scale]) continue;
        Figure figure;
        figure.name = chart_name(common, scale);
        figure.title = common.words().say("range_chart", {{"subjects", common.subject_ids()}});
        figure.chart = empty_chart(common, scale);
        figure.chart->title = raised(common.assessment().head.label);
        figure.chart->comparison = true;
        const auto items = chart_items(common, scale);
        std::vector<std::size_t> varying, equal;
        for (const auto index : items) {
            const bool differs = std::find(compared.varying.begin(), compared.varying.end(), index) != compared.varying.end();
            (differs ? varying : equal).push_back(index);
        }
        const auto& first = *compared.columns.front();
        for (const auto index : equal) {
            figure.chart->behind.push_back(bar_of(first, index, items));
            auto& bar = figure.chart->behind.back();
            bar.from.reset();
            figure.alt += (figure.alt.empty() ? "" : " ") +
                          sentence(common.words().say("label_and_value", {{"label", bar.label}, {"value", bar.text}}));
        }
        for (const auto* matter : compared.columns) {
            ChartRow row;
            row.label = compared.id(*matter);
            row.note = group_name(*matter);
            std::vector<std::string> values = {group_name(*matter)};
            for (const auto index : varying) {
                row.bars.push_back(bar_of(*matter, index, varying));
                values.push_back(
                    common.words().say("label_and_value", {{"label", row.bars.back().label}, {"value", row.bars.back().text}}));
            }
            figure.alt +=
                (figure.alt.empty() ? "" : " ") +
                sentence(common.words().say("label_and_value", {{"label", row.label}, {"value", common.words().list(values)}}));
            figure.chart->rows.push_back(std::move(row));
        }
        out.push_back(std::move(figure));
    }
    return out;
}

}  // namespace

Report comparison(const Matter& common, const std::deque<Matter>& columns) {
    Report out;
    out.asked = asked_part(common);
    if (columns.empty()) {
        out.asked->notes.push_back(cell(common.words().say("nobody_to_compare")));
        return out;
    }
    const auto compared = arranged(common, columns);
    out.groups = groups_part(compared);
    out.groups->figures = comparison_figures(compared);
    for (auto& note : advice_notes(compared)) out.groups->notes.push_back(std::move(note));
    out.common = common_part(compared);
    out.differences = differences_part(compared);
    std::vector<std::string> ids;
    for (const auto* matter : compared.columns) ids.push_back(compared.id(*matter));
    out.changes = reverses_part(compared.columns, ids, raised(common.subjects()[compared.open].entity));
    out.ask = ask_all_part(compared.columns);
    std::vector<const Matter*> others(compared.columns.begin(), compared.columns.end());
    out.all_evidence = all_evidence_part(*compared.columns.front(), others);
    for (const auto* matter : compared.columns) {
        for (const auto ref : matter->took_part()) common.took_part(ref);
    }
    return out;
}

}  // namespace credence::report
