#include "report/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/dependencies.hpp"
#include "explain/words.hpp"
#include "report/audience.hpp"
#include "report/build_figures.hpp"
#include "report/build_otherwise.hpp"
#include "report/sections.hpp"

namespace credence::report {
namespace {

using check::TypeKind;
using explain::raised;

Binding binding_of(const check::Assessment& assessment, const Asking& asking) {
    Binding out(std::max<std::size_t>(assessment.variables.size(), assessment.bound), check::no_cell);
    for (std::size_t i = 0; i < asking.subjects.size() && i < out.size(); ++i)
        out[i] = asking.subjects[i].value_or(check::no_cell);
    return out;
}

std::string title_of(const Matter& matter, Kind kind) {
    std::string ids;
    std::string open;
    for (const auto& subject : matter.subjects()) {
        if (subject.id.empty())
            open = subject.plural;
        else
            ids = ids.empty() ? subject.id : matter.words().say("beside_each_other", {{"first", ids}, {"next", subject.id}});
    }
    const auto label = raised(matter.assessment().head.label);
    if (kind == Kind::comparison)
        return matter.words().say("title_comparison", {{"assessment", label}, {"subjects", ids}, {"open", open}});
    return matter.words().say("title", {{"assessment", label}, {"subjects", ids}});
}

void fill_frame(const Matter& matter, Kind kind, Report& report) {
    report.kind = kind;
    report.assessment = matter.assessment().head.name;
    report.title = title_of(matter, kind);
    fill_head(matter, report);
    report.is_not = is_not_part(matter);
    report.assumptions = assumptions_part(matter);
    report.decision = decision_part(matter);
    report.provenance = provenance_part(matter);
    report.scales = scale_parts(matter);
    number_sections(report, matter.words());
}

Report dossier(const Matter& matter) {
    Report report;
    report.asked = asked_part(matter);
    report.answer = answer_part(matter);
    report.declared = declared_part(matter);
    report.ranges = range_parts(matter);
    report.evidence = evidence_part(matter);
    report.reasons_for = reasons_for_part(matter);
    report.reasons_against = reasons_against_part(matter);
    report.blocked = blocked_part(matter);
    if (matter.workshop().origin.audience != Audience::candidate) {  // who does not read them, and much work
        report.changes = changes_part(matter);
        report.ask = ask_part(matter);
        report.robustness = robustness_part(matter);
    }
    report.all_evidence = all_evidence_part(matter, {});
    fill_frame(matter, Kind::dossier, report);
    return report;
}

Report side_by_side(const Matter& matter) {
    Report report;
    report.asked = asked_part(matter);
    report.answer = answer_part(matter);
    report.side_by_side = side_by_side_part(matter);
    report.declared = declared_part(matter);
    report.ranges = range_parts(matter);
    report.changes = changes_part(matter);
    report.ask = ask_part(matter);
    report.robustness = robustness_part(matter);
    report.all_evidence = all_evidence_part(matter, {});
    fill_frame(matter, Kind::side_by_side, report);
    return report;
}

/// "Inside: C01. Overlaps: C04, C06.": the groups of a comparison in one line.
std::string groups_in_a_line(const Words& words, const Groups& groups) {
    std::vector<std::pair<std::string, std::vector<std::string>>> lines;
    for (const auto& row : groups.table.rows) {
        if (row.cells.size() < 3 || row.cells.back().text.empty()) continue;  // an empty group
        if (lines.empty() || lines.back().first != row.cells[0].lead) lines.push_back({row.cells[0].lead, {}});
        lines.back().second.push_back(row.cells[1].text);
    }
    std::string out;
    for (const auto& [group, ids] : lines) {
        out += (out.empty() ? "" : " ") +
               explain::sentence(words.say("label_and_value", {{"label", group}, {"value", words.list(ids)}}));
    }
    return out;
}

}  // namespace

std::vector<Asking> askings(engine::Model& model, const Asking& asking) {
    const auto& assessment = model.rulebase().assessments[asking.assessment.index()];
    std::vector<Asking> out;
    for (const auto& solution :
         model.solutions(assessment.when, assessment.variables, assessment.bound, binding_of(assessment, asking))) {
        if (model.state(solution.truth) != engine::State::met) continue;
        Asking one{asking.assessment, {}};
        for (std::size_t i = 0; i < assessment.bound; ++i) one.subjects.emplace_back(solution.binding[i]);
        out.push_back(std::move(one));
    }
    return out;
}

Report build_report(const Workshop& workshop, const Asking& asking) {
    const auto& assessment = workshop.model.rulebase().assessments[asking.assessment.index()];
    const auto roles = roles_of(workshop.model.rulebase(), asking.assessment);
    const explain::Assumptions assumptions(workshop.model.rulebase());
    const Matter matter(workshop, roles, assumptions, binding_of(assessment, asking));
    const bool open = std::any_of(asking.subjects.begin(), asking.subjects.end(), [](const auto& subject) { return !subject; });
    const auto for_audience = [&](Report report) {
        if (workshop.origin.audience != Audience::planner) Redaction(workshop, asking).apply(report);
        return report;
    };
    if (!open) return for_audience(roles.columns > 1 ? side_by_side(matter) : dossier(matter));
    std::deque<Matter> columns;
    for (const auto& one : askings(workshop.model, asking))
        columns.emplace_back(workshop, roles, assumptions, binding_of(assessment, one));
    auto report = comparison(matter, columns);
    fill_frame(matter, Kind::comparison, report);
    return for_audience(std::move(report));
}

explain::Target target_of(const check::Rulebase& rulebase, const Asking& asking) {
    const auto& assessment = rulebase.assessments[asking.assessment.index()];
    explain::Target out;
    out.expression = &assessment.answer;
    out.binding = binding_of(assessment, asking);
    out.assessment = asking.assessment;
    return out;
}

explain::Explanation explanation_of(const Workshop& workshop, const Asking& asking) {
    const auto roles = roles_of(workshop.model.rulebase(), asking.assessment);
    const explain::Assumptions assumptions(workshop.model.rulebase());
    const auto target = target_of(workshop.model.rulebase(), asking);
    const Matter matter(workshop, roles, assumptions, target.binding);
    explain::Explanation out;
    out.language = matter.words().language();
    out.question = title_of(matter, Kind::dossier);
    out.heading = heading(matter);
    auto headline = explain::statement("", explain::StatementKind::value);
    headline.lead = explain::sentence(raised(matter.headline()));
    headline.state = matter.state(matter.item(0));
    out.answer.push_back(std::move(headline));
    return out;
}

explain::Explanation explanation_of(const Workshop& workshop, const std::string& words) {
    const auto& facts = workshop.model.facts();
    explain::Explanation out;
    out.language = workshop.words.language();
    out.question = words;
    out.heading = raised(workshop.words.say("facts_as_of", {{"date", facts.as_of.text()}}));
    if (!facts.notice.empty())
        out.heading = workshop.words.say("beside_each_other", {{"first", out.heading}, {"next", facts.notice}});
    return out;
}

Report build_index(const Workshop& workshop, const std::vector<Written>& written) {
    const auto& words = workshop.words;
    const auto& rulebase = workshop.model.rulebase();
    const auto& facts = workshop.model.facts();
    Report out;
    out.kind = Kind::index;
    out.language = words.language();
    out.title = raised(rulebase.head.label);
    out.as_of = facts.as_of.text();
    out.notice = facts.notice;
    out.heading = raised(words.say("facts_as_of", {{"date", out.as_of}}));
    if (!facts.notice.empty()) out.heading = words.say("beside_each_other", {{"first", out.heading}, {"next", facts.notice}});
    out.index.emplace();
    if (written.empty()) out.index->text.push_back(cell(words.say("no_reports")));
    for (const auto& assessment : rulebase.assessments) {
        for (const Kind kind : {Kind::comparison, Kind::dossier, Kind::side_by_side}) {
            Table table;
            table.head = {words.say("head_report"), words.say("head_subjects"), words.say("head_answer")};
            for (const auto& one : written) {
                if (one.report->kind != kind || one.report->assessment != assessment.head.name) continue;
                Claim link = cell(one.report->title);
                link.link = one.file;
                std::string names;
                for (const auto& subject : one.report->subjects) {
                    if (subject.id.empty()) continue;
                    const auto& name = subject.name.empty() ? subject.id : subject.name;
                    names = names.empty() ? name : words.say("listed_after", {{"first", names}, {"next", name}});
                }
                std::string answer = one.report->answer ? one.report->answer->headline : "";
                if (one.report->groups) answer = groups_in_a_line(words, *one.report->groups);
                Row row;
                row.cells = {std::move(link), cell(names), cell(answer)};
                table.rows.push_back(std::move(row));
            }
            if (table.rows.empty()) continue;
            if (kind == Kind::comparison && out.index->text.empty())
                out.index->text.push_back(cell(words.say("open_comparisons_first")));
            Block block;
            block.title = words.say(kind == Kind::comparison ? "index_comparisons"
                                    : kind == Kind::dossier  ? "index_dossiers"
                                                             : "index_side_by_side",
                                    {{"assessment", raised(assessment.head.label)}});
            block.table = std::move(table);
            out.index->blocks.push_back(std::move(block));
        }
    }
    std::set<std::size_t> ranges;  // those that an answer rests on and reports show
    for (std::size_t a = 0; a < rulebase.assessments.size(); ++a) {
        const auto roles = roles_of(rulebase, check::AssessmentId{a});
        for (const auto index : roles.chain) {
            const auto& item = roles.items[index];
            if (item.expression->kind == check::ExpressionKind::range) ranges.insert(item.expression->index);
        }
    }
    for (const auto range : ranges) {
        if (auto block = room_block(workshop, check::RangeId{range})) out.index->blocks.push_back(std::move(*block));
    }
    return out;
}

namespace {

/// Values of one label are told apart by the subjects that they are about: "disposition (leader)".
void tell_apart(AnswerRow& row, const std::vector<const Item*>& items, const check::Assessment& assessment) {
    std::vector<Value*> values{&row.answer};
    for (auto& value : row.qualifiers) values.push_back(&value);
    for (auto& value : row.shown) values.push_back(&value);
    std::map<std::string, int> uses;
    for (const auto* value : values) ++uses[value->of];
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (uses[values[i]->of] == 1) continue;
        std::vector<std::string> subjects;
        check::visit(
            *items[i]->expression, [](const check::Condition&) {},
            [&](const check::Expression& e) {
                if (e.kind != check::ExpressionKind::variable) return;
                const auto& name = assessment.variables[e.variable.index()].name;
                if (std::find(subjects.begin(), subjects.end(), name) == subjects.end()) subjects.push_back(name);
            });
        if (!subjects.empty()) values[i]->of += fmt::format(" ({})", fmt::join(subjects, ", "));
    }
}

}  // namespace

