// Two questions about a report that was written: is it authentic, and does it still hold?
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "app/question.hpp"
#include "app/reports.hpp"
#include "app/sheet.hpp"
#include "app/written_report.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/table.hpp"
#include "cli/template_set.hpp"
#include "cli/usage.hpp"
#include "report/audience.hpp"
#include "report/json.hpp"
#include "store/verify.hpp"

namespace credence::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What is wrong with a file of the report; empty where it is as it should be.
std::string difference(const app::WrittenReport& written, const report::File& file) {
    std::string there = written.markdown;
    const bool main = file.path == "report.md";
    if (!main) {
        std::ifstream in(written.folder / file.path, std::ios::binary);
        if (!in) return fmt::format("{} is missing", file.path);
        there.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    if (there == file.bytes) return {};
    std::size_t line = 1;
    for (std::size_t i = 0; i < std::min(there.size(), file.bytes.size()) && there[i] == file.bytes[i]; ++i)
        line += there[i] == '\n' ? 1U : 0U;
    return fmt::format("{} differs from line {} on", main ? written.file : file.path, line);
}

std::optional<report::Asking> asking_of(app::Session& session, const std::vector<std::string>& arguments) {
    const auto question = app::read_question(session.rulebase(), arguments);
    if (!question || !question->assessment) return {};
    const auto named = app::named_subjects(session.model(), *question);
    if (!named) return {};
    report::Asking out{*question->assessment, {}};
    for (std::uint32_t v = 0; v < session.rulebase().assessments[out.assessment.index()].bound; ++v)
        out.subjects.push_back((*named)[v] == check::no_cell ? std::nullopt : std::optional((*named)[v]));
    return out;
}

/// The report on one question, or the sheet; nothing where what it names is not there.
std::optional<report::Report> report_of(app::Session& session, const report::Words& words, const report::Origin& origin,
                                        const std::vector<std::string>& arguments) {
    const report::Workshop workshop{session.model(), words, origin};
    if (app::asks_for_sheet(session.rulebase(), arguments)) {
        const auto subject = app::read_sheet(session.model(), arguments);
        if (!subject) return {};
        return report::build_sheet(workshop, subject->entity, subject->individual);
    }
    const auto asking = arguments.empty() ? std::nullopt : asking_of(session, arguments);
    if (!asking) return {};
    return report::build_report(workshop, *asking);
}

/// All that a report claims, without what says when and of what it was made.
Json claims_of(const report::Report& report, const report::Words& words) {
    auto tree = Json::parse(report::json(report, words));
    for (const auto* key : {"provenance", "as_of", "known_at", "heading"}) tree.erase(key);
    if (tree.contains("answer")) tree["answer"].erase("figures");
    if (tree.contains("groups")) tree["groups"].erase("figures");
    return tree;
}

void gather(const Json& tree, const char* key, std::set<std::string>& into) {
    if (tree.is_object()) {
        for (const auto& [name, value] : tree.items()) {
            if (name == key && value.is_array()) {
                for (const auto& id : value) into.insert(id.is_string() ? id.get<std::string>() : id.dump());
            } else {
                gather(value, key, into);
            }
        }
    } else if (tree.is_array()) {
        for (const auto& value : tree) gather(value, key, into);
    }
}

std::string new_ids_text(const std::set<std::string>& ids, const std::set<std::string>& others, std::string_view what,
                         std::string_view how) {
    std::string out;
    for (const auto& id : ids) {
        if (!others.contains(id)) out += fmt::format("  {} {} {}\n", what, harmless(id), how);
    }
    return out;
}

void list_changes(const Json& before, const Json& now, const char* key, std::string_view what, std::string& out) {
    std::set<std::string> old_ids, new_ids;
    gather(before, key, old_ids);
    gather(now, key, new_ids);
    out += new_ids_text(new_ids, old_ids, what, "is new");
    out += new_ids_text(old_ids, new_ids, what, "is in it no more");
}

void list_new(const Json& before, const Json& now, std::string& out) {
    std::set<std::string> old_ids, new_ids;
    gather(before, "facts", old_ids);
    gather(now, "facts", new_ids);
    out += new_ids_text(new_ids, old_ids, "fact", "is new");
}

struct Rebuilt {
    std::optional<app::Session> session;
    report::Origin origin;
    std::string failure;  // why it could not be built
};

/// As what was known then, of all that is known now as of the same day, or of all that is known now.
enum class Known { then, since, now };

Rebuilt open_session(const Context& context, const app::WrittenReport& written, Known known) {
    Rebuilt out;
    const auto path = app::rules_of(context.options);
    auto files = app::read_rulebase(*path);
    auto options = context.options;
    options.set = app::report_parameters(written, *files->rulebase);
    if (known != Known::now) options.as_of = written.as_of;
    if (known == Known::then && !written.known_at.empty()) options.known_at = written.known_at;
    const auto reading = app::everything(*files->rulebase);
    auto session = app::Session::open(std::move(*files), options, reading,
                                      known == Known::then ? std::optional(written.change) : std::nullopt);
    if (!session) {
        out.failure = session.error().message;
        return out;
    }
    out.session.emplace(std::move(*session));
    out.origin = app::origin_of(*out.session, written.program, written.command);
    out.origin.audience =
        report::audience_named(app::report_option(written, "--audience").value_or("")).value_or(out.origin.audience);
    return out;
}

/// The files that the report should consist of; of one that was written with many others, those of the one it is.
std::vector<report::File> files_of(Rebuilt& rebuilt, const app::WrittenReport& written, const TemplateSet& templates) {
    auto& session = *rebuilt.session;
    const auto arguments = app::report_arguments(written);
    const bool many = app::is_of_many(written);
    const bool sheet = app::asks_for_sheet(session.rulebase(), arguments);
    const auto asking = sheet || arguments.empty() ? std::nullopt : asking_of(session, arguments);
    if ((asking && !many) || (sheet && !templates.all.empty())) {
        const auto& own = sheet ? templates.all.front() : templates.all[asking->assessment.index()];
        if (const auto report = report_of(session, own.words(), rebuilt.origin, arguments))
            return report::files_of(*report, own);
    }
    std::vector<report::File> all;
    app::each_report(session.model(), rebuilt.origin, templates.by_assessment(), {many ? asking : std::nullopt},
                     [&](report::File file) {
                         all.push_back(std::move(file));
                         return true;
                     });
    std::string folder;
    for (const auto& file : all) {
        if (file.path.ends_with("/report.md") && file.bytes == written.markdown)
            folder = file.path.substr(0, file.path.size() - 9);
    }
    std::vector<report::File> out;
    for (const auto& file : all) {
        if (!folder.empty() && file.path.starts_with(folder)) out.push_back({file.path.substr(folder.size()), file.bytes});
    }
    return out;
}

}  // namespace

