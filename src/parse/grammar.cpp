// The grammar, in Spirit X3 over tokens. The only file that knows Spirit. Attributes stay unused: nodes are recorded as
// events, so there is one type of parser everywhere. grammar/credence.ebnf is the same grammar for readers.
#include "parse/grammar.hpp"

#include <boost/spirit/home/x3.hpp>

namespace credence::parse {
namespace {

namespace x3 = boost::spirit::x3;
using enum syntax::TokenKind;
using syntax::NodeKind;
using syntax::Token;
using syntax::TokenKind;
using syntax::TokenSet;

// A forward iterator that carries the state, so that no context is needed.
struct Place {
    using iterator_category = std::forward_iterator_tag;
    using value_type = Token;
    using difference_type = std::ptrdiff_t;
    using pointer = const Token*;
    using reference = const Token&;

    const Token* token = nullptr;
    Progress* progress = nullptr;

    [[nodiscard]] std::uint32_t index() const { return static_cast<std::uint32_t>(token - progress->tokens); }
    reference operator*() const { return *token; }
    Place& operator++() {
        ++token;
        return *this;
    }
    Place operator++(int) {
        const Place before = *this;
        ++token;
        return before;
    }
    bool operator==(const Place& other) const { return token == other.token; }
};

void expected_here(const Place& at, const TokenSet& kinds) {
    auto& progress = *at.progress;
    if (progress.too_deep) return;
    const auto index = at.index();
    if (index > progress.furthest) {
        progress.furthest = index;
        progress.expected.clear();
    }
    if (index == progress.furthest) progress.expected.add(kinds);
}

bool take(Place& at) {
    at.progress->drop_after(at.index());
    ++at.token;
    return true;
}

// --- Terminals ------------------------------------------------------------------------------------------------------------

struct Terminal : x3::parser<Terminal> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    TokenKind kind;
    TokenSet set;
    constexpr explicit Terminal(TokenKind k) : kind(k), set{k} {}

    template <class I, class C, class R, class A>
    bool parse(I& first, const I&, const C&, R&, A&) const {
        if (first.token->kind == kind && !first.progress->too_deep) return take(first);
        expected_here(first, set);
        return false;
    }
};

struct AnyOf : x3::parser<AnyOf> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    TokenSet set;
    constexpr explicit AnyOf(TokenSet s) : set(s) {}

    template <class I, class C, class R, class A>
    bool parse(I& first, const I&, const C&, R&, A&) const {
        if (set.contains(first.token->kind) && !first.progress->too_deep) return take(first);
        expected_here(first, set);
        return false;
    }
};

// A word, but for those listed and for keywords that start a clause on their line.
struct Word : x3::parser<Word> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    TokenSet without;
    constexpr explicit Word(TokenSet w) : without(w) {}

    template <class I, class C, class R, class A>
    bool parse(I& first, const I&, const C&, R&, A&) const {
        const auto& token = *first.token;
        if (syntax::is_word(token.kind) && !token.starts_clause && !without.contains(token.kind) && !first.progress->too_deep)
            return take(first);
        expected_here(first, TokenSet{TokenKind::name});
        return false;
    }
};

// The bracket of a call stands on the line of its name.
struct CallBracket : x3::parser<CallBracket> {
    using attribute_type = x3::unused_type;
    [[maybe_unused]] static constexpr bool has_attribute = false;

    template <class I, class C, class R, class A>
    bool parse(I& first, const I&, const C&, R&, A&) const {
        if (first.token->kind == left_parenthesis && !first.token->first_on_line && !first.progress->too_deep)
            return take(first);
        expected_here(first, TokenSet{left_parenthesis});
        return false;
    }
};

// --- Directives -----------------------------------------------------------------------------------------------------------

// Records a node. A level of the ladder records one only where it found its operator: not around a single node.
template <class Subject, bool ladder>
struct NodeDirective : x3::unary_parser<Subject, NodeDirective<Subject, ladder>> {
    using base_type = x3::unary_parser<Subject, NodeDirective<Subject, ladder>>;
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    NodeKind kind;
    constexpr NodeDirective(const Subject& inner, NodeKind k) : base_type(inner), kind(k) {}

