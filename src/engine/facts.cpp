#include "engine/facts.hpp"

#include <algorithm>
#include <cstring>

#include "base/wide.hpp"
#include "check/print.hpp"
#include "engine/arrange.hpp"

namespace credence::engine {

namespace {

constexpr std::uint64_t upper_half = 0xffffffff00000000ULL;

/// Eight bytes at a time, each multiplied and folded.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0x2545f4914f6cdd1dULL ^ text.size();
    const auto mix = [&](std::uint64_t word) {
        const auto product = static_cast<UnsignedWide>(hash ^ word) * 0x9e3779b97f4a7c15ULL;
        hash = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    };
    std::uint64_t word = 0;
    for (; text.size() >= sizeof word; text.remove_prefix(sizeof word)) {
        std::memcpy(&word, text.data(), sizeof word);
        mix(word);
    }
    word = 0;
    if (!text.empty()) std::memcpy(&word, text.data(), text.size());
    mix(word);
    return hash;
}

}  // namespace

TextPool::TextPool() : slots_(16) { (void)intern(""); }

/// The slot that holds the text, or the free one where it belongs.
std::size_t TextPool::place_of(std::string_view text, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (hash >> 32U) & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        if ((slots_[at] & upper_half) == (hash & upper_half) && texts_[(slots_[at] & ~upper_half) - 1] == text) break;
    }
    return at;
}

