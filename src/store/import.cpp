#include "store/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <system_error>

#include "base/date.hpp"
#include "check/print.hpp"
#include "store/file_reader.hpp"

namespace credence::store {
namespace {

namespace fs = std::filesystem;
using check::DeclarationKind;

constexpr std::uintmax_t largest_file = 256U << 20U;

Result<std::string> read_whole(const fs::path& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return failure(FailureKind::input, fmt::format("`{}` is not a file", path.string()));
    const auto size = fs::file_size(path, error);
    if (error) return failure(FailureKind::input, fmt::format("cannot read `{}`: {}", path.string(), error.message()));
    if (size > largest_file)
        return failure(FailureKind::limit, fmt::format("`{}` is larger than 256 MB", path.string()), "split it");
    std::ifstream in(path, std::ios::binary);
    std::string text(size, '\0');
    if (!in.read(text.data(), static_cast<std::streamsize>(size)))
        return failure(FailureKind::input, fmt::format("cannot read `{}`", path.string()));
    return text;
}

struct Source {
    fs::path path;
    std::string name;
    const Table* table = nullptr;  // null: observations.csv
    bool notice = false;
};

/// The files to read, individuals first: other tables name them.
Result<std::vector<fs::path>> list_files(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) return failure(FailureKind::input, fmt::format("there is no file or folder `{}`", path.string()));
    if (!fs::is_directory(status)) return std::vector{path};
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (!name.starts_with('.') && name != "README.md") files.push_back(entry->path());
    }
    if (error) return failure(FailureKind::input, fmt::format("cannot read `{}`: {}", path.string(), error.message()));
    if (files.empty()) return failure(FailureKind::input, fmt::format("there is nothing to import in `{}`", path.string()));
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return check::natural_less(a.filename().string(), b.filename().string()); });
    return files;
}

std::vector<std::string> known_names(const Vocabulary& vocabulary) {
    std::vector<std::string> names{"observations.csv", "notice.txt"};
    for (const auto& table : vocabulary.tables) names.push_back(table.name + ".csv");
    return names;
}

std::vector<Source> sort_out(ImportRun& run, const std::vector<fs::path>& files) {
    const bool observes = std::any_of(run.vocabulary.tables.begin(), run.vocabulary.tables.end(),
                                      [](const auto& table) { return table.declaration.kind == DeclarationKind::attribute; });
    std::vector<Source> sources;
    for (const auto& path : files) {
        Source source{path, path.filename().string(), nullptr, false};
        source.notice = source.name == "notice.txt";
        if (path.extension() == ".csv") source.table = run.vocabulary.find(path.stem().string());
        if (source.notice || source.table != nullptr || (source.name == "observations.csv" && observes)) {
            sources.push_back(std::move(source));
            continue;
        }
        Problem problem;
        problem.code = "K0202";
        problem.message = fmt::format("no table for the file `{}`", shown(source.name, 60));
        problem.file = source.name;
        problem.help = suggestion(source.name, known_names(run.vocabulary));
        if (problem.help.empty()) problem.help = "a file is named after its table: `TABLE.csv`, or `observations.csv`";
        run.add(std::move(problem));
    }
    std::stable_partition(sources.begin(), sources.end(),
                          [](const Source& s) { return s.table != nullptr && s.table->is_entity(); });
    return sources;
}

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
        run.add(std::move(problem));
    } else if (!there.empty() && there != text) {
        problem.code = "K0208";
        problem.message = "the knowledge base has another notice already";
        problem.help = "what is under two notices belongs into two knowledge bases";
        run.add(std::move(problem));
    } else if (there.empty()) {
        connection.set_meta("notice", text);
    }
}

void make_missing_tables(Connection& connection, const Vocabulary& vocabulary) {
    std::string schema = connection.meta("schema").value_or("");
    bool grown = false;
    for (const auto& table : vocabulary.tables) {
        if (connection.has_table(table.name)) continue;
        connection.database.exec(table.sql);
        schema += ";\n" + table.sql;
        grown = true;
    }
    if (grown) connection.set_meta("schema", schema);
}

