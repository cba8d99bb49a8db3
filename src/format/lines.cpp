// Tokens, lists and conditions: what goes on the line, and where it is broken.
#include <algorithm>
#include <tuple>
#include <utility>

#include "format/format.hpp"
#include "format/printer.hpp"
#include "format/quoted.hpp"
#include "text/display.hpp"

namespace credence::format {

using enum syntax::TokenKind;
using syntax::NodeKind;

namespace {

constexpr std::uint32_t far_right = 64;      // texts that need several lines begin further left
constexpr std::uint32_t far_from_hang = 24;  // texts that would fit on the next line go there from so far on

}  // namespace

void Printer::write(std::string_view text) {
    if (text.empty()) return;
    if (const auto line = text.rfind('\n'); line != std::string_view::npos) {
        column_ = text::display_width(text.substr(line + 1));
    } else {
        column_ += text::display_width(text);
    }
    out_ += text;
}

void Printer::blanks_to(std::uint32_t column) {
    if (column_ >= column) return;
    out_.append(column - column_, ' ');
    column_ = column;
    fresh_ = true;
}

void Printer::new_line(std::uint32_t column) {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    if (!out_.empty()) out_ += '\n';
    out_.append(column, ' ');
    column_ = column;
    fresh_ = true;
}

void Printer::remarks_before(std::uint32_t i, std::uint32_t column, bool keep_blank) {
    remarked_ = i + 1;
    for (const auto& remark : m_.remarks(i)) {
        if (remark.own_line) {
            if (remark.blank_before && keep_blank) new_line(0);
            new_line(remark.column >= entry_column_ && column < deep ? deep : column);
        } else {
            out_ += "   ";
        }
        out_ += remark.text;
        keep_blank = keep_blank || remark.own_line;
    }
}

void Printer::break_before(std::uint32_t i, std::uint32_t column, bool keep_blank) {
    remarks_before(i, column, keep_blank);
    const bool own_lines = std::any_of(m_.remarks(i).begin(), m_.remarks(i).end(), [](const auto& r) { return r.own_line; });
    if (m_.blank_before(i) && (keep_blank || own_lines)) new_line(0);
    new_line(column);
}

void Printer::put(std::uint32_t i) {
    if (remarked_ != i + 1 && !m_.remarks(i).empty()) break_before(i, hang_);
    const auto k = m_.kind(i);
    if (k == end || k == entry || k == row) return;
    if (k == TokenKind::text) return put_text(i);
    if (!fresh_ && m_.spaced(i)) write(" ");
    fresh_ = false;
    write(m_.look(i));
}

// A text that does not fit goes to the next line where that helps, and is broken where it does not fit there.
void Printer::put_text(std::uint32_t i) {
    const auto look = m_.look(i);
    const auto tail = m_.tail(i + 1);
    const auto wide = m_.width(i, i + 1) + tail;
    const bool whole = flat_ || look.find('\n') != std::string_view::npos;
    const bool may = !whole && !fresh_ && (depth_ > 0 || !in_entry_) && column_ > hang_ && !m_.is_operator(i - 1);
    if (may && column_of(i) + wide > line_width) {
        const bool helps = hang_ + wide <= line_width && column_of(i) > hang_ + far_from_hang;
        if (helps || column_of(i) > far_right) break_before(i, hang_);
    }
    if (!fresh_ && m_.spaced(i)) write(" ");
    fresh_ = false;
    if (whole || column_ + wide <= line_width) return write(look);
    write(broken(look, column_, tail, line_width));
}

bool Printer::opens(std::uint32_t i) const {
    return !indented_ && syntax::is_keyword(m_.kind(i)) && form_->openers.contains(m_.kind(i));
}

void Printer::print(Cursor node) {
    switch (node.kind()) {
        case NodeKind::disjunction:
        case NodeKind::conjunction:
        case NodeKind::sum:
        case NodeKind::product: return chain(node);
        default: return walk(node, node.first(), node.last());
    }
}

// Operands of one operator: all on one line, or each on its own with the operator before it, so that the operands stand below
// each other.
void Printer::chain(Cursor node) {
    const auto start = column_of(node.first());
    bool spread = false;
    if (may_break()) {
        for (const auto operand : node) {
            const auto sign = operand.first() - 1;
            if (operand.first() == node.first()) continue;
            spread = spread || m_.wanted_break(sign) || !m_.remarks(sign).empty() || !m_.remarks(operand.first()).empty();
        }
        spread = spread || !m_.fits(node.first(), node.last(), start);
    }
    const auto hang = std::exchange(hang_, start);
    for (const auto operand : node) {
        if (operand.first() != node.first()) {
            const auto sign = operand.first() - 1;
            const auto wide = m_.width(sign, sign + 1) + 1;
            if (spread) break_before(sign, start >= floor_ + wide ? start - wide : start);
            put(sign);
        }
        print(operand);
    }
    hang_ = hang;
}

void Printer::walk(Cursor node, std::uint32_t first, std::uint32_t last) {
    const auto start = column_of(first);
    const auto hang = hang_;
    const auto floor = floor_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> around;  // hang and floor of brackets
    const auto tokens = [&](std::uint32_t from, std::uint32_t to) {
        for (auto i = from; i < to; ++i) {
            const auto k = m_.kind(i);
            const bool limb = node.kind() == NodeKind::quantifier && (k == kw_where || k == kw_has) && may_break();
            if (limb && !m_.fits(i, node.last(), column_of(i))) break_before(i, start + 2);
            if (k == right_parenthesis || k == right_brace) {
                put(i);
                std::tie(hang_, floor_) = around.back();
                around.pop_back();
                --depth_;
            } else {
                step(i);
            }
            if (k == left_parenthesis || k == left_brace) {
                around.emplace_back(hang_, floor_);
                hang_ = floor_ = column_;
                ++depth_;
            }
        }
    };
    auto at = first;
    for (const auto child : node) {
        if (child.last() <= first || child.first() >= last) continue;
        tokens(at, child.first());
        print(child);
        at = child.last();
    }
    tokens(at, last);
    hang_ = hang;
    floor_ = floor;
}

// A token of a list: behind a comma the line is broken where the author did so, or where the next item does not fit.
void Printer::step(std::uint32_t i) {
    put(i);
    if (m_.kind(i) != comma || flat_) return;
    const bool wanted = m_.wanted_break(i + 1);
    const auto end = m_.item_end(i);
    const bool needed = column_ + 1 > hang_ && !m_.fits(i + 1, end, column_ + 1) &&
                        (hang_ <= far_right || m_.fits(i + 1, end, hang_));  // else a break would not help
    if ((wanted || needed) && !opens(i + 1)) break_before(i + 1, hang_);
}

}  // namespace credence::format
