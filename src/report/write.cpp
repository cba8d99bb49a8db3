#include "report/write.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "report/figures.hpp"

namespace credence::report {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Failure> cannot(std::string_view what, const fs::path& path, std::string_view why) {
    return failure(FailureKind::write, fmt::format("cannot {} `{}`: {}", what, path.string(), why));
}

/// A new file with these bytes; failures name it `shown`.
Status write_file(const fs::path& path, std::string_view bytes, Readers readers, const fs::path& shown) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, readers == Readers::owner ? 0600 : 0644);
    if (file < 0) return cannot("create", shown, std::strerror(errno));
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            const int error = errno;
            ::close(file);
            return cannot("write", shown, std::strerror(error));
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::close(file) != 0) return cannot("write", shown, std::strerror(errno));
    return {};
}

/// The folder, and those above it that are not there.
std::error_code make_folders(const fs::path& folder, Readers readers) {
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error)) return {};
    if (folder != folder.parent_path()) {
        if (const auto above = make_folders(folder.parent_path(), readers)) return above;
    }
    const bool made = ::mkdir(folder.c_str(), readers == Readers::owner ? 0700 : 0777) == 0;
    return made || errno == EEXIST ? std::error_code() : std::error_code(errno, std::generic_category());
}

Status write_files(const fs::path& folder, const std::vector<File>& files, Readers readers) {
    for (const File& file : files) {
        const fs::path path = folder / file.path;
        if (const auto error = make_folders(path.parent_path(), readers))
            return cannot("create", path.parent_path(), error.message());
        if (Status done = write_file(path, file.bytes, readers, path); !done) return done;
    }
    return {};
}

/// What stands in a folder and is not ours; nothing if the folder may be replaced.
std::optional<fs::path> foreign_in(const fs::path& folder, const std::function<bool(const std::string& name)>& is_ours) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return folder.filename();
    for (auto at = fs::recursive_directory_iterator(folder, error); !error && at != fs::recursive_directory_iterator();
         at.increment(error)) {
        if (at->is_directory(error) && !at->is_symlink(error)) continue;
        if (!is_ours(at->path().filename().string()) || !at->is_regular_file(error))
            return at->path().lexically_relative(folder);
    }
    return error ? std::optional(folder.filename()) : std::nullopt;
}

fs::path beside(const fs::path& place, std::string_view what) {
    return place.parent_path() / fmt::format(".{}.{}.{}", place.filename().string(), what, ::getpid());
}

bool is_of_a_report(const std::string& name) {
    return name == "report.md" || name == "index.md" || name == "rule_book.md" || name == "report.json" ||
           name == "report.html" || name == "index.html" || name.ends_with(".svg");
}

}  // namespace

std::vector<File> files_of(const Report& report, const Templates& templates) {
    std::vector<File> out{{report.kind == Kind::index ? "index.md" : "report.md", templates.markdown(report)}};
    for (auto& picture : pictures_of(report, templates.words()))
        out.push_back({std::move(picture.file), std::move(picture.svg)});
    return out;
}

Result<NewFolder> NewFolder::begin(const fs::path& folder, IfThere if_there, std::string_view what,
                                   const std::function<bool(const std::string& name)>& is_ours, Readers readers) {
    std::error_code error;
    const fs::path target = fs::absolute(folder, error).lexically_normal();
    NewFolder out;
    out.given_ = folder;
    out.place_ = target.has_filename() ? target : target.parent_path();
    out.replaces_ = fs::exists(fs::symlink_status(out.place_, error));
    if (out.replaces_ && if_there == IfThere::refuse) {
        return failure(FailureKind::write, fmt::format("`{}` is there already", folder.string()),
                       "name another folder, or replace it: --replace");
    }
    if (const auto foreign = out.replaces_ ? foreign_in(out.place_, is_ours) : std::nullopt) {
        return failure(FailureKind::write,
                       fmt::format("`{}` is no part of {}: `{}` is not replaced", foreign->string(), what, folder.string()),
                       "name another folder");
    }
    error = make_folders(out.place_.parent_path(), readers);
    if (error) return cannot("create", out.place_.parent_path(), error.message());
    error = make_folders(beside(out.place_, "new"), readers);
    if (error) return cannot("create", folder, error.message());
    out.fresh_ = beside(out.place_, "new");
    return out;
}

NewFolder::~NewFolder() {
    std::error_code error;
    if (!fresh_.empty()) fs::remove_all(fresh_, error);
}

Status NewFolder::commit() {
    std::error_code error;
    const auto former = beside(place_, "old");
    if (replaces_) {
        fs::rename(place_, former, error);
        if (error) return cannot("replace", given_, error.message());
    }
    fs::rename(fresh_, place_, error);
    if (!error) {
        fresh_.clear();
        if (replaces_) fs::remove_all(former, error);
        return {};
    }
    const std::string why = error.message();
    if (replaces_) fs::rename(former, place_, error);  // where that fails, too: better in an odd place than lost
    return cannot("write", given_, why);
}

Status write_single(const fs::path& path, std::string_view bytes, IfThere if_there) {
    std::error_code error;
    const auto there = fs::symlink_status(path, error);
    if (fs::exists(there) && if_there == IfThere::refuse) {
        return failure(FailureKind::write, fmt::format("`{}` is there already", path.string()),
                       "name another file, or replace it: --replace");
    }
    if (fs::exists(there) && !fs::is_regular_file(there))
        return failure(FailureKind::write, fmt::format("`{}` is no file", path.string()), "name another file");
    const auto place = fs::absolute(path, error).lexically_normal();
    error = make_folders(place.parent_path(), Readers::owner);
    if (error) return cannot("create", place.parent_path(), error.message());
    const auto fresh = beside(place, "new");
    Status done = write_file(fresh, bytes, Readers::owner, path);
    if (done) {
        fs::rename(fresh, place, error);
        if (!error) return {};
        done = cannot("write", path, error.message());
    }
    std::error_code ignored;
    fs::remove(fresh, ignored);
    return done;
}

Result<NewFolder> new_report_folder(const fs::path& folder, IfThere if_there) {
    return NewFolder::begin(folder, if_there, "a report", is_of_a_report, Readers::owner);
}

Status write_into(const NewFolder& folder, const File& file) { return write_files(folder.path(), {file}, Readers::owner); }

Status write_folder(const fs::path& folder, const std::vector<File>& files, IfThere if_there, Readers readers) {
    auto fresh = NewFolder::begin(folder, if_there, "a report", is_of_a_report, readers);
    if (!fresh) return tl::unexpected(fresh.error());
    if (Status done = write_files(fresh->path(), files, readers); !done) return done;
    return fresh->commit();
}

}  // namespace credence::report
