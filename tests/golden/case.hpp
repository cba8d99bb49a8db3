// A golden case: a folder below tests/golden/cases with
//   cmd     a shell script; `credence` is the built program, $REPO the project's root
//   stdout, stderr   what it must write; absent: nothing
//   exit    the exit code it must end with; absent: 0
//   files   lines `MADE KEPT`: the file MADE by the script must be the file KEPT, which is in the case's folder, or from the
//           project's root where it begins with $REPO/
// and whatever files the script reads. It runs in a temporary copy of the folder. In what it writes, the project's root shows
// as $REPO and the temporary folder as $HERE.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace credence::testing {

struct GoldenCase {
    std::string name;  // "check/unknown_name"
    std::filesystem::path folder;
};

/// Every folder below `folder` that holds a `cmd`, by name.
[[nodiscard]] std::vector<GoldenCase> discover_cases(const std::filesystem::path& folder);

/// Runs the case and says how it differs from what is kept; empty if it does not. With `update`, keeps what was found instead.
[[nodiscard]] std::string run_case(const GoldenCase& golden, bool update);

}  // namespace credence::testing
