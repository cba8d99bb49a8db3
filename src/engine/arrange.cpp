#include "engine/arrange.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "check/print.hpp"

namespace credence::engine {
namespace {

using check::Type;
using check::TypeKind;

struct Column {
    std::vector<Cell>* cells = nullptr;
    bool text = false;
};

/// A table of the facts seen as columns: its own, then those of its evidence.
struct FactTable {
    std::string_view name;
    std::vector<Column> columns;
    std::optional<std::size_t> first_individual;  // the column that says of whom a row is
    EntityId of;
    EvidenceColumns* evidence = nullptr;
    std::size_t count = 0;
};

void add_evidence(FactTable& rows) {
    auto& e = *rows.evidence;
    if (e.empty()) return;
    for (const auto column : text_columns_of_evidence) rows.columns.push_back({&(e.*column), true});
    for (const auto column : value_columns_of_evidence) rows.columns.push_back({&(e.*column), false});
}

std::vector<FactTable> tables_of(const check::Rulebase& rulebase, Facts& facts) {
    std::vector<FactTable> tables;
    for (std::size_t i = 0; i < facts.observations.size(); ++i) {
        const auto& attribute = rulebase.attributes[i];
        auto& observed = facts.observations[i];
        FactTable rows{attribute.head.name, {}, 0, attribute.of, &observed.evidence, observed.size()};
        rows.columns.push_back({&observed.subject, false});
        rows.columns.push_back({&observed.value, attribute.type.kind == TypeKind::text});
        add_evidence(rows);
        tables.push_back(std::move(rows));
    }
    for (std::size_t i = 0; i < facts.relations.size(); ++i) {
        const auto& relation = rulebase.relations[i];
        auto& tuples = facts.relations[i];
        FactTable rows{relation.head.name, {}, std::nullopt, {}, &tuples.evidence, tuples.size()};
        for (std::size_t c = 0; c < tuples.columns.size(); ++c) {
            const Type type = relation.columns[c].type;
            rows.columns.push_back({&tuples.columns[c], type.kind == TypeKind::text});
            if (type.kind != TypeKind::entity || rows.first_individual) continue;
            rows.first_individual = c;
            rows.of = type.entity();
        }
        add_evidence(rows);
        tables.push_back(std::move(rows));
    }
    return tables;
}

/// By content, texts as they read: numbers of texts mean nothing before they are arranged.
int compare_content(const FactTable& rows, const TextPool& texts, std::size_t a, std::size_t b) {
    for (const auto& column : rows.columns) {
        const Cell x = (*column.cells)[a];
        const Cell y = (*column.cells)[b];
        if (x == y) continue;
        if (!column.text || x == no_cell || y == no_cell) return x < y ? -1 : 1;
        return check::natural_less(texts[x], texts[y]) ? -1 : 1;
    }
    return rows.evidence->confidence_of(a) - rows.evidence->confidence_of(b);
}

void name_items_of(const FactTable& rows, Facts& facts) {
    std::vector<std::size_t> nameless;
    for (std::size_t row = 0; row < rows.count; ++row) {
        if (rows.evidence->item[row] == no_cell) nameless.push_back(row);
    }
    const auto subject = [&](std::size_t row) {
        return rows.first_individual ? (*rows.columns[*rows.first_individual].cells)[row] : no_cell;
    };
    const auto& recorded = rows.evidence->recorded;
    std::sort(nameless.begin(), nameless.end(), [&](std::size_t a, std::size_t b) {
        if (subject(a) != subject(b)) return subject(a) < subject(b);
        if (recorded[a] != recorded[b]) return recorded[a] < recorded[b];
        return compare_content(rows, facts.texts, a, b) < 0;
    });
    Cell last_subject = no_cell;
    std::size_t number = 0;
    for (const std::size_t row : nameless) {
        number = subject(row) == last_subject ? number + 1 : 1;
        last_subject = subject(row);
        std::string item;
        if (last_subject != no_cell) {
            item = facts.individuals[rows.of.index()][static_cast<std::size_t>(last_subject)].id + "/";
        }
        item += rows.name;
        if (number > 1) item += fmt::format("/{}", number);
        rows.evidence->item[row] = facts.texts.intern(item);
    }
}

template <class Visit>
void each_text(const std::vector<FactTable>& tables, Visit visit) {
    for (const auto& rows : tables) {
        for (const auto& column : rows.columns) {
            if (!column.text) continue;
            for (Cell& cell : *column.cells) {
                if (cell != no_cell) visit(cell);
            }
        }
    }
}

/// Sorts what comes in a few ascending runs, as the texts of one table after another do.
template <class Less>
void merge_runs(std::vector<Cell>& order, Less less) {
    constexpr std::size_t most_runs = 64;
    std::vector<std::ptrdiff_t> ends{0};
    for (auto at = order.begin(); at != order.end() && ends.size() <= most_runs;) {
        at = std::is_sorted_until(at, order.end(), less);
        ends.push_back(at - order.begin());
    }
    if (ends.size() > most_runs) return std::sort(order.begin(), order.end(), less);
    while (ends.size() > 2) {
        std::vector<std::ptrdiff_t> merged{0};
        for (std::size_t run = 2; run < ends.size(); run += 2) {
            std::inplace_merge(order.begin() + ends[run - 2], order.begin() + ends[run - 1], order.begin() + ends[run], less);
            merged.push_back(ends[run]);
        }
        if (ends.size() % 2 == 0) merged.push_back(ends.back());
        ends = std::move(merged);
    }
}

/// Numbers the texts that stand in a row in their natural order, the empty text first; the others go.
void number_texts(Facts& facts, const std::vector<FactTable>& tables) {
    std::vector<bool> used(facts.texts.size());
    each_text(tables, [&](Cell cell) { used[static_cast<std::size_t>(cell)] = true; });
    std::vector<Cell> order;
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (used[i]) order.push_back(static_cast<Cell>(i));
    }
    const auto less = [&](Cell a, Cell b) { return check::natural_less(facts.texts[a], facts.texts[b]); };
    merge_runs(order, less);
    TextPool sorted;
    std::vector<Cell> renumbered(used.size());
    for (const Cell old : order) renumbered[static_cast<std::size_t>(old)] = sorted.intern(facts.texts[old]);
    each_text(tables, [&](Cell& cell) { cell = renumbered[static_cast<std::size_t>(cell)]; });
    facts.texts = std::move(sorted);
}

template <class Cells>
void permute(Cells& cells, const std::vector<std::uint32_t>& order) {
    Cells sorted;
    sorted.reserve(cells.size());
    for (const auto row : order) sorted.push_back(cells[row]);
    cells = std::move(sorted);
}

void sort_rows(const FactTable& rows) {
    // Once texts are numbered in order, their cells compare as they do.
    std::vector<const std::vector<Cell>*> keys;
    if (rows.first_individual) keys.push_back(rows.columns[*rows.first_individual].cells);
    if (!rows.evidence->empty()) keys.push_back(&rows.evidence->item);
    for (const auto& column : rows.columns) keys.push_back(column.cells);
    std::vector<std::uint32_t> order(rows.count);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        for (const auto* key : keys) {
            if ((*key)[a] != (*key)[b]) return (*key)[a] < (*key)[b];
        }
        return rows.evidence->confidence_of(a) < rows.evidence->confidence_of(b);
    });
    for (const auto& column : rows.columns) permute(*column.cells, order);
    if (!rows.evidence->empty()) permute(rows.evidence->confidence, order);
}

}  // namespace

