// Recorded and derived relations: loading, semi-naive evaluation of a group of rules, summaries of attributes, derivations.
#include <algorithm>

#include "base/check.hpp"
#include "base/memory.hpp"
#include "engine/evaluator.hpp"
#include "engine/observations.hpp"
#include "engine/worlds.hpp"

namespace credence::engine {
namespace {

using check::ConditionKind;
using check::DeclarationKind;
using check::DeclarationRef;
using check::TypeKind;

}  // namespace

std::uint32_t StoredRelation::round(std::uint32_t row) const {
    if (!round_of.empty()) return round_of[row];
    return static_cast<std::uint32_t>(std::upper_bound(rounds.begin(), rounds.end(), row) - rounds.begin()) - 1;
}

Evaluator::Evaluator(const check::Rulebase& r, Facts& f, Settings s, const Evaluator* like)
    : rulebase(r),
      facts(f),
      settings(std::move(s)),
      reader_(rulebase),
      crisp_(rulebase, facts, settings, apart_.without, [this](const check::Clauses& clauses) { return in_force(clauses); },
             {[this](check::RuleId rule, std::uint64_t rows) {
                  const At at(*this, rulebase.rules[rule.index()].head);
                  spend(rows);
              },
              [this](check::RuleId rule, std::size_t bytes) {
                  const At at(*this, rulebase.rules[rule.index()].head);
                  spend(bytes);  // as a cell that is kept: eight bytes, eight steps
                  hold(bytes);
              }}) {
    leave_out();
    for (const auto& relation : rulebase.relations) relations_.emplace_back(relation.columns.size()).loaded = relation.derived;
    groups_ = check::rule_groups(rulebase);
    progress_.assign(groups_.size(), Progress::none);
    needs_degrees_.assign(groups_.size(), false);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        for (const auto ref : groups_[g].derived) group_of_[ref] = g;
    }
    for (const auto& define : rulebase.defines) {
        std::vector<std::size_t> domains;
        for (std::uint32_t v = 0; v < define.bound; ++v) {
            const auto type = define.variables[v].type;
            const bool listed = type.kind == TypeKind::entity || type.kind == TypeKind::scale || type.kind == TypeKind::yes_no;
            domains.push_back(listed ? domain_size(type) : 0);
        }
        memos_.emplace_back(std::move(domains));
    }
    for (const auto& range : rulebase.ranges) ranges_.emplace_back(facts.individuals[range.of.index()].size());
    cones_.resize(rulebase.questions.size());
    range_world_.assign(rulebase.ranges.size(), 1);
    pointers_world_.assign(rulebase.questions.size(), 1);
    for (const auto& question : rulebase.questions) pointers_.emplace_back(facts.individuals[question.of.index()].size());
    const auto& topics = rulebase.scales[rulebase.topic_choice.index()].values;
    if (like != nullptr) {
        apart_ = like->apart_;
        first_observation_ = like->first_observation_;
    }
    auto first_rows = std::make_shared<FirstRows>();
    for (std::size_t a = 0; a < rulebase.attributes.size(); ++a) {
        const auto& attribute = rulebase.attributes[a];
        const auto individuals = facts.individuals[attribute.of.index()].size();
        summaries_.emplace_back();
        looked_in_.emplace_back(individuals);
        const auto topic = std::find_if(topics.begin(), topics.end(), [&](const auto& v) { return v.name == attribute.topic; });
        topics_.push_back(topic == topics.end() ? no_cell : static_cast<Cell>(topic - topics.begin()));
        if (like != nullptr) continue;
        auto& first = first_rows->emplace_back(individuals + 1);
        const auto& subjects = facts.observations[a].subject;
        std::uint32_t row = 0;
        for (std::size_t i = 0; i <= individuals; ++i) {
            while (row < subjects.size() && subjects[row] < static_cast<Cell>(i)) ++row;
            first[i] = row;
        }
    }
    if (like == nullptr) first_observation_ = std::move(first_rows);
    looks_of_group_.resize(groups_.size());
    replayed_in_.resize(groups_.size());
}