    template <class I, class C, class R, class A>
    bool parse(I& first, const I& last, const C& context, R& rcontext, A&) const {
        const auto begin = first.index();
        if (!this->subject.parse(first, last, context, rcontext, x3::unused)) return false;
        auto& progress = *first.progress;
        const auto end = first.index();
        if constexpr (ladder) {
            progress.drop_after(end);
            const auto& events = progress.events;
            if (!events.empty() && events.back().first == begin && events.back().last == end) return true;
        }
        progress.record(kind, begin, end);
        return true;
    }
};

template <class P>
constexpr auto node(NodeKind kind, const P& parser) {
    using Subject = typename x3::extension::as_parser<P>::value_type;
    return NodeDirective<Subject, false>{x3::as_parser(parser), kind};
}
template <class P>
constexpr auto level(NodeKind kind, const P& parser) {
    using Subject = typename x3::extension::as_parser<P>::value_type;
    return NodeDirective<Subject, true>{x3::as_parser(parser), kind};
}

// Counts how deep brackets and prefixes nest. Past the limit everything fails at once, so that no alternative is tried again.
template <class Subject>
struct DeeperDirective : x3::unary_parser<Subject, DeeperDirective<Subject>> {
    using base_type = x3::unary_parser<Subject, DeeperDirective<Subject>>;
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    constexpr explicit DeeperDirective(const Subject& inner) : base_type(inner) {}

    template <class I, class C, class R, class A>
    bool parse(I& first, const I& last, const C& context, R& rcontext, A&) const {
        auto& progress = *first.progress;
        if (progress.too_deep) return false;
        if (progress.depth >= deepest) {
            progress.too_deep = true;
            progress.furthest = first.index();
            return false;
        }
        ++progress.depth;
        const bool parsed = this->subject.parse(first, last, context, rcontext, x3::unused);
        --progress.depth;
        return parsed;
    }
};
template <class P>
constexpr auto deeper(const P& parser) {
    using Subject = typename x3::extension::as_parser<P>::value_type;
    return DeeperDirective<Subject>{x3::as_parser(parser)};
}

// --- Words and signs --------------------------------------------------------------------------------------------------------

// Words that cannot be names in an expression, as they stand between operands or end it.
constexpr TokenSet reserved{kw_and,  kw_or,      kw_not,  kw_in,     kw_between,   kw_within,   kw_overlaps,
                            kw_over, kw_if,      kw_when, kw_unless, kw_otherwise, kw_then,     kw_where,
                            kw_has,  kw_applies, kw_does, kw_never,  kw_surely,    kw_possibly, kw_settled};
// Nor may these be declared: in an expression they mean something of their own.
constexpr TokenSet undeclarable = [] {
    TokenSet set = reserved;
    set.add(kw_empty);
    set.add(kw_today);
    return set;
}();
// After `known` and the like, where `up` and `down` say that the word before was itself a name.
constexpr TokenSet reserved_after_status = [] {
    TokenSet set = reserved;
    set.add(kw_up);
    set.add(kw_down);
    return set;
}();
// Where a unit may follow `number`, these are clauses of the declaration.
constexpr TokenSet not_a_unit{kw_about,  kw_from,  kw_assumption, kw_reads, kw_topic,     kw_agreed, kw_pooled, kw_declared,
                              kw_prefer, kw_stale, kw_anchor,     kw_ask,   kw_protected, kw_when,   kw_or};
constexpr TokenSet comparisons{equal, not_equal, less, less_equal, greater, greater_equal, kw_within, kw_overlaps};
constexpr TokenSet aggregate_words{kw_count, kw_sum, kw_min, kw_max, kw_average, kw_list, kw_duration};
constexpr TokenSet status_words{kw_known, kw_unknown, kw_disputed, kw_conflict};
constexpr TokenSet literals{TokenKind::number, TokenKind::date, TokenKind::time, TokenKind::text, wildcard};

#define CREDENCE_KEYWORD(word) [[maybe_unused]] constexpr Terminal t_##word{kw_##word};
CREDENCE_KEYWORDS(CREDENCE_KEYWORD)
#undef CREDENCE_KEYWORD
constexpr auto sign(TokenKind kind) { return Terminal{kind}; }
constexpr Terminal open{left_parenthesis}, close{right_parenthesis}, open_brace{left_brace}, close_brace{right_brace};
constexpr Terminal t_comma{comma}, t_colon{colon}, t_dot{dot}, t_dots{dots}, t_pipe{pipe}, t_equal{equal}, t_minus{minus};
constexpr Terminal quoted{TokenKind::text}, decimal{TokenKind::number}, day{TokenKind::date}, moment{TokenKind::time};
constexpr CallBracket call_bracket{};
constexpr Word any_name{TokenSet{}};
constexpr Word operand_name{reserved};
constexpr Word status_name{reserved_after_status};
constexpr Word new_name{undeclarable};
constexpr Word unit{not_a_unit};

