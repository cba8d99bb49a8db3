// Defaults of a project: credence.toml in the folder or the nearest one above, then CREDENCE_* of the environment; a flag beats both.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "lint/lint.hpp"

namespace credence::app {

/// What the global options may say. Paths of a file are relative to its folder.
struct Options {
    std::optional<std::filesystem::path> rules;
    std::optional<std::filesystem::path> kb;
    std::optional<std::string> as_of, known_at, color;
    std::optional<std::string> language;  // of reports and explanations: one of report::Words::languages()
    std::optional<std::uint64_t> steps;
    std::optional<std::uint64_t> memory;   // bytes
    std::optional<std::uint64_t> seconds;  // of evaluation
    std::vector<std::string> set;          // NAME=VALUE, in the order in which they count
    lint::Levels lint;                     // of a credence.toml only
};

/// Reads a variable of the environment; given so that tests need not change theirs.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// The credence.toml of `folder`, or the nearest one above.
[[nodiscard]] std::optional<std::filesystem::path> options_file(const std::filesystem::path& folder);

/// Unknown keys, wrong types and a file that is no TOML are usage failures with their place.
[[nodiscard]] Result<Options> default_options(const std::filesystem::path& folder, const Environment& environment);

/// What the credence.toml of `folder`, or the nearest one above, says of the levels of lints. A code that no lint has and a word that is
/// no level are usage failures.
[[nodiscard]] Result<lint::Levels> lint_levels(const std::filesystem::path& folder);

/// The day of `--as-of`, if there is one.
[[nodiscard]] Result<std::optional<Date>> day_of(const std::optional<std::string>& as_of);

/// A language that the program has words in.
[[nodiscard]] Result<std::string> language_named(const std::string& text);

/// A whole number above 0.
[[nodiscard]] Result<std::uint64_t> number_of_steps(const std::string& text);
/// Bytes: "512MB", "2GB".
[[nodiscard]] Result<std::uint64_t> size_of_memory(const std::string& text);
/// A whole number above 0.
[[nodiscard]] Result<std::uint64_t> number_of_seconds(const std::string& text);

/// What an option names, or how to name it.
[[nodiscard]] Result<std::filesystem::path> rules_of(const Options& options);
[[nodiscard]] Result<std::filesystem::path> kb_of(const Options& options);

/// `flags` where they say something, else `defaults`; `set` of both, the flags last.
[[nodiscard]] Options merged(Options defaults, const Options& flags);

}  // namespace credence::app
