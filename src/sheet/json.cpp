#include "sheet/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "sheet/json_scanner.hpp"
#include "sheet/numbers.hpp"
#include "sheet/utf8.hpp"

namespace credence::sheet {
namespace {

using Kind = JsonScanner::Kind;

class BrokenJsonReader : public RowReader {
public:
    explicit BrokenJsonReader(const RowError& error) {
        row_ = error.row;
        report(error.column, error.message, error.help, true);
    }
    bool next(Cells&) override { return false; }
    [[nodiscard]] std::string layout() const override { return "JSON"; }
    [[nodiscard]] bool by_line() const override { return true; }
};

/// Rows of a list that was scanned already: its signs are in order.
class JsonReader : public RowReader {
public:
    JsonReader(std::string_view text, std::size_t begin, std::uint32_t line, const std::vector<std::string>& columns)
        : scanner_(text, begin, line),
          columns_(columns) {
        for (std::size_t i = 0; i < columns_.size(); ++i) places_.emplace(columns_[i], i);
        row_ = line;
    }

    bool next(Cells& cells) override {
        if (!begun_) {
            begun_ = true;
            scanner_.take('[', "`[`");
            cells.assign(columns_.begin(), columns_.end());
            for (std::size_t i = 0; i < columns_.size(); ++i) check_cell(cells[i], static_cast<std::uint32_t>(i));
            return !columns_.empty();
        }
        while (!stopped_ && scanner_.peek() != ']') {
            if (scanner_.peek() == ',') scanner_.take(',', "`,`");
            const bool blank = read_object(cells);
            if (!blank || has_errors()) return true;
        }
        return false;
    }

    [[nodiscard]] std::string layout() const override { return "JSON"; }
    [[nodiscard]] bool by_line() const override { return true; }

private:
    bool read_object(Cells& cells) {
        scanner_.peek();
        row_ = scanner_.line();
        cells.assign(columns_.size(), {});
        seen_.assign(columns_.size(), false);
        held_used_ = 0;
        bool blank = true;
        scanner_.take('{', "`{`");
        while (scanner_.peek() != '}') {
            if (scanner_.peek() == ',') scanner_.take(',', "`,`");
            const auto place = places_.find(*scanner_.string(next_held()));
            scanner_.take(':', "`:`");
            const auto column = place->second;
            if (seen_[column]) report_at(column, "the key stands twice in one object", "");
            seen_[column] = true;
            cells[column] = cell(column);
            blank = blank && cells[column].empty();
        }
        scanner_.take('}', "`}`");
        return blank;
    }

    void report_at(std::size_t column, std::string message, std::string help) {
        report(static_cast<std::uint32_t>(column), std::move(message), std::move(help), false);
    }

    std::string_view cell(std::size_t column) {
        scanner_.peek();
        const auto value = scanner_.value(next_held());
        switch (value->kind) {
            case Kind::string: check_cell(value->text, static_cast<std::uint32_t>(column)); return value->text;
            case Kind::word: return value->text == "null" ? "" : value->text == "true" ? "yes" : "no";
            case Kind::number: return number(value->text);
            case Kind::list:
            case Kind::object: break;
        }
        report_at(column, "a list or an object stands where a cell should", "a cell is a text, a number, true, false or null");
        scanner_.skip_value();
        return {};
    }

    /// As it was written; an exponent is written out, so that the cell reads as people write numbers.
    std::string_view number(std::string_view text) {
        constexpr std::size_t all = 400;
        if (text.find_first_of("eE") == std::string_view::npos) return text;
        auto plain = plain_number(text, all);
        return plain ? std::string_view(next_held() = std::move(*plain)) : text;
    }

    JsonScanner scanner_;
    const std::vector<std::string>& columns_;
    std::unordered_map<std::string_view, std::size_t> places_;
    std::vector<bool> seen_;
    std::string& next_held() {
        if (held_used_ == held_.size()) held_.emplace_back();
        return held_[held_used_++];
    }

    std::deque<std::string> held_;  // texts of the row at hand that had to be decoded
    std::size_t held_used_ = 0;
    bool begun_ = false;
};

/// Checks the whole list and notes the keys of its objects.
std::vector<std::string> scan_list(JsonScanner& scanner) {
    std::vector<std::string> columns;
    std::unordered_map<std::string, bool> known;
    std::string held;
    scanner.take('[', "`[`");
    for (bool first = true; !scanner.failed() && (!first || scanner.peek() != ']'); first = false) {
        if (!first && scanner.peek() == ']') break;
        if (!first && !scanner.take(',', "`,` or `]`")) break;
        if (!scanner.take('{', "an object, `{`,")) break;
        for (bool first_key = true; !scanner.failed() && scanner.peek() != '}'; first_key = false) {
            if (!first_key && !scanner.take(',', "`,` or `}`")) break;
            const auto key = scanner.string(held);
            if (!key || !scanner.take(':', "`:`")) break;
            if (known.emplace(*key, true).second) columns.emplace_back(*key);
            if (columns.size() > most_columns) scanner.fail("there are more than 1,024 different keys");
            if (!scanner.skip_value()) break;
        }
        if (!scanner.failed()) scanner.take('}', "`}`");
    }
    if (!scanner.failed()) scanner.take(']', "`]`");
    return columns;
}

std::optional<RowError> refused(std::string_view text) {
    if (text.empty()) return RowError{0, {}, "the file is empty", "a list of objects, one a row", true};
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") || text.substr(0, 4).find('\0') != std::string_view::npos)
        return RowError{0, {}, "the file is in UTF-16 or UTF-32, not in UTF-8", "save it in UTF-8", true};
    return std::nullopt;
}

}  // namespace

JsonBook::JsonBook(std::string_view text) : text_(text), broken_(refused(text)) {
    JsonScanner scanner(text_, text_.starts_with("\xef\xbb\xbf") ? 3 : 0);
    const auto add = [&](std::string name) {
        scanner.peek();
        const auto begin = scanner.at();
        const auto line = scanner.line();
        lists_.push_back({begin, line, scan_list(scanner)});
        parts_.push_back({std::move(name), false});
    };
    if (!broken_ && scanner.peek() == '{') {
        std::string held;
        scanner.take('{', "`{`");
        while (!scanner.failed() && (parts_.empty() ? scanner.peek() != '}' : scanner.peek() == ',')) {
            if (!parts_.empty()) scanner.take(',', "`,`");
            auto name = scanner.string(held);
            if (!name || !scanner.take(':', "`:`")) break;
            const auto same = [&](const Part& part) { return part.name == *name; };
            if (std::any_of(parts_.begin(), parts_.end(), same)) scanner.fail("the table is there already");
            if (scanner.failed()) break;
            add(std::string(*name));
        }
        if (!scanner.failed()) scanner.take('}', "`,` or `}`");
    } else if (!broken_) {
        add("");
    }
    if (!broken_ && !scanner.failed() && (scanner.peek() != '\0' || scanner.at() != text_.size()))
        scanner.fail("something follows the end", "a file holds one list or one object");
    if (scanner.failed()) broken_ = scanner.error();
    if (broken_ || parts_.empty()) {
        parts_ = {Part{}};
        lists_ = {List{}};
        if (!broken_) broken_ = RowError{0, {}, "the file holds no table", "a list of objects, one a row", true};
    }
}

std::unique_ptr<RowReader> JsonBook::open(std::size_t part) const {
    if (broken_) return std::make_unique<BrokenJsonReader>(*broken_);
    const auto& list = lists_[part];
    return std::make_unique<JsonReader>(text_, list.begin, list.line, list.columns);
}

}  // namespace credence::sheet