template <class P>
constexpr auto listed(const P& parser) {
    return parser % t_comma;
}

// --- Conditions and expressions, loosest first -------------------------------------------------------------------------------

using x3::rule;
const rule<struct condition_tag> condition{"condition"};
const rule<struct inverted_tag> inverted{"inverted"};
const rule<struct interval_tag> interval{"interval"};
const rule<struct signed_tag> signed_operand{"signed"};
const rule<struct argument_tag> argument{"argument"};

const auto quantifier =
    node(NodeKind::quantifier, (t_some >> any_name >> t_colon >> any_name >> t_where >> condition) |
                                   (t_every >> any_name >> t_colon >> any_name >> t_where >> condition >> t_has >> condition));
const auto set_of_values = open_brace >> listed(condition) >> close_brace;
const auto comparison =
    level(NodeKind::comparison, interval >> -((AnyOf{comparisons} >> interval) | (t_between >> interval >> t_and >> interval) |
                                              (-t_not >> t_in >> set_of_values)));
const auto conjunction = level(NodeKind::conjunction, inverted >> *(t_and >> inverted));
const auto disjunction = level(NodeKind::disjunction, conjunction >> *(t_or >> conjunction));

const auto step = level(NodeKind::step, signed_operand >> *(AnyOf{{kw_up, kw_down}} >> signed_operand));
const auto product = level(NodeKind::product, step >> *(AnyOf{{star, slash}} >> step));
const auto total = level(NodeKind::sum, product >> *(AnyOf{{plus, minus}} >> product));

const auto named = node(NodeKind::reference, operand_name >> -(call_bracket >> -listed(argument) >> close));
const auto targets = (open >> listed(condition) >> close) | node(NodeKind::literal, quoted) | named;
const auto reference = node(
    NodeKind::reference, operand_name >> -((call_bracket >> -listed(argument) >> close) | (t_dot >> any_name) |
                                           (t_applies >> t_to >> targets) | (t_does >> t_not >> t_apply >> t_to >> targets)));
const auto aggregate =
    node(NodeKind::aggregate, AnyOf{aggregate_words} >> -(t_of >> interval) >> t_over >> open >> condition >> close);
const auto top = node(NodeKind::top, t_top >> node(NodeKind::literal, decimal | any_name) >> t_of >> interval >> t_by >>
                                         interval >> t_over >> open >> condition >> close);
const auto observed = node(NodeKind::observed, t_observed >> any_name >> call_bracket >> -listed(argument) >> close);
const auto status_of = node(NodeKind::reference, status_name >> -(call_bracket >> -listed(argument) >> close));
const auto status = node(NodeKind::status, AnyOf{status_words} >> status_of);
const auto parentheses = node(NodeKind::parentheses, open >> condition >> close);
const auto operand = node(NodeKind::literal, AnyOf{literals}) | aggregate | top | status | observed | reference | parentheses;

const auto condition_def = deeper(disjunction);
const auto inverted_def =
    node(NodeKind::negation, t_not >> deeper(inverted)) |
    node(NodeKind::assurance, (AnyOf{{kw_surely, kw_possibly}} >> deeper(inverted)) | (t_settled >> interval)) | quantifier |
    comparison;
const auto interval_def = level(NodeKind::range, total >> -(t_dots >> total));
const auto signed_operand_def = node(NodeKind::minus, t_minus >> deeper(signed_operand)) | operand;
const auto argument_def = level(NodeKind::argument, -(any_name >> t_colon) >> condition);

BOOST_SPIRIT_DEFINE(condition, inverted, interval, signed_operand, argument)

// --- Pieces of declarations ------------------------------------------------------------------------------------------------

