// The first lines of declarations: which clauses stand there, and how neighbours share their columns.
#include <algorithm>

#include "format/format.hpp"
#include "format/printer.hpp"

namespace credence::format {

using enum syntax::TokenKind;
using syntax::NodeKind;
using syntax::TokenKind;
using syntax::TokenSet;

namespace {

// Declarations whose clauses may all stand on their first line.
constexpr TokenSet brief{kw_use,   kw_source,   kw_parameter, kw_entity, kw_scale,    kw_choice, kw_attribute,
                         kw_range, kw_question, kw_relation,  kw_define, kw_strength, kw_weigh,  kw_correlated};
constexpr TokenSet all_or_none{kw_define, kw_rule};

}  // namespace

// Clauses stay on the first line where the author put them there and they fit; those of rules and defines only all together.
std::uint32_t Printer::first_line_end(Cursor declaration) const {
    const auto keyword = declaration.front().kind;
    std::uint32_t head = declaration.first(), last = head;
    bool brief_rule = false;
    for (const auto part : declaration) {
        if (part.kind() == NodeKind::head) {
            head = last = part.last();
            brief_rule = keyword == kw_rule && part.holds(NodeKind::arguments);
            continue;
        }
        if (part.kind() != NodeKind::clause || part.front().first_on_line) break;
        const auto cases = std::count_if(part.begin(), part.end(), [](auto c) { return c.kind() == NodeKind::define_case; });
        if (cases > 1) break;
        last = part.last();
    }
    const bool whole = last == declaration.last() || !all_or_none.contains(keyword);
    const bool may = whole && (brief.contains(keyword) || brief_rule);
    return may && m_.unbroken(declaration.first(), last) && m_.width(declaration.first(), last) <= line_width ? last : head;
}

// Where the first line of a declaration can be aligned with its neighbours'.
Head Printer::shape_of(Cursor declaration) const {
    const auto keyword = declaration.front().kind;
    const auto first = declaration.first();
    const auto last = first_line_end(declaration);
    std::uint32_t clauses = declaration.last();
    for (const auto part : declaration) {
        if (part.kind() == NodeKind::head) continue;
        clauses = part.first();
        break;
    }
    if (clauses <= first + 1 || m_.kind(first + 1) == TokenKind::text) return {};
    const auto head_end = clauses;
    const auto find = [&](TokenKind k, std::uint32_t from) {
        while (from < head_end && m_.kind(from) != k) ++from;
        return from;
    };
    Head shape;
    const auto parts = [&](std::vector<std::uint32_t> bounds) {
        for (std::size_t i = 0; i + 1 < bounds.size(); ++i) shape.parts.push_back({bounds[i], bounds[i + 1]});
    };
    const auto label = find(TokenKind::text, first);
    switch (keyword) {
        case kw_entity: parts({first, first + 2, head_end, last}); break;
        case kw_attribute:
        case kw_range:
        case kw_question: parts({first, first + 2, label, head_end, last}); break;
        case kw_parameter: parts({first, first + 3, label, head_end, last}); break;
        case kw_strength: parts({first, first + 2, label, head_end, last}); break;
        case kw_weigh: parts({first, first + 2, head_end, last}); break;
        case kw_rule:
            if (last > clauses) parts({first, head_end, last});
            break;
        case kw_scale:
        case kw_choice: {
            const auto sign = find(equal, first);
            const bool labelled = label < sign;
            if (m_.wanted_break(sign) || !m_.remarks(sign).empty()) return {};
            parts({first, first + 1, labelled ? sign : first + 2, sign, last});
            return shape;  // its values may go over several lines
        }
        default: return {};
    }
    const bool one_line = m_.unbroken(first, last) && m_.width(first, last) <= line_width;
    return one_line ? shape : Head{};
}

// Does this declaration share its columns with the one before? Nothing may stand between the two, nor clauses on lines of
// their own.
bool Printer::joins(std::size_t d) const {
    if (d == 0 || d >= roots_.size() || heads_[d].parts.empty() || heads_[d - 1].parts.empty()) return false;
    const auto next = roots_[d].first();
    const auto& remarks = m_.remarks(next);
    const bool apart =
        m_.blank_before(next) || std::any_of(remarks.begin(), remarks.end(), [](const auto& r) { return r.own_line; });
    const auto one = roots_[d - 1].front().kind, other = roots_[d].front().kind;
    const bool alike = one == other || (is_value_list(one) && is_value_list(other));
    return !apart && alike && heads_[d - 1].parts.back().last == roots_[d - 1].last();
}

std::vector<std::uint32_t> Printer::shared_widths(std::size_t begin, std::size_t end) const {
    std::vector<std::uint32_t> widths(heads_[begin].parts.size());
    for (auto d = begin; d < end; ++d) {
        for (std::size_t c = 0; c < widths.size(); ++c) {
            const auto part = heads_[d].parts[c];
            const auto wide = m_.width(part.first, part.last);
            const bool labelled = is_value_list(roots_[d].front().kind) && c == 1 && part.last - part.first > 1;
            if (wide <= widest_part && !labelled) widths[c] = std::max(widths[c], wide);
        }
    }
    return widths;
}

bool Printer::fit(std::size_t begin, std::size_t end, const std::vector<std::uint32_t>& widths) const {
    for (auto d = begin; d < end; ++d) {
        if (is_value_list(roots_[d].front().kind)) continue;  // their values go over several lines
        std::uint32_t at = 0;
        for (std::size_t c = 0; c < widths.size(); ++c) {
            const auto part = heads_[d].parts[c];
            const auto wide = m_.width(part.first, part.last);
            if (wide == 0 && widths[c] == 0) continue;
            at += (at == 0 ? 0 : 1) + (c + 1 == widths.size() ? wide : std::max(wide, widths[c]));
        }
        if (at > line_width) return false;
    }
    return true;
}

void Printer::align_heads() {
    for (std::size_t begin = 0; begin < roots_.size();) {
        auto end = begin + 1;
        while (joins(end)) ++end;
        if (end - begin > 1) {
            const auto widths = shared_widths(begin, end);
            const bool fits = fit(begin, end, widths);
            for (auto d = begin; fits && d < end; ++d) heads_[d].widths = widths;
        }
        begin = end;
    }
}

void Printer::head(Cursor head, const Head& shape) {
    hang_ = floor_ = deep;
    if (shape.widths.empty()) return walk(head, head.first(), head.last());
    std::uint32_t at = 0;
    for (std::size_t c = 0; c < shape.parts.size(); ++c) {
        const auto part = shape.parts[c];
        if (at > 0 && (!part.empty() || shape.widths[c] > 0)) ++at;
        if (!part.empty()) blanks_to(at);
        for (auto i = part.first; i < part.last; ++i) put(i);
        at = std::max(at + shape.widths[c], column_);
    }
}

}  // namespace credence::format
