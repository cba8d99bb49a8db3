#include "store/enter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "store/change.hpp"
#include "store/file_reader.hpp"
#include "store/panels.hpp"
#include "store/rows.hpp"

namespace credence::store {
namespace {

using check::DeclarationKind;

/// A row in force that goes by that name; more than one cannot be told apart.
Result<RowAt> find_row(Connection& connection, const check::Rulebase& rulebase, const Vocabulary& vocabulary,
                       const std::string& what) {
    auto found = rows_named(connection, rulebase, vocabulary, what);
    for (const auto& row : rows_of_individual(connection, vocabulary, what)) {
        if (row.table->is_entity()) found.push_back(row);
    }
    const bool any = !found.empty();
    found.erase(std::remove_if(found.begin(), found.end(), [](const RowAt& row) { return !row.in_force; }), found.end());
    if (found.size() == 1) return found.front();
    if (found.empty()) {
        return failure(FailureKind::usage,
                       any ? fmt::format("`{}` is retracted already", shown(what))
                           : fmt::format("there is no individual or item `{}`", shown(what)),
                       any ? fmt::format("credence kb show --history {}", what) : "credence kb show lists what there is");
    }
    return failure(FailureKind::usage, fmt::format("`{}` stands for {} rows", shown(what), found.size()),
                   "give what is recorded an item of its own");
}

void retract_row(Connection& connection, Change& change, const RowAt& row) {
    const auto& column = row.table->columns[*row.table->find(Role::retracted)].name;
    SQLite::Statement update(connection.database, fmt::format("UPDATE {} SET {} = ? WHERE \"entry\" = ? AND {} IS NULL",
                                                              sql_name(row.table->name), sql_name(column), sql_name(column)));
    update.bind(1, change.now());
    update.bind(2, row.entry);
    update.exec();
    (void)change.add("credence_retraction", {std::to_string(row.entry), change.now()});
    change.recorded(change.now());
}

/// The names of the columns, then the cells: as an import file would have them.
using GivenRows = std::vector<std::vector<std::string>>;

class GivenReader : public sheet::RowReader {
public:
    explicit GivenReader(const GivenRows& rows) : rows_(rows) {}

