// The ledger of a question, as a table with its picture.
#include "explain/weighed.hpp"
#include "explain/words.hpp"
#include "report/build_reasons.hpp"

namespace credence::report {
namespace {

using explain::Counting;
using explain::sentence;
using explain::with_sign;

std::string alt(const Matter& matter, const Ledger& ledger) {
    const auto& words = matter.words();
    std::vector<std::string> rows;
    for (const auto& one : ledger.rows) {
        if (one.counting == Counting::unweighted) continue;
        auto value = words.say("range", {{"low", with_sign(words, one.lo)}, {"high", with_sign(words, one.hi)}});
        if (one.lo == one.hi) value = with_sign(words, one.best);
        if (one.lo != one.hi) value = words.say("long_and_short", {{"long", with_sign(words, one.best)}, {"short", value}});
        rows.push_back(words.say("label_and_value", {{"label", one.rule.empty() ? one.label : one.rule}, {"value", value}}));
    }
    return sentence(ledger.title) + " " + sentence(matter.phrases().list_of_clauses(rows));
}

Ledger ledger_of(const Matter& matter, check::QuestionId question, Cell subject, std::string name, const std::string& who) {
    const auto& words = matter.words();
    auto weighed = explain::weighed_ledger(matter.phrases(), question, subject);
    for (const auto ref : weighed.took_part) matter.took_part(ref);
    Ledger out;
    out.name = std::move(name);
    out.title = who.empty() ? std::move(weighed.title)
                            : words.say("ledger_title_of",
                                        {{"who", who}, {"question", matter.rulebase().questions[question.index()].head.label}});
    out.lower = std::move(weighed.lower);
    out.upper = std::move(weighed.upper);
    out.band = std::move(weighed.band);
    out.table.head = {words.say("head_rule"),   words.say("head_points_to"), words.say("head_odds"),
                      words.say("head_lowest"), words.say("head_evidence"),  words.say("head_highest"),
                      words.say("head_because")};
    for (const auto& one : weighed.rows) {
        const auto evidence = explain::evidence_cells(words, one);
        Row cells;
        cells.cells = {cell(one.rule.empty() ? one.label : words.say("id_and_label", {{"id", one.rule}, {"label", one.label}})),
                       cell(one.pole),
                       cell(one.strength),
                       cell(evidence[0]),
                       cell(evidence[1]),
                       cell(evidence[2]),
                       cell(one.because)};
        out.table.rows.push_back(std::move(cells));
    }
    out.rows = std::move(weighed.rows);
    for (auto& note : weighed.notes) out.notes.push_back(cell(std::move(note)));
    out.alt = alt(matter, out);
    return out;
}

}  // namespace

std::vector<Ledger> ledgers_of(const Matter& matter, const Item& item, std::size_t before, const std::string& who) {
    std::vector<Ledger> out;
    for (const auto& use : item.questions) {
        if (!explain::is_weighed(matter.rulebase(), check::QuestionId{use.index})) continue;
        const auto subject = explain::individual_of(matter.phrases(), use.subject, matter.binding());
        if (!subject) continue;
        const auto number = before + out.size() + 1;
        out.push_back(ledger_of(matter, check::QuestionId{use.index}, *subject,
                                number == 1 ? "ledger" : "ledger_" + std::to_string(number), who));
    }
    return out;
}

}  // namespace credence::report
