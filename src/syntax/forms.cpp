#include "syntax/forms.hpp"

namespace credence::syntax {
namespace {

using enum TokenKind;

constexpr ClauseForm once(TokenKind opener) { return {opener, false, false}; }
constexpr ClauseForm many(TokenKind opener) { return {opener, true, false}; }
constexpr ClauseForm needed(TokenKind opener) { return {opener, false, true}; }

constexpr auto about = once(kw_about);
constexpr auto from = many(kw_from);
constexpr auto assumption = many(kw_assumption);

constexpr ClauseForm plain[] = {about, from, assumption};
constexpr ClauseForm rulebase[] = {once(kw_version), once(kw_authors), about, once(kw_chapters), once(kw_confidence),
                                   once(kw_kinds),   once(kw_margin),  from,  assumption};
constexpr ClauseForm source[] = {once(kw_author),  once(kw_where), once(kw_year), once(kw_link),
                                 once(kw_licence), about,          from,          assumption};
constexpr ClauseForm entity[] = {once(kw_plural), about, from, assumption};
constexpr ClauseForm scale[] = {about, from, assumption, many(kw_anchor)};
constexpr ClauseForm attribute[] = {about,
                                    from,
                                    assumption,
                                    once(kw_reads),
                                    once(kw_topic),
                                    once(kw_agreed),
                                    once(kw_pooled),
                                    once(kw_declared),
                                    many(kw_prefer),
                                    once(kw_stale),
                                    many(kw_anchor),
                                    many(kw_ask),
                                    once(kw_protected)};
constexpr ClauseForm worded[] = {about, from, assumption, once(kw_reads)};
constexpr ClauseForm question[] = {about, many(kw_from), assumption};
constexpr ClauseForm define[] = {about, from, assumption, once(kw_reads), once(kw_when), once(equal), many(row)};
constexpr ClauseForm rule[] = {
    about,        from,          once(kw_wording), once(kw_said),   once(kw_author),  once(kw_review), once(kw_only),
    once(kw_for), once(kw_when), once(kw_unless),  needed(kw_then), once(kw_because), assumption,      many(kw_overrides)};
constexpr ClauseForm table[] = {
    about,        from,          once(kw_wording), once(kw_said),    once(kw_author), once(kw_review),    once(kw_only),
    once(kw_for), once(kw_when), once(kw_unless),  once(kw_because), assumption,      many(kw_overrides), {row, true, true}};
constexpr ClauseForm assessment[] = {about,         from,           assumption,    once(kw_when),  needed(kw_answer),
                                     once(kw_show), once(kw_group), once(kw_rank), many(kw_caveat)};
constexpr ClauseForm refuse[] = {about, from, assumption, needed(kw_because)};
constexpr ClauseForm property[] = {about, from, assumption, once(kw_for), needed(kw_never)};
constexpr ClauseForm reasoned[] = {about, from, assumption, once(kw_because)};
constexpr ClauseForm bands[] = {about, from, assumption, {entry, true, true}};
constexpr ClauseForm scene[] = {about, from, assumption, once(kw_like), needed(kw_given)};
constexpr ClauseForm example[] = {about,        from,        assumption,     once(kw_like),
                                  many(kw_set), once(kw_as), once(kw_given), needed(kw_expect)};

constexpr DeclarationForm form(TokenKind keyword, std::string_view noun, std::span<const ClauseForm> clauses,
                               bool ordered = false) {
    TokenSet openers;
    for (const auto& c : clauses) openers.add(c.opener);
    return {keyword, noun, clauses, ordered, openers};
}

constexpr DeclarationForm forms[] = {
    form(kw_rulebase, "a rulebase", rulebase),
    form(kw_use, "a use", plain),
    form(kw_source, "a source", source),
    form(kw_parameter, "a parameter", plain),
    form(kw_entity, "an entity", entity),
    form(kw_scale, "a scale", scale),
    form(kw_choice, "a choice", scale),
    form(kw_attribute, "an attribute", attribute),
    form(kw_relation, "a relation", worded),
    form(kw_question, "a question", question),
    form(kw_range, "a range", worded),
    form(kw_define, "a define", define),
    form(kw_rule, "a rule", rule, true),
    form(kw_proposition, "a proposition", rule, true),
    form(kw_strength, "a strength", plain),
    form(kw_weigh, "a weigh", reasoned),
    form(kw_correlated, "a correlated", reasoned),
    form(kw_bands, "bands", bands),
    form(kw_boundary, "a boundary", rule, true),
    form(kw_table, "a table", table, true),
    form(kw_advice, "an advice", rule, true),
    form(kw_assessment, "an assessment", assessment),
    form(kw_refuse, "a refuse", refuse),
    form(kw_property, "a property", property),
    form(kw_scene, "a scene", scene),
    form(kw_example, "an example", example),
};

constexpr std::size_t declaration_keywords = static_cast<std::size_t>(kw_version) - static_cast<std::size_t>(first_keyword);
static_assert(std::size(forms) == declaration_keywords);

}  // namespace

const ClauseForm* DeclarationForm::clause(TokenKind opener) const {
    for (const auto& c : clauses) {
        if (c.opener == opener) return &c;
    }
    return nullptr;
}

std::span<const DeclarationForm> declaration_forms() { return forms; }

const DeclarationForm* declaration_form(TokenKind keyword) {
    for (const auto& f : forms) {
        if (f.keyword == keyword) return &f;
    }
    return nullptr;
}

std::string_view clause_title(TokenKind opener) {
    switch (opener) {
        case equal: return "=";
        case row: return "a row";
        case entry: return "a band";
        case kw_said: return "said of";
        case kw_review: return "review by";
        case kw_only: return "only if";
        case kw_group: return "group by";
        case kw_rank: return "rank by";
        case kw_as: return "as of";
        default: return spelling(opener);
    }
}

}  // namespace credence::syntax
