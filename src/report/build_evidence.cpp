// What is on record: what was declared, the evidence for each attribute, the shown relations, every observation.
#include <algorithm>
#include <map>

#include "base/date.hpp"
#include "check/print.hpp"
#include "explain/words.hpp"
#include "report/build_figures.hpp"

namespace credence::report {
namespace {

using explain::raised;
using explain::sentence;

std::vector<FactRef> rows_of(const Matter& matter, check::AttributeId attribute, check::Cell subject) {
    std::vector<FactRef> out;
    for (const auto row : matter.model().summary(attribute, subject).rows)
        out.push_back({FactRef::Kind::observation, attribute.value, row});
    return out;
}

std::string text_or(const Matter& matter, check::Cell text, std::string_view otherwise) {
    auto out = matter.phrases().stored_text(text);
    return out.empty() ? matter.words().say(otherwise) : out;
}

std::string date_or(const Matter& matter, check::Cell on, std::string_view otherwise) {
    return on == check::no_cell ? matter.words().say(otherwise) : Date::from_code(on).text();
}

std::string quoted(const Matter& matter, FactRef fact) {
    const auto quote = matter.phrases().stored_text(matter.phrases().evidence(fact).quote[fact.row]);
    return quote.empty() ? std::string{} : matter.words().say("quote", {{"quote", quote}});
}

/// The declared confidence word, else the number.
std::string confidence_of(const Matter& matter, std::int32_t confidence) {
    for (const auto& [word, value] : matter.rulebase().confidence) {
        if (value == confidence) return word;
    }
    return confidence == 10'000
               ? matter.words().say("certain")
               : matter.words().number(Decimal::from_raw(std::int64_t{confidence} * (Decimal::scale / 10'000)).text());
}

Claim fact_cell(const Matter& matter, FactRef fact) {
    Support support;
    support.facts.insert(fact);
    return matter.claim("", support);
}

/// "Agreement.": what the sources of each attribute make together.
Claim agreement(const Matter& matter, const std::vector<Observed>& observed) {
    Claim out;
    const auto& words = matter.words();
    for (const auto& one : observed) {
        for (const auto attribute : one.role->attributes) {
            const auto said = agreement_of(matter, attribute, one.subject);
            if (said.empty()) continue;
            const auto& head = matter.rulebase().attributes[attribute.index()].head;
            out.text += (out.text.empty() ? "" : " ") +
                        sentence(words.say("label_and_value", {{"label", raised(label_of(head))}, {"value", said}}));
        }
    }
    out.lead = words.say("agreement");
    if (out.text.empty()) out.text = words.say("nothing_observed");
    return out;
}

/// Facts by some key, as "key: ids", in the order of the keys.
std::vector<std::string> grouped(const Matter& matter, const std::map<std::string, std::set<FactRef>>& groups) {
    std::vector<std::string> out;
    for (const auto& [key, facts] : groups) {
        out.push_back(sentence(
            matter.words().say("label_and_value", {{"label", key}, {"value", matter.words().list(matter.fact_ids(facts))}})));
    }
    return out;
}

std::vector<Claim> observation_notes(const Matter& matter, const std::vector<Observed>& observed) {
    const auto& words = matter.words();
    std::map<std::string, std::set<FactRef>> kinds, ages, confidences;
    bool limited = false;
    std::map<std::string, std::set<FactRef>> occasions;
    std::map<std::string, std::string> occasion_names;
    for (const auto& one : observed) {
        for (const auto attribute : one.role->attributes) {
            for (const auto fact : rows_of(matter, attribute, one.subject)) {
                const auto& evidence = matter.phrases().evidence(fact);
                limited = limited || matter.rulebase().attributes[fact.index].stale_after.has_value();
                const auto kind = evidence.kind[fact.row];
                kinds[kind == check::no_cell ? words.say("no_kind")
                                             : matter.rulebase()
                                                   .scales[matter.rulebase().kind_choice.index()]
                                                   .values[static_cast<std::size_t>(kind)]
                                                   .label]
                    .insert(fact);
                ages[date_or(matter, evidence.on[fact.row], "no_date")].insert(fact);
                confidences[confidence_of(matter, evidence.confidence[fact.row])].insert(fact);
                const auto group = matter.phrases().stored_text(evidence.group[fact.row]);
                if (!group.empty()) {
                    occasions[group].insert(fact);
                    occasion_names.try_emplace(group, explain::who_how_when(matter.phrases(), fact));
                }
            }
        }
    }
    std::vector<Claim> out;
    const auto add = [&](std::string_view lead, const std::vector<std::string>& sentences) {
        Claim claim;
        claim.lead = words.say(lead);
        for (const auto& one : sentences) claim.text += (claim.text.empty() ? "" : " ") + raised(one);
        if (!claim.text.empty()) out.push_back(std::move(claim));
    };
    out.push_back(agreement(matter, observed));
    if (ages.empty()) return out;
    add("age", grouped(matter, ages));
    std::map<std::string, std::set<FactRef>> stale;
    for (const auto& [date, facts] : ages) {
        for (const auto fact : facts) {
            if (matter.is_stale(fact))
                stale[words.say("older_than", {{"limit", matter.phrases().outcome(
                                                             *matter.rulebase().attributes[fact.index].stale_after, {})}})]
                    .insert(fact);
        }
    }
    for (const auto& one : grouped(matter, stale)) out.back().text += " " + raised(one);
    if (stale.empty() && limited) out.back().text += " " + words.say("none_stale");
    add("kind_of_evidence", grouped(matter, kinds));
    add("confidence_of_evidence", grouped(matter, confidences));
    std::map<std::string, std::set<FactRef>> shared;
    for (const auto& [group, facts] : occasions) {
        if (facts.size() > 1) shared[occasion_names[group]].insert(facts.begin(), facts.end());
    }
    add("same_occasion", grouped(matter, shared));
    return out;
}

Table evidence_table(const Matter& matter, const Observed& observed, const std::string& topic, bool unobserved) {
    const auto& words = matter.words();
    Table table;
    table.head = {raised(topic), words.say("head_value"), words.say("head_quote"), words.say("head_who"),
                  words.say("head_item")};
    for (const auto attribute : observed.role->attributes) {
        const auto& declared = matter.rulebase().attributes[attribute.index()];
        const auto rows = rows_of(matter, attribute, observed.subject);
        bool first = true;
        for (const auto fact : rows) table.rows.push_back(observation_row(matter, fact, std::exchange(first, false)));
        bool held = false;
        for (const auto& each : matter.phrases().facts().held_back) {
            if (each.attribute != attribute || each.subject != observed.subject) continue;
            held = true;
            Row row;
            row.cells = {cell(first ? raised(label_of(declared.head)) : ""),
                         cell(words.say("held_back_cell", {{"panel", each.panel}})), cell(""), cell(""), cell("")};
            first = false;
            table.rows.push_back(std::move(row));
        }
        if (rows.empty() && !held && unobserved) {
            Row row;
            row.cells = {cell(raised(label_of(declared.head))), cell(words.say("not_observed_cell")), cell(""), cell(""),
                         cell("")};
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

std::vector<Table> by_topic(const Matter& matter, const Observed& observed, bool several_subjects) {
    std::vector<std::string> topics;
    for (const auto attribute : observed.role->attributes) {
        const auto& topic = matter.rulebase().attributes[attribute.index()].topic;
        if (std::find(topics.begin(), topics.end(), topic) == topics.end()) topics.push_back(topic);
    }
    std::sort(topics.begin(), topics.end(), [](const auto& a, const auto& b) { return check::natural_less(a, b); });
    const auto who = matter.phrases().name_and_id(observed.role->entity, observed.subject);
    std::vector<Table> out;
    for (const auto& topic : topics) {
        EvidenceSubject part = *observed.role;
        std::erase_if(part.attributes,
                      [&](check::AttributeId a) { return matter.rulebase().attributes[a.index()].topic != topic; });
        std::string head = topic.empty() ? who : topic;
        std::replace(head.begin(), head.end(), '_', ' ');
        if (several_subjects && !topic.empty()) head = matter.words().say("topic_of", {{"topic", raised(head)}, {"who", who}});
        out.push_back(evidence_table(matter, {&part, observed.subject}, head, true));
    }
    return out;
}

}  // namespace

Claim cell(std::string text) {
    Claim out;
    out.text = std::move(text);
    return out;
}

Claim ids_cell(Claim claim) {
    claim.text.clear();
    claim.lead.clear();
    return claim;
}

void drop_empty_column(Table& table, std::size_t column) {
    for (const auto& row : table.rows) {
        if (!row.cells[column].text.empty()) return;
    }
    table.head.erase(table.head.begin() + static_cast<std::ptrdiff_t>(column));
    for (auto& row : table.rows) row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(column));
}

Row observation_row(const Matter& matter, FactRef fact, bool first) {
    const auto& attribute = matter.rulebase().attributes[fact.index];
    auto who = explain::who_how_when(matter.phrases(), fact);
    if (matter.is_stale(fact)) {
        who = matter.words().say("stale_note", {{"who", who}, {"limit", matter.phrases().outcome(*attribute.stale_after, {})}});
    }
    Row row;
    row.cells = {cell(first ? raised(label_of(attribute.head)) : ""),
                 cell(matter.phrases().value(attribute.type, matter.phrases().facts().observations[fact.index].value[fact.row],
                                             Form::shorter)),
                 cell(quoted(matter, fact)), cell(who), fact_cell(matter, fact)};
    return row;
}

std::vector<Block> list_blocks(const Matter& matter, const std::vector<std::size_t>& items) {
    std::vector<Block> out;
    for (const auto index : items) {
        const auto& item = matter.item(index);
        const auto& relation = matter.rulebase().relations[item.condition->index];
        Block block;
        block.title = raised(label_of(relation.head));
        for (const auto& listed : matter.listed(item)) block.notes.push_back(matter.claim(listed.text, listed.support));
        for (auto& note : block.notes) note.assumptions.clear();
        if (auto figure = timeline_figure(matter, index)) block.figures.push_back(std::move(*figure));
        if (block.notes.empty())
            block.text.push_back(cell(matter.words().say(relation.derived ? "list_empty" : "nothing_recorded")));
        const bool same = std::any_of(out.begin(), out.end(), [&](Block& other) {
            if (other.title != block.title) return false;
            other.notes.insert(other.notes.end(), block.notes.begin(), block.notes.end());
            other.figures.insert(other.figures.end(), block.figures.begin(), block.figures.end());
            if (!other.notes.empty()) other.text.clear();
            return true;
        });
        if (!same) out.push_back(std::move(block));
    }
    return out;
}

std::optional<Evidence> evidence_part(const Matter& matter) {
    std::vector<Observed> observed;
    for (const auto& one : matter.observed()) {
        if (!one.role->frame) observed.push_back(one);
    }
    std::vector<std::size_t> lists;
    for (const auto index : matter.roles().of(ItemRole::list)) {
        if (matter.item(index).frames.empty()) lists.push_back(index);
    }
    if (observed.empty() && lists.empty()) return {};
    Evidence out;
    for (const auto& one : observed) {
        for (auto& table : by_topic(matter, one, observed.size() > 1)) out.tables.push_back(std::move(table));
        if (auto figure = matrix_figure(matter, one, out.figures.size() + 1)) out.figures.push_back(std::move(*figure));
    }
    if (!observed.empty()) {
        out.notes = observation_notes(matter, observed);
        out.closing.push_back(cell(matter.words().say("rules_read_values")));
    }
    out.lists = list_blocks(matter, lists);
    return out;
}

std::optional<Declared> declared_part(const Matter& matter) {
    const auto& words = matter.words();
    const auto individuals = matter.declared_individuals();
    if (individuals.empty()) return {};
    Declared out;
    for (const auto& [entity, subject] : individuals) {
        Block block;
        Table table;
        table.head = {matter.phrases().name_and_id(entity, subject),
                      words.say("head_value"),
                      words.say("head_quote"),
                      words.say("head_declared_by"),
                      words.say("head_on"),
                      words.say("head_source"),
                      words.say("head_fact")};
        for (std::size_t a = 0; a < matter.rulebase().attributes.size(); ++a) {
            const auto& attribute = matter.rulebase().attributes[a];
            if (attribute.of != entity || attribute.combination != check::Combination::declared || attribute.is_protected)
                continue;
            const auto facts = explain::counting(matter.phrases(), check::AttributeId{a}, subject);
            bool first = true;
            for (const auto fact : facts) {
                const auto& evidence = matter.phrases().evidence(fact);
                const auto value = matter.phrases().facts().observations[fact.index].value[fact.row];
                Row row;
                row.cells = {cell(std::exchange(first, false) ? raised(label_of(attribute.head)) : ""),
                             cell(matter.phrases().value(
                                 attribute.type, value,
                                 attribute.type.kind == check::TypeKind::entity ? Form::sentence : Form::shorter)),
                             cell(quoted(matter, fact)),
                             cell(text_or(matter, evidence.assessor[fact.row], "not_recorded")),
                             cell(date_or(matter, evidence.on[fact.row], "not_recorded")),
                             cell(text_or(matter, evidence.source[fact.row], "not_recorded")),
                             fact_cell(matter, fact)};
                table.rows.push_back(std::move(row));
            }
            if (facts.empty()) {
                Row row;
                row.cells = {cell(raised(label_of(attribute.head))), cell(words.say("not_declared"))};
                row.cells.resize(table.head.size());
                table.rows.push_back(std::move(row));
            }
        }
        drop_empty_column(table, 2);
        block.table = std::move(table);
        block.notes = declared_anew(matter, entity, subject);
        for (const auto index : matter.roles().of(ItemRole::beside)) {
            const auto& item = matter.item(index);
            const bool about =
                std::any_of(item.frames.begin(), item.frames.end(), [&, id = subject, kind = entity](std::size_t frame) {
                    const auto& framed = matter.item(frame);
                    const auto individual =
                        explain::individual_of(matter.phrases(), framed.expression->operands[0], matter.binding());
                    return framed.expression->kind == check::ExpressionKind::attribute && individual == id &&
                           matter.rulebase().attributes[framed.expression->index].of == kind;
                });
            if (about && matter.is_shown(item)) block.notes.push_back(matter.claim(matter.clause(item), matter.support(index)));
        }
        out.blocks.push_back(std::move(block));
    }
    std::vector<std::size_t> lists;
    for (const auto index : matter.roles().of(ItemRole::list)) {
        const auto& frames = matter.item(index).frames;
        const bool declared = !frames.empty() && std::none_of(frames.begin(), frames.end(), [&](std::size_t frame) {
            return matter.item(frame).expression->kind == check::ExpressionKind::range;
        });
        if (declared) lists.push_back(index);
    }
    for (auto& block : list_blocks(matter, lists)) out.blocks.push_back(std::move(block));
    return out;
}

std::optional<AllEvidence> all_evidence_part(const Matter& matter, const std::vector<const Matter*>& others) {
    const auto& words = matter.words();
    std::vector<const Matter*> all = {&matter};
    all.insert(all.end(), others.begin(), others.end());
    std::vector<std::pair<check::EntityId, check::Cell>> individuals;
    const auto add = [&](check::EntityId entity, check::Cell subject) {
        const auto pair = std::pair(entity, subject);
        if (std::find(individuals.begin(), individuals.end(), pair) == individuals.end()) individuals.push_back(pair);
    };
    for (const auto* one : all) {
        for (const auto& observed : one->observed()) add(observed.role->entity, observed.subject);
    }
    std::vector<FactRef> facts;
    for (const auto& [entity, subject] : individuals) {
        for (std::size_t a = 0; a < matter.rulebase().attributes.size(); ++a) {
            const auto& attribute = matter.rulebase().attributes[a];
            if (attribute.of != entity || attribute.is_protected || attribute.derived) continue;
            if (attribute.combination == check::Combination::declared) continue;  // printed whole where it was declared
            for (const auto fact : rows_of(matter, check::AttributeId{a}, subject)) facts.push_back(fact);
        }
    }
    if (facts.empty()) return {};
    std::stable_sort(facts.begin(), facts.end(),
                     [&](FactRef a, FactRef b) { return check::natural_less(matter.phrases().id(a), matter.phrases().id(b)); });
    AllEvidence out;
    out.title = words.say("appendix_evidence");
    out.table.head = {words.say("head_item"),  words.say("head_of"),         words.say("head_attribute"),
                      words.say("head_value"), words.say("head_source"),     words.say("head_assessor"),
                      words.say("head_date"),  words.say("head_confidence"), words.say("head_group"),
                      words.say("head_kind")};
    const bool rated = std::any_of(facts.begin(), facts.end(), [&](FactRef fact) {
        const auto& evidence = matter.phrases().evidence(fact);
        return evidence.reliability[fact.row] != check::no_cell || evidence.credibility[fact.row] != check::no_cell;
    });
    if (rated) {
        out.table.head.push_back(words.say("head_reliability"));
        out.table.head.push_back(words.say("head_credibility"));
    }
    const bool audited = matter.workshop().origin.audience == Audience::auditor;
    if (audited) out.table.head.push_back(words.say("head_recorded"));
    for (const auto fact : facts) {
        const auto& attribute = matter.rulebase().attributes[fact.index];
        const auto& evidence = matter.phrases().evidence(fact);
        const auto& observations = matter.phrases().facts().observations[fact.index];
        const auto kind = evidence.kind[fact.row];
        Row row;
        row.cells = {fact_cell(matter, fact),
                     cell(matter.phrases().individual(attribute.of, observations.subject[fact.row]).id),
                     cell(label_of(attribute.head)),
                     cell(matter.phrases().value(attribute.type, observations.value[fact.row], Form::shorter)),
                     cell(matter.phrases().stored_text(evidence.source[fact.row])),
                     cell(matter.phrases().stored_text(evidence.assessor[fact.row])),
                     cell(date_or(matter, evidence.on[fact.row], "blank")),
                     cell(confidence_of(matter, evidence.confidence[fact.row])),
                     cell(matter.phrases().stored_text(evidence.group[fact.row])),
                     cell(kind == check::no_cell ? ""
                                                 : matter.rulebase()
                                                       .scales[matter.rulebase().kind_choice.index()]
                                                       .values[static_cast<std::size_t>(kind)]
                                                       .label)};
        if (rated) {
            for (const auto* rating : {&evidence.reliability, &evidence.credibility})
                row.cells.push_back(cell(matter.phrases().stored_text((*rating)[fact.row])));
        }
        if (audited) {
            const auto recorded = evidence.recorded[fact.row];
            row.cells.push_back(cell(recorded == check::no_cell ? "" : time_text(recorded)));
        }
        out.table.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace credence::report
