#include "explain/weighed.hpp"

#include <algorithm>
#include <utility>

#include "base/odds.hpp"
#include "explain/ledger.hpp"

namespace credence::explain {
namespace {

using engine::Weighing;

/// One question for one individual.
class LedgerMaker {
public:
    LedgerMaker(const Phrases& phrases, check::QuestionId question, Cell subject)
        : phrases_(phrases),
          rulebase_(phrases.rulebase()),
          question_(rulebase_.questions[question.index()]),
          subject_(subject),
          weighing_(phrases.model().weighing(question, subject)) {
        for (const auto& pointer : ledger(phrases, question, subject)) {
            const bool weighs = rulebase_.propositions[pointer.proposition.index()].weight.valid();
            if (!weighs && pointer.upper && pointer.standing == Standing::met) unweighted_.push_back(pointer);
        }
    }

    [[nodiscard]] WeighedLedger make() {
        out_.title = say("ledger_title", {{"question", question_.head.label}});
        out_.lower = question_.lower.label;
        out_.upper = question_.upper.label;
        for (const auto& one : weighing_.contributions) add(one);
        for (const auto& pointer : unweighted_) {
            auto weighed = row(pointer.proposition, Counting::unweighted, {});
            weighed.strength = say("ledger_no_weight");
            out_.rows.push_back(std::move(weighed));
            took_part(DeclarationKind::proposition, pointer.proposition.value);
        }
        add_sum();
        note(say("ledger_scale", {{"lower", question_.lower.label}, {"upper", question_.upper.label}}));
        add_band();
        for (std::uint32_t g = 0; g < weighing_.groups.size(); ++g) add_group(g);
        add_correlated();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string say(std::string_view key, Words::Holes holes = {}) const {
        return phrases_.words().say(key, holes);
    }
    [[nodiscard]] const check::Proposition& of(const Weighing::Contribution& one) const {
        return rulebase_.propositions[one.proposition.index()];
    }
    void took_part(DeclarationKind kind, std::uint32_t index) { out_.took_part.insert({kind, index}); }
    void note(const std::string& text) { out_.notes.push_back(sentence(text)); }

    [[nodiscard]] std::string towards(const check::Proposition& proposition) const {
        if (!proposition.attribute) return (proposition.upper ? question_.upper : question_.lower).label;
        const auto& attribute = rulebase_.attributes[proposition.attribute->index].head.label;
        return say(proposition.effect == check::Effect::follows ? "ledger_follows" : "ledger_opposes",
                   {{"attribute", attribute}});
    }

    [[nodiscard]] Weighed row(check::PropositionId id, Counting counting, const engine::Evidence& evidence) const {
        const auto& proposition = rulebase_.propositions[id.index()];
        Weighed out;
        out.rule = proposition.head.name;
        out.label = proposition.head.label;
        out.pole = towards(proposition);
        out.counting = counting;
        out.lo = evidence.lo;
        out.best = evidence.best;
        out.hi = evidence.hi;
        return out;
    }

    void add(const Weighing::Contribution& one) {
        const auto& proposition = of(one);
        const auto& weight = rulebase_.weights[proposition.weight.index()];
        const auto& strength = rulebase_.strengths[weight.strength.index()];
        auto weighed = row(one.proposition, one.counts ? Counting::counted : Counting::correlated, one.alone);
        weighed.odds = strength.odds;
        weighed.strength = say("long_and_short", {{"long", strength.head.label}, {"short", strength.odds}});
        weighed.because = phrases_.text(weight.because, {});
        out_.rows.push_back(std::move(weighed));
        took_part(DeclarationKind::proposition, one.proposition.value);
        took_part(DeclarationKind::weight, proposition.weight.value);
        took_part(DeclarationKind::strength, weight.strength.value);
    }

    void add_sum() {
        Weighed sum;
        sum.label = say("ledger_sum");
        sum.counting = Counting::sum;
        sum.lo = weighing_.evidence.lo;
        sum.best = weighing_.evidence.best;
        sum.hi = weighing_.evidence.hi;
        out_.rows.push_back(std::move(sum));
    }

    void add_band() {
        if (!question_.bands) return;
        took_part(DeclarationKind::scale, question_.bands->scale.value);
        const auto band = [&](Cell cell) {
            return phrases_.value({check::TypeKind::scale, question_.bands->scale.value}, cell, Form::longer);
        };
        const auto low = band(weighing_.lowest_band);
        const auto high = band(weighing_.highest_band);
        if (!weighing_.band) return note(say("ledger_no_band"));
        out_.band = band(*weighing_.band);
        note(low == high ? say("ledger_band", {{"band", out_.band}})
                         : say("ledger_band_open", {{"band", out_.band}, {"low", low}, {"high", high}}));
    }

    [[nodiscard]] std::string unobserved(const engine::Unobserved& one) const {
        const auto& attribute = rulebase_.attributes[one.attribute.index()];
        if (attribute.of == question_.of && one.subject == subject_) return attribute.head.label;
        return say("noun_of", {{"noun", attribute.head.label}, {"of", phrases_.name(attribute.of, one.subject)}});
    }

    /// Bounds that are not what the rows add up to.
    void add_group(std::uint32_t index) {
        const auto& group = weighing_.groups[index];
        std::vector<std::string> rules, what;
        engine::Evidence apart;
        for (const auto& one : weighing_.contributions) {
            if (one.group != index) continue;
            apart += one.alone;
            if (rules.empty() || rules.back() != of(one).head.name) rules.push_back(of(one).head.name);
        }
        if (rules.empty()) return;
        const auto listed = phrases_.words().list(rules);
        if (group.apart) note(say("ledger_apart", {{"rules", listed}}));
        if (apart.lo == group.evidence.lo && apart.hi == group.evidence.hi) return;
        for (const auto& one : group.unobserved) what.push_back(unobserved(one));
        const auto lo = with_sign(phrases_.words(), group.evidence.lo);
        const auto hi = with_sign(phrases_.words(), group.evidence.hi);
        note(what.empty() ? say("ledger_together", {{"rules", listed}, {"lo", lo}, {"hi", hi}})
                          : say("ledger_unobserved",
                                {{"what", phrases_.words().list(what)}, {"rules", listed}, {"lo", lo}, {"hi", hi}}));
    }

    void add_correlated() {
        std::set<check::CorrelationId> said;
        for (const auto& one : weighing_.contributions) {
            const auto id = of(one).correlation;
            if (one.counts || !id.valid() || !said.insert(id).second) continue;
            const auto& correlation = rulebase_.correlations[id.index()];
            std::vector<std::string> rules;
            for (const auto& other : weighing_.contributions)
                if (of(other).correlation == id) rules.push_back(of(other).head.name);
            auto text = sentence(say("ledger_correlated", {{"rules", phrases_.words().list(rules)}}));
            if (!correlation.because.empty()) text += " " + sentence(raised(phrases_.text(correlation.because, {})));
            note(text);
            took_part(DeclarationKind::correlation, id.value);
        }
    }

    const Phrases& phrases_;
    const check::Rulebase& rulebase_;
    const check::Question& question_;
    const Cell subject_;
    const Weighing weighing_;
    std::vector<Pointer> unweighted_;
    WeighedLedger out_;
};

}  // namespace

std::string with_sign(const Words& words, std::int64_t millibans) {
    return (millibans > 0 ? "+" : "") + words.number(decibans(millibans));
}

std::vector<std::string> evidence_cells(const Words& words, const Weighed& row) {
    if (row.counting == Counting::unweighted) return {"", "", ""};
    const auto best = with_sign(words, row.best);
    return {with_sign(words, row.lo),
            row.counting == Counting::correlated ? words.say("ledger_not_counted", {{"evidence", best}}) : best,
            with_sign(words, row.hi)};
}

bool is_weighed(const check::Rulebase& rulebase, check::QuestionId question) {
    return std::any_of(rulebase.propositions.begin(), rulebase.propositions.end(),
                       [&](const auto& p) { return p.question == question && p.weight.valid(); });
}

WeighedLedger weighed_ledger(const Phrases& phrases, check::QuestionId question, Cell subject) {
    return LedgerMaker(phrases, question, subject).make();
}

}  // namespace credence::explain
