#include "store/file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "store/header.hpp"

namespace credence::store {
namespace {

using check::DeclarationKind;
using check::TypeKind;

constexpr auto nowhere = Header::nowhere;

class FileReader {
public:
    FileReader(ImportRun& run, const std::string& name, sheet::RowReader& rows, const Table* table)
        : run_(run),
          name_(name),
          file_(rows),
          table_(table),
          cell_reader_(run.rulebase, run.known) {
        // The tables of attributes are alike; any one says what columns observations have beside `attribute`.
        if (table_ == nullptr) {
            layout_ = &*std::find_if(run.vocabulary.tables.begin(), run.vocabulary.tables.end(),
                                     [](const Table& t) { return t.declaration.kind == DeclarationKind::attribute; });
        } else {
            layout_ = table_;
        }
    }

    bool read() {
        const bool header = file_.next(cells_);
        report_file_errors();
        if (!header) return false;
        if (!read_header()) return false;
        in_rows_ = true;
        while (file_.next(cells_)) {
            ++rows_;
            read_row();
            constexpr std::size_t often = 4'096;
            if (rows_ % often == 0 && run_.options.progress) run_.options.progress(name_, rows_);
        }
        report_file_errors();
        run_.report.files.push_back({name_, rows_, file_.layout()});
        return !cut_short_;
    }

private:
    // --- Problems -------------------------------------------------------------------------------------------------------

    void report(CellProblem found, std::optional<std::size_t> column, bool warning = false) {
        Problem problem;
        problem.code = std::move(found.code);
        problem.warning = warning;
        problem.message = std::move(found.message);
        problem.expected = std::move(found.expected);
        problem.help = std::move(found.help);
        problem.file = name_;
        problem.row = file_.row();
        problem.by_line = file_.by_line();
        if (column && *column != nowhere) {
            problem.column = static_cast<std::uint32_t>(*column);
            if (*column < header_.words.size()) problem.column_name = header_.words[*column];
            const bool private_text = warning && *column < header_.hidden.size() && header_.hidden[*column];
            if (*column < cells_.size() && !private_text)
                problem.excerpt = row_excerpt(cells_, header_.hidden, *column, file_.separator());
        }
        if (in_rows_) problem.concerns = concerns(column);
        bad_row_ = bad_row_ || !warning;
        run_.report.add(std::move(problem));
    }

    void report_file_errors() {
        if (!file_.has_errors()) return;
        for (auto& error : file_.take_errors()) {
            Problem problem;
            problem.code = "K0201";
            problem.message = std::move(error.message);
            problem.file = name_;
            problem.row = error.row;
            problem.by_line = file_.by_line();
            problem.column = error.column;
            problem.help = std::move(error.help);
            if (error.column && *error.column < header_.words.size()) problem.column_name = header_.words[*error.column];
            bad_row_ = true;
            cut_short_ = cut_short_ || error.fatal;
            run_.report.add(std::move(problem));
        }
    }

    /// "E1605 consensus_seeking of C16": what the row is about, as far as it can be read, without the cell in question.
    std::string concerns(std::optional<std::size_t> column) const {
        const auto cell = [&](std::size_t at) -> std::string {
            return at == nowhere || at >= cells_.size() || at == column.value_or(nowhere) ? "" : shown(cells_[at], 24);
        };
        const auto at = [&](Role role) { return place(layout_->find(role)); };
        if (layout_->is_entity()) return cell(at(Role::id));
        std::string out = cell(at(Role::item));
        const auto add = [&](const std::string& word) {
            if (!word.empty()) out += (out.empty() ? "" : " ") + word;
        };
        if (layout_->declaration.kind == DeclarationKind::attribute) {
            add(table_ == nullptr ? cell(header_.attribute_at) : table_->name);
            if (const auto subject = cell(at(Role::subject)); !subject.empty()) add("of " + subject);
        } else if (out.empty()) {
            for (std::size_t i = 0; i < layout_->columns.size() && out.empty(); ++i) {
                const auto individual = layout_->columns[i].type.kind == TypeKind::entity ? cell(header_.places[i]) : "";
                if (!individual.empty()) add("of " + individual);
            }
        }
        return out;
    }

    [[nodiscard]] std::size_t place(std::optional<std::size_t> column) const {
        return column ? header_.places[*column] : nowhere;
    }

    // --- The header -----------------------------------------------------------------------------------------------------

    bool read_header() {
        header_ = match_header(*layout_, table_ == nullptr, {cells_.begin(), cells_.end()}, called());
        for (auto& [found, at] : header_.mistakes) {
            const bool unknown = found.code == "K0202" && found.help.empty() && found.message.starts_with("no column");
            if (unknown) found.help = "say which it is by --map 'NAME=COLUMN'; 'NAME=' passes it over";
            report(std::move(found), at);
        }
        header_.mistakes.clear();
        if (!check_history()) return false;
        for (const auto& name : header_.missing) {
            // What is misspelt was reported already.
            if (!header_.misspelt) report({"K0209", fmt::format("there is no column `{}`", name), "", ""}, std::nullopt);
        }
        return header_.missing.empty();
    }