/// The rows of the facts that are not in the table yet; each counts.
void Evaluator::append_recorded(check::RelationId id) {
    auto& stored = relations_[id.index()];
    const auto& tuples = facts.relations[id.index()];
    std::vector<Cell> row(stored.table.width());
    for (std::size_t i = stored.table.rows(); i < tuples.size(); ++i) {
        for (std::size_t c = 0; c < row.size(); ++c) row[c] = tuples.columns[c][i];
        stored.table.append(row);
        stored.truths.push_back(closed({static_cast<std::int16_t>(tuples.evidence.confidence_of(i)), Truth::one, false}));
        stored.superseded.push_back(0);
    }
}

void Evaluator::load_recorded(check::RelationId id) {
    auto& stored = relations_[id.index()];
    const auto& tuples = facts.relations[id.index()];
    stored.loaded = true;
    if (crisp_.distinct(id)) {
        stored.table = Table(tuples.columns);
        stored.truths.assign(tuples.size(), certain);
        stored.superseded.assign(tuples.size(), 0);
        for (const auto at : crisp_.without(id)) stored.superseded[at] = 1;
        return;
    }
    std::vector<Cell> row(stored.table.width());
    std::vector<std::size_t> best;  // by row: of those equal to it so far, the one that counts
    for (std::size_t i = 0; i < tuples.size(); ++i) {
        for (std::size_t c = 0; c < row.size(); ++c) row[c] = tuples.columns[c][i];
        const auto confidence = static_cast<std::int16_t>(tuples.evidence.confidence_of(i));
        const auto same = stored.table.find(row);
        stored.table.append(row);
        stored.truths.push_back(closed({confidence, Truth::one, false}));
        stored.superseded.push_back(0);
        best.push_back(i);
        if (same == no_row) continue;
        const bool better = stored.truths[i].belief > stored.truths[best[same]].belief;
        stored.superseded[better ? best[same] : i] = 1;
        if (!better) best[i] = best[same];
    }
    const auto without = apart_.without.find(id.value);
    if (without == apart_.without.end()) return;
    for (const auto at : without->second) {
        for (std::size_t c = 0; c < row.size(); ++c) row[c] = tuples.columns[c][at];
        choose_best(id, row);
    }
}

/// What was derived without degrees, in ascending order.
void Evaluator::load_derived(check::RelationId id) {
    auto& stored = relations_[id.index()];
    const auto tuples = crisp_.coded(id);
    stored.loaded = true;
    std::vector<Cell> row(tuples.columns.size());
    for (std::size_t i = 0; i < tuples.rows; ++i) {
        for (std::size_t c = 0; c < row.size(); ++c) row[c] = tuples.columns[c].cell(i);
        stored.table.append(row);
    }
    stored.truths.assign(tuples.rows, certain);
    stored.superseded.assign(tuples.rows, 0);
    spend(tuples.rows * row.size() * steps_a_kept_cell);
}

void Evaluator::spend(std::uint64_t steps) {
    spent_ += steps;
    if (spent_ > settings.steps)
        used_up("the budget of " + std::to_string(settings.steps) + " steps was used up@; --steps N sets another");
    if (spent_ >= next_check_) check_limits();
}

void Evaluator::hold(std::uint64_t bytes) {
    constexpr std::uint64_t megabyte = 1U << 20U;
    if (settings.memory == 0 || resident_bytes() + bytes <= settings.memory) return;
    used_up("the budget of " + std::to_string(settings.memory / megabyte) +
            " MB of memory was used up@; --memory SIZE sets another");
}

/// Now and then, as asking the system takes a while: a step takes some nanoseconds.
void Evaluator::check_limits() {
    constexpr std::uint64_t steps_a_check = 500'000;
    next_check_ = spent_ + steps_a_check;
    hold(0);
    if (settings.seconds > 0 && std::chrono::steady_clock::now() - began_ > std::chrono::seconds(settings.seconds))
        used_up("the " + std::to_string(settings.seconds) + " s of --time were over@");
}

