#include "explain/openness.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace credence::explain {
namespace {

using check::AttributeId;
using check::DeclarationKind;
using engine::AttributeOf;
using engine::Known;
using engine::State;

constexpr std::array one_occasion{&engine::EvidenceColumns::group, &engine::EvidenceColumns::assessor};
constexpr std::size_t most_leaves = 512;  // of which pairs are compared
constexpr std::size_t most_asked = 256;   // attributes of individuals

/// One case: what was open and looked at, as it may turn out, and the answer then.
struct Leaf {
    std::map<AttributeOf, Cell> known;
    Reached reached;
};

class Enumeration {
public:
    Enumeration(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                const Target& target, std::size_t runs)
        : target_(target),
          candidates_(rulebase, facts, settings, target, true, false),
          rulebase_(rulebase),
          supposed_(rulebase, facts, settings),
          runs_(runs) {}

    Reachable run() {
        out_.now = reach(supposed_.with({}), target_);
        enter({});
        for (const auto& leaf : leaves_) answers_.insert(leaf.reached);
        out_.answers.assign(answers_.begin(), answers_.end());
        out_.open.assign(open_.begin(), open_.end());
        for (const auto& what : open_) {
            if (turns_on(what)) out_.matters.push_back(what);
        }
        return std::move(out_);
    }

private:
    void enter(const std::map<AttributeOf, Cell>& known) {
        if (runs_ == 0) {
            out_.complete = false;
            return;
        }
        --runs_;
        Changes changes;
        for (const auto& [what, cell] : known)
            changes.push_back({Change::Kind::settle, what.attribute.value, 0, {what.subject, cell}, {}});
        std::optional<AttributeOf> next;
        std::vector<Cell> values;
        try {
            auto& model = supposed_.with(changes);
            const auto reached = reach(model, target_);
            for (const auto& what : model.looked_at()) {
                const auto& attribute = rulebase_.attributes[what.attribute.index()];
                if (attribute.derived || attribute.is_protected) continue;
                const auto& summary = model.summary(what.attribute, what.subject);
                const bool unknown = summary.shares.empty();
                if (!unknown && summary.state != Known::disputed) continue;
                if (!candidates_.varied(what.attribute)) {
                    out_.complete = false;
                    continue;
                }
                next = what;
                for (const auto& share : summary.shares) values.push_back(share.value);
                if (unknown) {
                    for (const auto& change : candidates_.settled(what, false)) values.push_back(change.cells[1]);
                    out_.complete = out_.complete && candidates_.listed(what.attribute);
                }
                break;
            }
            if (!next) leaves_.push_back({known, reached});
        } catch (const engine::EvaluationError&) {
            out_.complete = false;
        }
        if (!next) return;
        open_.insert(*next);
        for (const auto value : values) {
            auto further = known;
            further[*next] = value;
            enter(further);
        }
    }

    bool turns_on(const AttributeOf& what) const {
        if (leaves_.size() > most_leaves) return true;
        for (std::size_t i = 0; i < leaves_.size(); ++i) {
            for (std::size_t j = i + 1; j < leaves_.size(); ++j) {
                if (leaves_[i].reached != leaves_[j].reached && differ_only_in(what, leaves_[i].known, leaves_[j].known))
                    return true;
            }
        }
        return false;
    }

    static bool differ_only_in(const AttributeOf& what, const std::map<AttributeOf, Cell>& a,
                               const std::map<AttributeOf, Cell>& b) {
        if (!a.contains(what) || !b.contains(what)) return false;
        return std::all_of(a.begin(), a.end(), [&](const auto& entry) {
            const auto other = b.find(entry.first);
            return entry.first == what || other == b.end() || other->second == entry.second;
        });
    }

    const Target& target_;
    Candidates candidates_;
    const check::Rulebase& rulebase_;
    Supposed supposed_;
    std::size_t runs_;
    std::vector<Leaf> leaves_;
    std::set<Reached> answers_;
    std::set<AttributeOf> open_;
    Reachable out_;
};

/// What an answer is compared by, from the most to the least that a fact can change.
struct Seen {
    Reached answer;
    std::vector<Reached> shown;
    Reasons reasons;
};

class Asking {
public:
    Asking(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings, const Target& target,
           const std::vector<Target>& shown)
        : target_(target),
          shown_(shown),
          candidates_(rulebase, facts, settings, target, true, false),
          rulebase_(rulebase),
          supposed_(rulebase, facts, settings) {}

