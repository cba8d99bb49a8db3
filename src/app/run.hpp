// A rulebase on the files of a folder, in bulk: what its rules derive, to files or only counted.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/session.hpp"
#include "store/read_report.hpp"

namespace credence::app {

struct RunOptions {
    std::filesystem::path facts;
    std::optional<std::filesystem::path> output;  // else only counted
    bool replace = false;                         // what an earlier run wrote there
    bool grades = false;                          // also what is open, each row with its belief, plausibility and state
    bool tabs = false;                            // TSV
};

/// What the rules derived of a relation or attribute.
struct Derived {
    std::string name;
    std::size_t met = 0;   // rows
    std::size_t open = 0;  // unknown or disputed
};

struct RunResult {
    store::ReadReport report;  // of the files; where it has errors, nothing was derived
    std::vector<Derived> derived;
};

/// Relations and attributes that rules conclude, by name, each to a file `NAME.csv` or `NAME.tsv`, its rows in the order of their cells:
/// individuals and texts in natural order, values of scales from low to high, numbers and dates as such.
[[nodiscard]] Result<RunResult> run(const RulebaseFiles& files, const Options& options, const RunOptions& wanted);

}  // namespace credence::app
