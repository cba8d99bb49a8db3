// Declarations: their heads, their clauses, and what stands between them.
#include <algorithm>

#include "format/format.hpp"
#include "format/printer.hpp"

namespace credence::format {

using enum syntax::TokenKind;
using syntax::NodeKind;
using syntax::TokenSet;

namespace {

// Declarations whose clauses are all aligned, and clauses that are where not all are.
constexpr TokenSet aligned{kw_rulebase, kw_source,     kw_entity, kw_attribute, kw_relation,
                           kw_range,    kw_assessment, kw_scene,  kw_example};
constexpr TokenSet scale_words{kw_about, kw_from, kw_assumption};
constexpr TokenSet condition_words{kw_for, kw_when, kw_unless, kw_then};
constexpr TokenSet bare{kw_pooled, kw_declared, kw_protected};
constexpr TokenSet example_words{kw_scene, kw_example};

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

// The comments between two declarations, or before the first, or behind the last. Indented ones belong to the declaration
// before.
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
