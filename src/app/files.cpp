#include "app/files.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace credence::app {

Result<std::string> read_file(const std::filesystem::path& path) {
    constexpr std::uintmax_t most = 16U << 20U;
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return failure(FailureKind::input, fmt::format("cannot read `{}`: {}", path.string(), error.message()));
    if (size > most) return failure(FailureKind::input, fmt::format("`{}` is larger than 16 MB", path.string()));
    std::ifstream in(path, std::ios::binary);
    std::string text(size, '\0');
    if (!in.read(text.data(), static_cast<std::streamsize>(size))) {
        return failure(FailureKind::input, fmt::format("cannot read `{}`", path.string()));
    }
    return text;
}

Status replace_file(const std::filesystem::path& path, std::string_view bytes) {
    namespace fs = std::filesystem;
    std::error_code error;
    const bool there = fs::exists(path, error);
    const auto place = there ? fs::canonical(path, error) : path;  // behind a link, the file itself
    auto fresh = place;
    fresh += ".new";
    if (!error) {
        std::ofstream out(fresh, std::ios::binary);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out) error = std::make_error_code(std::errc::io_error);
    }
    if (!error && there) fs::permissions(fresh, fs::status(place, error).permissions(), error);
    if (!error) fs::rename(fresh, place, error);
    if (!error) return {};
    const auto message = fmt::format("cannot write `{}`: {}", path.string(), error.message());
    fs::remove(fresh, error);
    return failure(FailureKind::write, message);
}

}  // namespace credence::app
