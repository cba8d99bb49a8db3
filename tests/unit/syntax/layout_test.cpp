#include "syntax/layout.hpp"

#include <gtest/gtest.h>

#include "syntax/forms.hpp"
#include "syntax/lexer.hpp"

namespace credence::syntax {
namespace {

// Each token as it is written; > before one that starts a clause, ; for an end, / for an entry, % for a row.
std::string shown(const std::string& source) {
    std::vector<text::Diagnostic> diagnostics;
    const auto size = static_cast<std::uint32_t>(source.size());
    std::string out;
    for (const auto& t : add_layout(lex(source, 0, size, text::FileId{0}, diagnostics), size)) {
        if (t.starts_clause) out += '>';
        if (t.kind == TokenKind::end) out += ';';
        if (t.kind == TokenKind::entry) out += '/';
        if (t.kind == TokenKind::row) out += '%';
        out += source.substr(t.begin, t.end - t.begin) + " ";
    }
    return out;
}

TEST(Layout, EndsDeclarationsAtTheMargin) {
    EXPECT_EQ(shown("entity A\n  about \"x\"\nentity B\n"), "entity A >about \"x\" ; entity B ; ; ");
    EXPECT_EQ(shown(""), "; ");
    EXPECT_EQ(shown("# only a comment\n"), "; ");
}

TEST(Layout, KnowsClausesByTheirDeclaration) {
    EXPECT_EQ(shown("entity A\n  about \"x\"\n  when y\n"), "entity A >about \"x\" when y ; ; ") << "an entity has no `when`";
    EXPECT_EQ(shown("rule r\n  for p: P\n  when a\n"), "rule r >for p : P >when a ; ; ");
}

TEST(Layout, LetsAKeywordBeANameWhereALineGoesOn) {
    EXPECT_EQ(shown("assessment a(p: P)\n  show x(p),\n       answer(p)\n  answer y\n"),
              "assessment a ( p : P ) >show x ( p ) , answer ( p ) >answer y ; ; ");
    EXPECT_EQ(shown("rule r\n  when held(p,\n            for: x)\n  then y\n"),
              "rule r >when held ( p , for : x ) >then y ; ; ");
    EXPECT_EQ(shown("rule r\n  when held(p\n  then y\n"), "rule r >when held ( p >then y ; ; ")
        << "a bracket left open ends with its clause";
}

TEST(Layout, OpensAnEntryForEachLine) {
    EXPECT_EQ(shown("example e\n  given\n    a: P\n    f(a, \"x\",\n      3), on 2001-01-01\n    g(a),\n      group x\n  "
                    "expect\n    h(a)\n"),
              "example e >given / a : P / f ( a , \"x\" , 3 ) , on 2001-01-01 / g ( a ) , group x >expect / h ( a ) ; ; ");
    EXPECT_EQ(shown("example e\n  given a: P\n  expect b\n"), "example e >given / a : P >expect / b ; ; ");
    EXPECT_EQ(shown("example e\n  given\n    set(a) = 1\n    as(a)\n"), "example e >given / set ( a ) = 1 / as ( a ) ; ; ");
    EXPECT_EQ(shown("bands q\n  low from 1:2\n  high\n"), "bands q / low from 1 : 2 / high ; ; ");
}

TEST(Layout, StartsTheNextEntryWhereABracketWasLeftOpen) {
    EXPECT_EQ(shown("example e\n  given\n    a: P\n    f(a\n    g(a)\n"), "example e >given / a : P / f ( a / g ( a ) ; ; ");
}

TEST(Layout, OpensARowForEachLineOfATableOnly) {
    EXPECT_EQ(shown("table t\n  | a | then |\n  | b | c |\n"), "table t % | a | then | % | b | c | ; ; ");
    EXPECT_EQ(shown("choice c = a\n         | b\n"), "choice c = a | b ; ; ");
}

TEST(Forms, HaveEachKeywordOfADeclarationAndItsClauses) {
    for (const auto& form : declaration_forms()) {
        EXPECT_EQ(declaration_form(form.keyword), &form);
        for (const auto& clause : form.clauses) EXPECT_EQ(form.clause(clause.opener), &clause);
        EXPECT_TRUE(form.openers.contains(TokenKind::kw_about)) << form.noun;
    }
    EXPECT_EQ(declaration_form(TokenKind::kw_when), nullptr);
    EXPECT_EQ(declaration_form(TokenKind::name), nullptr);
}

}  // namespace
}  // namespace credence::syntax