int run_verify(const Context& given, const std::string& path, bool current) {
    const auto written = app::read_written_report(path);
    if (!written) return fail(written.error());
    auto context = given;  // the report's language, not that of the one who asks
    context.options.language = written->language;
    const auto words = report::Words::of(written->language);
    auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    const auto templates = load_templates(context, *opened.files);
    if (!templates.sound) return 3;
    const bool same_rules = opened.files->digest == written->rules_digest;

    std::string said;
    bool authentic = false;
    Rebuilt before;
    if (!same_rules) {
        said = "these are not the rules that it was made with: their digest is another one";
    } else {
        before = open_session(context, *written, Known::then);
        if (!before.session) {
            said = before.failure;
        } else if (before.session->model().facts().head.digest != written->head) {
            said =
                fmt::format("the knowledge base has no change {} with its head: it was cut off or replaced, or is another one",
                            written->change);
        } else {
            const auto files = app::guarded(opened.files->sources, [&] { return files_of(before, *written, templates); });
            if (!files) return fail(files.error());
            for (const auto& file : *files) {
                if (said.empty()) said = difference(*written, file);
            }
            if (files->empty()) said = "no report of its rules and its knowledge base is like it";
            authentic = said.empty();
        }
    }
    print(authentic ? "Authentic: yes. Built once more from what it names, it has the same bytes.\n"
                    : fmt::format("Authentic: no; {}.\n", harmless(said)));

    std::string since;
    auto now = open_session(context, *written, Known::since);
    if (!same_rules) since += "  the rules were changed\n";
    if (!now.session) {
        since += fmt::format("  {}\n", harmless(now.failure));
    } else if (before.session && authentic) {
        const auto arguments = app::is_of_many(*written) ? std::vector<std::string>{} : app::report_arguments(*written);
        auto today = open_session(context, *written, Known::now);
        std::vector<Json> claims;
        for (auto* one : {&before, &now, &today}) {
            if (!one->session) break;
            const auto report =
                app::guarded(opened.files->sources, [&] { return report_of(*one->session, words, one->origin, arguments); });
            if (!report) return fail(report.error());
            if (!*report) break;
            claims.push_back(claims_of(**report, words));
        }
        if (claims.size() == 3) {
            list_changes(claims[0], claims[1], "facts", "fact", since);
            list_changes(claims[0], claims[1], "rules", "rule", since);
            if (since.empty() && claims[0] != claims[1]) since += "  what it says reads otherwise now\n";
            list_new(claims[1], claims[2], since);  // of later days
        } else if (arguments.empty()) {
            const auto& then_facts = before.session->model().facts();
            if (then_facts.content_digest != now.session->model().facts().content_digest) since += "  the facts were changed\n";
        } else {
            since += "  a subject is not listed any more\n";
        }
    } else {
        since += "  it is not authentic\n";
    }
    print(since.empty() ? "Current: yes. Nothing that was recorded later concerns it.\n" : "Current: no.\n" + since);
    return current ? (since.empty() ? 0 : 1) : (authentic ? 0 : 1);
}

}  // namespace credence::cli
