#include "report/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/markdown_text.hpp"
#include "report/terminal_lines.hpp"
#include "report/utf8.hpp"

namespace credence::report {

namespace {

constexpr std::size_t longest_cell = 32'767;  // in units of UTF-16
constexpr std::size_t longest_name = 31;

/// Cut after so many units of UTF-16.
std::string cut(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t units = 0, kept = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const Decoded c = decode(rest);
        units += c.point > 0xFFFF ? 2U : 1U;
        if (units > most) return text.substr(0, kept) + "…";
        if (units + 1 <= most) kept = text.size() - rest.size() + c.length;
        rest.remove_prefix(c.length);
    }
    return text;
}

class BookOfSheets {
public:
    explicit BookOfSheets(const Words& words) : words_(words) {}

    void lines(const std::string& name, const std::string& head, const std::vector<Claim>& claims) {
        sheet::SheetOut out{free_name(name), {column(head, 100)}, {}};
        for (const auto& claim : claims) out.rows.push_back({cut(cell_text(claim, words_), longest_cell)});
        sheets_.push_back(std::move(out));
    }

    void table(const std::string& name, const std::optional<Table>& given) {
        if (!given || given->rows.empty()) return;
        sheet::SheetOut out{free_name(name), {}, {}};
        for (const auto& head : given->head) out.columns.push_back(column(head, 0));
        for (const auto& row : given->rows) {
            auto& cells = out.rows.emplace_back();
            for (std::size_t i = 0; i < row.cells.size() && i < out.columns.size(); ++i) {
                cells.push_back(cut(cell_text(row.cells[i], words_), longest_cell));
                auto& width = out.columns[i].width;
                constexpr std::size_t widest = 60;
                width = std::max(width, std::min(cells.back().size() + 2, widest));
            }
        }
        sheets_.push_back(std::move(out));
    }

    void blocks(const std::string& name, const std::vector<Block>& all) {
        for (const auto& block : all) table(block.title.empty() ? name : block.title, block.table);
    }

    [[nodiscard]] std::vector<sheet::SheetOut> finish() && { return std::move(sheets_); }

private:
    static sheet::ColumnOut column(const std::string& head, std::size_t width) {
        constexpr std::size_t narrowest = 12;
        sheet::ColumnOut out;
        out.header = cut(one_line(head), longest_cell);
        out.width = std::max({narrowest, width, std::min<std::size_t>(out.header.size() + 2, 40)});
        return out;
    }

    /// A name that spreadsheet programs take, and that no sheet has yet.
    std::string free_name(const std::string& wish) {
        std::string name = one_line(wish);
        for (char& c : name) c = std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
        name = one_line(name);
        if (name.empty()) name = "-";
        std::string out = cut(name, longest_name);
        for (int n = 2; taken(out); ++n) {
            const auto number = fmt::format(" {}", n);
            out = cut(name, longest_name - number.size()) + number;
        }
        return out;
    }

    [[nodiscard]] bool taken(const std::string& name) const {
        const auto lower = [](std::string text) {
            std::transform(text.begin(), text.end(), text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
            return text;
        };
        return std::any_of(sheets_.begin(), sheets_.end(), [&](const auto& each) { return lower(each.name) == lower(name); });
    }

    const Words& words_;
    std::vector<sheet::SheetOut> sheets_;
};

Claim plain_claim(const std::string& text) {
    Claim out;
    out.text = text;
    return out;
}

}  // namespace

std::vector<sheet::SheetOut> sheets_of(const Report& report, const Words& words) {
    BookOfSheets book(words);
    std::vector<Claim> first{plain_claim(report.heading)};
    if (report.asked) first.push_back(plain_claim(report.asked->question));
    if (report.answer) {
        first.insert(first.end(), report.answer->lines.begin(), report.answer->lines.end());
        for (const auto& open : report.answer->open) first.push_back(open.claim);
    }
    book.lines(words.say("answer"), report.title, first);
    if (report.groups) book.table(words.say("groups"), report.groups->table);
    if (report.differences) book.table(words.say("differences"), report.differences->table);
    if (report.side_by_side) {
        book.table(words.say("side_by_side"), report.side_by_side->table);
        book.blocks(words.say("side_by_side"), report.side_by_side->blocks);
    }
    if (report.declared) book.blocks(words.say("declared"), report.declared->blocks);
    for (const auto& range : report.ranges) {
        book.table(range.title, range.boundaries);
        for (const auto& table : range.evidence) book.table(range.title, table);
    }
    if (report.evidence) {
        for (const auto& table : report.evidence->tables) book.table(words.say("evidence"), table);
        book.blocks(words.say("evidence"), report.evidence->lists);
    }
    if (report.changes) book.blocks(words.say("would_change"), report.changes->blocks);
    if (report.ask) book.blocks(words.say("ask_next"), report.ask->blocks);
    if (report.robustness) book.blocks(words.say("robustness"), report.robustness->blocks);
    if (report.assumptions) book.table(words.say("assumptions"), report.assumptions->table);
    for (const auto& scale : report.scales) book.table(scale.title, scale.table);
    if (report.all_evidence) book.table(report.all_evidence->title, report.all_evidence->table);
    if (report.provenance) book.table(words.say("provenance"), report.provenance->table);
    return std::move(book).finish();
}

}  // namespace credence::report