    /// What `--map` calls the columns, else as they stand; nothing for one that is to be passed over.
    std::vector<std::optional<std::string>> called() {
        std::vector<std::optional<std::string>> out;
        const auto& names = run_.options.names;
        for (const auto cell : cells_) {
            const auto mapped = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == cell; });
            if (mapped == names.end()) {
                out.emplace_back(cell);
                continue;
            }
            run_.mapped[static_cast<std::size_t>(mapped - names.begin())] = true;
            out.push_back(mapped->second.empty() ? std::nullopt : std::optional(mapped->second));
        }
        return out;
    }

    bool check_history() {
        const auto at = place(layout_->find(Role::recorded));
        if (!run_.options.history && at != nowhere) {
            report({"K0212", "times of record are those of the import", "",
                    "to take them from the column `recorded`, import with --history"},
                   at);
            return false;
        }
        if (run_.options.history && at == nowhere && !layout_->is_entity()) {
            report({"K0212", "with --history each row says when it was recorded: there is no column `recorded`", "", ""},
                   std::nullopt);
            return false;
        }
        return true;
    }

    // --- Rows -------------------------------------------------------------------------------------------------------------

    void read_row() {
        bad_row_ = false;
        report_file_errors();
        if (!bad_row_ && !run_.broken_file) read_cells();
        if (bad_row_) ++run_.report.bad_rows;
    }

