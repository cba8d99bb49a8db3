// Reading and writing whole files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace credence::app {

/// The bytes of a regular file of at most 16 MB.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);
/// Makes a file of `bytes`, in the place of one that is there; where that fails, that stays as it is.
[[nodiscard]] Status replace_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace credence::app
