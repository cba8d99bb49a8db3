// `overrides`, `surely`, `possibly`, `settled`, `top`: what the checker takes and what it refuses.
#include <gtest/gtest.h>

#include "unit/check/checking.hpp"

namespace credence::check {
namespace {

constexpr const char* words = R"(entity Person
entity Post
scale Rating = r1 < r2 < r3
attribute rating of Person: Rating
attribute active of Person: yes_no
attribute age of Person: number years
attribute ranked of Person: Rating
relation held(person: Person, post: Post)
relation fits(person: Person, post: Post)
question approach of Person from mild to strong
range room of Person on Rating
rule rank for p: Person when rating(p) = r3 then ranked(p) = r1
rule fit for p: Person, q: Post when held(p, q) then fits(p, q)
define high(p: Person) when rating(p) >= r2
define grade(p: Person): Rating = r3 when active(p), r1 otherwise
define aged(p: Person): Rating = r3 when age(p) > 50, r1 otherwise
)";
constexpr int lines = 16;

/// The codes that `text`, after the words above, is refused with; of the first, its line in `text`.
std::string refused(const std::string& text) {
    const auto checked = check_text(words + text);
    std::string out;
    for (const auto& d : checked.diagnostics) {
        const auto line = checked.sources[d.primary.span.file].place(d.primary.span.begin).line;
        out += (out.empty() ? "" : " ") + d.code + ":" + std::to_string(static_cast<int>(line) - lines);
    }
    return out;
}

std::string refused_condition(const std::string& text) { return refused("define c(p: Person) when " + text + "\n"); }

TEST(Overrides, TakeTheirLikeForTheSameBinding) {
    EXPECT_EQ(refused("proposition A for p: Person when active(p) then approach(p) leans to mild\n"
                      "proposition B for x: Person when high(x) then approach(x) leans to strong overrides A\n"),
              "");
    const auto checked =
        check_text(std::string(words) +
                   "proposition A for p: Person when active(p) then approach(p) leans to mild\n"
                   "proposition B for x: Person when high(x) then approach(x) leans to strong overrides A, A\n");
    ASSERT_TRUE(checked.rulebase) << checked.words();
    const auto& silenced = checked.rulebase->propositions[0].clauses;
    ASSERT_EQ(silenced.silenced_by.size(), 1U) << "twice is once";
    EXPECT_EQ(silenced.silenced_by.front().target, (DeclarationRef{DeclarationKind::proposition, 1}));
    EXPECT_TRUE(checked.rulebase->propositions[1].clauses.silenced_by.empty());
}

TEST(Overrides, RefuseWhatIsNotThereOrNotTheLike) {
    const std::string b = "proposition B for p: Person when high(p) then approach(p) leans to strong overrides ";
    EXPECT_EQ(refused(b + "Bb\n"), "E0102:1");
    EXPECT_EQ(refused(b + "rank\n"), "E0111:1");
    EXPECT_EQ(refused(b + "high\n"), "E0111:1");
    EXPECT_EQ(refused(b + "B\n"), "E0203:1");
    EXPECT_EQ(refused(b + "A\nproposition A for p: Person, q: Post when held(p, q) then approach(p) leans to mild\n"),
              "E0110:1");
    EXPECT_EQ(refused("advice a for q: Post when held(_, q) then note \"x\"\n"
                      "advice b for p: Person when high(p) then note \"y\" overrides a\n"),
              "E0110:2");
}

TEST(Overrides, RefuseACircle) {
    EXPECT_EQ(refused("proposition A for p: Person when active(p) then approach(p) leans to mild overrides B\n"
                      "proposition B for p: Person when high(p) then approach(p) leans to strong overrides A\n"),
              "E0203:2");
}

TEST(Supposing, IsOverRecordedAttributesAndRelations) {
    EXPECT_EQ(refused_condition("surely (rating(p) >= r2 and not active(p) and held(p, _))"), "");
    EXPECT_EQ(refused_condition("possibly (known rating(p) and age(p) + 1 > 50)"), "");
    for (const auto* beyond : {"high(p)", "grade(p) = r3", "ranked(p) = r1", "fits(p, _)", "room(p) overlaps r1..r2",
                               "pointers(approach(p), mild) > 0", "count over (held(p, _)) > 0", "rank applies to p",
                               "observed rating(p, source: _)", "settled grade(p)", "(surely active(p))", "conflict room(p)"}) {
        EXPECT_EQ(refused_condition(std::string("surely ") + beyond), "E0209:1") << beyond;
        EXPECT_EQ(refused_condition(std::string("possibly (active(p) and not ") + beyond + ")"), "E0209:1") << beyond;
    }
}

TEST(Settled, NeedsAnEndOfValues) {
    EXPECT_EQ(refused_condition("settled grade(p)"), "");
    EXPECT_EQ(refused_condition("settled rating(p)"), "");
    EXPECT_EQ(refused_condition("not settled room(p)"), "");
    EXPECT_EQ(refused_condition("settled aged(p)"), "E0210:1");
    EXPECT_EQ(refused_condition("settled age(p)"), "E0210:1");
    EXPECT_EQ(refused_condition("settled high(p)").substr(0, 5), "E0111") << "a condition has no value";
    EXPECT_EQ(refused("define g(p: Person): Rating = r1 when (settled aged(p)), r2 otherwise\n"), "E0210:1");
}

TEST(Top, ListsByWhatHasAnOrder) {
    EXPECT_EQ(refused("define t: text = top 3 of p by rating(p) over (held(p, _))\n"), "");
    EXPECT_EQ(refused("parameter k: number = 2\ndefine t: text = top k of p by age(p) over (held(p, _))\n"), "");
    EXPECT_EQ(refused("define t: text = top 3 of p by p over (held(p, _))\n"), "E0109:1");
    EXPECT_EQ(refused("define t: text = top 0 of p by age(p) over (held(p, _))\n"), "E0113:1");
    EXPECT_EQ(refused("define t: text = top 1.5 of p by age(p) over (held(p, _))\n"), "E0113:1");
    EXPECT_EQ(refused("define t: number = top 1 of p by age(p) over (held(p, _))\n"), "E0105:1");
}

}  // namespace
}  // namespace credence::check
