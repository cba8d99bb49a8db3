// How many rows a second a knowledge base takes in and verifies, beside plain inserts of the same cells into the same SQLite in the same
// run: bench_store [ROWS] [RULES], in a folder of its own below the system's temporary one.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "check/check.hpp"
#include "parse/parse.hpp"
#include "store/import.hpp"
#include "store/load.hpp"
#include "store/verify.hpp"

namespace {

using namespace credence;
namespace fs = std::filesystem;

constexpr const char* columns[] = {"item",   "subject",  "attribute", "value", "confidence", "kind",
                                   "source", "assessor", "on",        "group", "quote"};

std::vector<std::string> row(std::size_t i) {
    const char* values[] = {"very_early", "early", "middle", "late", "very_late"};
    return {fmt::format("E{:07}", i),
            fmt::format("V{:06}", i % 100'000),
            "ripening",
            values[i % 5],
            "0.9",
            "",
            "trial vineyard",
            fmt::format("T-{}", i % 50),
            fmt::format("2025-{:02}-{:02}", 1 + i % 12, 1 + i % 28),
            fmt::format("G{}", i / 10),
            i % 4 == 0 ? "ripe before the first frost" : ""};
}

/// Of processor time: other programs may be at work.
template <class Work>
void measure(const char* what, std::size_t rows, Work work) {
    const auto start = std::clock();
    work();
    const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    fmt::print("{:<44} {:>8.2f} s {:>10.0f} rows/s\n", what, took, static_cast<double>(rows) / took);
    std::fflush(stdout);
}

check::Rulebase read_rules(const fs::path& folder) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    std::vector<syntax::Declaration> declarations;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".crd") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::string bytes(std::istreambuf_iterator<char>(in), {});
        auto parsed =
            parse::parse_file(sources, sources.add(text::SourceFile(entry.path().filename().string(), bytes)), diagnostics);
        std::move(parsed.declarations.begin(), parsed.declarations.end(), std::back_inserter(declarations));
    }
    return check::check_rulebase(sources, declarations, diagnostics).value();
}

void plain_inserts(const fs::path& path, std::size_t rows) {
    SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    std::string table, marks;
    for (const auto* column : columns) {
        table += fmt::format("{}\"{}\" TEXT{}", table.empty() ? "" : ", ", column, table.empty() ? " UNIQUE" : "");
        marks += marks.empty() ? "?" : ", ?";
    }
    database.exec("BEGIN IMMEDIATE");
    database.exec("CREATE TABLE observed (" + table + ") STRICT");
    SQLite::Statement insert(database, "INSERT INTO observed VALUES (" + marks + ")");
    for (std::size_t i = 0; i < rows; ++i) {
        const auto cells = row(i);
        insert.reset();
        for (std::size_t c = 0; c < cells.size(); ++c) insert.bindNoCopy(static_cast<int>(c) + 1, cells[c]);
        insert.exec();
    }
    database.exec("COMMIT");
}

void write_files(const fs::path& folder, std::size_t rows) {
    fs::create_directories(folder);
    std::ofstream people(folder / "variety.csv"), observed(folder / "observations.csv");
    people << "id,name\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(rows, 100'000); ++i) people << fmt::format("V{:06},Variety {}\n", i, i);
    observed << fmt::format("{}\n", fmt::join(columns, ","));
    for (std::size_t i = 0; i < rows; ++i) observed << fmt::format("{}\n", fmt::join(row(i), ","));
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const auto rulebase = read_rules(argc > 2 ? argv[2] : "rules/grape_for_site");
    const auto folder = fs::temp_directory_path() / fmt::format("credence_bench_{}", ::getpid());
    write_files(folder / "files", rows);
    measure("plain inserts into SQLite", rows, [&] { plain_inserts(folder / "plain.sqlite", rows); });
    auto kb = store::create_knowledge_base(folder / "kb.sqlite", rulebase, {1'790'000'000, false}).value();
    measure("import, with seals and the chain", rows, [&] {
        const auto report = store::import_files(kb, rulebase, folder / "files", {false, 1'790'000'000}).value();
        if (!report.accepted()) fmt::print("{}", store::import_text(report, "kb"));
    });
    store::Verification found;
    measure("verify", rows, [&] { found = store::verify(kb).value(); });
    measure("load without a look at the seals", rows, [&] {
        auto request = store::whole_content(rulebase);
        request.verified = false;
        (void)store::load_facts(kb, rulebase, request).value();
    });
    fmt::print("{}", store::verification_text(found, "kb"));
    fs::remove_all(folder);
    return found.sound() ? 0 : 1;
}
