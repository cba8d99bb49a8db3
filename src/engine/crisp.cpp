#include "engine/crisp.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "datalog/order.hpp"
#include "plan/crisp.hpp"

namespace credence::engine {
namespace {

using datalog::Code;
using datalog::Row;

}  // namespace

class Crisp::Meter final : public datalog::Meter {
public:
    explicit Meter(const Budget& budget) : budget_(budget) {}
    void spend(std::uint32_t tag, std::uint64_t rows) override { budget_.spend(check::RuleId{tag}, rows); }
    void hold(std::uint32_t tag, std::size_t bytes) override {
        if (bytes > 0) budget_.hold(check::RuleId{tag}, bytes);
    }

private:
    const Budget& budget_;
};

Crisp::Crisp(const check::Rulebase& rulebase, const Facts& facts, const Settings& settings, const Without& without,
             std::function<bool(const check::Clauses&)> in_force, Budget budget)
    : rulebase_(rulebase),
      facts_(facts),
      settings_(settings),
      without_(without),
      in_force_(std::move(in_force)),
      budget_(std::move(budget)),
      codes_(rulebase, facts, settings_.parameters),
      states_(rulebase.relations.size(), Stored::no),
      coded_(rulebase.relations.size()) {}

std::vector<Code> Crisp::domains(RelationId relation) const {
    std::vector<Code> domains;
    for (const auto& column : rulebase_.relations[relation.index()].columns) domains.push_back(codes_.size(column.type));
    return domains;
}

/// Makes the recorded tuples of the relation codes, unless one is not certain or a column has none.
bool Crisp::load(RelationId id) {
    auto& state = states_[id.index()];
    if (state != Stored::no) return state != Stored::not_certain;
    state = Stored::not_certain;
    const auto& tuples = facts_.relations[id.index()];
    const auto& confidence = tuples.evidence.confidence;  // empty: all are
    if (std::any_of(confidence.begin(), confidence.end(), [](auto c) { return c != Truth::one; })) return false;
    std::vector<datalog::Buffer<Code>> columns;
    for (std::size_t c = 0; c < tuples.columns.size(); ++c) {
        auto codes = codes_.encode(rulebase_.relations[id.index()].columns[c].type, tuples.columns[c]);
        if (!codes) return false;
        columns.push_back(std::move(*codes));
    }
    datalog::Relation relation(domains(id), settings_.options);
    std::vector<const Code*> batch(columns.size());
    const auto insert = [&](std::size_t from, std::size_t end) {
        for (; from < end; from += datalog::Options::most_batch) {
            for (std::size_t c = 0; c < columns.size(); ++c) batch[c] = columns[c].data() + from;
            relation.insert(batch.data(), std::min(datalog::Options::most_batch, end - from));
        }
    };
    std::size_t from = 0;
    if (const auto found = without_.find(id.value); found != without_.end()) {
        for (const auto row : found->second) {
            insert(from, row);
            from = row + 1U;
        }
    }
    insert(from, tuples.size());
    relations_[id.index()] = std::move(relation);
    state = Stored::recorded;
    return true;
}

bool Crisp::distinct(RelationId id) {
    const auto& tuples = facts_.relations[id.index()];
    if (tuples.columns.empty()) return false;
    const auto& confidence = tuples.evidence.confidence;
    if (std::any_of(confidence.begin(), confidence.end(), [](auto c) { return c != Truth::one; })) return false;
    const auto ascends = [&](std::size_t row) {  // to the row after it
        for (const auto& column : tuples.columns) {
            if (column[row] != column[row + 1]) return column[row] < column[row + 1];
        }
        return false;
    };
    std::size_t row = 0;
    while (row + 1 < tuples.size() && ascends(row)) ++row;
    if (row + 1 >= tuples.size()) return true;
    make_room();
    return settings_.codes && load(id) && relations_[id.index()].size() == tuples.size();
}

std::optional<datalog::Group> Crisp::translate(const check::RuleGroup& group) {
    plan::Coding coding;
    coding.code = [this](check::Type type, Cell cell) { return codes_.code(type, cell); };
    coding.size = [this](check::Type type) { return codes_.size(type); };
    coding.cell = [this](const check::Expression& e) -> std::optional<Cell> {
        if (e.type.kind != check::TypeKind::text) return settings_.parameters[e.index];
        return facts_.texts.find(e.kind == check::ExpressionKind::parameter ? settings_.texts[e.index] : e.text);
    };
    coding.certain = [&](RelationId relation) {
        const check::DeclarationRef ref{check::DeclarationKind::relation, static_cast<std::uint32_t>(relation.index())};
        if (std::find(group.derived.begin(), group.derived.end(), ref) != group.derived.end()) return true;
        if (rulebase_.relations[relation.index()].derived) return derived(relation);
        return load(relation);
    };
    coding.in_force = in_force_;
    return plan::crisp_group(rulebase_, group, coding);
}

/// For all relations: made when the first is asked for.
void Crisp::make_room() {
    while (relations_.size() < rulebase_.relations.size()) {
        relations_.emplace_back(std::vector<Code>(rulebase_.relations[relations_.size()].columns.size(), 0), settings_.options);
    }
}

const std::vector<std::uint32_t>& Crisp::without(RelationId id) const {
    static const std::vector<std::uint32_t> none;
    const auto found = without_.find(id.value);
    return found == without_.end() ? none : found->second;
}

std::vector<Crisp::Kept> Crisp::set_aside(const std::vector<RelationId>& relations) {
    make_room();
    std::vector<Kept> out;
    for (const auto id : relations) {
        auto& tuples = relations_[id.index()];
        datalog::Relation none(std::vector<Code>(tuples.width(), 0), settings_.options);
        out.push_back({id, std::exchange(states_[id.index()], Stored::no), std::exchange(tuples, std::move(none)),
                       std::exchange(coded_[id.index()], std::nullopt)});
    }
    return out;
}

void Crisp::put_back(std::vector<Kept> kept) {
    for (auto& one : kept) {
        states_[one.relation.index()] = one.state;
        relations_[one.relation.index()] = std::move(one.tuples);
        coded_[one.relation.index()] = std::move(one.coded);
    }
}

bool Crisp::evaluate(const check::RuleGroup& group) {
    if (!settings_.codes) return false;
    make_room();
    const auto translated = translate(group);
    if (!translated) return false;
    for (const auto ref : group.derived)
        relations_[ref.index] = datalog::Relation(domains(RelationId{ref.index}), settings_.options);
    Meter meter(budget_);
    datalog::evaluate(relations_, *translated, settings_.options, datalog::Ranks::no, meter);
    for (const auto ref : group.derived) states_[ref.index] = Stored::derived;
    return true;
}

CodedRelation Crisp::coded(RelationId id) {
    auto& kept = coded_[id.index()];
    if (kept) return *kept;
    auto& relation = relations_[id.index()];
    datalog::sort(relation);
    kept.emplace();
    kept->rows = relation.size();
    for (std::size_t c = 0; c < relation.width(); ++c) {
        const auto type = rulebase_.relations[id.index()].columns[c].type;
        kept->columns.push_back({relation.column(c), codes_.cells(type)});
    }
    return *kept;
}

std::vector<std::uint32_t> Crisp::rounds(RelationId id, const check::RuleGroup& group) {
    auto& relation = relations_[id.index()];
    std::vector<std::uint32_t> rounds(relation.size(), 0);
    if (!group.recursive || rounds.empty()) return rounds;
    const auto translated = translate(group);
    CREDENCE_CHECK(translated.has_value());
    // Once more, with ranks, in place of the derived relations; these come back afterwards.
    std::vector<datalog::Relation> aside;
    for (const auto ref : group.derived) {
        aside.push_back(std::move(relations_[ref.index]));
        relations_[ref.index] = datalog::Relation(domains(RelationId{ref.index}), settings_.options);
    }
    Meter meter(budget_);
    datalog::evaluate(relations_, *translated, settings_.options, datalog::Ranks::yes, meter);
    datalog::Relation ranked = std::move(relations_[id.index()]);
    for (std::size_t i = 0; i < group.derived.size(); ++i) relations_[group.derived[i].index] = std::move(aside[i]);

    const auto order = datalog::ascending(ranked);
    std::size_t round = 0;
    std::vector<std::uint32_t> by_row(ranked.size());
    for (Row row = 0; row < ranked.size(); ++row) {
        while (round + 1 < ranked.rounds.size() && row >= ranked.rounds[round + 1]) ++round;
        by_row[row] = static_cast<std::uint32_t>(round);
    }
    for (std::size_t i = 0; i < order.size(); ++i) rounds[i] = by_row[order[i]];
    return rounds;
}

}  // namespace credence::engine
