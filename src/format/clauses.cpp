// Declarations: their heads, their clauses, and what stands between them.
#include <algorithm>

#include "format/format.hpp"
#include "format/printer.hpp"

namespace credence::format {

using enum syntax::TokenKind;
using syntax::NodeKind;
using syntax::TokenSet;

namespace {

constexpr std::uint32_t indent = 2;
constexpr std::uint32_t deep = 4;
constexpr std::uint32_t widest_part = 48;  // wider ones run over their column

// Declarations whose clauses may all stand on their first line.
constexpr TokenSet brief{kw_use,   kw_source,   kw_parameter, kw_entity, kw_scale,    kw_choice, kw_attribute,
                         kw_range, kw_question, kw_relation,  kw_define, kw_strength, kw_weigh,  kw_correlated};
constexpr TokenSet all_or_none{kw_define, kw_rule};
// Those whose clauses are all aligned, those which align some.
constexpr TokenSet aligned{kw_rulebase, kw_source,     kw_entity, kw_attribute, kw_relation,
                           kw_range,    kw_assessment, kw_scene,  kw_example};
constexpr TokenSet scale_words{kw_about, kw_from, kw_assumption};
constexpr TokenSet condition_words{kw_for, kw_when, kw_unless, kw_then};
constexpr TokenSet bare{kw_pooled, kw_declared, kw_protected};
constexpr TokenSet example_words{kw_scene, kw_example};

bool is_value_list(syntax::TokenKind k) { return k == kw_scale || k == kw_choice; }
bool is_row(NodeKind k) { return k == NodeKind::columns || k == NodeKind::ruling || k == NodeKind::cells; }

}  // namespace

std::string Printer::file(std::string_view file_text, const std::vector<bool>& kept) {
    for (const auto root : roots_) heads_.push_back(shape_of(root));
    align_heads();
    for (std::size_t d = 0; d < roots_.size(); ++d) {
        separate(d);
        const auto begin = out_.size();
        if (kept[d]) {
            const auto span = roots_[d].span();
            write(file_text.substr(span.begin, span.end - span.begin));
        } else {
            declaration(d);
        }
        places_.emplace_back(begin, out_.size());
    }
    separate(roots_.size());
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
}

// The comments between two declarations, or before the first, or behind the last. Indented ones belong to the declaration before.
void Printer::separate(std::size_t d) {
    const auto next = d < roots_.size() ? roots_[d].first() : static_cast<std::uint32_t>(m_.tree().tokens().size() - 1);
    bool inside = d > 0;
    bool keep_blank = d > 0;
    for (const auto& remark : m_.remarks(next)) {
        if (remark.own_line) {
            inside = inside && remark.column > 0;
            if (remark.blank_before && keep_blank) new_line(0);
            new_line(!inside ? 0 : remark.column >= entry_column_ ? deep : indent);
        } else {
            out_ += "   ";
        }
        out_ += remark.text;
        keep_blank = true;
    }
    remarked_ = next + 1;
    entry_column_ = UINT32_MAX;
    if (d == roots_.size()) return;
    if (m_.blank_before(next) && keep_blank) new_line(0);
    new_line(0);
}

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
            if (m_.wanted_break(sign) || m_.remarks(sign).empty() == false) return {};
            parts({first, first + 1, labelled ? sign : first + 2, sign, last});
            return shape;  // its values may go over several lines
        }
        default: return {};
    }
    const bool one_line = m_.unbroken(first, last) && m_.width(first, last) <= line_width;
    return one_line ? shape : Head{};
}