/// `what` has a place for the declaration that was at work.
void Evaluator::used_up(const std::string& what) const {
    const auto at = what.find('@');
    const std::string where = at_ == nullptr ? "" : " in `" + at_->name + "`";
    throw EvaluationError(FailureKind::limit, what.substr(0, at) + where + what.substr(at + 1),
                          at_ == nullptr ? text::Span{} : at_->span);
}

void Evaluator::refuse_depth() {
    --depth_;  // the constructor that throws has no destructor
    throw EvaluationError(FailureKind::limit, "too many declarations rest on each other, one on the next",
                          at_ == nullptr ? text::Span{} : at_->span);
}

std::size_t Evaluator::domain_size(check::Type type) const {
    switch (type.kind) {
        case TypeKind::entity: return facts.individuals[type.index].size();
        case TypeKind::scale: return rulebase.scales[type.index].values.size();
        default: return 2;
    }
}

std::pair<std::uint32_t, std::uint32_t> Evaluator::observations_of(check::AttributeId attribute, Cell subject) const {
    if (worlds_ != nullptr) {
        if (const auto row = worlds_->row({attribute, subject})) return {*row, *row + 1};
    }
    return recorded_of(attribute, subject);
}

std::pair<std::uint32_t, std::uint32_t> Evaluator::recorded_of(check::AttributeId attribute, Cell subject) const {
    if (!apart_.rows.empty()) {
        if (const auto found = apart_.rows.find({attribute, subject}); found != apart_.rows.end()) return found->second;
    }
    const auto& first = (*first_observation_)[attribute.index()];
    const auto at = static_cast<std::size_t>(subject);
    return {first[at], first[at + 1]};
}

bool Evaluator::counts(check::AttributeId attribute, std::uint32_t row) const {
    if (apart_.rows.empty() || row >= (*first_observation_)[attribute.index()].back()) return true;
    return !apart_.rows.contains({attribute, facts.observations[attribute.index()].subject[row]});
}

/// Works the relation out, unless in the middle of it; whether it was done without degrees.
bool Evaluator::derive(check::RelationId id) {
    const auto group = group_of_.at({DeclarationKind::relation, static_cast<std::uint32_t>(id.index())});
    if (progress_[group] == Progress::none) evaluate(group);
    look_again(group);
    return crisp_.derived(id);
}

StoredRelation& Evaluator::relation(check::RelationId id) {
    if (rulebase.relations[id.index()].derived) {
        if (derive(id) && !relations_[id.index()].loaded) load_derived(id);
    } else if (!relations_[id.index()].loaded) {
        load_recorded(id);
    }
    return relations_[id.index()];
}

std::optional<CodedRelation> Evaluator::coded(check::RelationId id) {
    if (!rulebase.relations[id.index()].derived || !derive(id)) return {};
    return crisp_.coded(id);
}

std::optional<std::size_t> Evaluator::coded_rows(check::RelationId id) {
    if (!rulebase.relations[id.index()].derived || !derive(id)) return {};
    return crisp_.size(id);
}

StoredRelation& Evaluator::stored(const check::Rule& rule) {
    if (rule.relation.valid()) return relations_[rule.relation.index()];
    return derived_attributes_.try_emplace(static_cast<std::uint32_t>(rule.attribute.index()), 2U).first->second;
}

std::vector<Cell> Evaluator::head_cells(const check::Rule& rule, const Batch& batch, std::vector<bool>& complete) {
    const std::size_t width = rule.arguments.size();
    std::vector<Cell> cells(width * batch.rows);
    complete.assign(batch.rows, true);
    for (std::size_t c = 0; c < width; ++c) {
        const Vector column = value(rule.arguments[c], batch);
        for (std::size_t i = 0; i < batch.rows; ++i) {
            cells[i * width + c] = column.cells[i];
            if (!column.known(i)) complete[i] = false;
        }
    }
    return cells;
}

