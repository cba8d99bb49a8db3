// What is supposed to be otherwise than on record: made in the tables that the evaluator reads, taken back before the next. Groups of
// rules that rest on it are set aside and worked out anew when they are asked for; defines, ranges and questions always are, as they
// are for the few bindings that are asked for.
#include <algorithm>

#include "base/check.hpp"
#include "engine/evaluator.hpp"

namespace credence::engine {

using check::DeclarationKind;
using check::DeclarationRef;
using check::TypeKind;

namespace {

bool is_any_of(const std::vector<DeclarationRef>& sorted_cone, const std::vector<DeclarationRef>& changed) {
    return std::any_of(changed.begin(), changed.end(),
                       [&](DeclarationRef ref) { return std::binary_search(sorted_cone.begin(), sorted_cone.end(), ref); });
}

}  // namespace

/// The settings that answers depend on, and the declarations that they change.
std::vector<DeclarationRef> Evaluator::set(const Settings& other) {
    std::vector<DeclarationRef> out;
    for (std::uint32_t p = 0; p < settings.parameters.size(); ++p) {
        if (settings.parameters[p] != other.parameters[p] || settings.texts[p] != other.texts[p])
            out.push_back({DeclarationKind::parameter, p});
    }
    for (const auto& one : settings.left_out) out.push_back(one.declaration);
    for (const auto& one : other.left_out) out.push_back(one.declaration);
    settings = other;
    leave_out();
    return out;
}

/// What is left out is not in force; of the rest it is worked out when it is asked for.
void Evaluator::leave_out() {
    in_force_.clear();
    for (const auto& one : settings.left_out) {
        if (one.declaration.kind != DeclarationKind::define) in_force_[&rulebase.clauses_of(one.declaration)] = false;
    }
}

void Evaluator::suppose(const Supposition& supposition, const Settings& other) {
    CREDENCE_CHECK(worlds_ == nullptr);
    supposes_ = true;
    take_back();
    auto before = settings;
    auto changed = set(other);
    begin_anew();
    if (supposition.observations.empty() && supposition.tuples.empty() && changed.empty()) return;
    aside_ = std::make_unique<Aside>();
    aside_->settings = std::move(before);
    for (const auto& of : supposition.observations) changed.push_back({DeclarationKind::attribute, of.attribute.value});
    for (const auto& of : supposition.tuples) changed.push_back({DeclarationKind::relation, of.relation.value});
    set_aside(changed);
    for (const auto& of : supposition.observations) {
        auto& observations = facts.observations[of.attribute.index()];
        aside_->observations.emplace_back(of.attribute.value, observations.size());
        const auto first = static_cast<std::uint32_t>(observations.size());
        append_rows(observations, of.instead);
        apart_.rows[{of.attribute, of.subject}] = {first, static_cast<std::uint32_t>(observations.size())};
        auto& kept = aside_->of_subjects.emplace_back(AttributeOf{of.attribute, of.subject}, std::nullopt).second;
        if (auto node = summaries_[of.attribute.index()].extract(of.subject)) kept = std::move(node.mapped());
    }
    for (const auto& of : supposition.tuples) {
        auto& tuples = facts.relations[of.relation.index()];
        aside_->tuples.emplace_back(of.relation.value, tuples.size());
        append_rows(tuples, of.more);
        apart_.without[of.relation.value] = of.without;
        auto& stored = relations_[of.relation.index()];
        if (!stored.loaded) continue;
        append_recorded(of.relation);
        std::vector<Cell> row(stored.table.width());
        const auto judge = [&](std::size_t at) {
            for (std::size_t c = 0; c < row.size(); ++c) row[c] = tuples.columns[c][at];
            choose_best(of.relation, row);
        };
        for (const auto at : of.without) judge(at);
        for (auto at = aside_->tuples.back().second; at < tuples.size(); ++at) judge(at);
    }
}

/// Sets aside every group of rules that reads one of the declarations, and what is kept of derived attributes.
void Evaluator::set_aside(const std::vector<DeclarationRef>& changed) {
    if (group_cones_.empty()) {
        for (const auto& group : groups_) group_cones_.push_back(check::closure(rulebase, group.derived));
    }
    // What a number is set to may have no code.
    const bool without_codes = std::any_of(changed.begin(), changed.end(), [&](DeclarationRef ref) {
        if (ref.kind != DeclarationKind::parameter) return false;
        const auto kind = rulebase.parameters[ref.index].type.kind;
        return kind == TypeKind::number || kind == TypeKind::date || kind == TypeKind::time;
    });
    std::vector<RelationId> crisp;
    for (const auto ref : changed) {
        if (ref.kind == DeclarationKind::relation) crisp.push_back(RelationId{ref.index});
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        if (!is_any_of(group_cones_[g], changed)) continue;
        auto& kept = aside_->groups.emplace_back();
        kept.index = g;
        kept.progress = std::exchange(progress_[g], Progress::none);
        kept.needs_degrees = needs_degrees_[g];
        needs_degrees_[g] = without_codes;
        kept.looks = std::exchange(looks_of_group_[g], {});
        for (const auto ref : groups_[g].derived) {
            if (ref.kind == DeclarationKind::relation) {
                auto& stored = relations_[ref.index];
                kept.relations.emplace_back(ref.index, std::exchange(stored, StoredRelation(stored.table.width())));
                crisp.push_back(RelationId{ref.index});
                continue;
            }
            auto& of = kept.attributes.emplace_back(ref.index, std::nullopt);
            if (auto node = derived_attributes_.extract(ref.index)) of.second = std::move(node.mapped());
            set_aside_summaries(ref.index);
        }
    }
    aside_->crisp = crisp_.set_aside(crisp);
    for (std::uint32_t a = 0; a < rulebase.attributes.size(); ++a) {
        const auto& preferences = rulebase.attributes[a].preferences;
        const bool differs = std::any_of(preferences.begin(), preferences.end(), [&](const check::Preference& one) {
            return one.when && std::find(changed.begin(), changed.end(),
                                         DeclarationRef{DeclarationKind::parameter, one.when->value}) != changed.end();
        });
        if (differs) set_aside_summaries(a);
    }
}

void Evaluator::set_aside_summaries(std::uint32_t attribute) {
    aside_->summaries.emplace_back(attribute, std::exchange(summaries_[attribute], {}));
}

/// The facts and what rests on them as they were before what is supposed.
void Evaluator::take_back() {
    if (aside_ == nullptr) return;
    for (auto& [attribute, rows] : aside_->observations) {
        auto& observations = facts.observations[attribute];
        truncate(observations, std::min(rows, observations.size()));
    }
    const auto without = std::exchange(apart_.without, {});
    apart_.rows.clear();
    for (const auto& [relation, rows] : aside_->tuples) {
        auto& tuples = facts.relations[relation];
        std::vector<std::vector<Cell>> touched;
        const auto touch = [&](std::size_t at) {
            auto& row = touched.emplace_back();
            for (const auto& column : tuples.columns) row.push_back(column[at]);
        };
        for (const auto at : without.at(relation)) touch(at);
        for (auto at = rows; at < tuples.size(); ++at) touch(at);
        truncate(tuples, rows);
        auto& stored = relations_[relation];
        if (!stored.loaded) continue;
        stored.table.truncate(rows);
        stored.truths.resize(rows);
        stored.superseded.resize(rows);
        for (const auto& row : touched) choose_best(RelationId{relation}, row);
    }
    for (auto& [what, summary] : aside_->of_subjects) {
        auto& summaries = summaries_[what.attribute.index()];
        summaries.erase(what.subject);
        if (summary) summaries.emplace(what.subject, std::move(*summary));
    }
    for (auto& [attribute, summaries] : aside_->summaries) summaries_[attribute] = std::move(summaries);
    for (auto& group : aside_->groups) {
        progress_[group.index] = group.progress;
        needs_degrees_[group.index] = group.needs_degrees;
        looks_of_group_[group.index] = std::move(group.looks);
        for (auto& [index, relation] : group.relations) relations_[index] = std::move(relation);
        for (auto& [index, of] : group.attributes) {
            derived_attributes_.erase(index);
            if (of) derived_attributes_.emplace(index, std::move(*of));
        }
    }
    crisp_.put_back(std::move(aside_->crisp));
    settings = std::move(aside_->settings);
    leave_out();
    aside_.reset();
}

/// Nothing that is worked out binding by binding stays, nor what was looked at and spent.
void Evaluator::begin_anew() {
    for (auto& memo : memos_) memo.clear();
    real_world_ = ++last_world_;
    std::fill(range_world_.begin(), range_world_.end(), real_world_);
    std::fill(pointers_world_.begin(), pointers_world_.end(), real_world_);
    kinds_.clear();
    looks_.clear();
    look_round_ = ++last_look_round_;
    std::fill(replayed_in_.begin(), replayed_in_.end(), 0U);
    spent_ = next_check_ = 0;
    began_ = std::chrono::steady_clock::now();
}

/// Of the equal rows of a recorded relation that count as there, the best supported, of such the first, is not superseded.
void Evaluator::choose_best(RelationId id, const std::vector<Cell>& row) {
    auto& stored = relations_[id.index()];
    const auto without = apart_.without.find(id.value);
    std::vector<std::uint32_t> equal = stored.table.all_equal(row);
    std::sort(equal.begin(), equal.end());
    std::optional<std::uint32_t> best;
    for (const auto at : equal) {
        stored.superseded[at] = 1;
        if (without != apart_.without.end() && std::binary_search(without->second.begin(), without->second.end(), at)) continue;
        if (!best || stored.truths[at].belief > stored.truths[*best].belief) best = at;
    }
    if (best) stored.superseded[*best] = 0;
}

// --- What was looked at ------------------------------------------------------------------------------------------------------------

void Evaluator::look_at(check::AttributeId attribute, Cell subject) {
    if (subject == no_cell) {
        looks_.push_back({attribute, no_cell});
        return;
    }
    auto& round = looked_in_[attribute.index()][static_cast<std::size_t>(subject)];
    if (round == look_round_) return;
    round = look_round_;
    looks_.push_back({attribute, subject});
}

Evaluator::LooksApart::LooksApart(Evaluator& evaluator, std::size_t group)
    : evaluator_(evaluator),
      group_(group),
      looks_(std::exchange(evaluator.looks_, {})),
      round_(std::exchange(evaluator.look_round_, ++evaluator.last_look_round_)) {
    if (!evaluator.supposes_) return;
    for (const auto& memo : evaluator.memos_) memos_.push_back(memo.fresh());
    std::swap(memos_, evaluator.memos_);
    range_world_ = evaluator.range_world_;
    pointers_world_ = evaluator.pointers_world_;
    const auto world = ++evaluator.last_world_;
    std::fill(evaluator.range_world_.begin(), evaluator.range_world_.end(), world);
    std::fill(evaluator.pointers_world_.begin(), evaluator.pointers_world_.end(), world);
    kinds_ = std::exchange(evaluator.kinds_, {});
}

Evaluator::LooksApart::~LooksApart() {
    auto& e = evaluator_;
    e.looks_of_group_[group_] = std::exchange(e.looks_, std::move(looks_));
    e.look_round_ = round_;
    e.replayed_in_[group_] = 0;
    if (!e.supposes_) return;
    e.memos_ = std::move(memos_);
    e.range_world_ = std::move(range_world_);
    e.pointers_world_ = std::move(pointers_world_);
    e.kinds_ = std::move(kinds_);
}

/// What a group looked at when it was worked out, unless that was noted since.
void Evaluator::look_again(std::size_t group) {
    if (replayed_in_[group] == look_round_) return;
    replayed_in_[group] = look_round_;
    for (const auto& one : looks_of_group_[group]) look_at(one.attribute, one.subject);
}

std::vector<AttributeOf> Evaluator::looked_at() const {
    std::vector<AttributeOf> out;
    for (const auto& one : looks_) {
        if (one.subject != no_cell) {
            out.push_back(one);
            continue;
        }
        const auto individuals = looked_in_[one.attribute.index()].size();
        for (std::size_t i = 0; i < individuals; ++i) out.push_back({one.attribute, static_cast<Cell>(i)});
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace credence::engine
