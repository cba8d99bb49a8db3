// The files of a folder of facts, each with the table that it is named after, and their bytes.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/read_report.hpp"
#include "store/schema.hpp"

namespace credence::store {

/// One file, or all files of a folder but README.md and hidden ones, in the natural order of their names.
[[nodiscard]] Result<std::vector<std::filesystem::path>> list_files(const std::filesystem::path& path);

struct Source {
    std::filesystem::path path;
    std::string name;
    const Table* table = nullptr;  // null: of observations, or a notice
    bool notice = false;
};

/// Individuals first: other tables name them. A file that is named after nothing is a problem.
[[nodiscard]] std::vector<Source> sort_out(const check::Rulebase& rulebase, const Vocabulary& vocabulary,
                                           const std::vector<std::filesystem::path>& files, ReadReport& report);

/// The bytes of a file.
class Bytes {
public:
    explicit Bytes(std::size_t size) : bytes_(new char[size]), size_(size) {}
    [[nodiscard]] char* data() { return bytes_.get(); }
    [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }

private:
    std::unique_ptr<char[]> bytes_;  // not filled before it is read
    std::size_t size_;
};

inline constexpr std::uintmax_t largest_file = 256U << 20U;
[[nodiscard]] Result<Bytes> read_whole(const std::filesystem::path& path, std::uintmax_t largest = largest_file);

}  // namespace credence::store