const auto type = node(NodeKind::type, (t_range >> t_of >> any_name) | (t_number >> -unit) | any_name);
const auto variable = node(NodeKind::variable, new_name >> t_colon >> type);
const auto stored_column = node(NodeKind::variable, any_name >> t_colon >> type >> -(t_or >> t_today));
const auto variables = listed(variable);
const auto value = node(NodeKind::value, new_name >> -quoted >> -quoted);
const auto odds = node(NodeKind::odds, decimal >> t_colon >> decimal);
const auto call = node(NodeKind::reference, any_name >> call_bracket >> -listed(argument) >> close);
const auto bound = node(NodeKind::bound, (t_at >> (t_most | t_least)) | t_exactly | t_within);

// --- Heads -----------------------------------------------------------------------------------------------------------------

const auto labelled = new_name >> -quoted;
const auto rulebase_head = t_rulebase >> labelled;
const auto use_head = t_use >> quoted;
const auto source_head = t_source >> labelled;
const auto parameter_head = t_parameter >> new_name >> t_colon >> type >> t_equal >> condition >> -quoted;
const auto entity_head = t_entity >> labelled;
const auto scale_head = t_scale >> labelled >> t_equal >> (value % sign(less));
const auto choice_head = t_choice >> labelled >> t_equal >> (value % t_pipe);
const auto attribute_head = t_attribute >> new_name >> t_of >> any_name >> t_colon >> type >> -quoted;
const auto relation_head = t_relation >> new_name >> open >> -listed(stored_column) >> close >> -quoted;
const auto question_head = t_question >> new_name >> t_of >> any_name >> -quoted;
const auto range_head = t_range >> new_name >> t_of >> any_name >> t_on >> any_name >> -quoted;
const auto define_head = t_define >> new_name >> -(open >> -variables >> close) >> -(t_colon >> type) >> -quoted;
const auto rule_head = t_rule >> new_name >> -node(NodeKind::arguments, open >> -listed(argument) >> close) >> -quoted;
const auto proposition_head = t_proposition >> labelled;
const auto strength_head = t_strength >> new_name >> t_equal >> odds >> -quoted;
const auto weigh_head = t_weigh >> any_name >> any_name;
const auto correlated_head = t_correlated >> listed(any_name);
const auto bands_head = t_bands >> any_name;
const auto boundary_head = t_boundary >> labelled;
const auto table_head = t_table >> labelled;
const auto advice_head = t_advice >> labelled;
const auto assessment_head = t_assessment >> new_name >> open >> -variables >> close >> -quoted;
const auto refuse_head = t_refuse >> labelled;
const auto property_head = t_property >> labelled;
const auto scene_head = t_scene >> labelled;
const auto example_head = t_example >> labelled;

// --- Clauses ---------------------------------------------------------------------------------------------------------------

const auto texts = listed(quoted);
const auto citation = any_name >> -quoted;
const auto kinds_clause = t_kinds >> (value % t_pipe);
const auto confidence_clause = t_confidence >> listed(node(NodeKind::setting, any_name >> t_equal >> decimal));
const auto poles_clause = t_from >> value >> -(t_to >> value);
const auto only_clause = t_only >> t_if >> condition;
const auto said_clause = t_said >> t_of >> quoted >> -(t_comma >> t_applied >> t_to >> quoted);
const auto review_clause = t_review >> t_by >> day;
const auto agreed_clause = t_agreed >> -(t_within >> interval);
const auto stale_clause = t_stale >> t_after >>
                          ((node(NodeKind::literal, decimal) >> t_years) | node(NodeKind::literal, any_name));
const auto prefer_clause = t_prefer >> any_name >> t_over >> any_name >> -(t_when >> condition);
const auto ask_clause = t_ask >> quoted >> -(t_of >> any_name);
const auto anchor_clause = t_anchor >> any_name >> quoted;
const auto case_clause = t_equal >> listed(node(NodeKind::define_case,
                                                condition >> -((t_when >> condition) | (t_otherwise >> -(t_or >> t_unknown)) |
                                                               (t_if >> t_unknown))));
const auto rule_then = t_then >> call >> -(t_equal >> condition) >> -(t_with >> t_certainty >> decimal);
const auto effect =
    node(NodeKind::effect, (t_leans >> t_to >> any_name) | (AnyOf{{kw_follows, kw_opposes}} >> call) | (t_is >> t_affected));