/// What a slot keeps of the hash says where it belongs: the texts are not looked at.
void TextPool::grow() {
    std::vector<std::uint64_t> before(slots_.size() * 4);
    std::swap(before, slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const auto slot : before) {
        if (slot == 0) continue;
        std::size_t at = (slot >> 32U) & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

Cell TextPool::intern(std::string_view text) {
    const auto hash = hash_of(text);
    auto at = place_of(text, hash);
    if (slots_[at] != 0) return static_cast<Cell>((slots_[at] & ~upper_half) - 1);
    if ((texts_.size() + 1) * 2 > slots_.size()) {
        grow();
        at = place_of(text, hash);
    }
    texts_.emplace_back(text);
    slots_[at] = (hash & upper_half) | texts_.size();
    return static_cast<Cell>(texts_.size() - 1);
}

std::optional<Cell> TextPool::find(std::string_view text) const {
    const auto slot = slots_[place_of(text, hash_of(text))];
    if (slot == 0) return std::nullopt;
    return static_cast<Cell>((slot & ~upper_half) - 1);
}

void EvidenceColumns::append(std::size_t rows_before) { resize(rows_before + 1); }

void EvidenceColumns::resize(std::size_t rows) {
    confidence.resize(rows, 10'000);
    for (const auto column : text_columns_of_evidence) (this->*column).resize(rows, no_cell);
    for (const auto column : value_columns_of_evidence) (this->*column).resize(rows, no_cell);
}

void EvidenceColumns::keep(const std::vector<bool>& rows) {
    each_evidence_column(*this, [&](auto& column) { keep_rows(column, rows); });
}

namespace {

template <class T>
void append_cells(std::vector<T>& column, const std::vector<T>& more) {
    column.insert(column.end(), more.begin(), more.end());
}

void append_evidence_rows(EvidenceColumns& evidence, std::size_t rows, const EvidenceColumns& more, std::size_t more_rows) {
    if (evidence.empty() && more.empty()) return;
    evidence.resize(rows);
    if (more.empty()) return evidence.resize(rows + more_rows);
    append_cells(evidence.confidence, more.confidence);
    for (const auto column : text_columns_of_evidence) append_cells(evidence.*column, more.*column);
    for (const auto column : value_columns_of_evidence) append_cells(evidence.*column, more.*column);
}

}  // namespace

void append_rows(Observations& table, const Observations& more) {
    append_evidence_rows(table.evidence, table.size(), more.evidence, more.size());
    append_cells(table.subject, more.subject);
    append_cells(table.value, more.value);
}

void append_rows(Tuples& table, const Tuples& more) {
    append_evidence_rows(table.evidence, table.size(), more.evidence, more.size());
    for (std::size_t c = 0; c < table.columns.size(); ++c) append_cells(table.columns[c], more.columns[c]);
}

void truncate(Observations& table, std::size_t rows) {
    each_column(table, [rows](auto& column) { column.resize(std::min(column.size(), rows)); });
}

void truncate(Tuples& table, std::size_t rows) {
    each_column(table, [rows](auto& column) { column.resize(std::min(column.size(), rows)); });
}

std::optional<Cell> Facts::find(EntityId entity, std::string_view id) const {
    const auto& listed = individuals[entity.index()];
    const auto found = std::lower_bound(
        listed.begin(), listed.end(), id,
        [](const Individual& individual, std::string_view wanted) { return check::natural_less(individual.id, wanted); });
    if (found == listed.end() || found->id != id) return std::nullopt;
    return static_cast<Cell>(found - listed.begin());
}

namespace {

/// Where each individual of an example stands in the facts.
std::vector<Cell> list_individuals(const check::Example& example, Facts& facts) {
    for (const auto& [id, entity] : example.individuals) facts.individuals[entity.index()].push_back({id, id});
    for (auto& listed : facts.individuals) {
        std::sort(listed.begin(), listed.end(), [](const auto& a, const auto& b) { return check::natural_less(a.id, b.id); });
    }
    std::vector<Cell> places;
    for (const auto& [id, entity] : example.individuals) places.push_back(*facts.find(entity, id));
    return places;
}

void append_evidence(const check::Evidence& given, Facts& facts, EvidenceColumns& columns, std::size_t row) {
    columns.append(row);
    const auto text = [&](const std::string& words) { return words.empty() ? no_cell : facts.texts.intern(words); };
    columns.confidence[row] = given.confidence;
    columns.kind[row] = given.kind;
    columns.item[row] = text(given.item);
    columns.source[row] = text(given.source);
    columns.assessor[row] = text(given.assessor);
    columns.group[row] = text(given.group);
    columns.quote[row] = text(given.quote);
    if (given.on) columns.on[row] = given.on->code();
    if (given.recorded) columns.recorded[row] = *given.recorded;
}

}  // namespace

Facts facts_of(const check::Rulebase& rulebase, const check::Example& example) {
    Facts facts = empty_facts(rulebase);
    if (example.as_of) facts.as_of = Date{example.as_of->last(), Precision::day};
    const auto places = list_individuals(example, facts);
    for (const auto& fact : example.given) {
        const auto& evidence = fact.evidence;
        if (evidence.recorded) facts.known_at = std::max(facts.known_at, *evidence.recorded);
        if (example.as_of && evidence.on && evidence.on->first > facts.as_of.first) continue;
        const auto cell = [&](check::Type type, std::size_t column) {
            const Cell given = fact.cells[column];
            if (given == no_cell) return no_cell;
            if (type.kind == check::TypeKind::text) return facts.texts.intern(fact.texts[column]);
            return type.kind == check::TypeKind::entity ? places[static_cast<std::size_t>(given)] : given;
        };
        if (fact.attribute) {
            const auto& attribute = rulebase.attributes[fact.attribute->index()];
            auto& observed = facts.observations[fact.attribute->index()];
            append_evidence(evidence, facts, observed.evidence, observed.size());
            observed.subject.push_back(cell({check::TypeKind::entity, attribute.of.value}, 0));
            observed.value.push_back(cell(attribute.type, 1));
        } else {
            const auto& relation = rulebase.relations[fact.relation->index()];
            auto& tuples = facts.relations[fact.relation->index()];
            append_evidence(evidence, facts, tuples.evidence, tuples.size());
            for (std::size_t i = 0; i < relation.columns.size(); ++i)
                tuples.columns[i].push_back(cell(relation.columns[i].type, i));
        }
    }
    name_items(rulebase, facts);
    arrange(rulebase, facts);
    fill_today(rulebase, facts);
    return facts;
}

}  // namespace credence::engine
