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
scale  Band = on_west "west band" "west" < in_middle "middle band" "middle" < on_east "east band" "east"
choice Side = west_side "west side" | east_side "east side" | both_sides "both sides" | no_side "no side"
choice Answer = apart "apart from what is wished" | as_wished "as wished" | open "cannot be said"
attribute pull of Person: Rating "pull"
attribute drift of Person: Rating "drift"
attribute wish of Site: range of Band "wish" declared
attribute wall of Site: yes_no "wall"
relation seen_at(person: Person, site: Site) "seen"
question way of Person "way taken"
  about "West and east are two ways to one place."
  from west to east
range room of Site on Band "room"
boundary wall_west "wall on the west" for s: Site when wall(s) then room(s) at least in_middle because "there is a wall"
boundary wall_east "wall on the east" for s: Site when wall(s) then room(s) at most in_middle because "there is a wall"
proposition west_pull "pull favours west"
  from book "who has little pull is more likely to go west"
  wording "more likely"
  for p: Person
  when pull(p) <= r2
  then way(p) leans to west
  because "pull points there ({pull(p)})"
proposition east_pull "pull favours east"
  from book "who has much pull is more likely to go east"
  wording "more likely"
  for p: Person
  when pull(p) >= r4
  then way(p) leans to east
  because "pull points there ({pull(p)})"
proposition west_drift "drift favours west"
  for p: Person
  when drift(p) <= r2
  then way(p) leans to west, implied only
  because "drift points there ({drift(p)})"
proposition east_drift "drift favours east"
  for p: Person
  when drift(p) >= r4
  then way(p) leans to east, implied only
  because "drift points there ({drift(p)})"
define side(p: Person): Side "side"
  = both_sides when pointers(way(p), west) > 0 and pointers(way(p), east) > 0,
    west_side  when pointers(way(p), west) > 0,
    east_side when pointers(way(p), east) > 0,
    no_side    otherwise or unknown
define stretch(d: Side): range of Band "band of the side"
  | d          | then             |
  | ---------- | ---------------- |
  | west_side  | on_west..on_west |
  | east_side | on_east..on_east |
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
    west_one: Person
    east_one: Person
    here: Site
    seen_at(west_one, here)
    seen_at(east_one, here)
    wish(here) = in_middle..in_middle
    wall(here) = no
    pull(west_one) = r1, confidence high, kind behaviour, assessor "K-1", on 2025-02-01, group g1
    pull(west_one) = r1, confidence high, kind self_report, assessor "K-2", on 2025-03-01, group g2
    drift(west_one) = r2, confidence low, kind behaviour, assessor "K-1", on 2025-02-01, group g1
    pull(east_one) = r5, confidence high, kind behaviour, assessor "K-1", on 2025-02-01, group g1
    pull(east_one) = r5, confidence high, kind self_report, assessor "K-2", on 2025-03-01, group g2
    drift(east_one) = r4, confidence low, kind behaviour, assessor "K-1", on 2025-02-01, group g1
  expect
    side(west_one) = west_side
    side(east_one) = east_side
)crd";

const std::map<std::string, std::string, std::less<>> exchanged_words{
    {"west", "east"}, {"east", "west"}, {"West", "East"},  {"East", "West"},  {"aa", "ee"},       {"ee", "aa"},
    {"bb", "dd"},     {"dd", "bb"},     {"least", "most"}, {"most", "least"}, {"little", "much"}, {"much", "little"}};

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
            words.back() += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);  // whichever begins a sentence
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
    const auto west = markdown_of(made.report("going", {"west_one", "here"}));
    const auto east = markdown_of(made.report("going", {"east_one", "here"}));
    ASSERT_NE(west, east);
    const auto mirrored = exchanged(west);
    EXPECT_EQ(exchanged(mirrored), west);
    EXPECT_EQ(lines_of(mirrored).size(), lines_of(east).size());
    EXPECT_EQ(by_heading(mirrored), by_heading(east));
    // Up to where the values of a scale are tried in its order, the order is the same, too.
    const auto until = [](const std::string& text) { return text.substr(0, text.find("## 9. ")); };
    ASSERT_NE(until(east), east);
    const auto a = lines_of(until(mirrored)), b = lines_of(until(east));
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) EXPECT_EQ(words_of_a_line(a[i]), words_of_a_line(b[i]));
}

TEST(Mirror, WhichPoleIsNamedFirstChangesNothing) {
    std::string turned = two_sides;
    const std::string from = "from west to east";
    turned.replace(turned.find(from), from.size(), "from east to west");
    const auto rules = check_rules(two_sides);
    const auto other_rules = check_rules(turned);
    Made made(rules.rulebase, "sides");
    Made other(other_rules.rulebase, "sides");
    for (const char* who : {"west_one", "east_one", ""}) {
        EXPECT_EQ(by_heading(markdown_of(made.report("going", {who, "here"}))),
                  by_heading(markdown_of(other.report("going", {who, "here"}))))
            << who;
    }
}

}  // namespace
}  // namespace credence::report
