#include "golden/case.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/diff.hpp"
#include "support/files.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

/// An absent file is an empty one.
std::string read_if_there(const fs::path& path) { return fs::exists(path) ? read_file(path) : std::string{}; }

/// Compares, or keeps `found`; nothing is kept as no file.
std::string settle(const std::string& what, const fs::path& kept, const std::string& found, bool update) {
    if (update) {
        if (found.empty()) {
            fs::remove(kept);
        } else if (read_if_there(kept) != found) {
            write_file(kept, found);
        }
        return {};
    }
    const auto diff = difference(read_if_there(kept), found);
    return diff.empty() ? diff : fmt::format("{} differs (- kept, + found):\n{}", what, diff);
}

std::string settle_files(const GoldenCase& golden, const fs::path& copy, bool update) {
    constexpr std::string_view repo = "$REPO/";
    std::string result;
    const auto list = read_if_there(golden.folder / "files");
    for (const auto line : lines(list)) {
        const auto blank = line.find(' ');
        if (blank == std::string_view::npos) return fmt::format("`files` holds a line that is not MADE KEPT: {}\n", line);
        const auto made = line.substr(0, blank);
        const auto kept = line.substr(line.find_first_not_of(' ', blank));
        if (!fs::exists(copy / made)) {
            result += fmt::format("{} was not made\n", made);
            continue;
        }
        const auto place = kept.starts_with(repo) ? root() / kept.substr(repo.size()) : golden.folder / kept;
        result += settle(std::string(made), place, read_file(copy / made), update);
    }
    return result;
}

}  // namespace

std::vector<GoldenCase> discover_cases(const fs::path& folder) {
    std::vector<GoldenCase> result;
    if (!fs::exists(folder)) return result;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().filename() != "cmd") continue;
        const auto place = entry.path().parent_path();
        result.push_back({place.lexically_relative(folder).generic_string(), place});
    }
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return result;
}

std::string run_case(const GoldenCase& golden, bool update) {
    const TemporaryFolder temporary;
    const auto copy = temporary.path() / "case";
    fs::copy(golden.folder, copy, fs::copy_options::recursive);
    auto found = run({"bash", "-eu", "cmd"}, copy, usual_environment(temporary.path()));
    for (auto* text : {&found.out, &found.err}) {
        replace_all(*text, copy.string(), "$HERE");
        replace_all(*text, root().string(), "$REPO");
    }
    if (found.exit < 0) return fmt::format("ended by signal {}\n{}", -found.exit, found.err);

    auto result = settle("stdout", golden.folder / "stdout", found.out, update);
    result += settle("stderr", golden.folder / "stderr", found.err, update);
    result += settle("exit", golden.folder / "exit", found.exit == 0 ? "" : fmt::format("{}\n", found.exit), update);
    result += settle_files(golden, copy, update);
    return result;
}

}  // namespace credence::testing