/// Adds what a rule concluded; says whether anything new or better came of it.
bool Evaluator::conclude(const check::Rule& rule, const Rows& rows) {
    auto& into = stored(rule);
    const std::size_t rows_before = into.table.rows();
    const std::size_t width = rule.arguments.size();
    std::vector<bool> complete;
    const auto cells = head_cells(rule, rows.batch, complete);
    bool changed = false;
    for (std::size_t i = 0; i < rows.truth.size(); ++i) {
        if (!complete[i]) continue;  // no tuple without all its values
        Truth t = rows.truth[i];
        if (rule.certainty) t.belief = std::min(t.belief, static_cast<std::int16_t>(*rule.certainty));
        t = closed(t);
        const std::span<const Cell> tuple(cells.data() + i * width, width);
        const auto before = into.table.find(tuple);
        if (before != no_row) {
            const Truth now = closed(either(into.truths[before], t));
            if (now.belief == into.truths[before].belief && now.plausibility == into.truths[before].plausibility) {
                into.truths[before] = now;
                continue;
            }
            into.superseded[before] = 1;
            t = now;
        }
        into.table.append(tuple);
        into.truths.push_back(t);
        into.superseded.push_back(0);
        changed = true;
    }
    spend((into.table.rows() - rows_before) * width * steps_a_kept_cell);
    return changed;
}

void Evaluator::evaluate(std::size_t index) {
    const Deeper deeper(*this);
    const Inside inside(*this);
    const auto& group = groups_[index];
    if (evaluate_crisp(index)) return;
    progress_[index] = Progress::running;
    const LooksApart apart(*this, index);
    if (group.recursive) {
        evaluate_recursive(group);
    } else {
        for (const auto id : group.rules) {
            const auto& rule = rulebase.rules[id.index()];
            const At at(*this, rule.head);
            conclude(rule, solve(rule.clauses, nullptr, {}));
        }
    }
    progress_[index] = Progress::done;
}

/// Whether the group is evaluated without degrees, which is done now if it is not yet. Nothing that is observed changes it.
bool Evaluator::evaluate_crisp(std::size_t index) {
    const auto& group = groups_[index];
    if (!settings.codes || needs_degrees_[index] || group.derived.front().kind != DeclarationKind::relation) return false;
    if (progress_[index] != Progress::none) return crisp_.derived(check::RelationId{group.derived.front().index});
    progress_[index] = Progress::running;
    // What the rules read and others derive has to be there; what only a degree could need is not asked for.
    for (const auto id : group.rules) {
        check::visit(
            rulebase.rules[id.index()].clauses.body,
            [&](const Condition& c) {
                if (c.kind != ConditionKind::relation || !rulebase.relations[c.index].derived) return;
                if (progress_[group_of_.at({DeclarationKind::relation, c.index})] == Progress::none)
                    (void)derive(check::RelationId{c.index});
            },
            [](const Expression&) {});
    }
    const bool crisp = crisp_.evaluate(group);
    progress_[index] = crisp ? Progress::done : Progress::none;
    needs_degrees_[index] = !crisp;
    for (const auto ref : group.derived) {
        if (crisp) relations_[ref.index].loaded = false;
    }
    return crisp;
}

