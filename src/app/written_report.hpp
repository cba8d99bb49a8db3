// A report as it was written to a folder, and what its section on provenance says: enough to build it once more.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/config.hpp"
#include "base/result.hpp"
#include "check/rulebase.hpp"

namespace credence::app {

struct WrittenReport {
    std::filesystem::path folder;
    std::string file, markdown;  // "report.md", its bytes
    std::string language;        // of its words
    std::string program, rules_digest, content_digest, as_of, known_at, parameters, command;
    std::int64_t change = 0;  // the last one that it rests on
    std::string head;         // of that change, in hex
};

/// A folder with a report.md, or the file itself. A file that is no report of this program, or too old to say what it rests on, is an
/// input failure.
[[nodiscard]] Result<WrittenReport> read_written_report(const std::filesystem::path& path);

/// The words of a command as a shell reads them.
[[nodiscard]] std::vector<std::string> shell_words(const std::string& command);

/// The assessment and the subjects of a report's command, without its options.
[[nodiscard]] std::vector<std::string> report_arguments(const WrittenReport& report);
/// Whether it was written with many others.
[[nodiscard]] bool is_of_many(const WrittenReport& report);

/// What the report's command gives an option of text: "--language"; nothing where it is not there.
[[nodiscard]] std::optional<std::string> report_option(const WrittenReport& report, std::string_view option);

/// NAME=VALUE for each parameter, as the report lists them.
[[nodiscard]] std::vector<std::string> report_parameters(const WrittenReport& report, const check::Rulebase& rulebase);

}  // namespace credence::app
