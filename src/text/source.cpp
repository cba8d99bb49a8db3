#include "text/source.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace credence::text {

SourceFile::SourceFile(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    line_starts_.push_back(0);
    for (auto at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1))
        line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
}

std::string_view SourceFile::folder() const {
    const auto slash = name_.rfind('/');
    return slash == std::string::npos ? std::string_view() : std::string_view(name_).substr(0, slash);
}

std::string_view SourceFile::line(std::uint32_t number) const {
    CREDENCE_CHECK(number >= 1 && number <= line_starts_.size());
    const auto begin = line_starts_[number - 1];
    auto end = number < line_starts_.size() ? line_starts_[number] - 1 : static_cast<std::uint32_t>(text_.size());
    if (end > begin && text_[end - 1] == '\r') --end;
    return std::string_view(text_).substr(begin, end - begin);
}

Place SourceFile::place(std::uint32_t offset) const {
    const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const auto number = static_cast<std::uint32_t>(next - line_starts_.begin());
    const auto before = std::string_view(text_).substr(line_starts_[number - 1], offset - line_starts_[number - 1]);
    // Bytes that continue a code point are not counted, nor is a byte order mark.
    auto points =
        std::count_if(before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    if (number == 1 && before.starts_with("\xEF\xBB\xBF")) --points;
    return {number, static_cast<std::uint32_t>(points) + 1};
}

FileId SourceSet::add(SourceFile file) {
    files_.push_back(std::move(file));
    return FileId{files_.size() - 1};
}

std::string_view SourceSet::text(Span span) const {
    return (*this)[span.file].text().substr(span.begin, span.end - span.begin);
}

std::string SourceSet::place_text(Span span) const {
    if (!span.valid()) return "";
    const auto& file = (*this)[span.file];
    return file.name() + ":" + std::to_string(file.place(span.begin).line);
}

}  // namespace credence::text
