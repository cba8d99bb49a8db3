#include "support/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <stdexcept>

#include "support/files.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> result;
    for (auto& word : words) result.push_back(word.data());
    result.push_back(nullptr);
    return result;
}

void redirect(posix_spawn_file_actions_t& actions, int descriptor, const fs::path& file, int flags) {
    posix_spawn_file_actions_addopen(&actions, descriptor, file.c_str(), flags, 0600);
}

}  // namespace

fs::path program() { return CREDENCE_PROGRAM; }

Environment usual_environment(const fs::path& folder) {
    return {{"PATH", program().parent_path().string() + ":/usr/local/bin:/usr/bin:/bin"},
            {"LC_ALL", "C.UTF-8"},
            {"TZ", "UTC"},
            {"HOME", folder.string()},
            {"REPO", root().string()}};
}

Run run(const std::vector<std::string>& words, const fs::path& folder, const Environment& environment, std::string_view input) {
    const TemporaryFolder streams;
    const auto in = streams.path() / "in";
    const auto out = streams.path() / "out";
    const auto err = streams.path() / "err";
    write_file(in, input);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    redirect(actions, 0, in, O_RDONLY);
    redirect(actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC);
    redirect(actions, 2, err, O_WRONLY | O_CREAT | O_TRUNC);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());

    auto arguments = words;
    std::vector<std::string> variables;
    for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
    pid_t child = 0;
    const int problem =
        posix_spawnp(&child, words.at(0).c_str(), &actions, nullptr, pointers(arguments).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (problem != 0) throw std::runtime_error("cannot start " + words[0]);

    int status = 0;
    if (waitpid(child, &status, 0) != child) throw std::runtime_error("lost " + words[0]);
    return {WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status), read_file(out), read_file(err)};
}

Run run_credence(std::vector<std::string> arguments, const fs::path& folder, std::string_view input) {
    arguments.insert(arguments.begin(), program().string());
    return run(arguments, folder, usual_environment(folder), input);
}

}  // namespace credence::testing
