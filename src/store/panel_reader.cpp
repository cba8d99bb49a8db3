#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "store/change.hpp"
#include "store/file_reader.hpp"
#include "store/panels.hpp"

namespace credence::store {
namespace {

constexpr std::string_view known_columns[] = {"panel", "assessor", "member", "recorded"};

class PanelReader {
public:
    PanelReader(ImportRun& run, Change& change, const std::string& name, sheet::RowReader& rows)
        : run_(run),
          change_(change),
          name_(name),
          rows_(rows) {}

    void read() {
        const bool header = rows_.next(cells_);
        report_errors();
        if (!header || !read_header()) return;
        std::size_t count = 0;
        while (rows_.next(cells_)) {
            ++count;
            bad_ = false;
            report_errors();
            if (!bad_) read_row();
            if (bad_) ++run_.report.bad_rows;
        }
        report_errors();
        run_.report.files.push_back({name_, count, rows_.layout()});
    }

private:
    void report(std::string code, std::string message, std::string help, std::optional<std::uint32_t> column = {}) {
        Problem problem;
        problem.code = std::move(code);
        problem.message = std::move(message);
        problem.help = std::move(help);
        problem.file = name_;
        problem.row = rows_.row();
        problem.by_line = rows_.by_line();
        problem.column = column;
        bad_ = true;
        run_.report.add(std::move(problem));
    }

    void report_errors() {
        for (auto& error : rows_.take_errors()) report("K0201", std::move(error.message), std::move(error.help), error.column);
    }

    bool read_header() {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const auto known = std::find(std::begin(known_columns), std::end(known_columns), cells_[i]);
            if (known == std::end(known_columns)) {
                report("K0202", fmt::format("no column `{}` in panels", shown(cells_[i])),
                       "a panel has the columns panel, assessor, member", static_cast<std::uint32_t>(i));
            } else {
                places_[known - std::begin(known_columns)] = i;
            }
        }
        for (std::size_t i = 0; i < 2; ++i) {
            if (!places_[i]) report("K0209", fmt::format("there is no column `{}`", known_columns[i]), "");
        }
        if (places_[3].has_value() != run_.options.history) {
            report("K0212",
                   run_.options.history ? "with --history each row says when it was recorded: there is no column `recorded`"
                                        : "times of record are those of the import",
                   "to take them from the column `recorded`, import with --history");
        }
        return !bad_;
    }

    [[nodiscard]] std::string cell(std::size_t column) const {
        const auto place = places_[column];
        return place && *place < cells_.size() ? std::string(cells_[*place]) : "";
    }

    void read_row() {
        const auto panel = cell(0), assessor = cell(1), member = cell(2).empty() ? "yes" : cell(2);
        for (const std::size_t column : {0U, 1U}) {
            if (cell(column).empty() || shown(cell(column), 200) != cell(column))
                report("K0214", fmt::format("`{}` cannot name a panel or an assessor", shown(cell(column))),
                       "a short name on one line", static_cast<std::uint32_t>(*places_[column]));
        }
        if (member != "yes" && member != "no") {
            report("K0204", fmt::format("`{}` is neither yes nor no", shown(member)), "",
                   static_cast<std::uint32_t>(*places_[2]));
        }
        auto recorded = time_text(run_.options.now);
        if (run_.options.history) {
            const auto time = parse_time(cell(3));
            if (!time)
                report("K0204", fmt::format("`{}` is not a time", shown(cell(3))),
                       "a time in UTC such as 2026-02-28T09:00:00Z");
            recorded = time_text(time.value_or(0));
        }
        if (bad_) return;
        auto& members = run_.panels[panel];
        const bool is_member = members.contains(assessor);
        if (is_member == (member == "yes")) {
            ++run_.panel_rows.unchanged;
            return;
        }
        if (is_member) {
            members.erase(assessor);
        } else {
            members.insert(assessor);
        }
        ++run_.panel_rows.added;
        (void)change_.add("credence_panel", {panel, assessor, member, recorded});
        change_.recorded(recorded);
    }

    ImportRun& run_;
    Change& change_;
    const std::string& name_;
    sheet::RowReader& rows_;
    sheet::Cells cells_;
    std::optional<std::size_t> places_[std::size(known_columns)];
    bool bad_ = false;
};

}  // namespace

void read_panels(ImportRun& run, Change& change, const std::string& name, sheet::RowReader& rows) {
    PanelReader(run, change, name, rows).read();
}

}  // namespace credence::store
