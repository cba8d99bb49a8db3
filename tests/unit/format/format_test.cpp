// The layout itself, construct by construct: what goes in on the left comes out on the right, and stays as it is.
#include <gtest/gtest.h>

#include "format/format.hpp"
#include "parse/parse.hpp"

namespace credence::format {
namespace {

Formatted formatted(std::string source) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const auto file = sources.add(text::SourceFile("test.crd", std::move(source)));
    const auto parsed = parse::parse_file(sources, file, diagnostics);
    EXPECT_FALSE(text::has_errors(diagnostics)) << diagnostics.front().message;
    return format_file(sources[file].text(), parsed.tree);
}

void expect_layout(const std::string& source, const std::string& wanted) {
    const auto once = formatted(source);
    EXPECT_EQ(once.text, wanted);
    EXPECT_EQ(once.kept, 0U);
    EXPECT_EQ(formatted(once.text).text, wanted) << "the second time";
}

TEST(Format, PutsClausesOnLinesOfTheirOwnAndAlignsConditions) {
    expect_layout(
        "boundary  b \"B\" from  study  \"q\"   wording \"may\"\n"
        "      for m:Mission  when private( m )>=high\n      unless unity(m)>=united then permissible(m)  at most\n"
        "         balanced\n      because \"{private(m)}\"",
        "boundary b \"B\"\n"
        "  from study \"q\"\n"
        "  wording \"may\"\n"
        "  for    m: Mission\n"
        "  when   private(m) >= high\n"
        "  unless unity(m) >= united\n"
        "  then   permissible(m) at most balanced\n"
        "  because \"{private(m)}\"\n");
}

TEST(Format, AlignsAllClausesWhereTheyDescribe) {
    expect_layout(
        "attribute risk of Person: Rating \"risk\"\n topic traits\n agreed within 1\n protected\n ask \"What?\" of candidate\n",
        "attribute risk of Person: Rating \"risk\"\n"
        "  topic  traits\n"
        "  agreed within 1\n"
        "  protected\n"
        "  ask    \"What?\" of candidate\n");
    expect_layout("assessment a(p: P)\n answer f(p)\n show g(p), h(p)\n group by f(p)\n rank by h(p)\n",
                  "assessment a(p: P)\n"
                  "  answer f(p)\n"
                  "  show   g(p), h(p)\n"
                  "  group  by f(p)\n"
                  "  rank   by h(p)\n");
}

TEST(Format, AlignsShortNeighbours) {
    expect_layout(
        "attribute mission_of of Post: Mission \"mission\" declared\n"
        "attribute kind of Post: PostKind \"kind of post\" declared\n"
        "\n"
        "attribute apart of Post: Mission\n",
        "attribute mission_of of Post: Mission  \"mission\"      declared\n"
        "attribute kind       of Post: PostKind \"kind of post\" declared\n"
        "\n"
        "attribute apart of Post: Mission\n");
    expect_layout("scale A = low < high\nchoice Longer = x | y\n",
                  "scale  A      = low < high\n"
                  "choice Longer = x | y\n");
    expect_layout("rule path(x, z) when link(x, z)\nrule far_path(x, z) when link(x, y) and path(y, z)\n",
                  "rule path(x, z)     when link(x, z)\n"
                  "rule far_path(x, z) when link(x, y) and path(y, z)\n");
}

TEST(Format, StacksValuesWhereTheAuthorDid) {
    expect_layout("choice Fit = inside \"inside it\" \"in\"\n  | outside \"outside\" \"out\"\n  | other | none\n",
                  "choice Fit = inside  \"inside it\" \"in\"\n"
                  "           | outside \"outside\"   \"out\"\n"
                  "           | other | none\n");
    expect_layout(
        "scale Band \"bands\"\n = low \"low band\"\n < high \"high band\" \"B2\"\n anchor low \"hardly\"\n anchor high "
        "\"very\"\n",
        "scale Band \"bands\"\n"
        "    = low  \"low band\"\n"
        "    < high \"high band\" \"B2\"\n"
        "  anchor low  \"hardly\"\n"
        "  anchor high \"very\"\n");
}

TEST(Format, PutsEachConditionOnALineWhereOneIs) {
    expect_layout("define d(p: P)\n  when known a(p) and (b(p) or\n c(p)) and\n not d(p)\n",
                  "define d(p: P)\n"
                  "  when known a(p)\n"
                  "   and (b(p)\n"
                  "        or c(p))\n"
                  "   and not d(p)\n");
    const std::string long_one = "a_condition_with_a_long_name(p) = a_value_with_a_long_name";
    expect_layout("define d(p: P)\n  when " + long_one + " or " + long_one + " or x\n",
                  "define d(p: P)\n  when " + long_one + "\n    or " + long_one + "\n    or x\n");
}

TEST(Format, AlignsCases) {
    expect_layout("define fit(p: P): Fit\n = inside when r(p) within w(p), outside_it otherwise, open if\n unknown\n",
                  "define fit(p: P): Fit\n"
                  "  = inside     when r(p) within w(p),\n"
                  "    outside_it otherwise,\n"
                  "    open       if unknown\n");
}

TEST(Format, AlignsTablesAndBands) {
    expect_layout("table t \"T\"\n for m: M\n |a(m)|then limit(m) at most|\n |:-|---:|\n | low,high | 1..2 |\n",
                  "table t \"T\"\n"
                  "  for m: M\n"
                  "  | a(m)      | then limit(m) at most |\n"
                  "  | :-------- | --------------------: |\n"
                  "  | low, high | 1..2                  |\n");
    expect_layout("bands b\n low_side \"low\" from 3:2 for low\n even\n the_high_side from 10 : 1 for high\n",
                  "bands b\n"
                  "  low_side \"low\" from 3:2 for low\n"
                  "  even\n"
                  "  the_high_side  from 10:1 for high\n");
}

TEST(Format, PutsEntriesOnLinesAndBreaksThemBehindCommas) {
    expect_layout(
        "example e \"E\"\n like wide\n set x = 2\n as of 2026-06-01\n given a: P\n"
        "  held(a, organisation: \"An organisation with a name that is long enough to fill this line\", sector: activism, "
        "started: 2001-01-01)\n expect\n  not f(a)\n  P3 applies to a,saying \"x\"\n",
        "example e \"E\"\n"
        "  like   wide\n"
        "  set    x = 2\n"
        "  as of  2026-06-01\n"
        "  given\n"
        "    a: P\n"
        "    held(a, organisation: \"An organisation with a name that is long enough to fill this line\", sector: activism,\n"
        "         started: 2001-01-01)\n"
        "  expect\n"
        "    not f(a)\n"
        "    P3 applies to a, saying \"x\"\n");
}

TEST(Format, BreaksTextsAnewBelowTheirFirstLetter) {
    const std::string words =
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen";
    expect_layout("source s\n  about \"" + words + "\n     eighteen nineteen {so} {{on}}\"\n",
                  "source s\n  about \"" + words + " eighteen\n         nineteen {so} {{on}}\"\n");
}

TEST(Format, KeepsCommentsAndBlankLines) {
    expect_layout(
        "\n\n#   first\n\n\n\nentity A   # behind\n\n\n  # of A\n  plural \"as\"\n  # last of A\n# of B\nentity B\n\n\n# end",
        "#   first\n"
        "\n"
        "entity A   # behind\n"
        "  # of A\n"
        "  plural \"as\"\n"
        "  # last of A\n"
        "# of B\n"
        "entity B\n"
        "\n"
        "# end\n");
    expect_layout("scene s\n given\n   a: P # an a\n\n   # then\n   f(a)\n   # more facts\nentity B",
                  "scene s\n"
                  "  given\n"
                  "    a: P   # an a\n"
                  "\n"
                  "    # then\n"
                  "    f(a)\n"
                  "    # more facts\n"
                  "entity B\n");
    expect_layout("define d(p: P)\n  when f(p, # first\n    g)\n",
                  "define d(p: P)\n"
                  "  when f(p,   # first\n"
                  "         g)\n");
}

TEST(Format, DropsMarksTabsAndCarriageReturns) {
    expect_layout(
        "\xEF\xBB\xBF"
        "entity\tA\r\n\tplural \"one\r\n   two\"\r\n",
        "entity A\n  plural \"one two\"\n");
    expect_layout("", "");
    expect_layout("\n\n", "");
    expect_layout("# only this", "# only this\n");
}

TEST(Format, SpacesSigns) {
    expect_layout("define x: number =1+ 2*- - 3\n", "define x: number = 1 + 2 * - -3\n");
    expect_layout("define x(p: P)\n  when a in{b,c}and not(d or e)and f(p) within g ..h up 1 and Cost . low = z\n",
                  "define x(p: P)\n  when a in {b, c} and not (d or e) and f(p) within g..h up 1 and Cost.low = z\n");
    expect_layout("strength s=3 : 2\n", "strength s = 3:2\n");
}

}  // namespace
}  // namespace credence::format
