// The ledger of a question: what each rule weighs, in decibans, what was bounded together, and what it all comes to.
#include <algorithm>
#include <array>
#include <set>

#include "base/odds.hpp"
#include "explain/words.hpp"
#include "report/build_reasons.hpp"

namespace credence::report {
namespace {

using engine::Weighing;
using explain::raised;
using explain::sentence;

std::string with_sign(std::int64_t millibans) { return (millibans > 0 ? "+" : "") + decibans(millibans); }

/// One question for one individual.
class LedgerMaker {
public:
    LedgerMaker(const Matter& matter, check::QuestionId question, Cell subject)
        : matter_(matter),
          rulebase_(matter.rulebase()),
          question_(rulebase_.questions[question.index()]),
          subject_(subject),
          weighing_(matter.model().weighing(question, subject)) {
        for (const auto& pointer : explain::ledger(matter.phrases(), question, subject)) {
            const bool weighs = rulebase_.propositions[pointer.proposition.index()].weight.valid();
            if (!weighs && pointer.upper && pointer.standing == explain::Standing::met) unweighted_.push_back(pointer);
        }
    }

    [[nodiscard]] Ledger ledger(std::string name) const {
        Ledger out;
        out.name = std::move(name);
        out.title = say("ledger_title", {{"question", question_.head.label}});
        out.lower = question_.lower.label;
        out.upper = question_.upper.label;
        out.table.head = {say("head_rule"),     say("head_points_to"), say("head_odds"),   say("head_lowest"),
                          say("head_evidence"), say("head_highest"),   say("head_because")};
        for (const auto& one : weighing_.contributions) add(one, out);
        for (const auto& pointer : unweighted_) add_unweighted(pointer, out);
        add_sum(out);
        add_notes(out);
        out.alt = alt(out);
        return out;
    }

private:
    [[nodiscard]] std::string say(std::string_view key, Words::Holes holes = {}) const {
        return matter_.words().say(key, holes);
    }
    [[nodiscard]] const check::Proposition& of(const Weighing::Contribution& one) const {
        return rulebase_.propositions[one.proposition.index()];
    }

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

    void add(const Weighing::Contribution& one, Ledger& out) const {
        const auto& proposition = of(one);
        const auto& weight = rulebase_.weights[proposition.weight.index()];
        const auto& strength = rulebase_.strengths[weight.strength.index()];
        auto weighed = row(one.proposition, one.counts ? Counting::counted : Counting::correlated, one.alone);
        weighed.odds = strength.odds;
        const auto best = with_sign(one.alone.best);
        push(out, weighed, say("long_and_short", {{"long", strength.head.label}, {"short", strength.odds}}),
             {with_sign(one.alone.lo), one.counts ? best : say("ledger_not_counted", {{"evidence", best}}),
              with_sign(one.alone.hi)},
             matter_.phrases().text(weight.because, {}));
        matter_.took_part({DeclarationKind::proposition, one.proposition.value});
        matter_.took_part({DeclarationKind::weight, proposition.weight.value});
        matter_.took_part({DeclarationKind::strength, weight.strength.value});
    }

    void add_unweighted(const explain::Pointer& pointer, Ledger& out) const {
        push(out, row(pointer.proposition, Counting::unweighted, {}), say("ledger_no_weight"), {"", "", ""}, "");
        matter_.took_part({DeclarationKind::proposition, pointer.proposition.value});
    }

    void push(Ledger& out, const Weighed& weighed, std::string odds, const std::array<std::string, 3>& evidence,
              std::string because) const {
        Row cells;
        cells.cells = {cell(say("id_and_label", {{"id", weighed.rule}, {"label", weighed.label}})),
                       cell(weighed.pole),
                       cell(std::move(odds)),
                       cell(evidence[0]),
                       cell(evidence[1]),
                       cell(evidence[2]),
                       cell(std::move(because))};
        out.table.rows.push_back(std::move(cells));
        out.rows.push_back(weighed);
    }

    void add_sum(Ledger& out) const {
        const auto& e = weighing_.evidence;
        Row cells;
        cells.cells = {cell(say("ledger_sum")), cell(""), cell(""), cell(with_sign(e.lo)), cell(with_sign(e.best)),
                       cell(with_sign(e.hi)),   cell("")};
        out.table.rows.push_back(std::move(cells));
        Weighed sum;
        sum.label = say("ledger_sum");
        sum.counting = Counting::sum;
        sum.lo = e.lo;
        sum.best = e.best;
        sum.hi = e.hi;
        out.rows.push_back(std::move(sum));
    }

    void note(Ledger& out, std::string text) const { out.notes.push_back(cell(sentence(text))); }

    void add_notes(Ledger& out) const {
        note(out, say("ledger_scale", {{"lower", question_.lower.label}, {"upper", question_.upper.label}}));
        add_band(out);
        for (std::uint32_t g = 0; g < weighing_.groups.size(); ++g) add_group(g, out);
        add_correlated(out);
    }

