#include "app/written_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>

#include "report/words.hpp"

namespace credence::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_report = 64U << 20U;

/// What a cell of a table says: its code, or its text without the escapes of Markdown.
std::string plain(std::string_view cell) {
    while (cell.starts_with(' ')) cell.remove_prefix(1);
    while (cell.ends_with(' ')) cell.remove_suffix(1);
    if (cell.size() >= 2 && cell.front() == '`' && cell.back() == '`') {
        const auto ticks = std::min(cell.find_first_not_of('`'), cell.size() / 2);
        cell = cell.substr(ticks, cell.size() - 2 * ticks);
        if (ticks > 1 && cell.starts_with(' ') && cell.ends_with(' ') && cell.size() > 1)
            cell = cell.substr(1, cell.size() - 2);
        return std::string(cell);
    }
    std::string out;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] == '\\' && i + 1 < cell.size()) ++i;
        out += cell[i];
    }
    return out;
}

/// The last row of two cells that begins with this label: the section on provenance comes behind what people wrote.
std::string row(std::string_view markdown, const std::string& label) {
    const auto begin = "\n| " + label + " | ";
    const auto at = markdown.rfind(begin);
    if (at == std::string_view::npos) return {};
    auto line = markdown.substr(at + begin.size());
    line = line.substr(0, line.find('\n'));
    if (line.ends_with(" |")) line.remove_suffix(2);
    return plain(line);
}

/// What the section on provenance says, by its rows in the language of `words`; whether it is all there.
bool read_provenance(WrittenReport& out, const report::Words& words) {
    const auto say = [&](const char* key) { return row(out.markdown, words.say(key)); };
    out.program = say("row_program");
    out.rules_digest = say("row_rules_digest");
    out.content_digest = say("row_content_digest");
    out.as_of = say("row_as_of");
    out.known_at = say("row_known_at");
    out.parameters = say("row_parameters");
    out.command = say("row_command");
    const auto head = say("row_head");
    const auto blank = std::min(head.find(' '), head.size());
    const auto [end, wrong] = std::from_chars(head.data(), head.data() + blank, out.change);
    if (wrong == std::errc() && end == head.data() + blank && blank < head.size()) out.head = head.substr(blank + 1);
    return !out.command.empty() && !out.rules_digest.empty() && out.head.size() == 64 && out.change > 0;
}

/// Options of a report's command that a value follows.
constexpr std::array<std::string_view, 10> with_value{"--set",  "--as-of", "--known-at", "--steps",    "--memory",
                                                      "--time", "--color", "--format",   "--language", "--audience"};

}  // namespace

Result<WrittenReport> read_written_report(const fs::path& path) {
    WrittenReport out;
    std::error_code error;
    const auto file = fs::is_directory(path, error) ? path / "report.md" : path;
    if (!fs::is_regular_file(file, error))
        return failure(FailureKind::input, fmt::format("there is no report `{}`", path.string()));
    if (fs::file_size(file, error) > largest_report || error)
        return failure(FailureKind::limit, fmt::format("`{}` is no report: it is larger than 64 MB", file.string()));
    std::ifstream in(file, std::ios::binary);
    out.markdown.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    if (in.bad()) return failure(FailureKind::input, fmt::format("cannot read `{}`", file.string()));
    out.folder = fs::absolute(file).parent_path();
    out.file = file.filename().string();
    for (const auto& language : report::Words::languages()) {
        out.language = language;
        if (read_provenance(out, report::Words::of(language))) return out;
    }
    return failure(FailureKind::input, fmt::format("`{}` does not say what it rests on", file.string()),
                   "its last section names the digest of the rules, the head of the chain of changes and the command");
}

std::vector<std::string> shell_words(const std::string& command) {
    std::vector<std::string> out;
    bool inside = false, quoted = false;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (!quoted && c == ' ') {
            inside = false;
            continue;
        }
        if (!inside) {
            out.emplace_back();
            inside = true;
        }
        if (c == '\'') {
            quoted = !quoted;
        } else if (!quoted && c == '\\' && i + 1 < command.size()) {
            out.back() += command[++i];
        } else {
            out.back() += c;
        }
    }
    return out;
}

std::vector<std::string> report_arguments(const WrittenReport& report) {
    std::vector<std::string> out;
    const auto words = shell_words(report.command);
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (!words[i].starts_with('-')) {
            out.push_back(words[i]);
        } else if (std::find(with_value.begin(), with_value.end(), words[i]) != with_value.end()) {
            ++i;
        }
    }
    return out;
}

bool is_of_many(const WrittenReport& report) {
    const auto words = shell_words(report.command);
    return std::find(words.begin(), words.end(), "--all") != words.end();
}

std::optional<std::string> report_option(const WrittenReport& report, std::string_view option) {
    const auto words = shell_words(report.command);
    std::optional<std::string> out;
    for (std::size_t i = 2; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == option && i + 1 < words.size())
            out = words[++i];
        else if (word.starts_with(option) && word.substr(option.size()).starts_with('='))
            out = word.substr(option.size() + 1);
    }
    return out;
}

std::vector<std::string> report_parameters(const WrittenReport& report, const check::Rulebase& rulebase) {
    std::vector<std::string> out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < rulebase.parameters.size(); ++i) {
        if (report.parameters.compare(begin, rulebase.parameters[i].head.name.size() + 1,
                                      rulebase.parameters[i].head.name + "=") != 0)
            break;
        auto end = report.parameters.size();
        if (i + 1 < rulebase.parameters.size())  // a text may have blanks of its own
            end = std::min(end, report.parameters.find(" " + rulebase.parameters[i + 1].head.name + "=", begin));
        out.push_back(report.parameters.substr(begin, end - begin));
        begin = std::min(end + 1, report.parameters.size());
    }
    return out;
}

}  // namespace credence::app
