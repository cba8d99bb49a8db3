// How far a long job is, on one line of the standard error: only on a terminal, and only once it takes longer than a second.
#pragma once

#include <chrono>
#include <string>

namespace credence::cli {

class Progress {
public:
    explicit Progress(bool wanted);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { end(); }

    /// Replaces what is shown; `line` is shown literally.
    void show(const std::string& line);
    void end();

private:
    using Clock = std::chrono::steady_clock;
    bool wanted_;
    Clock::time_point next_;  // when something is shown again
    bool shown_ = false;
};

}  // namespace credence::cli
