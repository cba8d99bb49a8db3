#include <algorithm>

#include "base/odds.hpp"
#include "explain/otherwise.hpp"

namespace credence::explain {
namespace {

using check::TypeKind;
using Input = Varied::Input;

/// "one step lower": what a trial has instead, in words.
std::string instead(const Phrases& phrases, const Varied& varied, const Varied::Trial& trial) {
    const auto& words = phrases.words();
    if (!trial.value) return words.say("varied_left_out");
    switch (varied.input) {
        case Input::observation: return phrases.value(phrases.rulebase().attributes[varied.fact.index].type, *trial.value);
        case Input::parameter: return phrases.value(phrases.rulebase().parameters[varied.index].type, *trial.value);
        case Input::weight: return words.say("varied_decibans", {{"number", words.number(decibans(*trial.value))}});
        default: return {};
    }
}

class Lines {
public:
    Lines(const Narrator& narrator, const Target& target, const std::vector<Target>& steps, const Sensitivity& found)
        : narrator_(narrator),
          phrases_(narrator.phrases()),
          target_(target),
          steps_(steps),
          found_(found) {}

    /// Trials that lead to the same are one row: "4 or 5".
    void add(const Varied& varied, StatementTable& table) const {
        std::vector<std::pair<const Varied::Trial*, std::vector<std::string>>> kinds;
        for (const auto& trial : varied.trials) {
            if (same(trial)) continue;
            auto at = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) {
                return kind.first->becomes == trial.becomes && kind.first->shown == trial.shown;
            });
            if (at == kinds.end()) at = kinds.insert(kinds.end(), {&trial, {}});
            at->second.push_back(instead(phrases_, varied, trial));
        }
        for (const auto& [trial, words] : kinds) {
            std::vector<Statement> row{in_words(phrases_, varied), statement(either(phrases_.words(), words)),
                                       changed_steps(*trial),
                                       statement(trial->becomes == found_.now ? narrator_.say("answer_the_same")
                                                                              : in_words(phrases_, target_, trial->becomes),
                                                 StatementKind::value)};
            table.rows.push_back(std::move(row));
        }
    }

    [[nodiscard]] bool same(const Varied::Trial& trial) const {
        return trial.becomes == found_.now && trial.shown == found_.shown;
    }

private:
    [[nodiscard]] Statement changed_steps(const Varied::Trial& trial) const {
        std::vector<std::string> said;
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            if (trial.shown[i] == found_.shown[i]) continue;
            said.push_back(phrases_.words().say("label_and_value", {{"label", label_of(phrases_, steps_, i)},
                                                                    {"value", in_words(phrases_, steps_[i], trial.shown[i])}}));
        }
        return statement(phrases_.list_of_clauses(said));
    }

    const Narrator& narrator_;
    const Phrases& phrases_;
    const Target& target_;
    const std::vector<Target>& steps_;
    const Sensitivity& found_;
};

}  // namespace

Statement in_words(const Phrases& phrases, const Varied& varied) {
    const auto& words = phrases.words();
    auto out = statement({}, StatementKind::change);
    switch (varied.input) {
        case Input::observation: {
            const auto& observations = phrases.facts().observations[varied.fact.index];
            const auto type = phrases.rulebase().attributes[varied.fact.index].type;
            const auto what = whose(phrases, {check::AttributeId{varied.fact.index}, observations.subject[varied.fact.row]});
            out.text = raised(words.say(
                "label_and_value", {{"label", what}, {"value", phrases.value(type, observations.value[varied.fact.row])}}));
            out.facts.push_back(phrases.id(varied.fact));
            break;
        }
        case Input::tuple:
            out.text = raised(phrases.tuple(check::RelationId{varied.fact.index}, varied.fact.row));
            out.facts.push_back(phrases.id(varied.fact));
            break;
        case Input::source: out.text = words.say("varied_source", {{"what", phrases.stored_text(varied.text)}}); break;
        case Input::assessor: out.text = words.say("varied_assessor", {{"what", phrases.stored_text(varied.text)}}); break;
        case Input::parameter: {
            const auto& parameter = phrases.rulebase().parameters[varied.index];
            const auto now = phrases.model().settings().parameters[varied.index];
            out.text = raised(words.say("label_and_value",
                                        {{"label", parameter.head.label.empty() ? parameter.head.name : parameter.head.label},
                                         {"value", phrases.value(parameter.type, now)}}));
            out.rules.push_back(parameter.head.name);
            break;
        }
        case Input::weight: {
            const auto& proposition = phrases.rulebase().propositions[varied.index];
            const auto& weight = phrases.rulebase().weights[proposition.weight.index()];
            const auto now = phrases.rulebase().strengths[weight.strength.index()].weight;
            out.text = words.say("varied_weight",
                                 {{"rule", proposition.head.name},
                                  {"number", words.say("varied_decibans", {{"number", words.number(decibans(now))}})}});
            out.rules.push_back(proposition.head.name);
            break;
        }
    }
    return out;
}

std::vector<ExplanationSection> sensitivity_sections(const Narrator& narrator, const Target& target,
                                                     const std::vector<Target>& steps, const Sensitivity& found) {
    const Lines lines(narrator, target, steps, found);
    const auto& phrases = narrator.phrases();
    std::vector<ExplanationSection> out;
    for (const bool facts : {true, false}) {
        const auto& all = facts ? found.facts : found.rules;
        ExplanationSection section;
        section.name = facts ? "facts" : "rules";
        section.title = narrator.say(facts ? "varied_facts" : "varied_rules");
        StatementTable table;
        table.head = {narrator.say("head_varied"), narrator.say("head_instead"), narrator.say("head_steps"),
                      narrator.say("head_answer")};
        std::size_t changing = 0;
        std::size_t idle = 0;
        for (const bool answer : {true, false}) {  // first those that change the answer
            for (const auto& varied : all) {
                if (varied.changes(found.now) != answer) continue;
                const auto before = table.rows.size();
                lines.add(varied, table);
                changing += answer ? 1U : 0U;
                idle += table.rows.size() == before ? 1U : 0U;
            }
        }
        if (all.empty()) {
            section.text.push_back(statement(narrator.say(facts ? "no_fact_varied" : "no_rule_varied")));
        } else if (changing == 0) {
            section.text.push_back(statement(narrator.say(facts ? "holds_whatever_fact" : "holds_whatever_rule")));
        } else {
            section.text.push_back(statement(phrases.words().count(facts ? "facts_change_answer" : "rules_change_answer",
                                                                   changing, {{"of", std::to_string(all.size())}})));
        }
        const bool listed = !table.rows.empty();
        if (listed) section.table = std::move(table);
        if (listed && idle > 0) section.notes.push_back(statement(phrases.words().count("varied_without_effect", idle)));
        if (facts && found.left_out) section.notes.push_back(statement(narrator.say("facts_not_varied")));
        out.push_back(std::move(section));
    }
    return out;
}

}  // namespace credence::explain