const auto proposition_then = t_then >> call >> effect >> -(t_comma >> t_implied >> t_only);
const auto boundary_then = t_then >> call >> bound >> interval;
const auto advice_then = t_then >>
                         ((AnyOf{{kw_recommend, kw_warn, kw_note}} >> quoted) | (t_ask >> quoted >> -(t_of >> any_name)));
const auto caveat_clause = t_caveat >> (quoted | (t_from >> citation));
const auto set_clause = t_set >> listed(node(NodeKind::setting, any_name >> t_equal >> condition));
const auto as_clause = t_as >> t_of >> day;
const auto band_entry =
    node(NodeKind::band, sign(entry) >> new_name >> -quoted >> -quoted >> -(t_from >> odds >> t_for >> any_name));
const auto never_clause = t_never >> condition;

const auto law =
    node(NodeKind::clause, interval >> t_never >> t_becomes >> interval >> t_as >> interval >> (t_rises | t_falls));

const auto evidence =
    node(NodeKind::evidence, (t_confidence >> (decimal | any_name)) | (AnyOf{{kw_kind, kw_group}} >> any_name) |
                                 (AnyOf{{kw_source, kw_assessor}} >> quoted) | (t_on >> day) | (t_recorded >> (moment | day)));
const auto individual = new_name >> t_colon >> type;
const auto fact = call >> -(t_equal >> interval) >> *(t_comma >> evidence);
const auto given_entry = node(NodeKind::given, sign(entry) >> (node(NodeKind::variable, individual) | fact));
const auto expect_entry =
    node(NodeKind::expectation, sign(entry) >> ((any_name >> t_refused) | (condition >> -(t_comma >> t_saying >> quoted))));

const auto column = node(NodeKind::column, (t_then >> -(call >> -bound)) | interval);
const auto cell = node(NodeKind::cell, t_any | t_otherwise | (AnyOf{comparisons} >> interval) |
                                           (t_between >> interval >> t_and >> interval) | listed(interval));
const auto columns_row = node(NodeKind::columns, sign(row) >> t_pipe >> +(column >> t_pipe));
const auto ruling_row =
    node(NodeKind::ruling, sign(row) >> t_pipe >> +(-t_colon >> +AnyOf{{minus, dashes}} >> -t_colon >> t_pipe));
const auto cells_row = node(NodeKind::cells, sign(row) >> t_pipe >> +(cell >> t_pipe));

template <const auto& parser>
bool run(Progress& progress, std::uint32_t& at) {
    Place first{progress.tokens + at, &progress};
    const Place last{};
    if (!x3::parse(first, last, parser)) return false;
    at = first.index();
    return true;
}

}  // namespace

bool parse_condition(Progress& progress, std::uint32_t& at) { return run<condition>(progress, at); }
bool parse_given(Progress& progress, std::uint32_t& at) { return run<given_entry>(progress, at); }
bool parse_expectation(Progress& progress, std::uint32_t& at) { return run<expect_entry>(progress, at); }
bool parse_columns(Progress& progress, std::uint32_t& at) { return run<columns_row>(progress, at); }
bool parse_ruling(Progress& progress, std::uint32_t& at) { return run<ruling_row>(progress, at); }
bool parse_cells(Progress& progress, std::uint32_t& at) { return run<cells_row>(progress, at); }
bool parse_law(Progress& progress, std::uint32_t& at) { return run<law>(progress, at); }

Production head_production(TokenKind declaration) {
    switch (declaration) {
        case kw_rulebase: return run<rulebase_head>;
        case kw_use: return run<use_head>;
        case kw_source: return run<source_head>;
        case kw_parameter: return run<parameter_head>;
        case kw_entity: return run<entity_head>;
        case kw_scale: return run<scale_head>;
        case kw_choice: return run<choice_head>;
        case kw_attribute: return run<attribute_head>;
        case kw_relation: return run<relation_head>;
        case kw_question: return run<question_head>;
        case kw_range: return run<range_head>;
        case kw_define: return run<define_head>;
        case kw_rule: return run<rule_head>;
        case kw_proposition: return run<proposition_head>;
        case kw_strength: return run<strength_head>;
        case kw_weigh: return run<weigh_head>;
        case kw_correlated: return run<correlated_head>;
        case kw_bands: return run<bands_head>;
        case kw_boundary: return run<boundary_head>;
        case kw_table: return run<table_head>;
        case kw_advice: return run<advice_head>;
        case kw_assessment: return run<assessment_head>;
        case kw_refuse: return run<refuse_head>;
        case kw_property: return run<property_head>;
        case kw_scene: return run<scene_head>;
        case kw_example: return run<example_head>;
        default: return nullptr;
    }
}

