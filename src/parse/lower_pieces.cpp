// Names, types and the other small pieces that declarations share.
#include "parse/lower.hpp"

namespace credence::parse {

using enum syntax::TokenKind;

syntax::Name Lowering::name(std::uint32_t token_index) const { return {std::string(written(token_index)), span(token_index)}; }

syntax::TypeRef Lowering::type(syntax::Cursor node) const {
    syntax::TypeRef t;
    t.span = node.span();
    const bool alone = node.last() == node.first() + 1;
    switch (node.front().kind) {
        case kw_range:
            if (alone) break;
            t.kind = syntax::TypeKind::range;
            t.name = written(node.first() + 2);
            return t;
        case kw_number:
            t.kind = syntax::TypeKind::number;
            if (!alone) t.unit = written(node.first() + 1);
            return t;
        case kw_date: t.kind = syntax::TypeKind::date; return t;
        case kw_time: t.kind = syntax::TypeKind::time; return t;
        case kw_text: t.kind = syntax::TypeKind::text; return t;
        case kw_yes_no: t.kind = syntax::TypeKind::yes_no; return t;
        default: break;
    }
    t.name = written(node.first());
    return t;
}

syntax::Variable Lowering::variable(syntax::Cursor node) const {
    const auto type_node = *node.begin();
    return {name(node.first()), type(type_node), node.last() > type_node.last()};
}

syntax::Value Lowering::value(syntax::Cursor node) const {
    syntax::Value v;
    v.name = name(node.first());
    if (node.first() + 1 < node.last()) v.label = words(node.first() + 1);
    if (node.first() + 2 < node.last()) v.short_label = words(node.first() + 2);
    return v;
}

syntax::Odds Lowering::odds(syntax::Cursor node) const { return {name(node.first()), name(node.first() + 2)}; }

}  // namespace credence::parse