    std::vector<ToAsk> run(const Reachable& still) {
        auto& model = supposed_.with({});
        (void)reach(model, target_);
        looked_at_ = model.looked_at();
        std::set<std::pair<std::uint32_t, Cell>> individuals;
        for (const auto& [attribute, subject] : looked_at_)
            individuals.insert({rulebase_.attributes[attribute.index()].of.value, subject});
        std::vector<ToAsk> out;
        for (std::uint32_t a = 0; a < rulebase_.attributes.size(); ++a) {
            const auto& attribute = rulebase_.attributes[a];
            if (!candidates_.varied(AttributeId{a})) continue;
            for (const auto& [entity, subject] : individuals) {
                if (entity != attribute.of.value || out.size() >= most_asked) continue;
                const AttributeOf what{AttributeId{a}, subject};
                if (const auto lack = lack_of(model, what)) out.push_back({what, *lack, Effect::nothing, {}, {}});
            }
        }
        const auto now = see(model);
        for (auto& one : out) judge(one, now, still);
        std::stable_sort(out.begin(), out.end(), [&](const ToAsk& a, const ToAsk& b) {
            const auto key = [&](const ToAsk& one) {
                const bool frame = candidates_.framed()[rulebase_.attributes[one.what.attribute.index()].of.index()];
                return std::tuple(one.effect, frame, one.lack);
            };
            return key(a) < key(b);
        });
        return out;
    }

private:
    std::optional<Lack> lack_of(engine::Model& model, const AttributeOf& what) const {
        const auto& summary = model.summary(what.attribute, what.subject);
        if (summary.state == Known::disputed) return Lack::disputed;
        if (summary.rows.empty()) return Lack::unknown;
        if (rulebase_.attributes[what.attribute.index()].combination == check::Combination::declared) return {};
        const auto& evidence = model.facts().observations[what.attribute.index()].evidence;
        const auto same = [&](std::uint32_t a, std::uint32_t b) {
            using Columns = engine::EvidenceColumns;
            return std::any_of(one_occasion.begin(), one_occasion.end(), [&](std::vector<Cell> Columns::*column) {
                return evidence.at(column, a) != check::no_cell && evidence.at(column, a) == evidence.at(column, b);
            });
        };
        const bool one = std::all_of(summary.rows.begin() + 1, summary.rows.end(),
                                     [&](std::uint32_t row) { return same(row, summary.rows.front()); });
        return one ? std::optional(Lack::one_source) : std::nullopt;
    }

    Seen see(engine::Model& model) const {
        Seen out{reach(model, target_), {}, {}};
        for (const auto& one : shown_) out.shown.push_back(reach(model, one));
        out.reasons = reasons_met(model, candidates_.read(), looked_at_);
        return out;
    }

    void judge(ToAsk& one, const Seen& now, const Reachable& still) {
        std::vector<Change> turns;
        if (one.lack == Lack::one_source) {
            turns = candidates_.further_source(one.what);
        } else if (one.lack == Lack::unknown) {
            turns = candidates_.settled(one.what, true);
        } else {
            auto& model = supposed_.with({});
            for (const auto& share : model.summary(one.what.attribute, one.what.subject).shares)
                turns.push_back({Change::Kind::settle, one.what.attribute.value, 0, {one.what.subject, share.value}, {}});
        }
        std::set<Reached> answers;
        std::set<std::size_t> shown;
        bool reason = false;
        for (const auto& turn : turns) {
            try {
                const auto then = see(supposed_.with({turn}));
                if (then.answer != now.answer) answers.insert(then.answer);
                for (std::size_t i = 0; i < shown_.size(); ++i) {
                    if (then.shown[i] != now.shown[i]) shown.insert(i);
                }
                reason = reason || then.reasons != now.reasons;
            } catch (const engine::EvaluationError&) {
                continue;  // on such facts there is no answer to compare
            }
        }
        one.answers.assign(answers.begin(), answers.end());
        one.shown.assign(shown.begin(), shown.end());
        const bool with_others = std::binary_search(still.matters.begin(), still.matters.end(), one.what);
        one.effect = !answers.empty() ? Effect::answer
                     : with_others    ? Effect::answer_with_others
                     : !shown.empty() ? Effect::shown
                     : reason         ? Effect::reason
                                      : Effect::nothing;
    }

    const Target& target_;
    const std::vector<Target>& shown_;
    Candidates candidates_;
    const check::Rulebase& rulebase_;
    Supposed supposed_;
    std::vector<AttributeOf> looked_at_;
};

}  // namespace

Reachable reachable(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                    const Target& target, std::size_t runs) {
    return Enumeration(rulebase, facts, settings, target, runs).run();
}

std::vector<ToAsk> ask_next(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                            const Target& target, const std::vector<Target>& shown, const Reachable& still) {
    return Asking(rulebase, facts, settings, target, shown).run(still);
}

}  // namespace credence::explain
