#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/session.hpp"
#include "app/written_report.hpp"
#include "cli/clock.hpp"
#include "cli/output.hpp"
#include "cli/problems.hpp"
#include "cli/progress.hpp"
#include "cli/rulebase.hpp"
#include "cli/table.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "store/backup.hpp"
#include "store/enter.hpp"
#include "store/erase.hpp"
#include "store/history.hpp"
#include "store/import.hpp"
#include "store/knowledge_base.hpp"
#include "store/migrate.hpp"
#include "store/show.hpp"
#include "store/verify.hpp"

namespace credence::cli {
namespace {

/// What most of these verbs begin with.
struct OpenKb {
    OpenedRulebase rulebase;
    std::optional<store::KnowledgeBase> kb;
    int exit = 0;
};

OpenKb open_kb(const Context& context, store::Mode mode) {
    OpenKb out;
    const auto kb_file = app::kb_of(context.options);
    if (!kb_file) {
        out.exit = fail(kb_file.error());
        return out;
    }
    out.rulebase = open_rulebase(context);
    out.exit = out.rulebase.exit;
    if (!out.rulebase.files) return out;
    auto kb = store::open_knowledge_base(*kb_file, mode);
    if (!kb) {
        out.exit = fail(kb.error());
        return out;
    }
    out.kb.emplace(std::move(*kb));
    return out;
}

void print_json(const nlohmann::ordered_json& value) {
    print(value.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

nlohmann::ordered_json as_json(const std::vector<store::ShownTable>& tables) {
    auto out = nlohmann::ordered_json::array();
    for (const auto& table : tables) out.push_back({{"title", table.title}, {"columns", table.headers}, {"rows", table.rows}});
    return out;
}

}  // namespace

int run_kb_init(const Context& context, bool sample) {
    const auto path = app::kb_of(context.options);
    if (!path) return fail(path.error());
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    const auto kb = store::create_knowledge_base(*path, *opened.files->rulebase, {now(), sample});
    if (!kb) return fail(kb.error());
    if (!context.quiet) {
        print_error(fmt::format("Made {} for {} {}.\n", path->filename().string(), opened.files->rulebase->head.name,
                                opened.files->rulebase->version));
    }
    return 0;
}

int run_kb_import(const Context& context, const KbImportOptions& options) {
    store::ImportOptions import{options.history, now(), options.dry_run};
    for (const auto& name : options.names) {
        const auto sign = name.rfind('=');
        if (sign == std::string::npos || sign == 0) {
            return fail({FailureKind::usage, fmt::format("`{}` maps no column", harmless(name)),
                         "--map 'NAME=COLUMN': a column of the files, and what it is called here"});
        }
        import.names.emplace_back(name.substr(0, sign), name.substr(sign + 1));
    }
    const auto kb_file = app::kb_of(context.options);
    if (!kb_file) return fail(kb_file.error());
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    auto kb = store::open_knowledge_base(*kb_file, store::Mode::write);
    if (!kb) return fail(kb.error());
    Progress progress(!context.quiet);
    import.progress = [&](const std::string& file, std::size_t rows) { progress.show(fmt::format("{}: {} rows", file, rows));
};
const auto report = store::import_files(*kb, *opened.files->rulebase, options.path, import);
progress.end();
if (!report) return fail(report.error());
if (!context.quiet || !report->accepted()) print_error(store::import_text(*report, kb_file->filename().string()));
return report->accepted() ? 0 : 3;
}  // namespace credence::cli

int run_kb_show(const Context& context, const std::string& subject, bool history, const std::string& format) {
    auto open = open_kb(context, store::Mode::read);
    if (!open.kb) return open.exit;
    const auto& rulebase = *open.rulebase.files->rulebase;
    const auto request = app::what_is_known(context.options);
    if (!request) return fail(request.error());
    const auto record =
        history ? store::show_history(*open.kb, rulebase, subject) : store::show(*open.kb, rulebase, subject, *request);
    if (!record) return fail(record.error());
    if (format == "json") {
        print_json({{"schema", "credence/record/v1"}, {"title", record->title}, {"tables", as_json(record->tables)}});
        return 0;
    }
    std::string out = harmless(record->title) + "\n";
    for (const auto& table : record->tables) {
        out += fmt::format("\n{}\n", harmless(table.title));
        if (table.rows.size() != 1) {
            out += plain_table(table.headers, table.rows, terminal_style(context).width);
            continue;
        }
        std::vector<std::vector<std::string>> lines;  // a row by itself is read from top to bottom
        for (std::size_t c = 0; c < table.headers.size(); ++c) lines.push_back({table.headers[c], table.rows.front()[c]});
        out += plain_table({"column", "value"}, lines, terminal_style(context).width);
    }
    print(out);
    return 0;
}

int run_kb_add(const Context& context, const EntryOptions& options) {
    std::vector<std::pair<std::string, std::string>> cells;
    for (std::size_t i = 1; i < options.words.size(); ++i) {
        const auto& word = options.words[i];
        const auto equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail({FailureKind::usage, fmt::format("`{}` is no COLUMN=VALUE", harmless(word)), "credence help kb add"});
        cells.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    auto open = open_kb(context, store::Mode::write);
    if (!open.kb) return open.exit;
    const auto entered = store::add_row(*open.kb, *open.rulebase.files->rulebase, options.words.front(), cells,
                                        options.corrects, {now(), options.by, options.reason});
    if (!entered) return fail(entered.error());
    print_problems(entered->problems);
    if (!entered->accepted()) return 3;
    if (!context.quiet) {
        print_error(entered->change == 0
                        ? std::string("It is on record already; nothing was changed.\n")
                        : fmt::format("Recorded as change {}{}.\n", entered->change,
                                      options.corrects ? fmt::format("; {} is retracted", *options.corrects) : ""));
    }
    return 0;
}

int run_kb_retract(const Context& context, const EntryOptions& options) {
    auto open = open_kb(context, store::Mode::write);
    if (!open.kb) return open.exit;
    const auto done =
        store::retract(*open.kb, *open.rulebase.files->rulebase, options.words.front(), {now(), options.by, options.reason});
    if (!done) return fail(done.error());
    if (!context.quiet) print_error(fmt::format("Recorded as change {}; {} is retracted.\n", done->change, done->name));
    return 0;
}

int run_kb_log(const Context& context, const std::string& subject, const std::string& format) {
    auto open = open_kb(context, store::Mode::read);
    if (!open.kb) return open.exit;
    auto log = store::change_log(*open.kb, *open.rulebase.files->rulebase, subject);
    if (!log) return fail(log.error());
    if (format == "json") {
        print_json({{"schema", "credence/log/v1"}, {"columns", log->headers}, {"rows", log->rows}});
        return 0;
    }
    for (auto& row : log->rows) row.back().resize(12);  // enough for the eye; json has it whole
    store::drop_empty_columns(*log);
    print(plain_table(log->headers, log->rows, terminal_style(context).width));
    return 0;
}

int run_kb_backup(const Context& context, const std::string& file) {
    const auto kb_file = app::kb_of(context.options);
    if (!kb_file) return fail(kb_file.error());
    auto kb = store::open_knowledge_base(*kb_file, store::Mode::write);
    if (!kb) return fail(kb.error());
    if (const auto done = store::back_up(*kb, file, now()); !done) return fail(done.error());
    if (!context.quiet) print_error(fmt::format("Wrote {}, and looked at it: it is whole.\n", file));
    return 0;
}

int run_kb_migrate(const Context& context, const std::optional<std::string>& backup) {
    const auto kb_file = app::kb_of(context.options);
    if (!kb_file) return fail(kb_file.error());
    const auto done = store::migrate(*kb_file, backup.value_or(kb_file->string() + ".before"), now());
    if (!done) return fail(done.error());
    if (!context.quiet) {
        print_error(fmt::format("Brought {} from format {} to {}: {} rows. As it was: {}\n", kb_file->filename().string(),
                                done->from, done->to, done->rows, done->backup.string()));
    }
    return 0;
}

int run_kb_verify(const Context& context, const std::optional<std::string>& against, const std::string& format) {
    const auto kb_file = app::kb_of(context.options);
    if (!kb_file) return fail(kb_file.error());
    auto kb = store::open_knowledge_base(*kb_file, store::Mode::read);
    if (!kb) return fail(kb.error());
    auto verification = store::verify(*kb);
    if (!verification) return fail(verification.error());
    if (against) {
        const auto report = app::read_written_report(*against);
        if (!report) return fail(report.error());
        store::hold_against(*verification, {report->change, report->head});
    }
    if (format == "json") {
        nlohmann::ordered_json out{{"schema", "credence/verification/v1"}, {"sound", verification->sound()},
                                   {"rows", verification->rows},           {"erased", verification->erased},
                                   {"changes", verification->changes},     {"head", verification->head.head},
                                   {"found", verification->found},         {"findings", nlohmann::ordered_json::array()}};
        for (const auto& finding : verification->findings) {
            out["findings"].push_back({{"change", finding.change},
                                       {"entry", finding.entry},
                                       {"table", finding.table},
                                       {"column", finding.column},
                                       {"what", finding.what}});
        }
        print_json(out);
    } else {
        print(store::verification_text(*verification, kb_file->filename().string()));
    }
    return verification->sound() ? 0 : 1;
}

int run_kb_erase(const Context& context, const EntryOptions& options) {
    auto open = open_kb(context, store::Mode::write);
    if (!open.kb) return open.exit;
    const auto done =
        store::erase(*open.kb, *open.rulebase.files->rulebase, options.words.front(), {now(), options.by, options.reason});
    if (!done) return fail(done.error());
    std::string out =
        fmt::format("Erased as change {}: {}.\n", done->change, counted(static_cast<std::size_t>(done->rows), "row"));
    const auto list = [&](std::string_view what, const std::vector<std::string>& places) {
        if (places.empty()) return;
        out += fmt::format("{}\n", what);
        for (const auto& place : places) out += fmt::format("  {}\n", harmless(place));
    };
    list("The name still stands in texts about others; correct them with `credence kb add --corrects`:", done->mentions);
    list("These backups still hold the name; erase there too, or remove them:", done->backups);
    list("These backups of the list are not there; wherever they are, they may hold it:", done->missing);
    if (done->still_in_file)
        out +=
            "Another program reads the knowledge base: the bytes are in the file until it is done. Then erase once more, or "
            "make a backup.\n";
    print(out);
    return done->mentions.empty() && done->backups.empty() && !done->still_in_file ? 0 : 1;
}

}  // namespace credence::cli