std::vector<AnswerRow> answer_rows(const Workshop& workshop, const Asking& asking) {
    const auto& rulebase = workshop.model.rulebase();
    const auto& assessment = rulebase.assessments[asking.assessment.index()];
    const auto roles = roles_of(rulebase, asking.assessment);
    const explain::Assumptions assumptions(rulebase);
    std::vector<Asking> all;
    const bool open = std::any_of(asking.subjects.begin(), asking.subjects.end(), [](const auto& subject) { return !subject; });
    if (open)
        all = askings(workshop.model, asking);
    else
        all.push_back(asking);

    struct Keyed {
        std::vector<Cell> key;
        AnswerRow row;
    };
    std::vector<Keyed> rows;
    for (const auto& one : all) {
        const Matter matter(workshop, roles, assumptions, binding_of(assessment, one));
        Keyed keyed;
        AnswerRow& row = keyed.row;
        row.subjects = matter.subjects();
        row.headline = matter.headline();
        std::vector<const Item*> items{&matter.item(0)};
        row.answer = matter.value(matter.item(0));
        const auto rank = [&](const Item& item) {
            const auto outcome = matter.model().value(*item.expression, matter.binding());
            keyed.key.push_back(outcome.state == engine::Known::known ? outcome.cell : std::numeric_limits<Cell>::max());
        };
        rank(matter.item(0));
        for (const auto index : roles.of(ItemRole::qualifier)) {
            row.qualifiers.push_back(matter.value(matter.item(index)));
            items.push_back(&matter.item(index));
            rank(matter.item(index));
        }
        for (const auto index : roles.chain) {
            if (index == 0) continue;
            row.shown.push_back(matter.value(matter.item(index)));
            items.push_back(&matter.item(index));
        }
        for (const auto index : roles.of(ItemRole::beside)) {
            row.shown.push_back(matter.value(matter.item(index)));
            items.push_back(&matter.item(index));
        }
        tell_apart(row, items, assessment);
        for (const auto& observed : matter.observed()) {
            if (observed.role->frame) continue;
            for (const auto attribute : observed.role->attributes) {
                const auto& summary = matter.model().summary(attribute, observed.subject);
                if (summary.rows.empty()) ++row.not_observed;
                if (summary.state == engine::Known::disputed) ++row.disputed;
            }
        }
        for (const auto& advised : matter.advised()) {
            if (advised.undecided || rulebase.advice[advised.advice.index()].kind != check::AdviceKind::ask) continue;
            row.ask.push_back(matter.advice_claim(advised));
        }
        const auto ranks = rank_key(matter);
        keyed.key.insert(keyed.key.end(), ranks.begin(), ranks.end());
        rows.push_back(std::move(keyed));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
    std::vector<AnswerRow> out;
    for (auto& keyed : rows) out.push_back(std::move(keyed.row));
    return out;
}

}  // namespace credence::report