Facts empty_facts(const check::Rulebase& rulebase) {
    Facts facts;
    facts.individuals.resize(rulebase.entities.size());
    facts.observations.resize(rulebase.attributes.size());
    facts.relations.resize(rulebase.relations.size());
    for (std::size_t i = 0; i < facts.relations.size(); ++i)
        facts.relations[i].columns.resize(rulebase.relations[i].columns.size());
    return facts;
}

void name_items(const check::Rulebase& rulebase, Facts& facts) {
    for (const auto& rows : tables_of(rulebase, facts)) name_items_of(rows, facts);
}

void arrange(const check::Rulebase& rulebase, Facts& facts) {
    const auto tables = tables_of(rulebase, facts);
    number_texts(facts, tables);
    for (const auto& rows : tables) sort_rows(rows);
}

void arrange_to_infer(const check::Rulebase& rulebase, Facts& facts) {
    const auto tables = tables_of(rulebase, facts);
    number_texts(facts, tables);
    for (std::size_t i = 0; i < facts.observations.size(); ++i) {
        const auto& subjects = facts.observations[i].subject;
        const bool one_each = std::adjacent_find(subjects.begin(), subjects.end(), std::greater_equal<>()) == subjects.end();
        if (!one_each) sort_rows(tables[i]);
    }
}

void fill_today(const check::Rulebase& rulebase, Facts& facts) {
    for (std::size_t i = 0; i < facts.relations.size(); ++i) {
        auto& tuples = facts.relations[i];
        for (std::size_t c = 0; c < tuples.columns.size(); ++c) {
            if (rulebase.relations[i].or_today[c]) {
                std::replace(tuples.columns[c].begin(), tuples.columns[c].end(), no_cell, facts.as_of.code());
            }
        }
    }
}

}  // namespace credence::engine
