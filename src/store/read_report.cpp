#include "store/read_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace credence::store {

void ReadReport::add(Problem problem) {
    constexpr std::size_t most = 1'000;
    if (!problem.warning) ++errors;
    if (problems.size() < most) problems.push_back(std::move(problem));
}

std::size_t ReadReport::rows() const {
    return std::accumulate(files.begin(), files.end(), std::size_t{0},
                           [](std::size_t sum, const auto& file) { return sum + file.rows; });
}

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string problems_text(const ReadReport& report) {
    std::string out;
    const auto& problems = report.problems;
    const auto describe = [&](const FileRead& file) {
        return fmt::format("{}: {}, {}\n", file.name, plural(file.rows, "row", "rows"), file.layout);
    };
    for (std::size_t i = 0; i < problems.size(); ++i) {
        if (i == 0 || problems[i].file != problems[i - 1].file) {
            const auto file = std::find_if(report.files.begin(), report.files.end(),
                                           [&](const auto& f) { return f.name == problems[i].file; });
            if (file != report.files.end()) out += describe(*file) + '\n';
        }
        out += problem_text(problems[i]) + '\n';
    }
    const auto warnings =
        static_cast<std::size_t>(std::count_if(problems.begin(), problems.end(), [](const auto& p) { return p.warning; }));
    if (!report.accepted()) {
        if (report.errors > problems.size() - warnings)
            out += fmt::format("… and {} more.\n\n", report.errors - (problems.size() - warnings));
        out += report.bad_rows > 0 ? fmt::format("{} in {} of {}. ", plural(report.errors, "mistake", "mistakes"),
                                                 report.bad_rows, plural(report.rows(), "row", "rows"))
                                   : fmt::format("{}. ", plural(report.errors, "mistake", "mistakes"));
    }
    return out;
}

}  // namespace credence::store
