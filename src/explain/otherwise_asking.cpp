#include <algorithm>
#include <array>

#include "explain/otherwise.hpp"

namespace credence::explain {
std::string effect_of(const Phrases& phrases, const Target& target, const std::vector<Target>& steps, const ToAsk& ask) {
    const auto& words = phrases.words();
    switch (ask.effect) {
        case Effect::answer: {
            std::vector<std::string> answers;
            for (const auto& reached : ask.answers) answers.push_back(in_words(phrases, target, reached));
            return words.say("changes_answer_to", {{"answers", either(words, answers)}});
        }
        case Effect::answer_with_others: return words.say("changes_answer_with_others");
        case Effect::shown: {
            std::vector<std::string> labels;
            for (const auto index : ask.shown) labels.push_back(label_of(phrases, steps, index));
            return words.list(labels);
        }
        case Effect::reason: return words.say("changes_reason");
        case Effect::nothing: break;
    }
    return words.say("changes_nothing");
}

Statement could_become(const Phrases& phrases, const Target& target, const Reachable& still) {
    if (still.settled()) return statement(phrases.words().say("answer_is_settled"));
    std::vector<std::string> others;
    for (const auto& reached : still.answers) {
        if (reached != still.now) others.push_back(in_words(phrases, target, reached));
    }
    if (others.empty()) return statement(phrases.words().say("answer_settled_as_far"));
    const auto list = phrases.list_of_clauses(others);
    return statement(
        phrases.words().say(still.complete ? "answer_could_become" : "answer_could_become_among_others", {{"answers", list}}));
}

Statement could_become(const Phrases& phrases, const Target& target, const Reachable& still, const std::vector<ToAsk>& asks) {
    const bool by_more = still.settled() && std::any_of(asks.begin(), asks.end(), [](const ToAsk& ask) {
                             return ask.effect == Effect::answer || ask.effect == Effect::answer_with_others;
                         });
    return by_more ? statement(phrases.words().say("answer_is_settled_but_for_more")) : could_become(phrases, target, still);
}

Statement lack_of(const Phrases& phrases, const ToAsk& ask) {
    auto out = statement({}, StatementKind::attribute);
    const auto& summary = phrases.model().summary(ask.what.attribute, ask.what.subject);
    for (const auto row : summary.rows)
        out.facts.push_back(phrases.id({FactRef::Kind::observation, ask.what.attribute.value, row}));
    const auto& words = phrases.words();
    const auto what = raised(whose(phrases, ask.what));
    switch (ask.lack) {
        case Lack::disputed:
            out.text = words.say("asked_disputed",
                                 {{"what", what}, {"values", disputed_values(phrases, ask.what.attribute, ask.what.subject)}});
            out.state = State::disputed;
            break;
        case Lack::unknown:
            out.text = words.say("asked_unknown", {{"what", what}});
            out.state = State::unknown;
            break;
        case Lack::one_source: out.text = words.say("asked_one_source", {{"what", what}}); break;
    }
    return out;
}

std::vector<ExplanationSection> ask_sections(const Narrator& narrator, const Target& target, const std::vector<ToAsk>& asks) {
    const auto& phrases = narrator.phrases();
    const auto& words = phrases.words();
    const auto steps = steps_of(phrases.rulebase(), target);
    struct EffectWords {
        Effect effect;
        std::string_view name, title;
    };
    constexpr std::array effects{
        EffectWords{Effect::answer, "answer", "could_change_answer"},
        EffectWords{Effect::answer_with_others, "answer_with_others", "could_change_answer_with_others"},
        EffectWords{Effect::shown, "shown", "could_change_shown"},
        EffectWords{Effect::reason, "reason", "could_change_reason"}};
    std::vector<ExplanationSection> out;
    std::size_t number = 0;
    for (const auto& effect : effects) {
        ExplanationSection section;
        section.name = effect.name;
        section.title = words.say(effect.title);
        for (const auto& ask : asks) {
            if (ask.effect != effect.effect) continue;
            auto one = lack_of(phrases, ask);
            one.lead = std::to_string(++number) + ".";
            if (ask.effect == Effect::answer || ask.effect == Effect::shown)
                one.text += " " + sentence(effect_of(phrases, target, steps, ask));
            for (const auto& [question, whom] : phrases.rulebase().attributes[ask.what.attribute.index()].asks) {
                auto put = statement(words.say("quote", {{"quote", question}}), StatementKind::note);
                put.lead = whom.empty() ? words.say("advice_ask") : words.say("advice_ask_of", {{"whom", whom}});
                one.children.push_back(std::move(put));
            }
            section.trees.push_back(std::move(one));
        }
        if (!section.trees.empty()) out.push_back(std::move(section));
    }
    std::vector<std::string> idle;
    for (const auto& ask : asks) {
        if (ask.effect == Effect::nothing) idle.push_back(whose(phrases, ask.what));
    }
    if (!idle.empty()) {
        ExplanationSection section;
        section.name = "nothing";
        section.title = words.say("not_worth_asking");
        section.text.push_back(statement(sentence(words.list(idle))));
        out.push_back(std::move(section));
    }
    if (number == 0) {
        ExplanationSection section;
        section.name = "none";
        section.text.push_back(statement(words.say("nothing_to_ask")));
        out.insert(out.begin(), std::move(section));
    }
    return out;
}

}  // namespace credence::explain
