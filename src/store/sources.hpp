// The files of a folder of facts, the tables that are in them, and their bytes.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sheet/book.hpp"
#include "store/read_report.hpp"
#include "store/schema.hpp"

namespace credence::store {

/// One file, or all files of a folder but README.md and hidden ones, in the natural order of their names.
[[nodiscard]] Result<std::vector<std::filesystem::path>> list_files(const std::filesystem::path& path);

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

/// A file in memory, and its tables.
struct LoadedFile {
    Bytes bytes;
    std::unique_ptr<sheet::Book> book;
};
[[nodiscard]] Result<std::shared_ptr<LoadedFile>> load_file(const std::filesystem::path& path, sheet::Form form);

/// A table of facts in a file.
struct Source {
    std::filesystem::path path;
    std::string name;              // of the file, and of the sheet where it holds several
    const Table* table = nullptr;  // null: observations of any attribute, or no facts
    enum class Kind { entities, panels, facts, notice } kind = Kind::facts;  // in the order in which they are read
    std::size_t part = 0;                                                    // of the file
    std::shared_ptr<LoadedFile> file = {};                                   // where it had to be read to know what is in it
};

/// What is taken for facts: CSV and TSV, or JSON, workbooks and lists of panels too.
enum class Forms { csv, all };

/// Individuals first: other tables name them; then panels, which say who may enter what. What is named after nothing is a problem. A
/// workbook or JSON file that is named after a table holds it; any other holds a table for each sheet or key.
[[nodiscard]] Result<std::vector<Source>> sort_out(const check::Rulebase& rulebase, const Vocabulary& vocabulary,
                                                   const std::vector<std::filesystem::path>& files, Forms forms,
                                                   ReadReport& report);

}  // namespace credence::store
