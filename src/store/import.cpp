#include "store/import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "store/file_reader.hpp"
#include "store/panels.hpp"
#include "store/sources.hpp"

namespace credence::store {
namespace {

namespace fs = std::filesystem;
using check::DeclarationKind;

void read_notice(ImportRun& run, Connection& connection, const Source& source, std::string_view text) {
    Problem problem;
    problem.file = source.name;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
    const auto there = connection.meta("notice").value_or("");
    constexpr std::size_t longest = 500;
    if (text.empty() || text.size() > longest || shown(text, longest) != text) {
        problem.code = "K0201";
        problem.message = "the notice is not one line of text, of up to 500 bytes in UTF-8";
        run.report.add(std::move(problem));
    } else if (!there.empty() && there != text) {
        problem.code = "K0208";
        problem.message = "the knowledge base has another notice already";
        problem.help = "what is under two notices belongs into two knowledge bases";
        run.report.add(std::move(problem));
    } else if (there.empty()) {
        connection.set_meta("notice", text);
    }
}

/// The second row of a sheet or list: the first names its column.
std::string notice_in(const Source& source) {
    sheet::Cells cells;
    const auto rows = source.file->book->open(source.part);
    if (!rows->next(cells) || !rows->next(cells) || cells.empty()) return "";
    return std::string(cells.front());
}

/// Whether the rows end in a mistake. To read them once for that is quick beside writing those before it, which would all be undone.
bool is_broken(sheet::RowReader& rows) {
    for (sheet::Cells cells; rows.next(cells);) {
        if (rows.has_errors()) (void)rows.take_errors();  // met again when the rows are read for good
    }
    const auto errors = rows.take_errors();
    return !errors.empty() && errors.back().fatal;
}

Status read_sources(ImportRun& run, Connection& connection, Change& change, std::vector<Source> sources) {
    for (auto& source : sources) {
        if (source.kind == Source::Kind::notice && source.file) {
            read_notice(run, connection, source, notice_in(source));
            continue;
        }
        if (source.kind == Source::Kind::notice) {
            const auto bytes = read_whole(source.path);
            if (!bytes) return tl::unexpected(bytes.error());
            read_notice(run, connection, source, bytes->text());
            continue;
        }
        run.broken_file = false;
        if (!source.file) {  // CSV: workbooks and JSON were looked at to know what is in them
            auto file = load_file(source.path, *sheet::form_of(source.name));
            if (!file) return tl::unexpected(file.error());
            source.file = std::move(*file);
            run.broken_file = is_broken(*source.file->book->open(source.part));
        }
        const auto rows = source.file->book->open(source.part);
        if (source.kind == Source::Kind::panels) {
            read_panels(run, change, source.name, *rows);
        } else if (!read_rows(run, source.name, *rows, source.table) && source.table != nullptr && source.table->is_entity()) {
            run.known.excuse(check::EntityId{source.table->declaration.index});
        }
        source.file.reset();
    }
    return {};
}

/// A name that no file has is a slip of whoever wrote `--map`.
Status all_names_found(const ImportRun& run) {
    for (std::size_t i = 0; i < run.mapped.size(); ++i) {
        if (!run.mapped[i])
            return failure(FailureKind::usage, fmt::format("no file has a column `{}`", shown(run.options.names[i].first)),
                           "--map 'NAME=COLUMN' names a column of the files first");
    }
    return {};
}

void finish(ImportRun& run, Connection& connection) {
    for (const auto& table : run.vocabulary.tables) {
        const auto count = run.counts.find(&table);
        if (count != run.counts.end()) run.report.tables.push_back({table.name, count->second.added, count->second.unchanged});
    }
    if (run.panel_rows.added + run.panel_rows.unchanged > 0) run.report.tables.push_back(run.panel_rows);
    const bool added =
        std::any_of(run.report.tables.begin(), run.report.tables.end(), [](const auto& count) { return count.added > 0; });
    if (added && run.options.history) connection.set_meta("history", "yes");
}

Result<ImportReport> import_in_transaction(Connection& connection, const check::Rulebase& rulebase,
                                           const std::vector<fs::path>& files, const ImportOptions& options) {
    const auto vocabulary = vocabulary_of(rulebase);
    if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
    Change change(connection, {"import", {}, {}, options.now});
    make_missing_tables(connection, vocabulary);
    ImportReport report;
    KnownIds known(connection, vocabulary, rulebase.entities.size());
    TableWriter writer(connection, vocabulary, change, options.history ? Same::said_then : Same::said);
    report.dry_run = options.dry_run;
    ImportRun run{rulebase, vocabulary, options, known, writer, report, panel_members(connection)};
    auto sources = sort_out(rulebase, vocabulary, files, Forms::all, report);
    if (!sources) return tl::unexpected(sources.error());
    if (auto read = read_sources(run, connection, change, std::move(*sources)); !read) return tl::unexpected(read.error());
    if (auto found = all_names_found(run); !found) return tl::unexpected(found.error());
    if (report.accepted()) {
        finish(run, connection);
        change.finish();
    }
    return report;
}

}  // namespace

Result<ImportReport> import_files(KnowledgeBase& kb, const check::Rulebase& rulebase, const fs::path& path,
                                  const ImportOptions& options) {
    const auto files = list_files(path);
    if (!files) return tl::unexpected(files.error());
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::write, [&]() -> Result<ImportReport> {
        SQLite::Transaction transaction(connection.database,
                                        SQLite::TransactionBehavior::IMMEDIATE);  // rolls back unless committed
        auto report = import_in_transaction(connection, rulebase, *files, options);
        if (report && report->accepted() && !options.dry_run) transaction.commit();
        return report;
    });
}

std::string import_text(const ImportReport& report, std::string_view kb_name) {
    auto out = problems_text(report);
    if (!report.accepted()) return out + fmt::format("Nothing was written to {}.\nCorrect them and import again.\n", kb_name);
    const auto shown_of_them = static_cast<std::size_t>(std::count_if(
        report.problems.begin(), report.problems.end(), [](const Problem& problem) { return problem.code == "K0215"; }));
    if (report.telling > shown_of_them) {
        out += fmt::format("… and {} that may tell what rules may not read: credence kb lint\n\n",
                           plural(report.telling - shown_of_them, "more text", "more texts"));
    }
    std::size_t added = 0, unchanged = 0, widest = 0;
    for (const auto& table : report.tables) {
        added += table.added;
        unchanged += table.unchanged;
        if (table.added > 0) widest = std::max(widest, table.table.size());
    }
    for (const auto& table : report.tables) {
        if (table.added > 0) out += fmt::format("  {:<{}}  {:>6}\n", table.table, widest, table.added);
    }
    if (report.dry_run) {
        return out + fmt::format("{} would be written to {}, {} on record already. This was a dry run: nothing was written.\n",
                                 plural(added, "row", "rows"), kb_name, unchanged);
    }
    return out + fmt::format("{} written to {}; {} on record already.\n", plural(added, "row", "rows"), kb_name, unchanged);
}

}  // namespace credence::store
