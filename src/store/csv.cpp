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
    for (const char c : {separator_, '\n', '\r'}) ends_cell_[static_cast<unsigned char>(c)] = true;
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

bool CsvReader::next(std::vector<std::string>& cells) {
    std::vector<std::string_view> views;
    const bool more = next(views);
    cells.assign(views.begin(), views.end());
    return more;
}

bool CsvReader::next(std::vector<std::string_view>& cells) {
    while (!stopped_ && at_ < text_.size()) {
        ++row_;
        cells.clear();
        quoted_used_ = 0;
        while (read_cell(cells)) {
        }
        if (stopped_) return false;
        if (at_ < text_.size()) at_ += text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2U : 1U;
        const bool blank = std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.empty(); });
        if (!blank || !errors_.empty()) return true;
    }
    return false;
}

const char* CsvReader::end_of_cell() const {
    const char* at = text_.data() + at_;
    const char* const end = text_.data() + text_.size();
    while (at != end && !ends_cell_[static_cast<unsigned char>(*at)]) ++at;
    return at;
}

bool CsvReader::go_on(const char* end) {
    at_ = static_cast<std::size_t>(end - text_.data());
    if (stopped_ || at_ == text_.size() || text_[at_] != separator_) return false;
    ++at_;
    return true;
}

bool CsvReader::read_cell(std::vector<std::string_view>& cells) {
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted(cells);
    const char* const begin = text_.data() + at_;
    const char* const end = end_of_cell();
    const std::string_view cell(begin, static_cast<std::size_t>(end - begin));
    cells.push_back(cell);
    check_cell(cell, static_cast<std::uint32_t>(cells.size() - 1));
    return go_on(end);
}

bool CsvReader::read_quoted(std::vector<std::string_view>& cells) {
    const auto column = static_cast<std::uint32_t>(cells.size());
    if (quoted_used_ == quoted_.size()) quoted_.emplace_back();
    auto& cell = quoted_[quoted_used_++];
    cell.clear();
    for (const std::size_t opened = at_++;;) {
        const auto quote = text_.find('"', at_);
        if (quote == std::string_view::npos) {
            at_ = opened;
            report(column, "the quote that opens here is never closed",
                   "a cell that begins with \" ends with \"; inside, a quote is written twice", true);
            return false;
        }
        if (cell.size() <= longest_cell) cell += text_.substr(at_, std::min(quote - at_, longest_cell + 1));
        at_ = quote + 1;
        if (at_ == text_.size() || text_[at_] != '"') break;
        cell += '"';
        ++at_;
    }
    const char* const end = end_of_cell();
    if (const auto rest = text_.substr(at_, static_cast<std::size_t>(end - text_.data()) - at_); !rest.empty()) {
        report(column, "text follows the closing quote of a cell", "a quote inside a quoted cell is written twice: \"\"",
               false);
        cell += rest.substr(0, longest_cell + 1);
    }
    cells.push_back(cell);
    check_cell(cell, column);
    return go_on(end);
}

void CsvReader::check_cell(std::string_view cell, std::uint32_t column) {
    const auto is_plain = [](char c) { return static_cast<signed char>(c) > 0; };  // ASCII, not zero
    if (cell.size() <= longest_cell && std::all_of(cell.begin(), cell.end(), is_plain)) return;
    if (cell.size() > longest_cell) {
        report(column, "the cell is longer than 64 kB", "shorten it, or keep the text in a file and cite it", false);
        return;
    }
    for (auto rest = cell; !rest.empty();) {
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
