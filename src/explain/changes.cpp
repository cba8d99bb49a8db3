#include "explain/changes.hpp"

#include <algorithm>

#include "engine/arrange.hpp"

namespace credence::explain {
namespace {

using check::no_cell;
using engine::EvidenceColumns;
using engine::Facts;
using engine::Observations;
using engine::Tuples;
using Kind = Change::Kind;

bool of_attribute(Kind kind) {
    return kind == Kind::correct || kind == Kind::withdraw || kind == Kind::observe || kind == Kind::settle ||
           kind == Kind::forget;
}

template <class F>
void each_column(EvidenceColumns& evidence, F f) {
    f(evidence.confidence);
    for (auto* column : {&evidence.item, &evidence.source, &evidence.assessor, &evidence.group, &evidence.quote,
                         &evidence.reliability, &evidence.credibility, &evidence.kind, &evidence.on, &evidence.recorded})
        f(*column);
}

template <class F>
void each_column(Observations& observations, F f) {
    f(observations.subject);
    f(observations.value);
    each_column(observations.evidence, f);
}

template <class F>
void each_column(Tuples& tuples, F f) {
    for (auto& column : tuples.columns) f(column);
    each_column(tuples.evidence, f);
}

template <class Table>
void erase_row(Table& table, std::size_t row) {
    each_column(table, [row](auto& column) { column.erase(column.begin() + static_cast<std::ptrdiff_t>(row)); });
}

/// What arrange.hpp would call one more row of a table of that name, about that individual.
Cell next_item(const EvidenceColumns& evidence, const std::string& individual, const std::string& table,
               engine::TextPool& texts) {
    const auto name = individual.empty() ? table : individual + "/" + table;
    for (std::size_t number = 1;; ++number) {
        const auto item = texts.intern(number == 1 ? name : name + "/" + std::to_string(number));
        if (std::find(evidence.item.begin(), evidence.item.end(), item) == evidence.item.end()) return item;
    }
}

/// One that is certain and of which nothing else is recorded but that it came last.
void insert_evidence(EvidenceColumns& evidence, std::size_t row, Cell item, Cell recorded) {
    const auto at = [row](auto& column) { return column.begin() + static_cast<std::ptrdiff_t>(row); };
    evidence.confidence.insert(at(evidence.confidence), 10'000);
    evidence.item.insert(at(evidence.item), item);
    for (auto* column : {&evidence.source, &evidence.assessor, &evidence.group, &evidence.quote, &evidence.reliability,
                         &evidence.credibility, &evidence.kind, &evidence.on})
        column->insert(at(*column), no_cell);
    evidence.recorded.insert(at(evidence.recorded), recorded);
}

void insert_observation(Observations& observations, Cell subject, Cell value, Cell item, Cell recorded) {
    const auto row = static_cast<std::size_t>(
        std::upper_bound(observations.subject.begin(), observations.subject.end(), subject) - observations.subject.begin());
    observations.subject.insert(observations.subject.begin() + static_cast<std::ptrdiff_t>(row), subject);
    observations.value.insert(observations.value.begin() + static_cast<std::ptrdiff_t>(row), value);
    insert_evidence(observations.evidence, row, item, recorded);
}

std::pair<std::size_t, std::size_t> rows_of(const Observations& observations, Cell subject) {
    const auto [first, last] = std::equal_range(observations.subject.begin(), observations.subject.end(), subject);
    return {static_cast<std::size_t>(first - observations.subject.begin()),
            static_cast<std::size_t>(last - observations.subject.begin())};
}

/// What keeps its rows first, then what takes rows away, from the last one on, then what adds some.
int turn(Kind kind) {
    switch (kind) {
        case Kind::correct: return 0;
        case Kind::withdraw:
        case Kind::remove: return 1;
        case Kind::forget:
        case Kind::settle: return 2;
        case Kind::observe:
        case Kind::add: return 3;
        case Kind::set: return 4;
    }
    return 4;
}

Changes in_turn(const Changes& changes) {
    Changes out = changes;
    std::stable_sort(out.begin(), out.end(), [](const Change& a, const Change& b) {
        if (turn(a.kind) != turn(b.kind)) return turn(a.kind) < turn(b.kind);
        return turn(a.kind) == 1 && a.row > b.row;
    });
    return out;
}

/// After all that is on record.
Cell last_moment(const Facts& facts) {
    Cell out = facts.known_at;
    const auto look = [&](const EvidenceColumns& evidence) {
        for (const auto recorded : evidence.recorded) out = recorded == no_cell ? out : std::max(out, recorded);
    };
    for (const auto& observations : facts.observations) look(observations.evidence);
    return out + 1;
}

void add_tuple(const check::Relation& relation, const Change& change, Facts& facts, Cell recorded) {
    auto& tuples = facts.relations[change.index];
    std::string individual;
    for (std::size_t c = 0; c < relation.columns.size() && individual.empty(); ++c) {
        if (relation.columns[c].type.kind == check::TypeKind::entity && change.cells[c] != no_cell)
            individual = facts.individuals[relation.columns[c].type.index][static_cast<std::size_t>(change.cells[c])].id;
    }
    const auto item = next_item(tuples.evidence, individual, relation.head.name, facts.texts);
    insert_evidence(tuples.evidence, tuples.size(), item, recorded);
    for (std::size_t c = 0; c < tuples.columns.size(); ++c) {
        const bool goes_on = relation.or_today[c] && change.cells[c] == no_cell;
        tuples.columns[c].push_back(goes_on ? facts.as_of.code() : change.cells[c]);
    }
}

void make(const check::Rulebase& rulebase, const Change& change, Facts& facts, Cell recorded) {
    if (change.kind == Kind::set) return;
    if (of_attribute(change.kind)) {  // evidence may stand for all rows by having no entries
        auto& table = facts.observations[change.index];
        table.evidence.resize(table.size());
    } else {
        auto& table = facts.relations[change.index];
        table.evidence.resize(table.size());
    }
    if (!of_attribute(change.kind)) {
        if (change.kind == Kind::remove) return erase_row(facts.relations[change.index], change.row);
        return add_tuple(rulebase.relations[change.index], change, facts, recorded);
    }
    auto& observations = facts.observations[change.index];
    switch (change.kind) {
        case Kind::correct: observations.value[change.row] = change.cells[0]; break;
        case Kind::withdraw: erase_row(observations, change.row); break;
        case Kind::forget:
        case Kind::settle: {
            const auto [first, last] = rows_of(observations, change.cells[0]);
            for (auto row = last; row > first; --row) erase_row(observations, row - 1);
            if (change.kind == Kind::forget) break;
            [[fallthrough]];
        }
        default: {
            const auto& attribute = rulebase.attributes[change.index];
            const auto& of = facts.individuals[attribute.of.index()][static_cast<std::size_t>(change.cells[0])];
            const auto item = next_item(observations.evidence, of.id, attribute.head.name, facts.texts);
            insert_observation(observations, change.cells[0], change.cells[1], item, recorded);
        }
    }
}

Facts copy_of(const check::Rulebase& rulebase, const Facts& facts) {
    Facts out = engine::empty_facts(rulebase);
    out.individuals = facts.individuals;
    out.observations = facts.observations;
    out.relations = facts.relations;
    for (std::size_t i = 0; i < facts.texts.size(); ++i) (void)out.texts.intern(facts.texts[static_cast<Cell>(i)]);
    out.as_of = facts.as_of;
    out.known_at = facts.known_at;
    out.held_back = facts.held_back;
    out.notice = facts.notice;
    out.content_digest = facts.content_digest;
    out.head = facts.head;
    return out;
}

}  // namespace

ChangeSort sort_of(const check::Rulebase& rulebase, const Change& change, const std::vector<bool>& framed) {
    if (change.kind == Kind::set) return ChangeSort::parameter;
    if (of_attribute(change.kind)) {
        const auto& attribute = rulebase.attributes[change.index];
        if (framed[attribute.of.index()]) return ChangeSort::circumstance;
        if (attribute.combination == check::Combination::declared) return ChangeSort::declaration;
        return change.kind == Kind::observe ? ChangeSort::new_fact : ChangeSort::correction;
    }
    for (const auto& column : rulebase.relations[change.index].columns) {
        if (column.type.kind != check::TypeKind::entity) continue;
        if (framed[column.type.index]) return ChangeSort::circumstance;
        break;  // a tuple is about its first individual
    }
    return change.kind == Kind::add ? ChangeSort::new_fact : ChangeSort::correction;
}

std::vector<bool> framed_entities(const check::Rulebase& rulebase, const std::vector<check::DeclarationRef>& read) {
    std::vector<bool> out(rulebase.entities.size());
    for (const auto ref : read) {
        if (ref.kind == check::DeclarationKind::range) out[rulebase.ranges[ref.index].of.index()] = true;
    }
    return out;
}

bool clash(const Facts& facts, const Change& a, const Change& b) {
    if (a == b) return true;
    if (a.kind == Kind::set || b.kind == Kind::set) return a.kind == b.kind && a.index == b.index;
    if (a.index != b.index || of_attribute(a.kind) != of_attribute(b.kind)) return false;
    if (a.kind == Kind::add || b.kind == Kind::add) return false;
    if (a.kind == Kind::remove) return a.row == b.row;
    const auto by_row = [](const Change& c) { return c.kind == Kind::correct || c.kind == Kind::withdraw; };
    const auto subject = [&](const Change& c) { return by_row(c) ? facts.observations[c.index].subject[c.row] : c.cells[0]; };
    if (subject(a) != subject(b)) return false;
    if (by_row(a) && by_row(b)) return a.row == b.row;
    const auto whole = [](const Change& c) { return c.kind == Kind::settle || c.kind == Kind::forget; };
    return whole(a) || whole(b) || (a.kind == Kind::observe && b.kind == Kind::observe);
}

engine::Settings changed(engine::Settings settings, const Changes& changes) {
    for (const auto& change : changes) {
        if (change.kind != Kind::set) continue;
        if (!change.cells.empty()) settings.parameters[change.index] = change.cells[0];
        settings.texts[change.index] = change.text;
    }
    return settings;
}

Changes settings_apart(const engine::Settings& from, const engine::Settings& to) {
    Changes out;
    for (std::uint32_t i = 0; i < from.parameters.size(); ++i) {
        if (from.parameters[i] != to.parameters[i] || from.texts[i] != to.texts[i])
            out.push_back({Kind::set, i, 0, {to.parameters[i]}, to.texts[i]});
    }
    return out;
}

Facts changed(const check::Rulebase& rulebase, const Facts& facts, const Changes& changes) {
    Facts out = copy_of(rulebase, facts);
    const auto recorded = last_moment(facts);
    for (const auto& change : in_turn(changes)) make(rulebase, change, out, recorded);
    engine::arrange(rulebase, out);
    return out;
}

Supposed::Supposed(const check::Rulebase& rulebase, const Facts& facts, engine::Settings settings)
    : rulebase_(rulebase),
      facts_(copy_of(rulebase, facts)),
      settings_(std::move(settings)),
      last_moment_(last_moment(facts)) {}

void Supposed::restore() {
    for (auto& [index, before] : observations_) facts_.observations[index] = std::move(before);
    for (auto& [index, before] : relations_) facts_.relations[index] = std::move(before);
    observations_.clear();
    relations_.clear();
}

engine::Model& Supposed::with(const Changes& changes) {
    model_.reset();
    restore();
    const auto aside = [](auto& kept, auto& tables, std::uint32_t index) {
        const bool known = std::any_of(kept.begin(), kept.end(), [&](const auto& one) { return one.first == index; });
        if (!known) kept.emplace_back(index, tables[index]);
    };
    for (const auto& change : in_turn(changes)) {
        if (change.kind == Kind::set) continue;
        if (of_attribute(change.kind))
            aside(observations_, facts_.observations, change.index);
        else
            aside(relations_, facts_.relations, change.index);
        make(rulebase_, change, facts_, last_moment_);
    }
    model_ = std::make_unique<engine::Model>(rulebase_, facts_, changed(settings_, changes));
    return *model_;
}

}  // namespace credence::explain