namespace {

const auto quoted_clause = AnyOf{{kw_about, kw_wording, kw_author, kw_because, kw_assumption, kw_reads, kw_version, kw_where,
                                  kw_link, kw_licence, kw_plural}} >>
                           quoted;
const auto named_clause = AnyOf{{kw_topic}} >> any_name;
const auto names_clause = AnyOf{{kw_chapters, kw_overrides, kw_like}} >> listed(any_name);
const auto number_clause = AnyOf{{kw_margin, kw_year}} >> decimal;
const auto bare_clause = AnyOf{{kw_pooled, kw_declared, kw_protected, kw_given, kw_expect}};
const auto condition_clause = AnyOf{{kw_when, kw_unless, kw_answer}} >> condition;
const auto shown_clause = t_show >> listed(condition);
const auto by_clause = AnyOf{{kw_group, kw_rank}} >> t_by >> listed(condition);
const auto citation_clause = t_from >> citation;
const auto authors_clause = t_authors >> texts;
const auto for_clause = t_for >> variables;

}  // namespace

Production clause_production(TokenKind declaration, TokenKind opener) {
    switch (opener) {
        case kw_about:
        case kw_wording:
        case kw_author:
        case kw_because:
        case kw_assumption:
        case kw_reads:
        case kw_version:
        case kw_where:
        case kw_link:
        case kw_licence:
        case kw_plural: return run<quoted_clause>;
        case kw_topic: return run<named_clause>;
        case kw_chapters:
        case kw_overrides:
        case kw_like: return run<names_clause>;
        case kw_margin:
        case kw_year: return run<number_clause>;
        case kw_pooled:
        case kw_declared:
        case kw_protected:
        case kw_given:
        case kw_expect: return run<bare_clause>;
        case kw_when:
        case kw_unless:
        case kw_answer: return run<condition_clause>;
        case kw_show: return run<shown_clause>;
        case kw_group:
        case kw_rank: return run<by_clause>;
        case kw_from: return declaration == kw_question ? run<poles_clause> : run<citation_clause>;
        case kw_authors: return run<authors_clause>;
        case kw_for: return run<for_clause>;
        case kw_kinds: return run<kinds_clause>;
        case kw_confidence: return run<confidence_clause>;
        case kw_only: return run<only_clause>;
        case kw_said: return run<said_clause>;
        case kw_review: return run<review_clause>;
        case kw_agreed: return run<agreed_clause>;
        case kw_stale: return run<stale_clause>;
        case kw_prefer: return run<prefer_clause>;
        case kw_ask: return run<ask_clause>;
        case kw_anchor: return run<anchor_clause>;
        case kw_caveat: return run<caveat_clause>;
        case kw_set: return run<set_clause>;
        case kw_as: return run<as_clause>;
        case kw_never: return run<never_clause>;
        case equal: return run<case_clause>;
        case entry: return run<band_entry>;
        case kw_then:
            switch (declaration) {
                case kw_rule: return run<rule_then>;
                case kw_proposition: return run<proposition_then>;
                case kw_boundary: return run<boundary_then>;
                default: return run<advice_then>;
            }
        default: return nullptr;
    }
}

bool is_reserved(TokenKind kind) { return undeclarable.contains(kind); }

const TokenSet& operators() {
    static constexpr TokenSet set{kw_and, kw_or,      kw_between, kw_not,        kw_in,     equal,      not_equal,
                                  less,   less_equal, greater,    greater_equal, plus,      minus,      star,
                                  slash,  dots,       kw_up,      kw_down,       kw_within, kw_overlaps};
    return set;
}

const TokenSet& operand_starts() {
    static constexpr TokenSet set = [] {
        TokenSet all{left_parenthesis, minus,   TokenKind::name, kw_not, kw_surely,  kw_possibly,
                     kw_settled,       kw_some, kw_every,        kw_top, kw_observed};
        all.add(literals);
        all.add(aggregate_words);
        all.add(status_words);
        return all;
    }();
    return set;
}

}  // namespace credence::parse
