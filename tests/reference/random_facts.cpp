#include "reference/random_facts.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/arrange.hpp"

namespace credence::testing {
namespace {

using check::Cell;
using check::TypeKind;

class Maker {
public:
    Maker(const check::Rulebase& rulebase, Dice& dice, Extent extent)
        : rulebase_(rulebase),
          dice_(dice),
          extent_(extent),
          facts_(engine::empty_facts(rulebase)) {
        facts_.as_of = Date::from_civil(2026, 6, 1);
    }

    engine::Facts made() {
        for (auto& individuals : facts_.individuals) {
            const std::size_t size = 1 + dice_.roll(extent_.individuals);
            for (std::size_t i = 0; i < size; ++i) individuals.push_back({"x" + std::to_string(i), ""});
        }
        for (std::size_t a = 0; a < rulebase_.attributes.size(); ++a) observe(a);
        for (std::size_t r = 0; r < rulebase_.relations.size(); ++r) record(r);
        engine::name_items(rulebase_, facts_);
        engine::arrange(rulebase_, facts_);
        engine::fill_today(rulebase_, facts_);
        return std::move(facts_);
    }

private:
    void observe(std::size_t a) {
        const auto& attribute = rulebase_.attributes[a];
        if (attribute.derived) return;
        auto& o = facts_.observations[a];
        for (std::size_t i = 0; i < facts_.individuals[attribute.of.index()].size(); ++i) {
            for (std::size_t n = dice_.roll(extent_.observations + 1); n > 0; --n) {
                const std::size_t row = o.size();
                o.subject.push_back(static_cast<Cell>(i));
                o.value.push_back(value(attribute.type));
                describe(o.evidence, row);
            }
        }
    }

    void record(std::size_t r) {
        const auto& relation = rulebase_.relations[r];
        if (relation.derived) return;
        auto& tuples = facts_.relations[r];
        const std::size_t rows = dice_.roll(extent_.tuples + 1);
        for (std::size_t row = 0; row < rows; ++row) {
            for (std::size_t c = 0; c < relation.columns.size(); ++c) {
                const bool empty = relation.or_today[c] && dice_.roll(3) == 0;
                tuples.columns[c].push_back(empty ? check::no_cell : value(relation.columns[c].type));
            }
            if (extent_.certain_tuples)
                tuples.evidence.append(row);
            else
                describe(tuples.evidence, row);
        }
    }

    void describe(engine::EvidenceColumns& evidence, std::size_t row) {
        constexpr auto confidences = std::to_array<std::int32_t>({500, 1'000, 3'000, 5'000, 6'000, 9'000, 10'000, 10'000});
        evidence.append(row);
        evidence.confidence[row] = extent_.coarse ? 5'000 : confidences[dice_.roll(confidences.size())];
        const auto& kinds = rulebase_.scales[rulebase_.kind_choice.index()].values;
        if (!kinds.empty() && dice_.roll(2) == 0) evidence.kind[row] = static_cast<Cell>(dice_.roll(kinds.size()));
        if (dice_.roll(2) == 0) evidence.group[row] = word("group");
        if (dice_.roll(2) == 0) evidence.assessor[row] = word("assessor");
        if (dice_.roll(2) == 0) evidence.on[row] = value({TypeKind::date, 0});
        if (dice_.roll(2) == 0) evidence.recorded[row] = value({TypeKind::time, 0});
    }

    Cell value(check::Type type) {
        const auto pick = [this, type](std::size_t sides) {
            const bool few = extent_.coarse && type.kind != TypeKind::entity;
            return static_cast<Cell>(dice_.roll(few ? std::min<std::size_t>(sides, 2) : sides));
        };
        switch (type.kind) {
            case TypeKind::entity: return pick(facts_.individuals[type.index].size());
            case TypeKind::scale: return pick(rulebase_.scales[type.index].values.size());
            case TypeKind::yes_no: return pick(2);
            case TypeKind::number: return (pick(12) - 3) * Decimal::scale / (dice_.roll(4) == 0 ? 3 : 1);
            case TypeKind::time: return pick(4) * 86'400;
            case TypeKind::text: return word("word");
            case TypeKind::date: {
                constexpr auto dates =
                    std::to_array<const char*>({"2001-01-01", "2001-01-09", "2001-02", "2002", "2024-02-29", "2025-12"});
                return Date::parse(dates[dice_.roll(dates.size())])->code();
            }
            case TypeKind::range: {
                const auto size = rulebase_.scales[type.index].values.size();
                const Cell lowest = pick(size);
                return check::pack_range(lowest, lowest + pick(size - static_cast<std::size_t>(lowest)));
            }
        }
        return 0;
    }

    Cell word(const char* stem) { return facts_.texts.intern(stem + std::to_string(dice_.roll(3))); }

    const check::Rulebase& rulebase_;
    Dice& dice_;
    const Extent extent_;
    engine::Facts facts_;
};

}  // namespace

engine::Facts random_facts(const check::Rulebase& rulebase, Dice& dice, Extent extent) {
    return Maker(rulebase, dice, extent).made();
}

}  // namespace credence::testing
