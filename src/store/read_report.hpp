// What came of reading the files of a folder: how much there was, and every bad cell.
#pragma once

#include <string>
#include <vector>

#include "store/problem.hpp"

namespace credence::store {

struct FileRead {
    std::string name;
    std::size_t rows = 0;  // without the header
    std::string layout;    // "UTF-8 with BOM, separator `;`"
};

struct ReadReport {
    std::vector<FileRead> files;    // in the order in which they were read
    std::vector<Problem> problems;  // in the order of files and rows; no more than 1,000 are kept
    std::size_t errors = 0;         // all of them
    std::size_t bad_rows = 0;

    void add(Problem problem);
    [[nodiscard]] bool accepted() const { return errors == 0; }
    [[nodiscard]] std::size_t rows() const;
};

/// The problems, each file's below its name, and how many there are; a sentence may follow on the last line.
[[nodiscard]] std::string problems_text(const ReadReport& report);

/// "1 row", "2 rows"
[[nodiscard]] std::string plural(std::size_t count, std::string_view one, std::string_view many);

}  // namespace credence::store