/// Rounds in which one atom of each rule reads only what the round before found, and no atom what the round itself adds: so the round of
/// a row is its rank, found from its number.
void Evaluator::evaluate_recursive(const check::RuleGroup& group) {
    const auto recursive = [&](const Condition& atom) {
        return atom.kind == ConditionKind::relation &&
               std::find(group.derived.begin(), group.derived.end(), DeclarationRef{DeclarationKind::relation, atom.index}) !=
                   group.derived.end();
    };
    std::map<std::uint32_t, std::uint32_t> occurrences;
    for (const auto id : group.rules) {
        const auto& rule = rulebase.rules[id.index()];
        const auto count = plan::recursive_atoms(rule.clauses.body, recursive);
        if (count > 0) {
            occurrences[static_cast<std::uint32_t>(id.index())] = count;
            continue;
        }
        const At at(*this, rule.head);
        conclude(rule, solve(rule.clauses, nullptr, {}));
    }
    for (const auto ref : group.derived) {
        round_[ref.index] = {0, 0};
        relations_[ref.index].rounds = {0};
    }
    for (;;) {
        bool more = false;
        for (const auto ref : group.derived) {
            auto& relation = relations_[ref.index];
            auto& [begin, end] = round_[ref.index];
            begin = end;
            end = static_cast<std::uint32_t>(relation.table.rows());
            relation.rounds.push_back(end);
            more = more || begin < end;
        }
        if (!more) break;
        for (const auto& [id, count] : occurrences) {
            const auto& rule = rulebase.rules[id];
            const At at(*this, rule.head);
            for (std::uint32_t occurrence = 0; occurrence < count; ++occurrence) {
                const plan::Delta delta{recursive, occurrence};
                conclude(rule, solve(rule.clauses, nullptr, {}, &delta));
            }
        }
    }
    round_.clear();
    settle_disputes(group);
}

/// Whether an undecided tuple is disputed may depend on bounds that came later: settled once the bounds stand.
void Evaluator::settle_disputes(const check::RuleGroup& group) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> open;
    for (const auto ref : group.derived) {
        auto& relation = relations_[ref.index];
        for (std::uint32_t row = 0; row < relation.truths.size(); ++row) {
            const State s = state(relation.truths[row]);
            if (relation.superseded[row] != 0 || (s != State::unknown && s != State::disputed)) continue;
            relation.truths[row] = close(relation.truths[row], false, rulebase.margin);
            open.emplace_back(ref.index, row);
        }
    }
    if (open.empty()) return;
    for (bool changed = true; changed;) {
        std::vector<Truth> before;
        for (const auto& [relation, row] : open) before.push_back(relations_[relation].truths[row]);
        for (const auto id : group.rules) {
            const auto& rule = rulebase.rules[id.index()];
            const At at(*this, rule.head);
            conclude(rule, solve(rule.clauses, nullptr, {}));
        }
        changed = false;
        for (std::size_t i = 0; i < open.size(); ++i)
            changed = changed || relations_[open[i].first].truths[open[i].second] != before[i];
    }
}

const Summary& Evaluator::summary(check::AttributeId id, Cell subject) {
    look_at(id, subject);
    auto& all = summaries_[id.index()];
    if (worlds_ != nullptr) worlds_->read({id, subject}, inside_ > 0, asking_ > 0);
    const auto keep = [&](Summary summary) -> const Summary& { return all.emplace(subject, std::move(summary)).first->second; };
    const auto& attribute = rulebase.attributes[id.index()];
    if (const auto kept = all.find(subject); kept != all.end()) {
        if (attribute.derived) look_again(group_of_.at({DeclarationKind::attribute, id.value}));
        return kept->second;
    }
    if (const auto taken = assumed_.find({id.value, subject}); taken != assumed_.end()) {
        Summary one;
        one.state = Known::known;
        one.ignorance = 0;
        one.total = 1;
        one.shares.push_back({taken->second, 1});
        return keep(std::move(one));
    }
    std::vector<Observed> observed;
    if (attribute.derived) {
        const auto index = static_cast<std::uint32_t>(id.index());
        const auto group = group_of_.at({DeclarationKind::attribute, index});
        if (progress_[group] == Progress::none) evaluate(group);
        look_again(group);
        CREDENCE_CHECK(progress_[group] == Progress::done);  // the checker refuses an attribute that reads itself
        if (const auto at = derived_attributes_.find(index); at != derived_attributes_.end()) {
            auto& stored_values = at->second;
            const Cell key[] = {subject};
            const auto& by_subject = stored_values.table.index({0});
            for (auto row = by_subject.first(key); row != no_row; row = by_subject.next(row)) {
                if (!stored_values.table.matches(by_subject, key, row) || stored_values.superseded[row] != 0) continue;
                const Truth t = stored_values.truths[row];
                if (state(t) != State::met) continue;
                observed.push_back({stored_values.table.at(1, row), t.belief, no_cell, no_cell, no_cell, row});
            }
        }
        return keep(summarise_derived(std::move(observed)));
    }
    const auto& observations = facts.observations[id.index()];
    const auto [first, last] = observations_of(id, subject);
    for (auto row = first; row < last; ++row) {
        const auto& e = observations.evidence;
        observed.push_back({observations.value[row], e.confidence_of(row), e.at(&EvidenceColumns::kind, row),
                            e.at(&EvidenceColumns::group, row), e.at(&EvidenceColumns::recorded, row), row});
    }
    std::vector<check::Preference> in_use;
    for (const auto& preference : attribute.preferences) {
        if (!preference.when || settings.parameters[preference.when->index()] != 0) in_use.push_back(preference);
    }
    const auto& kept = keep(summarise(attribute, in_use, observed));
    if (found_open_ != nullptr && (kept.shares.empty() || kept.state == Known::disputed)) {
        Open open{id, subject, {}};
        for (const auto& share : kept.shares) open.observed.push_back(share.value);
        found_open_->push_back(std::move(open));
    }
    return kept;
}

