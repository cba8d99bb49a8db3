// A report on disk: a folder with the Markdown, its figures and what else belongs to it, written whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "report/document.hpp"
#include "report/templates.hpp"

namespace credence::report {

struct File {
    std::string path;  // below the folder: "report.md", "figures/range_chart.svg"
    std::string bytes;
};

/// report.md and the figures that it shows.
[[nodiscard]] std::vector<File> files_of(const Report& report, const Templates& templates);

enum class IfThere { refuse, replace };

/// Who may read what is written: its owner alone, as with everything that holds personal data, or whom the system lets.
enum class Readers { owner, system };

/// A folder that comes into being whole or not at all: it is filled beside its place, then put there. Without `commit` nothing stays.
class NewFolder {
public:
    /// What is there is refused, or, with IfThere::replace, replaced if it holds nothing but files whose names `is_ours` knows for its
    /// own, and folders of them. `what`: "a report".
    [[nodiscard]] static Result<NewFolder> begin(const std::filesystem::path& folder, IfThere if_there, std::string_view what,
                                                 const std::function<bool(const std::string& name)>& is_ours,
                                                 Readers readers = Readers::owner);
    NewFolder(NewFolder&& other) noexcept = default;
    ~NewFolder();

    /// Where to write until then.
    [[nodiscard]] const std::filesystem::path& path() const { return fresh_; }
    [[nodiscard]] Status commit();

private:
    NewFolder() = default;
    std::filesystem::path given_, place_, fresh_;
    bool replaces_ = false;
};

/// For reports, in the place of nothing but reports: what write_folder takes for its own.
[[nodiscard]] Result<NewFolder> new_report_folder(const std::filesystem::path& folder, IfThere if_there);
[[nodiscard]] Status write_into(const NewFolder& folder, const File& file);

/// Writes one file for its owner alone, whole or not at all. One that is there is refused, or, with IfThere::replace, replaced.
[[nodiscard]] Status write_single(const std::filesystem::path& path, std::string_view bytes, IfThere if_there);

/// Writes the files into a new folder beside `folder`, then puts it in its place. A folder that is there is refused, or, with
/// IfThere::replace, replaced if it holds nothing but reports (report.md, index.md, rule_book.md, report.json, HTML of these names, figures), so that
/// nothing of anybody else is lost.
[[nodiscard]] Status write_folder(const std::filesystem::path& folder, const std::vector<File>& files, IfThere if_there,
                                  Readers readers = Readers::owner);

}  // namespace credence::report
