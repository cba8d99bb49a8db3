// Source files and spans. A span names a file and a byte range; a line index turns it into the lines and columns people read.
// Every product of every stage keeps the span it came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"

namespace credence::text {

using FileId = Id<struct FileTag>;

/// Bytes [begin, end) of one file. An invalid file means: nowhere (made by the program).
struct Span {
    FileId file;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] bool valid() const { return file.valid(); }
    friend auto operator<=>(const Span&, const Span&) = default;
};

/// From the start of `a` to the end of `b`; both of one file.
[[nodiscard]] inline Span join(Span a, Span b) { return {a.file, a.begin, b.end}; }

/// 1-based; the column counts code points.
struct Place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

class SourceFile {
public:
    SourceFile(std::string name, std::string text);

    [[nodiscard]] const std::string& name() const { return name_; }  // as printed: relative to the rulebase's folder
    /// That of its name: empty in the rulebase's own folder, "../other" in that of one it uses.
    [[nodiscard]] std::string_view folder() const;
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::size_t line_count() const { return line_starts_.size(); }
    [[nodiscard]] std::string_view line(std::uint32_t number) const;  // 1-based, without its line break
    [[nodiscard]] Place place(std::uint32_t offset) const;
    [[nodiscard]] std::uint32_t line_start(std::uint32_t number) const { return line_starts_[number - 1]; }

private:
    std::string name_;
    std::string text_;
    std::vector<std::uint32_t> line_starts_;
};

/// All files of a run; a FileId is an index into it.
class SourceSet {
public:
    FileId add(SourceFile file);
    [[nodiscard]] const SourceFile& operator[](FileId id) const { return files_[id.index()]; }
    [[nodiscard]] std::size_t size() const { return files_.size(); }
    [[nodiscard]] std::string_view text(Span span) const;
    [[nodiscard]] std::string place_text(Span span) const;  // "fit.crd:12"
    /// Stands in the rulebase's own folder, not in that of one it uses.
    [[nodiscard]] bool own(Span span) const { return (*this)[span.file].folder().empty(); }

private:
    std::vector<SourceFile> files_;
};

}  // namespace credence::text
