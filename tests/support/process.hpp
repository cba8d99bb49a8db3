// Runs a program as a user would and tells what it wrote and how it ended. The environment is the caller's: nothing leaks in.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace credence::testing {

/// The built program `credence`.
[[nodiscard]] std::filesystem::path program();

struct Run {
    int exit = 0;  // the exit code; the signal's number, negated, where a signal ended it
    std::string out;
    std::string err;
};

using Environment = std::vector<std::pair<std::string, std::string>>;

/// A shell's PATH with the built program first, UTF-8, UTC, `folder` as home, and the project's root as REPO.
[[nodiscard]] Environment usual_environment(const std::filesystem::path& folder);

/// words[0] is looked up on the PATH of this process. Standard input is `input`.
[[nodiscard]] Run run(const std::vector<std::string>& words, const std::filesystem::path& folder,
                      const Environment& environment, std::string_view input = {});

/// `credence ARGUMENTS` in `folder`, with the usual environment.
[[nodiscard]] Run run_credence(std::vector<std::string> arguments, const std::filesystem::path& folder,
                               std::string_view input = {});

}  // namespace credence::testing
