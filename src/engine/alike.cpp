// Rows that are alike in all that a condition reads: it is worked out for the first of each kind only. What somebody observed of an
// attribute makes few kinds of individuals, and so does what is worked out from it; pairs of individuals make few kinds of pairs.
#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

#include "engine/evaluator.hpp"

namespace credence::engine {
namespace {

using plan::Feature;

constexpr std::uint32_t none = 0xffffffff;
constexpr std::size_t fewest_in_a_kind = 2;  // on average

/// Numbers keys in the order in which they first come.
class Numbering {
public:
    using Key = std::array<Cell, 2>;

    std::uint32_t number(const Key& key) {
        if (count_ * 2 >= slots_.size()) grow();
        auto& slot = slots_[place_of(key)];
        if (slot.number == none) slot = {key, count_++};
        return slot.number;
    }
    [[nodiscard]] std::uint32_t count() const { return count_; }

private:
    struct Slot {
        Key key{};
        std::uint32_t number = none;
    };

    [[nodiscard]] std::size_t place_of(const Key& key) const {
        auto at = static_cast<std::size_t>(hash_of_cells(key));
        const auto is_taken = [&](const Slot& slot) {  // cell by cell: comparing arrays calls a function
            return slot.number != none && (slot.key[0] != key[0] || slot.key[1] != key[1]);
        };
        for (at &= slots_.size() - 1; is_taken(slots_[at]);) at = (at + 1) & (slots_.size() - 1);
        return at;
    }
    void grow() {
        std::vector<Slot> before(slots_.empty() ? 64 : slots_.size() * 4);
        std::swap(before, slots_);
        for (const auto& slot : before) {
            if (slot.number != none) slots_[place_of(slot.key)] = slot;
        }
    }