std::optional<Derivation> Evaluator::derivation(check::RelationId id, std::uint32_t row) {
    const auto& target = relation(id);
    const auto& group = groups_[group_of_.at({DeclarationKind::relation, static_cast<std::uint32_t>(id.index())})];
    if (group.recursive && crisp_.derived(id) && target.round_of.empty()) {
        for (const auto ref : group.derived) {
            auto& stored_relation = relation(check::RelationId{ref.index});
            stored_relation.round_of = crisp_.rounds(check::RelationId{ref.index}, group);
        }
    }
    const auto round = target.round(row);
    std::optional<Derivation> best;
    for (const auto rule_id : group.rules) {
        const auto& rule = rulebase.rules[rule_id.index()];
        if (rule.relation != id || !in_force(rule.clauses)) continue;
        Batch input;
        input.rows = 1;
        for (std::size_t c = 0; c < rule.arguments.size(); ++c) {
            const auto& argument = rule.arguments[c];
            if (argument.kind == check::ExpressionKind::variable) input.bind(argument.variable) = {target.table.at(c, row)};
        }
        JoinOptions options;
        for (std::uint32_t v = 0; v < rule.clauses.bound; ++v) options.wanted.push_back(VariableId{v});
        options.variables = &rule.clauses.variables;
        options.matched = true;
        join(rule.clauses.body, input, options, [&](Rows& rows) {
            std::vector<bool> complete;
            const auto cells = head_cells(rule, rows.batch, complete);
            for (std::uint32_t i = 0; i < rows.truth.size(); ++i) {
                bool fits = complete[i];
                for (std::size_t c = 0; c < rule.arguments.size(); ++c) {
                    fits = fits && cells[i * rule.arguments.size() + c] == target.table.at(c, row);
                }
                for (std::size_t a = 0; a < rows.atoms.size(); ++a) {  // premises of its own group are of an earlier round
                    const DeclarationRef atom{DeclarationKind::relation, rows.atoms[a]->index};
                    const bool own = group.recursive && rows.atoms[a]->kind == ConditionKind::relation &&
                                     std::find(group.derived.begin(), group.derived.end(), atom) != group.derived.end();
                    fits =
                        fits && (!own || relations_[atom.index].round(static_cast<std::uint32_t>(rows.matched[a][i])) < round);
                }
                if (!fits) continue;
                Truth t = rows.truth[i];
                if (rule.certainty) t.belief = std::min(t.belief, static_cast<std::int16_t>(*rule.certainty));
                t = closed(t);
                if (!best || std::pair(t.belief, t.plausibility) > std::pair(best->truth.belief, best->truth.plausibility)) {
                    best = Derivation{rule_id, rows.batch.binding(i), t};
                }
            }
        });
    }
    return best;
}

}  // namespace credence::engine
