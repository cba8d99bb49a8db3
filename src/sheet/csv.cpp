#include "sheet/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sheet/formulas.hpp"
#include "sheet/utf8.hpp"

namespace credence::sheet {
namespace {

/// Letters of the western languages have a zero byte beside them in UTF-16.
bool looks_like_utf16(std::string_view text) {
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) return true;
    const auto head = text.substr(0, 64);
    const auto zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
    return head.size() >= 4 && zeros * 5 >= head.size() * 2 && zeros * 5 <= head.size() * 3;
}

}  // namespace

CsvReader::CsvReader(std::string_view text) : text_(text) {
    refuse_encoding();
    if (text_.starts_with("\xef\xbb\xbf")) {
        marked_ = true;
        at_ = 3;
    }
    if (!stopped_) sniff_separator();
}

void CsvReader::refuse_encoding() {
    if (looks_like_utf16(text_)) {
        report({}, "the file is in UTF-16, not in UTF-8", "save it as \"CSV UTF-8\"", true);
    } else if (text_.starts_with("PK\x03\x04")) {
        report({}, "the file is a workbook or an archive, not CSV",
               "name a workbook `.xlsx`, or save the sheet as \"CSV UTF-8\"", true);
    } else if (text_.empty()) {
        report({}, "the file is empty", "its first row names the columns", true);
    }
}

void CsvReader::sniff_separator() {
    std::size_t commas = 0, semicolons = 0, tabs = 0, bars = 0;
    bool quoted = false;
    for (std::size_t i = at_; i < text_.size(); ++i) {
        const char c = text_[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' || c == '\r') break;
        commas += c == ',';
        semicolons += c == ';';
        tabs += c == '\t';
        bars += c == '|';
    }
    if (semicolons > commas && semicolons >= tabs) separator_ = ';';
    if (tabs > commas && tabs > semicolons) separator_ = '\t';
    if (bars > 0 && commas + semicolons + tabs == 0) {
        row_ = 1;
        report({}, "the cells look as if they were separated by `|`", "separate them by commas, semicolons or tabs", true);
    }
}

std::string CsvReader::layout() const {
    const std::string_view separator = separator_ == '\t' ? "tab" : separator_ == ';' ? "`;`" : "`,`";
    return fmt::format("UTF-8{}, separator {}", marked_ ? " with BOM" : "", separator);
}

bool CsvReader::next(Cells& cells) {
    while (!stopped_ && at_ < text_.size()) {
        ++row_;
        cells.clear();
        unquoted_.clear();
        const auto begin = at_;
        bool blank = true;
        while (true) {
            const auto cell = read_cell(static_cast<std::uint32_t>(cells.size()));
            cells.push_back(cell.starts_with('\'') ? armed(cell) : cell);
            blank = blank && cell.empty();
            if (stopped_) return false;
            if (at_line_end()) break;
            ++at_;
            if (cells.size() == most_columns) {
                report({}, "the row has more than 1,024 cells", "is it separated by the sign that its cells hold?", true);
                return false;
            }
        }
        const auto line = text_.substr(begin, at_ - begin);
        if (line.size() > longest_cell || !is_plain(line)) {
            for (std::size_t i = 0; i < cells.size() && !stopped_; ++i) check_cell(cells[i], static_cast<std::uint32_t>(i));
            if (stopped_) return false;
        }
        if (at_ < text_.size()) at_ += text_.substr(at_).starts_with("\r\n") ? 2U : 1U;
        if (!blank || has_errors()) return true;
    }
    return false;
}

std::size_t CsvReader::end_of_plain(std::size_t from) const {
    const char* at = text_.data() + from;
    const char* const end = text_.data() + text_.size();
    while (at != end && *at != separator_ && *at != '\n' && *at != '\r') ++at;
    return static_cast<std::size_t>(at - text_.data());
}

std::string_view CsvReader::read_cell(std::uint32_t column) {
    if (at_ < text_.size() && text_[at_] == '"') {
        const auto cell = read_quoted(column);
        if (!stopped_ && !at_line_end() && text_[at_] != separator_) {
            report(column, "text follows the closing quote of a cell", "a quote inside a quoted cell is written twice: \"\"",
                   false);
            at_ = end_of_plain(at_);
        }
        return cell;
    }
    const auto begin = std::exchange(at_, end_of_plain(at_));
    return text_.substr(begin, at_ - begin);
}

std::string_view CsvReader::read_quoted(std::uint32_t column) {
    const std::size_t opened = at_++;
    std::string* held = nullptr;
    while (true) {
        const auto quote = text_.find('"', at_);
        if (quote == std::string_view::npos) {
            at_ = opened;
            report(column, "the quote that opens here is never closed",
                   "a cell that begins with \" ends with \"; inside, a quote is written twice", true);
            return {};
        }
        const auto piece = text_.substr(at_, quote - at_);
        at_ = quote + 1;
        const bool doubled = at_ < text_.size() && text_[at_] == '"';
        if (!doubled && held == nullptr) return piece;
        if (held == nullptr) held = &unquoted_.emplace_back();
        held->append(piece);
        if (!doubled) return *held;
        *held += '"';
        ++at_;
    }
}

}  // namespace credence::sheet
