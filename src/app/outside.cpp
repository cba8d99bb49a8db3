#include "app/outside.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

namespace credence::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* printed_file = "printed.txt";

std::string last_line(const fs::path& file) {
    std::ifstream in(file);
    std::string line, last;
    while (std::getline(in, line)) {
        if (line.find_first_not_of(" \t\r") != std::string::npos) last = line;
    }
    constexpr std::size_t most = 200;
    return last.substr(0, most);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (auto& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

/// How it ended, as waitpid says; nothing where it took too long.
std::optional<int> end_of(pid_t child, std::chrono::seconds limit) {
    const auto end = std::chrono::steady_clock::now() + limit;
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > end) {
            ::kill(child, SIGKILL);
            ::waitpid(child, &status, 0);
            return {};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return status;
}

}  // namespace

std::optional<std::string> find_program(const std::vector<std::string>& names) {
    const char* path = std::getenv("PATH");
    const std::string folders = path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path;
    for (const auto& name : names) {
        for (std::size_t begin = 0; begin <= folders.size();) {
            const auto end = std::min(folders.find(':', begin), folders.size());
            std::error_code error;
            const auto file = fs::absolute(fs::path(folders.substr(begin, end - begin)) / name, error);
            if (end > begin && fs::is_regular_file(file, error) && ::access(file.c_str(), X_OK) == 0) return file.string();
            begin = end + 1;
        }
    }
    return {};
}

Result<PrivateFolder> PrivateFolder::make() {
    std::error_code error;
    auto wish = (fs::temp_directory_path(error) / "credence-XXXXXX").string();
    if (error || ::mkdtemp(wish.data()) == nullptr)
        return failure(FailureKind::write, fmt::format("cannot make a folder for temporary files: {}", std::strerror(errno)),
                       "TMPDIR names where they stand");
    return PrivateFolder(wish);
}

PrivateFolder::~PrivateFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
}

Status run_outside(const OutsideRun& run) {
    const auto name = fs::path(run.command.front()).filename().string();
    auto arguments = run.command;
    auto environment = run.environment;
    for (char** each = environ; *each != nullptr; ++each) environment.emplace_back(*each);
    const auto printed = (run.folder / printed_file).string();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, printed.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&actions, run.folder.c_str());
    pid_t child = 0;
    const int error = ::posix_spawn(&child, run.command.front().c_str(), &actions, nullptr, pointers(arguments).data(),
                                    pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) return failure(FailureKind::write, fmt::format("cannot run {}: {}", name, std::strerror(error)));
    const auto status = end_of(child, run.limit);
    if (!status) return failure(FailureKind::write, fmt::format("{} did not end within {} seconds", name, run.limit.count()));
    if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0) return {};
    const auto last = last_line(printed);
    const auto how =
        WIFEXITED(*status) ? fmt::format("exit code {}", WEXITSTATUS(*status)) : fmt::format("signal {}", WTERMSIG(*status));
    return failure(FailureKind::write, fmt::format("{} failed ({}){}{}", name, how, last.empty() ? "" : ": ", last));
}

}  // namespace credence::app
