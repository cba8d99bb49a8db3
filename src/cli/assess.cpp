#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/values.hpp"
#include "cli/answers.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"

namespace credence::cli {
namespace {

using report::AnswerRow;
using report::Value;

/// Answer, qualifiers and what is shown, in one list.
std::vector<const Value*> values_of(const AnswerRow& row) {
    std::vector<const Value*> out{&row.answer};
    for (const auto& value : row.qualifiers) out.push_back(&value);
    for (const auto& value : row.shown) out.push_back(&value);
    return out;
}

std::string title(const Answering& answering) {
    const auto& model = answering.session->model();
    const auto& rulebase = answering.session->rulebase();
    const auto& assessment = rulebase.assessments[answering.asking->assessment.index()];
    std::vector<std::string> given;
    for (std::size_t v = 0; v < answering.asking->subjects.size(); ++v) {
        if (!answering.asking->subjects[v]) continue;
        const auto& type = assessment.variables[v].type;
        const auto& individual = model.facts().individuals[type.index][static_cast<std::size_t>(*answering.asking->subjects[v])];
        given.push_back(individual.name.empty() ? individual.id : fmt::format("{}, {}", individual.id, individual.name));
    }
    return fmt::format("{}{}{}", explain::raised(assessment.head.label), given.empty() ? "" : ": ", fmt::join(given, "; "));
}

/// Values that all rows share stand once above; below, by groups, what tells the rows apart.
std::string table(const Answering& answering, const std::vector<AnswerRow>& rows) {
    const auto& model = answering.session->model();
    std::string out = title(answering) + "\n";
    out += fmt::format("Facts as of {}\n", model.facts().as_of.text());
    if (!model.facts().notice.empty()) out += harmless(model.facts().notice) + "\n";
    if (rows.empty()) return out + "\nNobody is on record for this question.\n";

    const std::size_t shown = rows.front().shown.size();
    std::vector<bool> differs(shown);
    for (std::size_t i = 0; i < shown; ++i) {
        differs[i] = std::any_of(rows.begin(), rows.end(),
                                 [&](const AnswerRow& row) { return row.shown[i].short_text != rows.front().shown[i].short_text; });
        const auto& value = rows.front().shown[i];
        if (!differs[i] && !value.long_text.empty()) out += fmt::format("{}: {}\n", explain::raised(value.of), harmless(value.long_text));
    }
    std::vector<std::string> head;
    std::vector<std::size_t> open;
    for (std::size_t v = 0; v < answering.asking->subjects.size(); ++v) {
        if (answering.asking->subjects[v]) continue;
        open.push_back(v);
        head.push_back(rows.front().subjects[v].role);
    }
    if (open.empty()) head.emplace_back();
    for (std::size_t i = 0; i < shown; ++i) {
        if (differs[i]) head.push_back(rows.front().shown[i].of);
    }
    head.emplace_back("open");

    std::vector<std::vector<std::string>> cells;
    std::vector<std::string> groups;
    for (const auto& row : rows) {
        auto& line = cells.emplace_back();
        for (const auto v : open) line.push_back(row.subjects[v].id);
        if (open.empty()) line.emplace_back();
        for (std::size_t i = 0; i < shown; ++i) {
            if (differs[i]) line.push_back(row.shown[i].short_text);
        }
        std::vector<std::string> left;
        if (row.disputed > 0) left.push_back(fmt::format("{} disputed", row.disputed));
        if (row.not_observed > 0) left.push_back(fmt::format("{} not observed", row.not_observed));
        if (!row.ask.empty()) left.push_back(fmt::format("{} to ask", row.ask.size()));
        line.push_back(left.empty() ? "nothing" : fmt::format("{}", fmt::join(left, ", ")));
        groups.push_back(row.headline);
    }
    const auto text = plain_table(head, cells);
    std::size_t at = text.find('\n') + 1;
    out += "\n  " + text.substr(0, at);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i == 0 || groups[i] != groups[i - 1]) out += explain::raised(groups[i]) + "\n";
        const auto end = text.find('\n', at) + 1;
        out += "  " + text.substr(at, end - at);
        at = end;
    }
    return out + "\nGroups, no ranking: in the order of the answer's values, by identifier within a group.\n";
}

std::string as_csv(const std::vector<AnswerRow>& rows) {
    if (rows.empty()) return "";
    std::vector<std::string> head;
    for (const auto& subject : rows.front().subjects) head.push_back(subject.role);
    for (const auto* value : values_of(rows.front())) head.push_back(value->of);
    head.insert(head.end(), {"state", "disputed", "not observed", "to ask"});
    std::vector<std::vector<std::string>> lines;
    for (const auto& row : rows) {
        auto& line = lines.emplace_back();
        for (const auto& subject : row.subjects) line.push_back(subject.id);
        for (const auto* value : values_of(row)) line.push_back(value->value);
        line.insert(line.end(), {app::written(row.answer.state), std::to_string(row.disputed), std::to_string(row.not_observed),
                                 std::to_string(row.ask.size())});
    }
    return csv(head, lines);
}

std::string as_json(const Answering& answering, const std::vector<AnswerRow>& rows) {
    const auto value_of = [](const Value& value) {
        nlohmann::ordered_json out{{"of", value.of}, {"value", value.value}, {"text", value.long_text}, {"state", app::written(value.state)}};
        if (value.kind == report::ValueKind::range) {
            out["lowest"] = value.lowest;
            out["highest"] = value.highest;
        }
        if (!value.unit.empty()) out["unit"] = value.unit;
        return out;
    };
    nlohmann::ordered_json out{{"schema", "credence/assess/v1"},
                               {"assessment", answering.session->rulebase().assessments[answering.asking->assessment.index()].head.name},
                               {"answers", nlohmann::ordered_json::array()}};
    for (const auto& row : rows) {
        nlohmann::ordered_json subjects, qualifiers = nlohmann::ordered_json::array(), shown = nlohmann::ordered_json::array();
        for (const auto& subject : row.subjects) subjects[subject.role] = subject.id;
        for (const auto& value : row.qualifiers) qualifiers.push_back(value_of(value));
        for (const auto& value : row.shown) shown.push_back(value_of(value));
        out["answers"].push_back({{"subjects", subjects}, {"headline", row.headline}, {"answer", value_of(row.answer)},
                                  {"qualifiers", qualifiers}, {"shown", shown}, {"disputed", row.disputed},
                                  {"not_observed", row.not_observed}, {"to_ask", row.ask.size()}});
    }
    return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

int run_assess(const Context& context, const std::vector<std::string>& arguments, const std::string& format) {
    auto answering = prepare(context, arguments, true, false);
    if (!answering.ready()) return answering.exit;
    const auto rows = app::guarded(answering.session->files().sources,
                                   [&] { return report::answer_rows(answering.workshop(), *answering.asking); });
    if (!rows) return fail(rows.error());
    print(format == "csv" ? as_csv(*rows) : format == "json" ? as_json(answering, *rows) : table(answering, *rows));
    return 0;
}

}  // namespace credence::cli