    void read_cells() {
        if (cells_.size() != header_.words.size()) {
            report({"K0206",
                    fmt::format("the row has {} {}, the header {}", cells_.size(), cells_.size() == 1 ? "cell" : "cells",
                                header_.words.size()),
                    "", why_ragged()},
                   std::nullopt);
            return;
        }
        const Table* table = table_ == nullptr ? attribute_table() : table_;
        if (table == nullptr) return;
        if (table_ == nullptr)
            header_.hidden[place(table->find(Role::value))] =
                table->columns[*table->find(Role::value)].type.kind == TypeKind::text;
        Row row(table->columns.size());
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto& column = table->columns[i];
            if (column.role == Role::retracted || (column.role == Role::recorded && !run_.options.history)) continue;
            auto cell =
                cell_reader_.read(column, header_.places[i] == nowhere ? std::string_view() : cells_[header_.places[i]]);
            if (cell) {
                row[i] = std::move(*cell);
            } else {
                report(std::move(cell.error()), header_.places[i]);
            }
        }
        if (table->is_entity() && row[0]) run_.known.add(check::EntityId{table->declaration.index}, *row[0]);
        if (!bad_row_) check_times(*table, row);
        if (!bad_row_) check_panel(*table, row);
        if (!bad_row_ && add(*table, row)) warn_of_telling(*table, row);
    }

    [[nodiscard]] std::string why_ragged() const {
        for (const char other : {',', ';', '\t'}) {
            if (cells_.size() != 1 || other == file_.separator()) continue;
            if (static_cast<std::size_t>(std::count(cells_[0].begin(), cells_[0].end(), other)) + 1 == header_.words.size())
                return "the row looks separated by another sign than the header";
        }
        return "a cell with a separator or a line break in it stands in quotes";
    }

    const Table* attribute_table() {
        header_.hidden[place(layout_->find(Role::value))] = true;  // what stands in `value` is not known yet
        const auto met = attribute_tables_.find(cells_[header_.attribute_at]);
        if (met != attribute_tables_.end()) return met->second;
        const std::string name(cells_[header_.attribute_at]);
        const auto& attributes = run_.rulebase.attributes;
        const auto found =
            std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.head.name == name; });
        if (found != attributes.end() && !found->derived) {
            const auto index = static_cast<std::uint32_t>(found - attributes.begin());
            return attribute_tables_.emplace(name, run_.vocabulary.find({DeclarationKind::attribute, index})).first->second;
        }
        if (found != attributes.end()) {
            report({"K0202", fmt::format("`{}` is concluded by rules, not recorded", name), "", ""}, header_.attribute_at);
            return nullptr;
        }
        std::vector<std::string> known;
        for (const auto& attribute : attributes) {
            if (!attribute.derived) known.push_back(attribute.head.name);
        }
        report({"K0202", fmt::format("no attribute `{}`", shown(name)), "", suggestion(name, known)}, header_.attribute_at);
        return nullptr;
    }

    void check_times(const Table& table, Row& row) {
        const auto recorded_at = *table.find(Role::recorded);
        auto& recorded = row[recorded_at];
        if (!run_.options.history) recorded = now_;
        if (table.is_entity()) return;
        if (!recorded) {
            report({"K0212", "with --history each row says when it was recorded", "a time in UTC such as 2026-02-28T09:00:00Z",
                    ""},
                   header_.places[recorded_at]);
            return;
        }
        const auto on_at = *table.find(Role::on);
        if (const auto& on = row[on_at];
            on && std::string_view(*on).substr(0, 10) > std::string_view(*recorded).substr(0, on->size())) {
            report({"K0210", fmt::format("{} lies after the time of record, {}", *on, *recorded), "a date up to that day", ""},
                   header_.places[on_at]);
        }
        warn_of_reversed(table, row);
    }

    /// A column `date or today` right behind a date is where a stretch of time ends.
    void warn_of_reversed(const Table& table, const Row& row) {
        for (std::size_t i = 1; i < row.size(); ++i) {
            const bool pair = table.columns[i].or_today && table.columns[i - 1].role == Role::own &&
                              table.columns[i - 1].type.kind == TypeKind::date && row[i] && row[i - 1];
            if (!pair || Date::parse(*row[i])->last() >= Date::parse(*row[i - 1])->first) continue;
            report({"K0213", fmt::format("`{}` lies before `{}`", table.columns[i].header, table.columns[i - 1].header), "",
                    "it is kept as it stands, and counts as no time at all"},
                   header_.places[i], true);
        }
    }

    /// What a panel says is said by its assessors: else it could never be complete, or somebody else would be heard with it.
    void check_panel(const Table& table, const Row& row) {
        if (run_.panels.empty() || table.declaration.kind != DeclarationKind::attribute) return;
        const auto& group = row[*table.find(Role::group)];
        const auto panel = group ? run_.panels.find(*group) : run_.panels.end();
        if (panel == run_.panels.end() || panel->second.empty()) return;
        const auto assessor_at = *table.find(Role::assessor);
        const auto assessor = row[assessor_at].value_or("");
        if (panel->second.contains(assessor)) return;
        report({"K0216",
                assessor.empty() ? fmt::format("an observation of the panel `{}` without an assessor", shown(*group))
                                 : fmt::format("`{}` is no assessor of the panel `{}`", shown(assessor), shown(*group)),
                fmt::format("{}", fmt::join(panel->second, ", ")), "another `group` is heard apart from the panel"},
               header_.places[assessor_at]);
    }

    /// Names apart, whatever people wrote in their own words.
    void warn_of_telling(const Table& table, const Row& row) {
        constexpr std::size_t most = 20;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!row[i] || table.is_entity() || !is_free_text(table.columns[i])) continue;
            const auto found = run_.telling.find(*row[i]);
            if (found.empty() || ++run_.report.telling > most) continue;
            report({"K0215", "the text may tell what rules may not read: " + telling_text(found), "",
                    "write it without, if it is not needed"},
                   header_.places[i], true);
        }
    }

    /// Whether it was new.
    bool add(const Table& table, const Row& row) {
        auto& count = run_.counts[&table];
        const auto result = run_.writer.add(table, row);
        if (result.outcome == TableWriter::Outcome::unchanged) {
            ++count.unchanged;
        } else if (result.outcome == TableWriter::Outcome::added) {
            ++count.added;
            return true;
        } else {
            const auto key = *table.find(table.is_entity() ? Role::id : Role::item);
            const auto& column = table.columns[result.column];
            auto message =
                result.elsewhere != nullptr
                    ? fmt::format("`{}` is there already, in the table `{}`", shown(*row[key]), result.elsewhere->name)
                    : fmt::format("`{}` is there already, with another `{}`", shown(*row[key]), column.header);
            report({"K0208", std::move(message), "",
                    table.is_entity() ? "an id is given once" : "a correction gets an item of its own"},
                   header_.places[result.column] == nowhere ? header_.places[key] : header_.places[result.column]);
        }
        return false;
    }

    ImportRun& run_;
    const std::string& name_;
    sheet::RowReader& file_;
    const Table* table_;
    const Table* layout_ = nullptr;
    CellReader cell_reader_;
    Header header_;
    sheet::Cells cells_;
    std::map<std::string, const Table*, std::less<>> attribute_tables_;  // those met so far
    const std::string now_ = time_text(run_.options.now);
    std::size_t rows_ = 0;
    bool in_rows_ = false;
    bool bad_row_ = false;
    bool cut_short_ = false;  // the rest of the file cannot be read
};

}  // namespace

bool read_rows(ImportRun& run, const std::string& name, sheet::RowReader& rows, const Table* table) {
    return FileReader(run, name, rows, table).read();
}

}  // namespace credence::store