Status read_sources(ImportRun& run, Connection& connection, const std::vector<Source>& sources) {
    for (const auto& source : sources) {
        const auto text = read_whole(source.path);
        if (!text) return tl::unexpected(text.error());
        if (source.notice) {
            read_notice(run, connection, source, *text);
        } else if (!read_file(run, source.name, *text, source.table) && source.table != nullptr && source.table->is_entity()) {
            run.known.excuse(check::EntityId{source.table->declaration.index});
        }
    }
    return {};
}

void finish(ImportRun& run, Connection& connection) {
    for (const auto& table : run.vocabulary.tables) {
        const auto count = run.counts.find(&table);
        if (count != run.counts.end()) run.report.tables.push_back({table.name, count->second.added, count->second.unchanged});
    }
    if (run.last_recorded > connection.meta("last_record").value_or("")) connection.set_meta("last_record", run.last_recorded);
    const bool added =
        std::any_of(run.report.tables.begin(), run.report.tables.end(), [](const auto& count) { return count.added > 0; });
    if (added && run.options.history) connection.set_meta("history", "yes");
}

Result<ImportReport> import_in_transaction(Connection& connection, const check::Rulebase& rulebase,
                                           const std::vector<fs::path>& files, const ImportOptions& options) {
    const auto vocabulary = vocabulary_of(rulebase);
    if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
    connection.database.exec("PRAGMA defer_foreign_keys = ON");
    make_missing_tables(connection, vocabulary);
    ImportReport report;
    KnownIds known(connection, vocabulary, rulebase.entities.size());
    TableWriter writer(connection, vocabulary, options.history);
    ImportRun run{rulebase, vocabulary, options, known, writer, report, {}, {}};
    const auto sources = sort_out(run, files);
    if (auto read = read_sources(run, connection, sources); !read) return tl::unexpected(read.error());
    if (report.accepted()) finish(run, connection);
    return report;
}

}  // namespace

std::size_t ImportReport::rows() const {
    return std::accumulate(files.begin(), files.end(), std::size_t{0},
                           [](std::size_t sum, const auto& file) { return sum + file.rows; });
}

Result<ImportReport> import_files(KnowledgeBase& kb, const check::Rulebase& rulebase, const fs::path& path,
                                  const ImportOptions& options) {
    const auto files = list_files(path);
    if (!files) return tl::unexpected(files.error());
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::write, [&]() -> Result<ImportReport> {
        SQLite::Transaction transaction(connection.database,
                                        SQLite::TransactionBehavior::IMMEDIATE);  // rolls back unless committed
        auto report = import_in_transaction(connection, rulebase, *files, options);
        if (report && report->accepted()) transaction.commit();
        return report;
    });
}

std::string import_text(const ImportReport& report, std::string_view kb_name) {
    std::string out;
    const auto plural = [](std::size_t count, std::string_view one, std::string_view many) {
        return fmt::format("{} {}", count, count == 1 ? one : many);
    };
    const auto& problems = report.problems;
    const auto describe = [&](const FileRead& file) {
        return fmt::format("{}: {}, {}\n", file.name, plural(file.rows, "row", "rows"), file.layout);
    };
    for (std::size_t i = 0; i < problems.size(); ++i) {
        if (i == 0 || problems[i].file != problems[i - 1].file) {
            const auto file = std::find_if(report.files.begin(), report.files.end(),
                                           [&](const auto& f) { return f.name == problems[i].file; });
            if (file != report.files.end()) out += describe(*file) + '\n';
        }
        out += problem_text(problems[i]) + '\n';
    }
    const auto warnings =
        static_cast<std::size_t>(std::count_if(problems.begin(), problems.end(), [](const auto& p) { return p.warning; }));
    if (!report.accepted()) {
        if (report.errors > problems.size() - warnings)
            out += fmt::format("… and {} more.\n\n", report.errors - (problems.size() - warnings));
        out += report.bad_rows > 0 ? fmt::format("{} in {} of {}. ", plural(report.errors, "mistake", "mistakes"),
                                                 report.bad_rows, plural(report.rows(), "row", "rows"))
                                   : fmt::format("{}. ", plural(report.errors, "mistake", "mistakes"));
        return out + fmt::format("Nothing was written to {}.\nCorrect them and import again.\n", kb_name);
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
    return out + fmt::format("{} written to {}; {} on record already.\n", plural(added, "row", "rows"), kb_name, unchanged);
}

}  // namespace credence::store
