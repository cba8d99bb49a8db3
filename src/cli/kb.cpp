#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/table.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "store/import.hpp"
#include "store/knowledge_base.hpp"
#include "store/show.hpp"

namespace credence::cli {
namespace {

/// The store's clock: the time of record of what is entered now.
std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

int run_kb_init(const Context& context) {
    const auto path = app::kb_of(context.options);
    if (!path) return fail(path.error());
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    const auto kb = store::create_knowledge_base(*path, *opened.files->rulebase, now());
    if (!kb) return fail(kb.error());
    if (!context.quiet) {
        print_error(fmt::format("Made {} for {} {}.\n", path->filename().string(), opened.files->rulebase->head.name,
                                opened.files->rulebase->version));
    }
    return 0;
}

int run_kb_import(const Context& context, const std::string& path, bool history) {
    const auto kb_file = app::kb_of(context.options);
    if (!kb_file) return fail(kb_file.error());
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    auto kb = store::open_knowledge_base(*kb_file, store::Mode::write);
    if (!kb) return fail(kb.error());
    const auto report = store::import_files(*kb, *opened.files->rulebase, path, {history, now()});
    if (!report) return fail(report.error());
    if (!context.quiet || !report->accepted()) print_error(store::import_text(*report, kb_file->filename().string()));
    return report->accepted() ? 0 : 3;
}

int run_kb_show(const Context& context, const std::string& subject, const std::string& format) {
    const auto kb_file = app::kb_of(context.options);
    if (!kb_file) return fail(kb_file.error());
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    auto kb = store::open_knowledge_base(*kb_file, store::Mode::read);
    if (!kb) return fail(kb.error());
    const auto record = store::show(*kb, *opened.files->rulebase, subject);
    if (!record) return fail(record.error());
    if (format == "json") {
        nlohmann::ordered_json out{
            {"schema", "credence/record/v1"}, {"title", record->title}, {"tables", nlohmann::ordered_json::array()}};
        for (const auto& table : record->tables) {
            out["tables"].push_back({{"title", table.title}, {"columns", table.headers}, {"rows", table.rows}});
        }
        print(out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
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

}  // namespace credence::cli