    bool next(sheet::Cells& cells) override {
        if (row_ == rows_.size()) return false;
        cells.clear();
        for (const auto& cell : rows_[row_++]) {
            cells.push_back(cell);
            check_cell(cell, static_cast<std::uint32_t>(cells.size() - 1));
        }
        return !stopped_;
    }
    [[nodiscard]] std::string layout() const override { return ""; }

private:
    const GivenRows& rows_;
};

/// Reads the rows into the change; `table` as in read_rows.
void read_given(Connection& connection, const check::Rulebase& rulebase, const Vocabulary& vocabulary, Change& change,
                const GivenRows& rows, const Table* table, std::int64_t now, Entered& out) {
    const ImportOptions as_import{false, now};
    ImportReport report;
    KnownIds known(connection, vocabulary, rulebase.entities.size());
    TableWriter writer(connection, vocabulary, change, Same::in_force);
    ImportRun run{rulebase, vocabulary, as_import, known, writer, report, panel_members(connection)};
    GivenReader reader(rows);
    (void)read_rows(run, "", reader, table);
    out.problems = std::move(report.problems);
    if (!out.accepted()) return;
    change.finish();
    out.change = change.rows() > 0 ? change.number() : 0;
}

/// A value declared for somebody who has one: only with a reason, as every report that uses it says so.
Status check_lock(Connection& connection, const check::Rulebase& rulebase, const Table& table,
                  const std::vector<std::pair<std::string, std::string>>& cells, const EnterOptions& options) {
    if (table.declaration.kind != DeclarationKind::attribute || options.reason) return {};
    if (rulebase.attributes[table.declaration.index].combination != check::Combination::declared) return {};
    const auto subject = std::find_if(cells.begin(), cells.end(), [](const auto& cell) { return cell.first == "subject"; });
    if (subject == cells.end()) return {};
    SQLite::Statement query(connection.database, fmt::format("SELECT 1 FROM {} WHERE \"subject\" = ?", sql_name(table.name)));
    query.bind(1, subject->second);
    if (!query.executeStep()) return {};
    return failure(
        FailureKind::usage,
        fmt::format("`{}` of `{}` is declared already: another value takes a reason", table.name, shown(subject->second)),
        "say why with --reason; every report that uses it prints the change");
}

Result<Entered> add_in_transaction(Connection& connection, const check::Rulebase& rulebase, const std::string& name,
                                   const std::vector<std::pair<std::string, std::string>>& cells,
                                   const std::optional<std::string>& corrects, const EnterOptions& options) {
    const auto vocabulary = vocabulary_of(rulebase);
    if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
    const auto* table = vocabulary.find(name);
    if (table == nullptr) {
        std::vector<std::string> known;
        for (const auto& each : vocabulary.tables) known.push_back(each.name);
        return failure(FailureKind::usage, fmt::format("there is no table `{}`", shown(name)), suggestion(name, known));
    }
    if (auto open = check_lock(connection, rulebase, *table, cells, options); !open) return tl::unexpected(open.error());
    make_missing_tables(connection, vocabulary);
    Entered out;
    Change change(connection, {"add", options.by, options.reason, options.now});
    if (corrects) {
        const auto row = find_row(connection, rulebase, vocabulary, *corrects);
        if (!row) return tl::unexpected(row.error());
        retract_row(connection, change, *row);
        out.name = *corrects;
    }
    GivenRows rows(2);
    for (const auto& [column, cell] : cells) {
        rows[0].push_back(column);
        rows[1].push_back(cell);
    }
    read_given(connection, rulebase, vocabulary, change, rows, table, options.now, out);
    return out;
}

}  // namespace

bool Entered::accepted() const {
    return std::all_of(problems.begin(), problems.end(), [](const Problem& problem) { return problem.warning; });
}

Result<Entered> add_row(KnowledgeBase& kb, const check::Rulebase& rulebase, const std::string& table,
                        const std::vector<std::pair<std::string, std::string>>& cells,
                        const std::optional<std::string>& corrects, const EnterOptions& options) {
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::write, [&]() -> Result<Entered> {
        SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
        auto done = add_in_transaction(connection, rulebase, table, cells, corrects, options);
        if (done && done->accepted()) transaction.commit();
        return done;
    });
}

Result<Entered> add_observations(KnowledgeBase& kb, const check::Rulebase& rulebase, const std::vector<std::string>& columns,
                                 const std::vector<std::vector<std::string>>& rows, const EnterOptions& options) {
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::write, [&]() -> Result<Entered> {
        SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
        const auto vocabulary = vocabulary_of(rulebase);
        if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
        make_missing_tables(connection, vocabulary);
        Change change(connection, {"add", options.by, options.reason, options.now});
        GivenRows all{columns};
        all.insert(all.end(), rows.begin(), rows.end());
        Entered out;
        read_given(connection, rulebase, vocabulary, change, all, nullptr, options.now, out);
        if (out.accepted()) transaction.commit();
        return out;
    });
}

Result<Entered> retract(KnowledgeBase& kb, const check::Rulebase& rulebase, const std::string& what,
                        const EnterOptions& options) {
    auto& connection = kb.connection();
    if (!options.reason) return failure(FailureKind::usage, "a retraction takes a reason", "say why with --reason");
    return guarded(connection.path, Mode::write, [&]() -> Result<Entered> {
        SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
        const auto vocabulary = vocabulary_of(rulebase);
        if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
        Change change(connection, {"retract", options.by, options.reason, options.now});
        const auto row = find_row(connection, rulebase, vocabulary, what);
        if (!row) return tl::unexpected(row.error());
        retract_row(connection, change, *row);
        change.finish();
        transaction.commit();
        return Entered{{}, change.number(), what};
    });
}

}  // namespace credence::store
