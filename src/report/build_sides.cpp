// The rules on a question, under the pole that each leans to, with how each stands.
#include <algorithm>

#include "explain/weighed.hpp"
#include "explain/words.hpp"
#include "report/build_figures.hpp"

namespace credence::report {
namespace {

using explain::sentence;

Pointing pointing_of(const check::Proposition& proposition, explain::Standing standing) {
    if (standing == explain::Standing::met) return proposition.implied_only ? Pointing::implied : Pointing::applies;
    return standing == explain::Standing::undecided ? Pointing::open : Pointing::applies_not;
}

/// What a rule rests on, or what leaves it open.
std::string side_note(const Matter& matter, const explain::Pointer& pointer) {
    explain::Prover prover(matter.phrases());
    const auto& body = matter.rulebase().propositions[pointer.proposition.index()].clauses.body;
    const auto proved = prover.condition(body, pointer.binding);  // of what does not hold, the subject alone is bound
    if (pointer.standing != explain::Standing::undecided) {
        const auto support = explain::support_of(proved);
        return matter.words().list(matter.fact_ids(support.facts));
    }
    std::vector<std::string> why;
    for (const auto* blocker : explain::blockers(proved)) {
        if (std::find(why.begin(), why.end(), blocker->text) == why.end()) why.push_back(blocker->text);
    }
    return explain::raised(matter.phrases().list_of_clauses(why));
}

std::string sides_counts(const Words& words, const std::vector<SideRow>& rows) {
    std::vector<std::string> out;
    const std::pair<Pointing, std::string_view> all[] = {{Pointing::applies, "sides_applies"},
                                                         {Pointing::implied, "sides_implied"},
                                                         {Pointing::open, "sides_open"},
                                                         {Pointing::applies_not, "sides_not"}};
    for (const auto& [pointing, word] : all) {
        const auto count = static_cast<std::size_t>(
            std::count_if(rows.begin(), rows.end(), [kind = pointing](const SideRow& row) { return row.pointing == kind; }));
        if (count != 0) out.push_back(words.count(word, count));
    }
    return words.list(out);
}

std::string sides_alt(const Words& words, const std::string& pole, const std::vector<SideRow>& rows, const std::string& none) {
    if (rows.empty()) return sentence(none);
    std::vector<std::string> said;
    for (const auto& row : rows) {
        const auto word = row.pointing == Pointing::applies   ? "it_applies"
                          : row.pointing == Pointing::implied ? "sides_key_implied"
                          : row.pointing == Pointing::open    ? "not_decided"
                                                              : "it_applies_not";
        said.push_back(words.say("label_and_value", {{"label", row.id}, {"value", words.say(word)}}));
    }
    std::string out = words.say("towards", {{"pole", pole}}) + ".";
    for (const auto& one : said) out += " " + sentence(one);
    return out;
}

}  // namespace

std::vector<Figure> sides_figures(const Matter& matter, const Item& item, std::size_t before) {
    const auto& words = matter.words();
    std::vector<Figure> out;
    for (const auto& use : item.questions) {
        const check::QuestionId question{use.index};
        if (explain::is_weighed(matter.rulebase(), question)) continue;  // has a ledger
        const auto subject = explain::individual_of(matter.phrases(), use.subject, matter.binding());
        if (!subject) continue;
        Sides sides;
        for (const auto& pointer : explain::ledger(matter.phrases(), question, *subject)) {
            const auto& proposition = matter.rulebase().propositions[pointer.proposition.index()];
            if (!pointer.upper || pointer.standing == explain::Standing::switched_off) continue;
            SideRow row;
            row.pointing = pointing_of(proposition, pointer.standing);
            row.id = proposition.head.name;
            row.label = proposition.head.label;
            row.note = side_note(matter, pointer);
            (*pointer.upper ? sides.upper_rows : sides.lower_rows).push_back(std::move(row));
        }
        if (sides.upper_rows.empty() && sides.lower_rows.empty()) continue;
        Figure figure;
        const auto number = before + out.size() + 1;
        figure.name = number == 1 ? "rules_on_each_side" : "rules_on_each_side_" + std::to_string(number);
        figure.title =
            words.say("sides_title",
                      {{"question", matter.rulebase().questions[question.index()].head.label},
                       {"who", matter.phrases().individual(matter.rulebase().questions[question.index()].of, *subject).id}});
        sides.title = figure.title;
        sides.corner = words.say("sides_weightless");
        sides.lower = explain::pole(matter.rulebase(), use.index, false);
        sides.upper = explain::pole(matter.rulebase(), use.index, true);
        sides.lower_count = sides_counts(words, sides.lower_rows);
        sides.upper_count = sides_counts(words, sides.upper_rows);
        sides.lower_none = words.say("sides_none", {{"pole", sides.lower}});
        sides.upper_none = words.say("sides_none", {{"pole", sides.upper}});
        figure.alt = sentence(figure.title) + " " + sides_alt(words, sides.lower, sides.lower_rows, sides.lower_none) + " " +
                     sides_alt(words, sides.upper, sides.upper_rows, sides.upper_none);
        figure.sides = std::move(sides);
        out.push_back(std::move(figure));
    }
    return out;
}

}  // namespace credence::report
