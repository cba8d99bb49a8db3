// Both poles of a question are spoken of alike: who stands on one side gets the report of who stands on the other, with the sides
// exchanged; and which pole a question names first decides nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "report/templates.hpp"
#include "unit/report/building.hpp"

namespace credence::report {
namespace {

/// Two persons whose records mirror each other. Values have labels that say no direction, so that they can be exchanged as words.
constexpr const char* two_sides = R"crd(
source book "Book of sides"
entity Person "person" plural "persons"
entity Site   "site" plural "sites"
scale  Rating = r1 "aa" < r2 "bb" < r3 "cc" < r4 "dd" < r5 "ee"
scale  Band = on_left "left band" "left" < in_middle "middle band" "middle" < on_right "right band" "right"
choice Side = left_side "left side" | right_side "right side" | both_sides "both sides" | no_side "no side"
choice Answer = apart "apart from what is wished" | as_wished "as wished" | open "cannot be said"
attribute pull of Person: Rating "pull"
attribute drift of Person: Rating "drift"
attribute wish of Site: range of Band "wish" declared
attribute wall of Site: yes_no "wall"
relation seen_at(person: Person, site: Site) "seen"
question way of Person "way taken"
  about "Left and right are two ways to one place."
  from left to right
range room of Site on Band "room"
boundary wall_left "wall on the left" for s: Site when wall(s) then room(s) at least in_middle because "there is a wall"
boundary wall_right "wall on the right" for s: Site when wall(s) then room(s) at most in_middle because "there is a wall"
proposition left_pull "pull favours left"
  from book "who has little pull is more likely to go left"
  wording "more likely"
  for p: Person
  when pull(p) <= r2
  then way(p) leans to left
  because "pull points there ({pull(p)})"
proposition right_pull "pull favours right"
  from book "who has much pull is more likely to go right"
  wording "more likely"
  for p: Person
  when pull(p) >= r4
  then way(p) leans to right
  because "pull points there ({pull(p)})"
proposition left_drift "drift favours left"
  for p: Person
  when drift(p) <= r2
  then way(p) leans to left, implied only
  because "drift points there ({drift(p)})"
proposition right_drift "drift favours right"
  for p: Person
  when drift(p) >= r4
  then way(p) leans to right, implied only
  because "drift points there ({drift(p)})"
define side(p: Person): Side "side"
  = both_sides when pointers(way(p), left) > 0 and pointers(way(p), right) > 0,
    left_side  when pointers(way(p), left) > 0,
    right_side when pointers(way(p), right) > 0,
    no_side    otherwise or unknown
define stretch(d: Side): range of Band "band of the side"
  | d          | then             |
  | ---------- | ---------------- |
  | left_side  | on_left..on_left |
  | right_side | on_right..on_right |
  | both_sides | in_middle..in_middle |
  | otherwise  | empty            |
define predicted(p: Person, s: Site): range of Band "predicted way" = clip(stretch(side(p)), room(s))
define fits(p: Person, s: Site): Answer "answer"
  = open      when predicted(p, s) = empty,
    as_wished when predicted(p, s) within wish(s),
    apart     otherwise,
    open      if unknown
assessment going(person: Person, site: Site) "going"
  about  "Does {person} go where {site} wishes?"
  when   seen_at(person, site)
  answer fits(person, site)
  show   side(person), stretch(side(person)), room(site), predicted(person, site), wish(site)
  caveat "Neither way is the other's lack."
example sides
  as of 2026-01-01
  given
    left_one: Person
    right_one: Person
    here: Site
    seen_at(left_one, here)
    seen_at(right_one, here)
    wish(here) = in_middle..in_middle
    wall(here) = no
    pull(left_one) = r1, confidence high, kind behaviour, assessor "K-1", on 2025-02-01, group g1
    pull(left_one) = r1, confidence high, kind self_report, assessor "K-2", on 2025-03-01, group g2
    drift(left_one) = r2, confidence low, kind behaviour, assessor "K-1", on 2025-02-01, group g1
    pull(right_one) = r5, confidence high, kind behaviour, assessor "K-1", on 2025-02-01, group g3
    pull(right_one) = r5, confidence high, kind self_report, assessor "K-2", on 2025-03-01, group g4
    drift(right_one) = r4, confidence low, kind behaviour, assessor "K-1", on 2025-02-01, group g3
  expect
    side(left_one) = left_side
    side(right_one) = right_side
)crd";

const std::map<std::string, std::string, std::less<>> exchanged_words{
    {"left", "right"}, {"right", "left"}, {"Left", "Right"}, {"Right", "Left"}, {"aa", "ee"},       {"ee", "aa"},
    {"bb", "dd"},      {"dd", "bb"},      {"least", "most"}, {"most", "least"}, {"little", "much"}, {"much", "little"}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string exchanged(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_letter(text[end])) ++end;
        if (end == at) {
            out += text[at++];
            continue;
        }
        const auto word = text.substr(at, end - at);
        const auto other = exchanged_words.find(word);
        out += other == exchanged_words.end() ? word : other->second;
        at = end;
    }
    return out;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

/// The words of a line, in no order: "aa or bb" is the other way round on the other side.
std::string words_of_a_line(const std::string& line) {
    std::vector<std::string> words(1);
    for (const char c : line) {
        if (is_letter(c) || (c >= '0' && c <= '9'))
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    std::sort(words.begin(), words.end());
    std::string out;
    for (const auto& word : words) out += word + " ";
    return out;
}

std::string markdown_of(const Report& report) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    return Templates::load({}, "en", sources, diagnostics).markdown(report);
}

/// By heading, the lines below it; those of tables whose rows stand in the order of a scale in no order.
std::map<std::string, std::vector<std::string>> by_heading(const std::string& markdown) {
    std::map<std::string, std::vector<std::string>> out;
    std::string heading;
    for (const auto& line : lines_of(markdown)) {
        if (line.starts_with("#"))
            heading = line;
        else
            out[heading].push_back(words_of_a_line(line));
    }
    for (auto& [head, lines] : out) std::sort(lines.begin(), lines.end());
    return out;
}

TEST(Mirror, BothSidesGetTheSameReport) {
    const auto rules = check_rules(two_sides);
    Made made(rules.rulebase, "sides");
    const auto left = markdown_of(made.report("going", {"left_one", "here"}));
    const auto right = markdown_of(made.report("going", {"right_one", "here"}));
    ASSERT_NE(left, right);
    const auto mirrored = exchanged(left);
    EXPECT_EQ(exchanged(mirrored), left);
    EXPECT_EQ(lines_of(mirrored).size(), lines_of(right).size());
    EXPECT_EQ(by_heading(mirrored), by_heading(right));
    // Up to what the reasons say, the order is the same, too.
    const auto until = [](const std::string& text) { return text.substr(0, text.find("## 10. ")); };
    ASSERT_NE(until(right), right);
    const auto a = lines_of(until(mirrored)), b = lines_of(until(right));
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) EXPECT_EQ(words_of_a_line(a[i]), words_of_a_line(b[i]));
}

TEST(Mirror, WhichPoleIsNamedFirstChangesNothing) {
    std::string turned = two_sides;
    const std::string from = "from left to right";
    turned.replace(turned.find(from), from.size(), "from right to left");
    const auto rules = check_rules(two_sides);
    const auto other_rules = check_rules(turned);
    Made made(rules.rulebase, "sides");
    Made other(other_rules.rulebase, "sides");
    for (const char* who : {"left_one", "right_one", ""}) {
        EXPECT_EQ(by_heading(markdown_of(made.report("going", {who, "here"}))),
                  by_heading(markdown_of(other.report("going", {who, "here"}))))
            << who;
    }
}

}  // namespace
}  // namespace credence::report
