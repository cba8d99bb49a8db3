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

}  // namespace credence::app
