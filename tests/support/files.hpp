// Files for tests: the project's root, reading and writing whole files, a folder that goes away. Failures throw: the test ends.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace credence::testing {

/// The root of the project's sources.
[[nodiscard]] std::filesystem::path root();

[[nodiscard]] std::string read_file(const std::filesystem::path& path);
/// Makes the folders above it too.
void write_file(const std::filesystem::path& path, std::string_view text);

/// A new empty folder, removed with all that is in it at the end of its life.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace credence::testing
