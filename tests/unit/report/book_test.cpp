// The rule book: every declaration is in it, every link leads somewhere, no name stands where a label exists, and no text of a
// rulebase is taken for markup.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/markdown_text.hpp"
#include "support/files.hpp"
#include "text/letters.hpp"
#include "unit/report/booking.hpp"
#include "unit/report/shown.hpp"

namespace credence::report {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const CheckedRules& semantics() {
    static const CheckedRules rules = check_folder("tests/fixtures/semantics");
    return rules;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = std::min(text.find('\n', begin), text.size());
        out.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

template <class F>
void each_head(const check::Rulebase& rulebase, F f) {
    const auto all = [&](const auto& table) {
        for (const auto& one : table) {
            if (one.head.span.valid()) f(one.head);
        }
    };
    all(rulebase.entities), all(rulebase.scales), all(rulebase.parameters), all(rulebase.sources), all(rulebase.attributes);
    all(rulebase.relations), all(rulebase.questions), all(rulebase.ranges), all(rulebase.defines), all(rulebase.rules);
    all(rulebase.propositions), all(rulebase.boundaries), all(rulebase.advice), all(rulebase.assessments);
    all(rulebase.refusals), all(rulebase.properties);
}

/// Without code, targets of links and escapes: what a reader sees as prose.
std::string prose_of(const std::string& markdown) {
    std::string out;
    for (std::size_t i = 0; i < markdown.size(); ++i) {
        if (markdown[i] == '`') {
            i = markdown.find('`', i + 1);
        } else if (markdown.compare(i, 2, "](") == 0) {
            i = markdown.find(')', i);
        } else if (markdown[i] != '\\') {
            out += markdown[i];
        }
        if (i == std::string::npos) break;
    }
    return out;
}

/// The anchors of headings, as GitHub makes them of what it shows: an own reading, not the one of the program.
std::vector<std::string> github_anchors(std::string_view html) {
    std::vector<std::string> out;
    std::map<std::string, int> seen;
    for (std::size_t at = html.find("<h"); at != std::string_view::npos; at = html.find("<h", at + 1)) {
        if (at + 3 >= html.size() || html[at + 2] < '1' || html[at + 2] > '6' || (html[at + 3] != '>' && html[at + 3] != ' '))
            continue;
        const std::string level(html.substr(at + 1, 2));
        std::string anchor;
        for (const char c : text::lowered(text_in(html.substr(at), level))) {
            const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c & 0x80) != 0;
            if (c == ' ') {
                anchor += '-';
            } else if (kept) {
                anchor += c;
            }
        }
        const auto again = seen[anchor]++;
        out.push_back(again == 0 ? anchor : anchor + "-" + std::to_string(again));
    }
    return out;
}

std::set<std::string> targets(std::string_view html) {
    std::set<std::string> out;
    for (std::size_t at = html.find("href=\"#"); at != std::string_view::npos; at = html.find("href=\"#", at + 1))
        out.emplace(html.substr(at + 7, html.find('"', at + 7) - at - 7));
    return out;
}

class RuleBook : public ::testing::TestWithParam<const CheckedRules* (*)()> {};

TEST_P(RuleBook, has_every_declaration_once_under_a_heading_of_its_own) {
    const Booking booking(*GetParam()());
    const auto lines = lines_of(booking.markdown());
    std::multiset<std::string> named;  // the line below each heading names what it is about
    for (std::size_t i = 0; i + 2 < lines.size(); ++i) {
        if (!lines[i].starts_with("### ")) continue;
        const auto& below = lines[i + 2];
        const auto begin = below.find('`');
        ASSERT_NE(begin, std::string::npos) << lines[i];
        named.insert(below.substr(begin + 1, below.find('`', begin + 1) - begin - 1));
    }
    std::set<std::pair<std::string, std::string>> expected;  // a table, and the short rules of a relation, once
    each_head(booking.rules.rulebase, [&](const check::Head& head) {
        const auto name = explain::declared_name(head.name);
        expected.insert({name, name == head.name ? "" : "rows"});
    });
    std::multiset<std::string> names;
    for (const auto& [name, kind] : expected) names.insert(name);
    EXPECT_EQ(named, names);
    const auto whole = booking.markdown();
    for (const auto& example : booking.rules.rulebase.examples)
        EXPECT_THAT(prose_of(whole), HasSubstr(prose_of(markdown_text(example.head.label))));
}

TEST_P(RuleBook, links_lead_to_headings_in_every_renderer) {
    const Booking booking(*GetParam()());
    const auto markdown = booking.markdown();
    ASSERT_THAT(renderers(), Not(IsEmpty()));
    for (const auto& renderer : renderers()) {
        const auto html = html_of(renderer, markdown);
        const auto anchors = github_anchors(html);
        const std::set<std::string> unique(anchors.begin(), anchors.end());
        EXPECT_EQ(unique.size(), anchors.size());
        const auto wanted = targets(html);
        EXPECT_GT(wanted.size(), 20U);
        for (const auto& target : wanted) EXPECT_TRUE(unique.count(target) > 0) << renderer << ": nothing is at #" << target;
        for (const auto& anchor : unique)
            EXPECT_EQ(anchor.find("--"), std::string::npos) << "GitLab makes another of " << anchor;
    }
}

TEST_P(RuleBook, prints_no_name_where_there_is_a_label) {
    const Booking booking(*GetParam()());
    const auto prose = " " + prose_of(booking.markdown()) + " ";
    const auto is_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    each_head(booking.rules.rulebase, [&](const check::Head& head) {
        const auto name = explain::declared_name(head.name);
        if (!head.labelled || explain::is_number(name) || name.find('_') == std::string::npos)
            return;  // a word may be a label's
        for (auto at = prose.find(name); at != std::string::npos; at = prose.find(name, at + 1))
            EXPECT_TRUE(is_word(prose[at - 1]) || is_word(prose[at + name.size()]))
                << name << ": " << prose.substr(at - 60, 120);
    });
}

TEST_P(RuleBook, says_something_everywhere) {
    const Booking booking(*GetParam()());
    const auto markdown = booking.markdown();
    for (const auto& line : lines_of(markdown)) {
        EXPECT_EQ(line.find("…"), std::string::npos) << line;
        const auto wide = line.find("  |");  // but for an empty cell
        EXPECT_TRUE(wide == std::string::npos || line[wide - 1] == '|') << line;
        EXPECT_FALSE(line.ends_with(' ')) << line;
        EXPECT_NE(line, "- ") << line;
    }
    EXPECT_EQ(markdown, booking.markdown());
}

INSTANTIATE_TEST_SUITE_P(rulebases, RuleBook,
                         ::testing::Values([] { return &flagship(); }, [] { return &grapes(); }, [] { return &semantics(); }));

// --- One rule at a time -------------------------------------------------------------------------------------------------

/// The entry under that heading, without the heading.
std::string entry(const std::string& markdown, const std::string& title) {
    const auto begin = markdown.find("### " + title + "\n\n");
    if (begin == std::string::npos) return "no entry " + title;
    const auto after = markdown.find("\n\n", begin) + 2;
    auto end = markdown.find("\n## ", after);
    end = std::min(end, markdown.find("\n### ", after));
    return markdown.substr(after, end - after);
}

constexpr const char* made_up = R"(
source logbook "Logbook"
entity Ship "ship" plural "ships"
scale  Band = stay < slow < fast
attribute wind of Ship: number knots "wind"
attribute leaky of Ship: yes_no "leak"
range speed of Ship on Band "permitted speed"
parameter storm: number knots = 34 "wind from which there is a storm"
parameter brave: yes_no = no "brave crews"
boundary gale "storms slow"
  from    logbook "In a storm we went slowly"
  wording "went"
  said of "one ship", applied to "all ships"
  author  "M-1"
  review by 2026-03-01
  only if not brave
  for     s: Ship
  when    wind(s) >= storm
  unless  leaky(s) or wind(s) > 60
  then    speed(s) at most slow
  because "it blows {wind(s)}"
  assumption "A storm begins at {storm}."
boundary harbour "leaks stay"
  review by 2026-05-05
  for  s: Ship
  when leaky(s)
  then speed(s) at most stay
)";

