#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/values.hpp"
#include "cli/answers.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "sheet/write_csv.hpp"

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

/// As the language writes it; nothing where there is no value.
std::string plain(const Value& value) {
    return value.kind == report::ValueKind::range ? value.lowest + ".." + value.highest : value.value;
}

std::string title(const Answering& answering) {
    const auto& model = answering.session->model();
    const auto& rulebase = answering.session->rulebase();
    const auto& assessment = rulebase.assessments[answering.asking->assessment.index()];
    std::vector<std::string> given;
    for (std::size_t v = 0; v < answering.asking->subjects.size(); ++v) {
        if (!answering.asking->subjects[v]) continue;
        const auto& type = assessment.variables[v].type;
        const auto& individual =
            model.facts().individuals[type.index][static_cast<std::size_t>(*answering.asking->subjects[v])];
        given.push_back(individual.name.empty() ? individual.id : fmt::format("{}, {}", individual.id, individual.name));
    }
    return fmt::format("{}{}{}", explain::raised(assessment.head.label), given.empty() ? "" : ": ",
                       harmless(fmt::format("{}", fmt::join(given, "; "))));
}

/// What is left open about an answer: "1 disputed, 2 to ask".
std::string left_open(const AnswerRow& row) {
    std::vector<std::string> left;
    if (row.disputed > 0) left.push_back(fmt::format("{} disputed", row.disputed));
    if (row.not_observed > 0) left.push_back(fmt::format("{} not observed", row.not_observed));
    if (!row.ask.empty()) left.push_back(fmt::format("{} to ask", row.ask.size()));
    return left.empty() ? "nothing" : fmt::format("{}", fmt::join(left, ", "));
}

/// Which of the values shown tell the rows apart.
std::vector<bool> differing(const std::vector<AnswerRow>& rows) {
    std::vector<bool> out(rows.front().shown.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = std::any_of(rows.begin(), rows.end(),
                             [&](const AnswerRow& row) { return row.shown[i].short_text != rows.front().shown[i].short_text; });
    }
    return out;
}

/// By groups, what tells the rows apart.
std::string groups(const Answering& answering, const std::vector<AnswerRow>& rows, const std::vector<bool>& differs,
                   std::size_t width) {
    std::vector<std::string> head{""};  // what stands in a group is indented
    std::vector<std::size_t> open;
    for (std::size_t v = 0; v < answering.asking->subjects.size(); ++v) {
        if (answering.asking->subjects[v]) continue;
        open.push_back(v);
        head.push_back(rows.front().subjects[v].role);
    }
    for (std::size_t i = 0; i < differs.size(); ++i) {
        if (differs[i]) head.push_back(rows.front().shown[i].of);
    }
    head.emplace_back("open");

    std::vector<std::vector<std::string>> lines;
    for (const auto& row : rows) {
        auto& line = lines.emplace_back(1);
        for (const auto v : open) line.push_back(row.subjects[v].id);
        for (std::size_t i = 0; i < differs.size(); ++i) {
            if (differs[i]) line.push_back(row.shown[i].short_text);
        }
        line.push_back(left_open(row));
    }
    const auto blocks = table_blocks(head, lines, width);
    std::string out = blocks.front();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || rows[i].headline != rows[i - 1].headline) out += harmless(explain::raised(rows[i].headline)) + "\n";
        out += blocks[i + 1];
    }
    const auto& rulebase = answering.session->rulebase();
    std::string ranked;
    for (const auto& expression : rulebase.assessments[answering.asking->assessment.index()].rank_by)
        ranked += fmt::format("{}{}", ranked.empty() ? "" : ", ", answering.session->files().sources.text(expression.span));
    if (ranked.empty())
        return out + "\nGroups, no ranking: in the order of the answer's values, by identifier within a group.\n";
    return out +
           fmt::format("\nGroups in the order of the answer's values, within a group by {}, the greatest first.\n", ranked);
}

/// Values that all rows share stand once above.
std::string table(const Answering& answering, const std::vector<AnswerRow>& rows, std::size_t width) {
    const auto& facts = answering.session->model().facts();
    std::string out = title(answering) + "\n";
    out += fmt::format("Facts as of {}\n", facts.as_of.text());
    if (!facts.notice.empty()) out += harmless(facts.notice) + "\n";
    if (rows.empty()) return out + "\nNothing on record fits this question.\n";

    const auto differs = differing(rows);
    for (std::size_t i = 0; i < differs.size(); ++i) {
        const auto& value = rows.front().shown[i];
        if (!differs[i] && !value.long_text.empty())
            out += fmt::format("{}: {}\n", explain::raised(value.of), harmless(value.long_text));
    }
    const auto& subjects = answering.asking->subjects;
    const bool all_named =
        std::all_of(subjects.begin(), subjects.end(), [](const auto& subject) { return subject.has_value(); });
    if (!all_named) return out + "\n" + groups(answering, rows, differs, width);
    return out + fmt::format("Open: {}\n\n{}.\n", left_open(rows.front()), harmless(explain::raised(rows.front().headline)));
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
        for (const auto* value : values_of(row)) line.push_back(plain(*value));
        line.insert(line.end(), {app::written(row.answer.state), std::to_string(row.disputed), std::to_string(row.not_observed),
                                 std::to_string(row.ask.size())});
    }
    return sheet::csv_text(head, lines);
}

std::string as_json(const Answering& answering, const std::vector<AnswerRow>& rows) {
    const auto value_of = [](const Value& value) {
        nlohmann::ordered_json out{
            {"of", value.of}, {"value", plain(value)}, {"text", value.long_text}, {"state", app::written(value.state)}};
        if (value.kind == report::ValueKind::range) {
            out["lowest"] = value.lowest;
            out["highest"] = value.highest;
        }
        if (!value.unit.empty()) out["unit"] = value.unit;
        return out;
    };
    nlohmann::ordered_json out{
        {"schema", "credence/assess/v1"},
        {"assessment", answering.session->rulebase().assessments[answering.asking->assessment.index()].head.name},
        {"answers", nlohmann::ordered_json::array()}};
    for (const auto& row : rows) {
        nlohmann::ordered_json subjects, qualifiers = nlohmann::ordered_json::array(), shown = nlohmann::ordered_json::array();
        for (const auto& subject : row.subjects) subjects[subject.role] = subject.id;
        for (const auto& value : row.qualifiers) qualifiers.push_back(value_of(value));
        for (const auto& value : row.shown) shown.push_back(value_of(value));
        out["answers"].push_back({{"subjects", subjects},
                                  {"headline", row.headline},
                                  {"answer", value_of(row.answer)},
                                  {"qualifiers", qualifiers},
                                  {"shown", shown},
                                  {"disputed", row.disputed},
                                  {"not_observed", row.not_observed},
                                  {"to_ask", row.ask.size()}});
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
    print(format == "csv"    ? as_csv(*rows)
          : format == "json" ? as_json(answering, *rows)
                             : table(answering, *rows, terminal_style(context).width));
    return 0;
}

}  // namespace credence::cli
