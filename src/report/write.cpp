#include "report/write.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "report/chart.hpp"
#include "report/ledger_svg.hpp"

namespace credence::report {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Failure> cannot(std::string_view what, const fs::path& path, std::string_view why) {
    return failure(FailureKind::write, fmt::format("cannot {} `{}`: {}", what, path.string(), why));
}

/// A new file with these bytes, on the disk before this returns.
Status write_file(const fs::path& path, std::string_view bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0) return cannot("create", path, std::strerror(errno));
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            const int error = errno;
            ::close(file);
            return cannot("write", path, std::strerror(error));
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::close(file) != 0) return cannot("write", path, std::strerror(errno));
    return {};
}

Status write_files(const fs::path& folder, const std::vector<File>& files) {
    std::error_code error;
    for (const File& file : files) {
        const fs::path path = folder / file.path;
        fs::create_directories(path.parent_path(), error);
        if (error) return cannot("create", path.parent_path(), error.message());
        if (Status done = write_file(path, file.bytes); !done) return done;
    }
    return {};
}

/// What stands in a folder and is no part of a report; nothing if the folder may be replaced.
std::optional<fs::path> foreign_in(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return folder.filename();
    for (auto at = fs::recursive_directory_iterator(folder, error); !error && at != fs::recursive_directory_iterator();
         at.increment(error)) {
        if (at->is_directory(error) && !at->is_symlink(error)) continue;
        const auto name = at->path().filename().string();
        const bool ours = name == "report.md" || name == "index.md" || name == "rule_book.md" || name == "report.json" || name.ends_with(".svg");
        if (!ours || !at->is_regular_file(error)) return at->path().lexically_relative(folder);
    }
    return error ? std::optional(folder.filename()) : std::nullopt;
}

/// Removes a folder of ours when the work on it ends early.
class Scratch {
public:
    explicit Scratch(fs::path path) : path_(std::move(path)) {}
    ~Scratch() {
        std::error_code error;
        if (!kept_) fs::remove_all(path_, error);
    }
    void keep() { kept_ = true; }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
    bool kept_ = false;
};

}  // namespace

std::vector<File> files_of(const Report& report, const Templates& templates) {
    std::vector<File> out{{report.kind == Kind::index ? "index.md" : "report.md", templates.markdown(report)}};
    const auto add = [&](const std::vector<Figure>& figures) {
        for (const Figure& figure : figures) out.push_back({figure.file(), chart_svg(figure)});
    };
    if (report.answer) add(report.answer->figures);
    if (report.groups) add(report.groups->figures);
    for (const Step& step : report.reasons_for ? report.reasons_for->steps : std::vector<Step>{}) {
        for (const Ledger& ledger : step.ledgers) out.push_back({ledger.file(), ledger_svg(ledger, templates.words())});
    }
    return out;
}

Status write_folder(const fs::path& folder, const std::vector<File>& files, IfThere if_there) {
    std::error_code error;
    const fs::path target = fs::absolute(folder, error).lexically_normal();
    const fs::path place = target.has_filename() ? target : target.parent_path();
    const bool there = fs::exists(fs::symlink_status(place, error));
    if (there && if_there == IfThere::refuse) {
        return failure(FailureKind::write, fmt::format("`{}` is there already", folder.string()),
                       "name another folder, or replace it: --replace");
    }
    if (const auto foreign = there ? foreign_in(place) : std::nullopt) {
        return failure(FailureKind::write,
                       fmt::format("`{}` is no part of a report: `{}` is not replaced", foreign->string(), folder.string()),
                       "name another folder");
    }
    fs::create_directories(place.parent_path(), error);
    if (error) return cannot("create", place.parent_path(), error.message());

    const std::string suffix = fmt::format(".{}", ::getpid());
    const Scratch fresh(place.parent_path() / fmt::format(".{}.new{}", place.filename().string(), suffix));
    Scratch former(place.parent_path() / fmt::format(".{}.old{}", place.filename().string(), suffix));
    fs::create_directory(fresh.path(), error);
    if (error) return cannot("create", folder, error.message());
    if (Status done = write_files(fresh.path(), files); !done) return done;
    if (there) {
        fs::rename(place, former.path(), error);
        if (error) return cannot("replace", folder, error.message());
    }
    fs::rename(fresh.path(), place, error);
    if (!error) return {};
    const std::string why = error.message();
    if (there) fs::rename(former.path(), place, error);
    if (error) former.keep();  // better in an odd place than lost
    return cannot("write", folder, why);
}

}  // namespace credence::report