TEST(RuleBookEntry, has_all_that_its_rule_says) {
    const auto rules = check_rules(made_up);
    const Booking booking(rules);
    EXPECT_EQ(
        entry(booking.markdown(*Date::parse("2026-03-02")), "Storms slow"),
        "Boundary `gale`\n\n"
        "> “In a storm we went slowly” ([Logbook](#logbook))\n\n"
        "If the ship's wind is at least 34\u00a0knots (the wind from which there is a storm), then the upper end of the ship's "
        "permitted "
        "speed is at most slow.\n\n"
        "This does not hold if at least one of these holds:\n\n"
        "- the ship's leak is “yes”\n"
        "- the ship's wind is more than 60\u00a0knots\n\n"
        "- **Reason as printed.** “it blows \\[the ship's wind\\]”\n"
        "- **Wording of the source.** “went”\n"
        "- **Scope.** Said of one ship, applied to all ships.\n"
        "- **Switch.** In force only where “brave crews” is switched off, as it is unless it is set otherwise.\n"
        "- **Author.** M-1\n"
        "- **To be reviewed.** By 2026-03-01, which is past.\n"
        "- **Assumption A1.** A storm begins at 34\u00a0knots.\n"
        "- **Parameters.** [Wind from which there is a storm](#wind-from-which-there-is-a-storm), [Brave crews](#brave-crews)\n"
        "- **Reads.** [Wind](#wind), [Leak](#leak)\n"
        "- **Read by.** [Permitted speed](#permitted-speed)\n");
}

