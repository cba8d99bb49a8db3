#include "app/reports.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "report/page.hpp"

namespace credence::app {
namespace {

using report::Asking;
using report::Report;

/// Every choice of all subjects but the first for which the assessment has something to compare.
std::vector<Asking> comparisons(const check::Rulebase& rulebase, const std::vector<Asking>& single) {
    if (single.empty() || single.front().subjects.size() < 2) return {};
    if (report::roles_of(rulebase, single.front().assessment).columns > 1) return {};
    std::set<std::vector<std::optional<check::Cell>>> seen;
    std::vector<Asking> out;
    for (auto asking : single) {
        asking.subjects.front().reset();
        if (seen.insert(asking.subjects).second) out.push_back(std::move(asking));
    }
    std::sort(out.begin(), out.end(), [](const Asking& a, const Asking& b) { return a.subjects < b.subjects; });
    return out;
}

/// What the list of all reports says of one; the rest need not be kept.
Report for_index(const Report& report) {
    Report out;
    out.kind = report.kind;
    out.assessment = report.assessment;
    out.title = report.title;
    out.subjects = report.subjects;
    if (report.answer) {
        out.answer.emplace();
        out.answer->headline = report.answer->headline;
    }
    if (report.groups) {
        out.groups.emplace();
        out.groups->table = report.groups->table;
    }
    return out;
}

}  // namespace

report::Origin origin_of(const Session& session, std::string program, std::string command) {
    report::Origin out{std::move(program), session.files().digest, std::move(command), {}, {}};
    for (const auto& decision : session.record().decisions) {
        out.decisions.push_back({decision.assessment, decision.subjects, decision.advice, decision.decision,
                                 decision.reason.value_or(""), decision.name, decision.recorded, decision.follows});
    }
    for (const auto& declared : session.record().declared) {
        out.declared.push_back({declared.attribute, declared.subject, declared.value, declared.assessor, declared.quote,
                                declared.reason, declared.recorded});
    }
    return out;
}

std::vector<std::filesystem::path> template_folders(const RulebaseFiles& files, const check::Head& assessment) {
    std::vector<std::filesystem::path> out;
    const auto add = [&](const std::filesystem::path& rulebase) {
        out.push_back(rulebase / "reports" / assessment.name);
        out.push_back(rulebase / "reports");
    };
    add(files.folder);
    if (!files.sources.own(assessment.span)) add(files.paths[assessment.span.file.index()].parent_path());
    return out;
}

std::string folder_name(const check::Rulebase& rulebase, const engine::Facts& facts, const Asking& asking) {
    const auto& assessment = rulebase.assessments[asking.assessment.index()];
    std::string out = assessment.head.name;
    for (std::size_t v = 0; v < asking.subjects.size(); ++v) {
        if (!asking.subjects[v]) continue;
        out += '_' + facts.individuals[assessment.variables[v].type.index][static_cast<std::size_t>(*asking.subjects[v])].id;
    }
    for (char& c : out) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        if (!plain) c = '_';
    }
    return out;
}

void each_report(engine::Model& model, const report::Origin& origin, const std::vector<const report::Templates*>& templates,
                 const AllOf& which, const std::function<bool(report::File)>& take) {
    const auto& rulebase = model.rulebase();
    std::deque<Report> reports;
    std::vector<report::Written> written;
    std::map<std::string, std::size_t> names;  // ids that differ only in odd characters get a number
    const auto add = [&](const Asking& asking) {
        const auto& own = *templates[asking.assessment.index()];
        const auto report = report::build_report({model, own.words(), origin}, asking);
        auto folder = folder_name(rulebase, model.facts(), asking);
        if (const auto again = ++names[folder]; again > 1) folder += "_" + std::to_string(again);
        const auto main = folder + (which.pages == Pages::html ? "/report.html" : "/report.md");
        reports.push_back(for_index(report));
        written.push_back({&reports.back(), main});
        auto of_report = report::files_of(report, own);
        if (which.pages == Pages::html) return take({main, report::html_file(of_report, own)});
        return std::all_of(of_report.begin(), of_report.end(), [&](auto& file) {
            return take({folder + "/" + file.path, std::move(file.bytes)});
        });
    };
    for (std::size_t a = 0; a < rulebase.assessments.size(); ++a) {
        if (which.only && which.only->assessment.index() != a) continue;
        const Asking open{check::AssessmentId{a}, std::vector<std::optional<check::Cell>>(rulebase.assessments[a].bound)};
        const auto single = report::askings(model, which.only.value_or(open));
        const bool of_one = which.only && !which.only->subjects.empty() && which.only->subjects.front();
        for (const auto& asking : of_one ? std::vector<Asking>{} : comparisons(rulebase, single)) {
            if (!add(asking)) return;
        }
        for (const auto& asking : single) {
            if (!add(asking)) return;
        }
    }
    const auto index = report::build_index({model, templates.front()->words(), origin}, written);
    auto pages_of_index = report::files_of(index, *templates.front());
    if (which.pages == Pages::html) pages_of_index = {{"index.html", report::html_file(pages_of_index, *templates.front())}};
    (void)std::all_of(pages_of_index.begin(), pages_of_index.end(), [&](auto& file) { return take(std::move(file)); });
}

}  // namespace credence::app