    void add_band(Ledger& out) const {
        if (!question_.bands) return;
        matter_.took_part({DeclarationKind::scale, question_.bands->scale.value});
        const auto band = [&](Cell cell) {
            return matter_.phrases().value({check::TypeKind::scale, question_.bands->scale.value}, cell, Form::longer);
        };
        const auto low = band(weighing_.lowest_band);
        const auto high = band(weighing_.highest_band);
        if (!weighing_.band) return note(out, say("ledger_no_band"));
        out.band = band(*weighing_.band);
        note(out, low == high ? say("ledger_band", {{"band", out.band}})
                              : say("ledger_band_open", {{"band", out.band}, {"low", low}, {"high", high}}));
    }

    [[nodiscard]] std::string unobserved(const engine::Unobserved& one) const {
        const auto& attribute = rulebase_.attributes[one.attribute.index()];
        if (attribute.of == question_.of && one.subject == subject_) return attribute.head.label;
        return say("noun_of", {{"noun", attribute.head.label}, {"of", matter_.phrases().name(attribute.of, one.subject)}});
    }

    /// Bounds that are not what the rows add up to.
    void add_group(std::uint32_t index, Ledger& out) const {
        const auto& group = weighing_.groups[index];
        std::vector<std::string> rules, what;
        engine::Evidence apart;
        for (const auto& one : weighing_.contributions) {
            if (one.group != index) continue;
            apart += one.alone;
            if (rules.empty() || rules.back() != of(one).head.name) rules.push_back(of(one).head.name);
        }
        if (rules.empty()) return;
        const auto listed = matter_.words().list(rules);
        if (group.apart) note(out, say("ledger_apart", {{"rules", listed}}));
        if (apart.lo == group.evidence.lo && apart.hi == group.evidence.hi) return;
        for (const auto& one : group.unobserved) what.push_back(unobserved(one));
        const auto lo = with_sign(group.evidence.lo);
        const auto hi = with_sign(group.evidence.hi);
        note(out, what.empty() ? say("ledger_together", {{"rules", listed}, {"lo", lo}, {"hi", hi}})
                               : say("ledger_unobserved",
                                     {{"what", matter_.words().list(what)}, {"rules", listed}, {"lo", lo}, {"hi", hi}}));
    }

    void add_correlated(Ledger& out) const {
        std::set<check::CorrelationId> said;
        for (const auto& one : weighing_.contributions) {
            const auto id = of(one).correlation;
            if (one.counts || !id.valid() || !said.insert(id).second) continue;
            const auto& correlation = rulebase_.correlations[id.index()];
            std::vector<std::string> rules;
            for (const auto& other : weighing_.contributions)
                if (of(other).correlation == id) rules.push_back(of(other).head.name);
            auto text = sentence(say("ledger_correlated", {{"rules", matter_.words().list(rules)}}));
            if (!correlation.because.empty()) text += " " + sentence(raised(matter_.phrases().text(correlation.because, {})));
            note(out, text);
            matter_.took_part({DeclarationKind::correlation, id.value});
        }
    }

    [[nodiscard]] std::string alt(const Ledger& ledger) const {
        std::vector<std::string> rows;
        for (const auto& one : ledger.rows) {
            if (one.counting == Counting::unweighted) continue;
            auto value = say("range", {{"low", with_sign(one.lo)}, {"high", with_sign(one.hi)}});
            if (one.lo == one.hi) value = with_sign(one.best);
            if (one.lo != one.hi) value = say("long_and_short", {{"long", with_sign(one.best)}, {"short", value}});
            rows.push_back(say("label_and_value", {{"label", one.rule.empty() ? one.label : one.rule}, {"value", value}}));
        }
        return sentence(ledger.title) + " " + sentence(matter_.phrases().list_of_clauses(rows));
    }

    const Matter& matter_;
    const check::Rulebase& rulebase_;
    const check::Question& question_;
    const Cell subject_;
    const Weighing weighing_;
    std::vector<explain::Pointer> unweighted_;
};

bool is_weighed(const check::Rulebase& rulebase, std::uint32_t question) {
    return std::any_of(rulebase.propositions.begin(), rulebase.propositions.end(),
                       [&](const auto& p) { return p.question.value == question && p.weight.valid(); });
}

}  // namespace

std::vector<Ledger> ledgers_of(const Matter& matter, const Item& item, std::size_t before) {
    std::vector<Ledger> out;
    for (const auto& use : item.questions) {
        if (!is_weighed(matter.rulebase(), use.index)) continue;
        const auto subject = explain::individual_of(matter.phrases(), use.subject, matter.binding());
        if (!subject) continue;
        const auto number = before + out.size() + 1;
        out.push_back(LedgerMaker(matter, check::QuestionId{use.index}, *subject)
                          .ledger(number == 1 ? "ledger" : "ledger_" + std::to_string(number)));
    }
    return out;
}

}  // namespace credence::report