TEST(RuleBookEntry, without_a_source_or_past_its_date_is_listed) {
    const auto rules = check_rules(made_up);
    const Booking booking(rules);
    const auto on = booking.markdown(*Date::parse("2026-05-05"));
    const auto unsourced = on.substr(on.find("## Rules without a source"),
                                     on.find("## Past their review date") - on.find("## Rules without a source"));
    EXPECT_THAT(unsourced, HasSubstr("| [Leaks stay](#leaks-stay) | boundary | nothing is stated |\n"));
    EXPECT_THAT(unsourced, Not(HasSubstr("Storms slow")));
    EXPECT_THAT(
        on, HasSubstr(
                "On 2026-05-05.\n\n| Rule | Review by | Here |\n| --- | --- | --- |\n"
                "| [Storms slow](#storms-slow) | 2026-03-01 | past |\n| [Leaks stay](#leaks-stay) | 2026-05-05 | not yet |\n"));
    EXPECT_THAT(booking.markdown(), HasSubstr("| [Storms slow](#storms-slow) | 2026-03-01 | not looked at |\n"))
        << "no day, no clock";
}

// --- Whatever a rulebase says is text -----------------------------------------------------------------------------------

TEST(RuleBookText, is_shown_and_never_taken_for_markup) {
    const std::string bad = "<script>x</script> [a](http://b.c) ![i](j) **b** `c` | # $m$ {.y} http://d.e";
    const auto rules = check_rules("source logbook \"" + bad + "\"\n  about \"" + bad.substr(0, bad.find(" {")) + "\"\n" +
                                   "entity Ship \"" + bad.substr(0, bad.find(" {")) +
                                   "\"\n"
                                   "attribute leaky of Ship: yes_no \"--- leak\"\n"
                                   "relation seen(ship: Ship, where: text) \"# seen\"\n"
                                   "rule seen_leak \"- [ ] 1. list\"\n  from logbook \"" +
                                   bad + "\"\n  author \"" + bad +
                                   "\"\n  for s: Ship\n  when seen(ship: s)\n"
                                   "  then leaky_too(s)\n  assumption \"" +
                                   bad.substr(0, bad.find(" {")) +
                                   "\"\n"
                                   "relation leaky_too(ship: Ship) \"|a|b|\"\n");
    const Booking booking(rules);
    const auto markdown = booking.markdown();
    for (const auto& renderer : renderers()) {
        const auto html = html_of(renderer, markdown);
        for (const char* tag : {"<script", "<em>", "<hr", "href=\"http", "<del>", "<input", "<!--", "src=\"j\""})
            EXPECT_EQ(html.find(tag), std::string::npos) << renderer << " " << tag << "\n" << markdown;
        EXPECT_NE(html.find("&lt;script&gt;x&lt;/script&gt; [a](http://b.c) ![i](j) **b** `c` | # $m$"), std::string::npos)
            << html;
        std::size_t headings = 0;
        for (std::size_t at = html.find("<h3"); at != std::string::npos; at = html.find("<h3", at + 1)) ++headings;
        EXPECT_EQ(headings, 6U);
        const auto anchors = github_anchors(html);
        for (const auto& target : targets(html)) EXPECT_THAT(anchors, ::testing::Contains(target));
    }
}

}  // namespace
}  // namespace credence::report
