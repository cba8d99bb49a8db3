#include "engine/worlds.hpp"

#include <utility>

#include "base/check.hpp"

namespace credence::engine {

using check::DeclarationKind;
using check::TypeKind;

Worlds::Worlds(Evaluator& evaluator, const std::vector<check::DeclarationRef>& cone) : evaluator_(evaluator) {
    CREDENCE_CHECK(evaluator.worlds_ == nullptr);
    std::set<std::size_t> groups;
    for (const auto ref : cone) {
        if (ref.kind == DeclarationKind::define) memos_.emplace_back(ref.index, std::move(evaluator.memos_[ref.index]));
        if (ref.kind == DeclarationKind::range) ranges_.push_back(ref.index);
        if (ref.kind == DeclarationKind::question) questions_.push_back(ref.index);
        if (const auto group = evaluator.group_of_.find(ref); group != evaluator.group_of_.end()) groups.insert(group->second);
    }
    for (const auto group : groups) {
        if (evaluator.evaluate_crisp(group)) continue;  // whatever is supposed
        groups_.push_back(group);
        progress_.push_back(evaluator.progress_[group]);
        looks_.push_back(evaluator.looks_of_group_[group]);
        for (const auto ref : evaluator.groups_[group].derived) {
            if (ref.kind == DeclarationKind::relation) {
                relations_.emplace_back(ref.index, std::move(evaluator.relations_[ref.index]));
            } else {
                summaries_.emplace_back(ref.index, std::move(evaluator.summaries_[ref.index]));
                if (auto node = evaluator.derived_attributes_.extract(ref.index)) derived_attributes_.insert(std::move(node));
            }
        }
    }
    evaluator.worlds_ = this;
    begin();
}

Worlds::~Worlds() {
    forget();
    for (auto& [index, memo] : memos_) evaluator_.memos_[index] = std::move(memo);
    for (const auto index : ranges_) evaluator_.range_world_[index] = evaluator_.real_world_;
    for (const auto index : questions_) evaluator_.pointers_world_[index] = evaluator_.real_world_;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        evaluator_.progress_[groups_[i]] = progress_[i];
        evaluator_.looks_of_group_[groups_[i]] = std::move(looks_[i]);
    }
    for (auto& [index, relation] : relations_) evaluator_.relations_[index] = std::move(relation);
    for (auto& [index, summaries] : summaries_) {
        evaluator_.derived_attributes_.erase(static_cast<std::uint32_t>(index));
        evaluator_.summaries_[index] = std::move(summaries);
    }
    evaluator_.derived_attributes_.merge(derived_attributes_);
    evaluator_.worlds_ = nullptr;
}

/// Nothing of the cone is worked out yet in this world.
void Worlds::begin() {
    const auto world = ++evaluator_.last_world_;
    for (const auto& [index, memo] : memos_) evaluator_.memos_[index] = memo.fresh();
    for (const auto index : ranges_) evaluator_.range_world_[index] = world;
    for (const auto index : questions_) evaluator_.pointers_world_[index] = world;
    for (const auto group : groups_) evaluator_.progress_[group] = Evaluator::Progress::none;
    for (const auto& [index, relation] : relations_)
        evaluator_.relations_[index] = StoredRelation(evaluator_.rulebase.relations[index].columns.size());
    for (const auto& [index, summaries] : summaries_) {
        evaluator_.derived_attributes_.erase(static_cast<std::uint32_t>(index));
        evaluator_.summaries_[index].clear();
    }
}

/// Takes back what was supposed.
void Worlds::forget() {
    for (auto& [unobserved, kept] : supposed_) {
        auto& observations = evaluator_.facts.observations[unobserved.attribute.index()];
        truncate(observations, kept.first);
        auto& summaries = evaluator_.summaries_[unobserved.attribute.index()];
        summaries.erase(unobserved.subject);
        if (kept.second) summaries.emplace(unobserved.subject, std::move(*kept.second));
    }
    supposed_.clear();
}

void Worlds::suppose(std::span<const std::pair<Unobserved, Cell>> observed) {
    forget();
    begin();
    compared_ = compared_unlisted_ = false;
    for (const auto& [unobserved, cell] : observed) {
        auto& observations = evaluator_.facts.observations[unobserved.attribute.index()];
        const auto row = static_cast<std::uint32_t>(observations.size());
        observations.subject.push_back(unobserved.subject);
        observations.value.push_back(cell);
        observations.evidence.append(row);
        observations.evidence.item[row] = evaluator_.facts.texts.intern("?");
        auto before = evaluator_.summaries_[unobserved.attribute.index()].extract(unobserved.subject);
        supposed_[unobserved] = {row, before ? std::optional(std::move(before.mapped())) : std::nullopt};
    }
}

std::optional<std::size_t> Worlds::count(check::AttributeId attribute) const {
    const auto type = evaluator_.rulebase.attributes[attribute.index()].type;
    switch (type.kind) {
        case TypeKind::entity:
        case TypeKind::scale:
        case TypeKind::yes_no: return evaluator_.domain_size(type);
        case TypeKind::range: {
            const auto ends = evaluator_.rulebase.scales[type.index].values.size();
            return ends * (ends + 1) / 2;
        }
        default: return std::nullopt;
    }
}

Cell Worlds::value(check::AttributeId attribute, std::size_t index) const {
    const auto type = evaluator_.rulebase.attributes[attribute.index()].type;
    if (type.kind != TypeKind::range) return static_cast<Cell>(index);
    auto highest = static_cast<Cell>(0);
    auto lowest = static_cast<Cell>(index);
    for (; lowest > highest; ++highest) lowest -= highest + 1;
    return check::pack_range(lowest, highest);
}

void Worlds::forget_looks() {
    looked_at_.clear();
    beyond_lists_ = false;
}

std::optional<std::uint32_t> Worlds::row(Unobserved unobserved) const {
    const auto found = supposed_.find(unobserved);
    return found == supposed_.end() ? std::nullopt : std::optional(found->second.first);
}

void Worlds::read(Unobserved unobserved, bool inside, bool asking) {
    const auto [first, last] = evaluator_.recorded_of(unobserved.attribute, unobserved.subject);
    if (first != last || evaluator_.rulebase.attributes[unobserved.attribute.index()].derived) return;
    if (count(unobserved.attribute)) {
        looked_at_.insert(unobserved);
        compared_ = compared_ || (!asking && !supposed_.contains(unobserved));
    } else {
        beyond_lists_ = beyond_lists_ || inside;
        compared_unlisted_ = compared_unlisted_ || !asking;
    }
}

void Worlds::read_observed(check::AttributeId attribute, Cell subject) {
    if (subject != check::no_cell) return read({attribute, subject}, true, true);
    const auto individuals = evaluator_.looked_in_[attribute.index()].size();
    for (std::size_t i = 0; i < individuals; ++i) read({attribute, static_cast<Cell>(i)}, true, true);
}

}  // namespace credence::engine
