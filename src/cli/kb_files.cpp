// What a knowledge base gives as files, for people to read, fill in, or take elsewhere.
#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/files.hpp"
#include "app/session.hpp"
#include "cli/output.hpp"
#include "cli/rulebase.hpp"
#include "cli/table.hpp"
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "report/write.hpp"
#include "sheet/write_csv.hpp"
#include "store/export.hpp"
#include "store/telling.hpp"

namespace credence::cli {
namespace {

Status nothing_there(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::exists(std::filesystem::symlink_status(path, error))) return {};
    return failure(FailureKind::write, fmt::format("`{}` is there already", path), "name another, or remove it first");
}

/// What is exported is as private as the knowledge base: for its owner alone.
void for_owner_alone() { ::umask(077); }

Status write_workbook(const std::string& path, const std::vector<sheet::SheetOut>& sheets) {
    if (auto free = nothing_there(path); !free) return free;
    for_owner_alone();
    return app::replace_file(path, sheet::workbook_bytes(sheets));
}

Status write_csv(const std::string& folder, const store::Exported& exported) {
    if (auto free = nothing_there(folder); !free) return free;
    std::vector<report::File> files;
    for (const auto& table : exported.tables) {
        std::vector<std::string> head;
        for (const auto& column : table.columns) head.push_back(column.header);
        files.push_back({table.name + ".csv", sheet::csv_text(head, table.rows)});
    }
    if (!exported.notice.empty()) files.push_back({"notice.txt", exported.notice + "\n"});
    for_owner_alone();
    return report::write_folder(folder, files, report::IfThere::refuse);
}

}  // namespace

int run_kb_export(const Context& context, const std::string& output, const std::string& format) {
    const auto kb_file = app::kb_of(context.options);
    if (!kb_file) return fail(kb_file.error());
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    const auto request = app::what_is_known(context.options);
    if (!request) return fail(request.error());
    auto kb = store::open_knowledge_base(*kb_file, store::Mode::read);
    if (!kb) return fail(kb.error());
    auto exported = store::export_tables(*kb, *opened.files->rulebase, *request);
    if (!exported) return fail(exported.error());
    Status written;
    if (format == "xlsx") {
        if (!exported->notice.empty()) exported->tables.push_back({"notice", {{"notice"}}, {{exported->notice}}});
        written = write_workbook(output, exported->tables);
    } else {
        written = write_csv(output, *exported);
    }
    if (!written) return fail(written.error());
    if (exported->withheld > 0) {
        print_error(
            fmt::format("{} left out: a panel has not heard all of its assessors.\n",
                        exported->withheld == 1 ? std::string("1 row is") : fmt::format("{} rows are", exported->withheld)));
    }
    if (!context.quiet) print_error(fmt::format("Wrote {} to {}.\n", counted(exported->rows, "row"), output));
    return 0;
}

int run_kb_template(const Context& context, const std::string& output) {
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    const auto written = write_workbook(output, store::template_sheets(*opened.files->rulebase));
    if (!written) return fail(written.error());
    if (!context.quiet) print_error(fmt::format("Wrote {}. Fill it in, then: credence kb import {}\n", output, output));
    return 0;
}

int run_kb_lint(const Context& context, const std::string& format) {
    const auto kb_file = app::kb_of(context.options);
    if (!kb_file) return fail(kb_file.error());
    const auto opened = open_rulebase(context);
    if (!opened.files) return opened.exit;
    auto kb = store::open_knowledge_base(*kb_file, store::Mode::read);
    if (!kb) return fail(kb.error());
    const auto found = store::telling_texts(*kb, *opened.files->rulebase);
    if (!found) return fail(found.error());
    if (format == "json") {
        const nlohmann::ordered_json out{
            {"schema", "credence/record/v1"},
            {"title", "Texts that may tell what rules may not read"},
            {"tables", {{{"title", found->title}, {"columns", found->headers}, {"rows", found->rows}}}}};
        print(out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
    } else if (!found->rows.empty()) {
        print(plain_table(found->headers, found->rows, terminal_style(context).width));
    }
    if (!context.quiet) {
        print_error(found->rows.empty() ? std::string("No text on record has a word of the list.\n")
                                        : fmt::format("{} may tell what rules may not read. credence help K0215\n",
                                                      counted(found->rows.size(), "text")));
    }
    return found->rows.empty() ? 0 : 1;
}

}  // namespace credence::cli