// Neighbours without a line between them share their columns.
void Printer::align_heads() {
    const auto group = [&](std::size_t d) { return is_value_list(roots_[d].front().kind) ? kw_scale : roots_[d].front().kind; };
    const auto joins = [&](std::size_t d) {
        if (d == 0 || d >= roots_.size() || heads_[d].parts.empty() || heads_[d - 1].parts.empty()) return false;
        const auto next = roots_[d].first();
        const bool tight = m_.remarks(next).empty() || (m_.remarks(next).size() == 1 && !m_.remarks(next)[0].own_line);
        if (!tight || m_.blank_before(next) || group(d) != group(d - 1)) return false;
        const auto before = roots_[d - 1];
        return heads_[d - 1].parts.back().last == before.last();  // it has no clauses on lines of their own
    };
    for (std::size_t begin = 0; begin < roots_.size();) {
        auto stop = begin + 1;
        while (joins(stop)) ++stop;
        if (stop - begin > 1) {
            const auto columns = heads_[begin].parts.size();
            std::vector<std::uint32_t> widths(columns, 0);
            for (auto d = begin; d < stop; ++d) {
                for (std::size_t c = 0; c < columns; ++c) {
                    const auto part = heads_[d].parts[c];
                    const auto wide = m_.width(part.first, part.last);
                    const bool named = is_value_list(roots_[d].front().kind) && c == 1 && part.last - part.first > 1;
                    if (wide <= widest_part && !named) widths[c] = std::max(widths[c], wide);
                }
            }
            const bool fit = std::all_of(heads_.begin() + static_cast<std::ptrdiff_t>(begin),
                                         heads_.begin() + static_cast<std::ptrdiff_t>(stop), [&](const Head& h) {
                                             std::uint32_t at = 0;
                                             for (std::size_t c = 0; c < columns; ++c) {
                                                 const auto wide = m_.width(h.parts[c].first, h.parts[c].last);
                                                 if (wide == 0 && widths[c] == 0) continue;
                                                 at +=
                                                     (at == 0 ? 0 : 1) + (c + 1 == columns ? wide : std::max(wide, widths[c]));
                                             }
                                             return at <= line_width || is_value_list(m_.kind(h.parts[0].first));
                                         });
            for (auto d = begin; fit && d < stop; ++d) heads_[d].widths = widths;
        }
        begin = stop;
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

std::uint32_t Printer::keyword_width(Cursor declaration) const {
    const auto keyword = declaration.front().kind;
    const auto first_line = first_line_end(declaration);
    std::uint32_t widest = 0;
    for (const auto part : declaration) {
        if (part.kind() != NodeKind::clause || part.last() <= first_line) continue;
        const auto opener = part.front().kind;
        const bool counts = aligned.contains(keyword) ? !bare.contains(opener)
                            : is_value_list(keyword)  ? scale_words.contains(opener)
                                                      : condition_words.contains(opener);
        const bool title = example_words.contains(keyword) && opener == kw_as;
        if (counts) widest = std::max(widest, m_.width(part.first(), part.first() + (title ? 2 : 1)));
    }
    return widest;
}

void Printer::declaration(std::size_t d) {
    const auto root = roots_[d];
    form_ = syntax::declaration_form(root.front().kind);
    keywords_ = keyword_width(root);
    anchors_ = 0;
    flat_ = false;
    in_entry_ = form_->openers.contains(entry);  // all lines of bands are entries that begin no clause
    depth_ = 0;
    const auto first_line = first_line_end(root);
    indented_ = first_line < root.last();
    const auto& shape = heads_[d];
    bool first = true;
    std::vector<Cursor> columns;  // bands or rows, which are written together
    const auto flush = [&] {
        if (columns.empty()) return;
        if (is_row(columns.front().kind()))
            rows(columns, first);
        else
            bands(columns, first);
        columns.clear();
        first = false;
    };
    for (const auto part : root) {
        if (part.kind() == NodeKind::clause && part.front().kind == kw_anchor && form_->clause(kw_anchor) != nullptr)
            anchors_ = std::max(anchors_, m_.width(part.first() + 1, part.first() + 2));
    }
    for (const auto part : root) {
        const bool together = m_.kind(part.first()) == entry || is_row(part.kind());
        if (together) {
            columns.push_back(part);
            continue;
        }
        flush();
        if (part.kind() == NodeKind::head) {
            if (is_value_list(form_->keyword))
                value_head(part, shape);
            else
                head(part, shape);
        } else if (part.last() <= first_line) {
            if (shape.widths.empty() || is_value_list(form_->keyword)) walk(part, part.first(), part.last());
        } else {
            clause(part, first);
            first = false;
        }
    }
    flush();
}

void Printer::clause(Cursor part, bool first) {
    auto at = part.first();
    break_before(at, indent, !first);
    entry_column_ = UINT32_MAX;
    hang_ = deep;
    floor_ = indent + 1;
    const auto opener = m_.kind(at);
    const auto* known = form_->clause(opener);
    if (known == nullptr) return walk(part, at, part.last());  // a law that does not begin with `never`
    if (opener == equal) return cases(part);
    put(at++);
    if (example_words.contains(form_->keyword) && opener == kw_as) put(at++);
    const bool pads = aligned.contains(form_->keyword) || (is_value_list(form_->keyword) && scale_words.contains(opener)) ||
                      (keywords_ > 0 && condition_words.contains(opener));
    if (opener == kw_given || opener == kw_expect) return entries(part);
    if (at == part.last()) return;
    if (pads && m_.remarks(at).empty()) blanks_to(indent + keywords_ + 1);
    hang_ = column_of(at);
    if (opener == kw_anchor) {
        const auto column = hang_ + anchors_ + 1;
        put(at++);
        if (m_.remarks(at).empty()) blanks_to(column);
    }
    if (opener == kw_kinds) return values(part, at, hang_ - 2, hang_);
    walk(part, at, part.last());
}

void Printer::entries(Cursor part) {
    bool first = true;
    in_entry_ = true;
    for (const auto each : part) {
        break_before(each.first(), deep, !first);
        const auto& token = m_.token(each.first() + 1);
        entry_column_ = token.first_on_line ? token.column : UINT32_MAX;
        hang_ = deep + 2;
        floor_ = deep + 1;
        walk(each, each.first(), each.last());
        first = false;
    }
    in_entry_ = false;
}

}  // namespace credence::format
