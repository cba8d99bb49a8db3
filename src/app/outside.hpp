// Programs of others that make what this one does not: run on files of a private folder, without a shell.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace credence::app {

/// Where the first of these programs that is installed stands, by the PATH.
[[nodiscard]] std::optional<std::string> find_program(const std::vector<std::string>& names);

/// A folder that only its owner may read; removed with all that is in it.
class PrivateFolder {
public:
    [[nodiscard]] static Result<PrivateFolder> make();
    PrivateFolder(PrivateFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    PrivateFolder& operator=(PrivateFolder&&) = delete;
    ~PrivateFolder();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

struct OutsideRun {
    std::vector<std::string> command;           // the program first
    std::filesystem::path folder;               // where it runs; what it prints goes to a file in it
    std::vector<std::string> environment = {};  // NAME=VALUE, beside ours
    std::chrono::seconds limit{120};            // then it is ended
};

/// Fails where it cannot be started, takes too long, or ends with anything but 0: with the last line that it printed.
[[nodiscard]] Status run_outside(const OutsideRun& run);

}  // namespace credence::app
