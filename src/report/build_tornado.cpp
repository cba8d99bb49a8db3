// The tornado: one row for each thing that changes the answer when it alone is varied, from the answer as recorded to the farthest
// that it leads to; what leads farthest stands first.
#include <algorithm>
#include <cstdlib>

#include "explain/otherwise.hpp"
#include "report/build_chart.hpp"
#include "report/build_otherwise.hpp"

namespace credence::report {

using explain::raised;

std::optional<Figure> tornado(const Matter& matter, const explain::Sensitivity& found, bool facts) {
    constexpr std::size_t most_rows = 16;
    const auto type = matter.item(0).expression->type;
    if (type.kind != check::TypeKind::scale || found.now.state != State::met) return {};
    const auto& words = matter.words();
    const explain::Target target{matter.item(0).expression, nullptr, matter.binding(), {}};
    const auto now = static_cast<int>(found.now.cell);
    std::vector<std::pair<int, ChartRow>> rows;
    for (const auto& varied : facts ? found.facts : found.rules) {
        if (!varied.changes(found.now)) continue;
        Bar bar;
        bar.lowest = bar.highest = now;
        std::vector<std::string> answers;
        for (const auto& trial : varied.trials) {
            if (trial.becomes == found.now) continue;
            const auto answer = explain::in_words(matter.phrases(), target, trial.becomes, Form::shorter);
            if (std::find(answers.begin(), answers.end(), answer) == answers.end()) answers.push_back(answer);
            if (trial.becomes.state != State::met) continue;
            bar.lowest = std::min(*bar.lowest, static_cast<int>(trial.becomes.cell));
            bar.highest = std::max(*bar.highest, static_cast<int>(trial.becomes.cell));
        }
        bar.text = matter.phrases().list_of_clauses(answers);
        const auto said = explain::in_words(matter.phrases(), varied);
        ChartRow row;
        row.label = said.text;
        if (varied.input == explain::Varied::Input::observation) {
            const auto& observations = matter.phrases().facts().observations[varied.fact.index];
            row.label = raised(explain::whose(matter.phrases(),
                                              {check::AttributeId{varied.fact.index}, observations.subject[varied.fact.row]}));
        }
        row.note = words.list(said.facts.empty() ? said.rules : said.facts);
        bar.label = row.label;
        const int reach = *bar.highest - *bar.lowest;
        row.bars.push_back(std::move(bar));
        rows.emplace_back(-reach, std::move(row));
    }
    if (rows.empty()) return {};
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (rows.size() > most_rows) rows.resize(most_rows);

    Figure out;
    out.name = facts ? "tornado_facts" : "tornado_rules";
    out.title = words.say(facts ? "tornado_facts" : "tornado_rules", {{"subjects", matter.subject_ids()}});
    out.chart = empty_chart(matter, type.index);
    out.chart->closed.clear();
    for (auto& column : out.chart->columns) column.long_label = column.short_label;
    out.chart->title = out.title;
    ChartRow as_recorded;
    as_recorded.label = words.say("tornado_now");
    Bar bar;
    bar.style = BarStyle::declared;
    bar.label = as_recorded.label;
    bar.text = explain::in_words(matter.phrases(), target, found.now, Form::shorter);
    bar.lowest = bar.highest = now;
    out.alt = explain::sentence(words.say("label_and_value", {{"label", bar.label}, {"value", bar.text}}));
    as_recorded.bars.push_back(std::move(bar));
    out.chart->rows.push_back(std::move(as_recorded));
    for (auto& [reach, row] : rows) {
        out.alt +=
            " " + explain::sentence(words.say("label_and_value", {{"label", row.label}, {"value", row.bars.front().text}}));
        out.chart->rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace credence::report
