#include "store/sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "check/print.hpp"

namespace credence::store {
namespace {

namespace fs = std::filesystem;
using check::DeclarationKind;

std::vector<std::string> known_names(const Vocabulary& vocabulary) {
    std::vector<std::string> names{"observations.csv", "notice.txt"};
    for (const auto& table : vocabulary.tables) names.push_back(table.name + ".csv");
    return names;
}

bool is_derived(const check::Rulebase& rulebase, const std::string& name) {
    const auto among = [&](const auto& declarations) {
        return std::any_of(declarations.begin(), declarations.end(),
                           [&](const auto& d) { return d.derived && d.head.name == name; });
    };
    return among(rulebase.relations) || among(rulebase.attributes);
}

}  // namespace

Result<std::vector<fs::path>> list_files(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) return failure(FailureKind::input, fmt::format("there is no file or folder `{}`", path.string()));
    if (!fs::is_directory(status)) return std::vector{path};
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (!name.starts_with('.') && name != "README.md") files.push_back(entry->path());
    }
    if (error) return failure(FailureKind::input, fmt::format("cannot read `{}`: {}", path.string(), error.message()));
    if (files.empty()) return failure(FailureKind::input, fmt::format("there are no files in `{}`", path.string()));
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return check::natural_less(a.filename().string(), b.filename().string()); });
    return files;
}

std::vector<Source> sort_out(const check::Rulebase& rulebase, const Vocabulary& vocabulary, const std::vector<fs::path>& files,
                             ReadReport& report) {
    const bool observes = std::any_of(vocabulary.tables.begin(), vocabulary.tables.end(),
                                      [](const auto& table) { return table.declaration.kind == DeclarationKind::attribute; });
    std::vector<Source> sources;
    for (const auto& path : files) {
        Source source{path, path.filename().string(), nullptr, false};
        const auto stem = path.stem().string();
        const bool tabular = path.extension() == ".csv" || path.extension() == ".tsv";
        source.notice = source.name == "notice.txt";
        if (tabular) source.table = vocabulary.find(stem);
        if (source.notice || source.table != nullptr || (tabular && stem == "observations" && observes)) {
            sources.push_back(std::move(source));
            continue;
        }
        Problem problem;
        problem.code = "K0202";
        problem.file = source.name;
        if (tabular && is_derived(rulebase, stem)) {
            problem.message = fmt::format("`{}` is concluded by rules, not recorded", shown(stem, 60));
        } else {
            problem.message = fmt::format("no table for the file `{}`", shown(source.name, 60));
            problem.help = suggestion(source.name, known_names(vocabulary));
            if (problem.help.empty()) problem.help = "a file is named after its table: `TABLE.csv`, or `observations.csv`";
        }
        report.add(std::move(problem));
    }
    std::stable_partition(sources.begin(), sources.end(),
                          [](const Source& s) { return s.table != nullptr && s.table->is_entity(); });
    return sources;
}

Result<Bytes> read_whole(const fs::path& path, std::uintmax_t largest) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return failure(FailureKind::input, fmt::format("`{}` is not a file", path.string()));
    const auto size = fs::file_size(path, error);
    if (error) return failure(FailureKind::input, fmt::format("cannot read `{}`: {}", path.string(), error.message()));
    if (size > largest)
        return failure(FailureKind::limit, fmt::format("`{}` is larger than {} MB", path.string(), largest >> 20U), "split it");
    std::ifstream in(path, std::ios::binary);
    Bytes bytes(size);
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
        return failure(FailureKind::input, fmt::format("cannot read `{}`", path.string()));
    return bytes;
}

}  // namespace credence::store
