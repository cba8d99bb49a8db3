#include "store/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "store/utf8.hpp"

namespace credence::store {
namespace {

constexpr std::string_view save_as_utf8 = "save it as \"CSV UTF-8\"";

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
    sniff_separator();
}

void CsvReader::report(std::optional<std::uint32_t> column, std::string message, std::string help, bool fatal) {
    errors_.push_back({row_, column, std::move(message), std::move(help), fatal});
    stopped_ = stopped_ || fatal;
}

void CsvReader::refuse_encoding() {
    if (looks_like_utf16(text_)) {
        report({}, "the file is in UTF-16, not in UTF-8", std::string(save_as_utf8), true);
    } else if (text_.starts_with("PK\x03\x04")) {
        report({}, "the file is a workbook or an archive, not CSV", "save the sheet as \"CSV UTF-8\"", true);
    } else if (text_.empty()) {
        report({}, "the file is empty", "its first row names the columns", true);
    }
}

void CsvReader::sniff_separator() {
    std::size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (std::size_t i = at_; i < text_.size(); ++i) {
        const char c = text_[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' || c == '\r') break;
        commas += c == ',';
        semicolons += c == ';';
        tabs += c == '\t';
    }
    if (semicolons > commas && semicolons >= tabs) separator_ = ';';
    if (tabs > commas && tabs > semicolons) separator_ = '\t';
}

std::string CsvReader::layout() const {
    const std::string_view separator = separator_ == '\t' ? "tab" : separator_ == ';' ? "`;`" : "`,`";
    return fmt::format("UTF-8{}, separator {}", marked_ ? " with BOM" : "", separator);
}

std::vector<CsvError> CsvReader::take_errors() { return std::exchange(errors_, {}); }

bool CsvReader::at_line_end() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

bool CsvReader::next(std::vector<std::string>& cells) {
    while (!stopped_ && at_ < text_.size()) {
        ++row_;
        cells.clear();
        bool more = true;
        while (more && !stopped_) {
            cells.emplace_back();
            more = read_cell(cells.back(), static_cast<std::uint32_t>(cells.size() - 1));
        }
        if (stopped_) return false;
        if (at_ < text_.size()) at_ += text_.substr(at_).starts_with("\r\n") ? 2U : 1U;
        const bool blank = std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.empty(); });
        if (!blank || !errors_.empty()) return true;
    }
    return false;
}

bool CsvReader::read_cell(std::string& cell, std::uint32_t column) {
    if (at_ < text_.size() && text_[at_] == '"') {
        read_quoted(cell, column);
        if (stopped_) return false;
        if (!at_line_end() && text_[at_] != separator_) {
            report(column, "text follows the closing quote of a cell", "a quote inside a quoted cell is written twice: \"\"",
                   false);
        }
    }
    const std::size_t begin = at_;
    while (!at_line_end() && text_[at_] != separator_) ++at_;
    cell += text_.substr(begin, std::min(at_ - begin, longest_cell + 1));
    check_cell(cell, column);
    if (at_line_end()) return false;
    ++at_;
    return true;
}

void CsvReader::read_quoted(std::string& cell, std::uint32_t column) {
    const std::size_t opened = at_++;
    while (true) {
        const auto quote = text_.find('"', at_);
        if (quote == std::string_view::npos) {
            at_ = opened;
            report(column, "the quote that opens here is never closed",
                   "a cell that begins with \" ends with \"; inside, a quote is written twice", true);
            return;
        }
        if (cell.size() <= longest_cell) cell += text_.substr(at_, std::min(quote - at_, longest_cell + 1));
        at_ = quote + 1;
        if (at_ == text_.size() || text_[at_] != '"') return;
        cell += '"';
        ++at_;
    }
}

void CsvReader::check_cell(const std::string& cell, std::uint32_t column) {
    if (cell.size() > longest_cell) {
        report(column, "the cell is longer than 64 kB", "shorten it, or keep the text in a file and cite it", false);
        return;
    }
    for (std::string_view rest = cell; !rest.empty();) {
        const auto character = first_character(rest);
        if (!character) {
            report(column,
                   fmt::format("the byte 0x{:02X} is not UTF-8; the file looks like Latin-1 or Windows-1252",
                               static_cast<unsigned char>(rest.front())),
                   std::string(save_as_utf8), true);  // the rest would say the same over and over
            return;
        }
        if (character->code == 0) {
            report(column, "a zero byte stands in the cell", std::string(save_as_utf8), false);
            return;
        }
        rest.remove_prefix(character->size);
    }
}

}  // namespace credence::store