    std::vector<Slot> slots_;  // a power of two
    std::uint32_t count_ = 0;
};

struct HashOfCells {
    std::size_t operator()(const std::vector<Cell>& cells) const { return hash_of_cells(cells); }
};

/// What of several observations of one subject decides how they are summed up: values, confidences, who belongs together, and where it
/// matters the kind and which came last.
void describe(const check::Attribute& attribute, const Observations& observations, std::uint32_t first, std::uint32_t last,
              std::vector<Cell>& out) {
    const auto& e = observations.evidence;
    const auto at = [&](std::vector<Cell> EvidenceColumns::*column, std::uint32_t row) { return e.at(column, row); };
    Cell latest = no_cell;
    for (auto row = first; row < last; ++row) latest = std::max(latest, at(&EvidenceColumns::recorded, row));
    out.clear();
    for (auto row = first; row < last; ++row) {
        const Cell group = at(&EvidenceColumns::group, row);
        Cell together = row - first;
        for (auto earlier = first; group != no_cell && earlier < row; ++earlier) {
            if (at(&EvidenceColumns::group, earlier) != group) continue;
            together = earlier - first;
            break;
        }
        const bool counts =
            attribute.combination == check::Combination::declared && at(&EvidenceColumns::recorded, row) == latest;
        out.insert(out.end(), {observations.value[row], e.confidence_of(row), together, counts ? 1 : 0,
                               attribute.preferences.empty() ? no_cell : at(&EvidenceColumns::kind, row)});
    }
}

}  // namespace

/// By what is observed; what rules derived, by what comes of it.
Evaluator::Kinds Evaluator::kinds_of_attribute(check::AttributeId id, std::size_t individuals) {
    const auto& attribute = rulebase.attributes[id.index()];
    Kinds out;
    out.of.resize(individuals);
    Numbering single;
    std::unordered_map<std::vector<Cell>, std::uint32_t, HashOfCells> several;
    std::vector<Cell> description;
    const auto number_of_several = [&] {  // below those of single ones, upside down until their number is known
        return none - several.try_emplace(description, static_cast<std::uint32_t>(several.size())).first->second - 1;
    };
    const auto& observations = facts.observations[id.index()];
    const std::uint32_t nothing = single.number({no_cell, no_cell});
    for (std::size_t i = 0; i < individuals; ++i) {
        if (attribute.derived) {
            const auto& s = summary(id, static_cast<Cell>(i));
            description.assign({static_cast<Cell>(s.state), s.ignorance});
            for (const auto& share : s.shares) description.insert(description.end(), {share.value, share.weight});
            out.of[i] = number_of_several();
        } else if (const auto [first, last] = recorded_of(id, static_cast<Cell>(i)); first == last) {
            out.of[i] = nothing;
        } else if (first + 1 == last) {
            out.of[i] = single.number({observations.value[first], observations.evidence.confidence_of(first)});
        } else {
            describe(attribute, observations, first, last, description);
            out.of[i] = number_of_several();
        }
        if (single.count() + several.size() > individuals / fewest_in_a_kind + 16) return {};
    }
    out.count = single.count() + static_cast<std::uint32_t>(several.size());
    if (!several.empty()) {
        for (auto& kind : out.of) {
            if (kind >= single.count()) kind = single.count() + (none - 1 - kind);
        }
    }
    return out;
}

Evaluator::Kinds Evaluator::kinds_of_individuals(const plan::Read& read) {
    const auto individuals = domain_size(read.type);
    const auto index = read.feature.index;
    if (read.feature.kind == Feature::Kind::attribute) return kinds_of_attribute(check::AttributeId{index}, individuals);

    std::vector<Vector> all(1, Vector(individuals));
    for (std::size_t i = 0; i < individuals; ++i) all.front().set(i, static_cast<Cell>(i));
    const auto& cells = all.front().cells;
    Kinds out;
    out.of.resize(individuals);
    Numbering numbering;
    const auto number = [&](auto key_of) {
        for (std::size_t i = 0; i < individuals; ++i) out.of[i] = numbering.number(key_of(i));
    };
    switch (read.feature.kind) {
        case Feature::Kind::define: {
            const auto values = define_values(check::DefineId{index}, all, individuals);
            number([&](std::size_t i) { return Numbering::Key{values.cells[i], static_cast<Cell>(values.states[i])}; });
            break;
        }
        case Feature::Kind::named: {
            const auto truths = define_truths(check::DefineId{index}, all, individuals);
            number([&](std::size_t i) {
                return Numbering::Key{truths[i].belief, truths[i].plausibility * 2 + (truths[i].disputed ? 1 : 0)};
            });
            break;
        }
        case Feature::Kind::range: {
            compute_ranges(check::RangeId{index}, cells);
            number([&](std::size_t i) { return Numbering::Key{ranges_[index][i].value(), 0}; });
            break;
        }
        default: {
            compute_pointers(check::QuestionId{index}, cells);
            const auto& found = pointers_[index];
            const auto pole = read.feature.upper ? 1 : 0;
            number([&](std::size_t i) {
                if (read.feature.kind == Feature::Kind::pointers) return Numbering::Key{found[i].stated[pole], 0};
                if (read.feature.kind == Feature::Kind::implied_pointers) return Numbering::Key{found[i].implied[pole], 0};
                if (!found[i].any()) return Numbering::Key{no_cell, 0};
                return Numbering::Key{band_at(*rulebase.questions[index].bands, found[i].evidence), 0};
            });
        }
    }
    out.count = numbering.count();
    return out;
}

/// Nothing where looking for kinds does not pay, for so many rows.
const Evaluator::Kinds* Evaluator::kinds(const plan::Read& read, std::size_t rows) {
    const auto at = kinds_.find({read.type, read.feature});
    if (at != kinds_.end()) return at->second.of.empty() ? nullptr : &at->second;
    if (rows * rows_a_subject < domain_size(read.type)) return nullptr;
    auto found = kinds_of_individuals(read);
    if (found.count * fewest_in_a_kind > found.of.size()) found = {};
    const auto& kept = kinds_[{read.type, read.feature}] = std::move(found);
    return kept.of.empty() ? nullptr : &kept;
}

/// Not while the unobserved is supposed to be this or that.
bool Evaluator::may_be_alike(std::size_t rows) const {
    return settings.alike != 0 && rows >= settings.alike && worlds_ == nullptr && found_open_ == nullptr && assumed_.empty();
}

std::optional<Evaluator::Alike> Evaluator::alike(const plan::Reads& reads, const Batch& batch) {
    if (!may_be_alike(batch.rows)) return {};
    struct Column {
        const std::vector<Cell>* cells = nullptr;
        const Kinds* kinds = nullptr;  // nothing: each cell is a kind
        std::size_t count = 0;
    };
    std::vector<Column> columns;
    std::size_t places = 1;
    const auto add = [&](const plan::Read& read, const Kinds* kinds) {
        const std::size_t count = (kinds == nullptr ? domain_size(read.type) : kinds->count) + 1;
        columns.push_back({&batch.slots[read.variable.index()], kinds, count});
        places *= count;
        return places <= batch.rows;
    };
    std::vector<bool> by_itself(batch.slots.size());
    const auto add_itself = [&](const plan::Read& read) {
        if (by_itself[read.variable.index()]) return true;
        by_itself[read.variable.index()] = true;
        return check::is_finite(read.type) && domain_size(read.type) < batch.rows && add(read, nullptr);
    };
    for (const auto& read : reads) {
        if (read.feature.kind == Feature::Kind::itself && batch.is_bound(read.variable) && !add_itself(read)) return {};
    }
    for (const auto& read : reads) {
        if (!batch.is_bound(read.variable) || by_itself[read.variable.index()]) continue;
        const auto* found = kinds(read, batch.rows);
        if (found == nullptr ? !add_itself(read) : !add(read, found)) return {};
    }
    for (const auto& read : reads) {
        if (read.feature.kind != Feature::Kind::attribute || !batch.is_bound(read.variable)) continue;
        for (const Cell cell : batch.slots[read.variable.index()]) {
            if (cell != no_cell) look_at(check::AttributeId{read.feature.index}, cell);
        }
    }

    Alike out;
    out.kind_of.assign(batch.rows, 0);
    std::size_t stride = 1;
    for (const auto& column : columns) {
        for (std::size_t i = 0; i < batch.rows; ++i) {
            const Cell cell = (*column.cells)[i];
            if (cell == no_cell) continue;
            const auto at = static_cast<std::size_t>(cell);
            const auto kind = column.kinds == nullptr ? at : column.kinds->of[at];
            out.kind_of[i] += static_cast<std::uint32_t>((kind + 1) * stride);
        }
        stride *= column.count;
    }
    std::vector<std::uint32_t> numbers(places, none);
    for (std::uint32_t i = 0; i < batch.rows; ++i) {
        auto& number = numbers[out.kind_of[i]];
        if (number == none) {
            number = static_cast<std::uint32_t>(out.firsts.size());
            out.firsts.push_back(i);
            if (out.firsts.size() * fewest_in_a_kind > batch.rows) return {};
        }
        out.kind_of[i] = number;
    }
    return out;
}

}  // namespace credence::engine
