#include "report/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "report/svg.hpp"
#include "support/diff.hpp"
#include "support/files.hpp"
#include "unit/report/drawn.hpp"
#include "unit/report/grapes.hpp"

namespace credence::report {
namespace {

std::vector<std::string> texts(const std::vector<Element>& elements) {
    std::vector<std::string> out;
    for (const Element& element : named(elements, "text")) out.push_back(element.text);
    return out;
}

bool says(const std::vector<Element>& elements, const std::string& text) {
    const auto all = texts(elements);
    return std::find(all.begin(), all.end(), text) != all.end();
}

/// What every figure keeps to.
void expect_sound(const Figure& figure) {
    const std::string svg = chart_svg(figure);
    EXPECT_THAT(flaws(svg, figure.name), ::testing::IsEmpty());
    EXPECT_EQ(svg, chart_svg(figure)) << "the same figure, the same bytes";
}

Figure figure_of(Chart chart) { return {"range_chart", "Range chart", "What it shows", std::move(chart)}; }

Bar bar(BarStyle style, std::string text, std::optional<int> lowest, std::optional<int> highest) {
    return {.style = style,
            .label = text,
            .text = text,
            .lowest = lowest,
            .highest = highest,
            .marks = {},
            .from = {},
            .moved = ""};
}

void expect_golden(const std::string& name, const Figure& figure) {
    const std::filesystem::path file = testing::root() / "tests/unit/report/golden" / name;
    if (std::getenv("UPDATE_GOLDEN") != nullptr) testing::write_file(file, chart_svg(figure));
    EXPECT_EQ(testing::difference(testing::read_file(file), chart_svg(figure)), "")
        << "look at the new one, then UPDATE_GOLDEN=1";
    expect_sound(figure);
}

TEST(Chart, of_a_dossier_is_the_golden_one) { expect_golden("range_chart.svg", figure_of(ripening_chart())); }

TEST(Chart, of_a_comparison_is_the_golden_one) {
    expect_golden("comparison.svg", grape_comparison(Words::english()).groups->figures.front());
}

/// A value that was moved into the range by two columns.
Chart moved_chart() {
    Chart chart = ripening_chart();
    Bar clipped = bar(BarStyle::clipped, "III", 2, 2);
    clipped.from = 0;
    clipped.moved = "moved 2 steps";
    chart.rows[0].bars = {bar(BarStyle::thin, "V", 4, 4)};
    chart.rows.insert(chart.rows.begin() + 2, {"Expected", "", {clipped}});
    return chart;
}

TEST(Chart, what_was_clipped_has_an_arrow_and_says_how_far_it_was_moved) {
    expect_golden("moved.svg", figure_of(moved_chart()));
    const auto elements = parse_svg(chart_svg(figure_of(moved_chart())));
    EXPECT_TRUE(says(elements, "moved 2 steps"));
    const auto has_arrow = [](const std::vector<Element>& all) {
        return std::any_of(all.begin(), all.end(), [](const Element& e) { return !e.at("marker-end").empty(); });
    };
    EXPECT_TRUE(has_arrow(elements));
    Chart unmoved = moved_chart();
    unmoved.rows[2].bars[0].moved.clear();
    EXPECT_FALSE(has_arrow(parse_svg(chart_svg(figure_of(unmoved)))));
}

TEST(Chart, words_do_not_stand_on_an_arrow) {
    for (int from = 0; from < 5; ++from) {
        for (int to = 0; to < 5; ++to) {
            Chart chart = moved_chart();
            chart.rows[0].bars = {bar(BarStyle::thin, "x", from, from)};
            chart.rows[1].bars = {bar(BarStyle::range, "y", to, to)};
            chart.rows[2].bars[0].lowest = chart.rows[2].bars[0].highest = to;
            const auto elements = parse_svg(chart_svg(figure_of(chart)));
            for (const Element& path : elements) {
                if (path.at("marker-end").empty()) continue;
                double x = 0;
                const std::string d = path.at("d").substr(1);
                std::from_chars(d.data(), d.data() + d.size(), x);
                for (const Element& text : named(elements, "text")) {
                    if (text.text != "not permitted" || text.at("text-anchor") != "middle") continue;
                    EXPECT_GT(std::abs(text.number("x") - x), text_width(text.text, 12) / 2) << from << " to " << to;
                }
            }
            expect_sound(figure_of(chart));
        }
    }
}

TEST(Chart, hatches_what_the_only_range_leaves_out_in_all_rows) {
    const auto hatched = [](const Chart& chart) {
        std::vector<Element> out;
        for (const Element& rect : named(parse_svg(chart_svg(figure_of(chart))), "rect")) {
            if (rect.at("fill") == "url(#range_chart-hatch)" && rect.at("stroke").empty()) out.push_back(rect);
        }
        return out;
    };
    Chart chart = ripening_chart();
    ASSERT_EQ(hatched(chart).size(), 1U);
    EXPECT_DOUBLE_EQ(hatched(chart)[0].number("width"), 212);
    const double all_rows = hatched(chart)[0].number("height");
    EXPECT_GT(all_rows, 150);
    chart.rows[1].bars[0].lowest = 1;
    EXPECT_EQ(hatched(chart).size(), 2U) << "below and above";
    chart.rows.push_back({"another", "", {bar(BarStyle::range, "IV", 3, 3)}});
    ASSERT_EQ(hatched(chart).size(), 4U);
    EXPECT_LT(hatched(chart)[0].number("height"), all_rows / 2) << "of two ranges each hatches its own row";
    chart.rows[1].bars[0].lowest.reset();
    chart.rows[1].bars[0].highest.reset();
    chart.rows.pop_back();
    EXPECT_TRUE(hatched(chart).empty()) << "a conflict permits and closes nothing";
}

TEST(Chart, a_missing_value_is_said_in_its_place) {
    Chart chart = ripening_chart();
    chart.rows[0].bars = {bar(BarStyle::thin, "unknown", std::nullopt, std::nullopt)};
    EXPECT_TRUE(says(parse_svg(chart_svg(figure_of(chart))), "unknown"));
    expect_sound(figure_of(chart));
}

TEST(Chart, stays_sound_with_any_number_of_columns_rows_and_marks) {
    const std::string longest(200, 'w');
    for (int columns = 1; columns <= 12; ++columns) {
        Chart chart;
        chart.title = longest + " " + longest;
        chart.subtitle = std::string(900, 'a') + " b";
        chart.corner = longest;
        chart.closed = "not permitted & <closed>";
        chart.kinds = {"one", longest, "three", "four", "five"};
        for (int i = 0; i < columns; ++i)
            chart.columns.push_back({std::to_string(i), i % 2 == 0 ? longest : "l'\xC3\xA9t\xC3\xA9"});
        Bar observed = bar(BarStyle::observed, "", 0, columns - 1);
        for (int i = 0; i < 5 * columns; ++i)
            observed.marks.push_back({i % columns, "E" + std::to_string(i), static_cast<std::size_t>(i % 5)});
        Bar clipped = bar(BarStyle::clipped, longest, columns - 1, columns - 1);
        clipped.from = 0;
        clipped.moved = "moved 1 step";
        chart.rows = {{longest, longest, {observed}},
                      {"", "", {bar(BarStyle::range, "r", 0, columns / 2)}},
                      {"c", "", {clipped}},
                      {"outside", "", {bar(BarStyle::declared, "d", -3, 99)}},
                      {"no bar", "", {}}};
        expect_sound(figure_of(chart));
        chart.comparison = true;
        chart.behind = {bar(BarStyle::range, "r", 0, columns - 1), bar(BarStyle::declared, longest, 0, 0)};
        for (ChartRow& row : chart.rows) row.bars.push_back(bar(BarStyle::thin, "t", 0, columns - 1));
        expect_sound(figure_of(chart));
    }
}

TEST(Chart, texts_are_escaped) {
    Chart chart = ripening_chart();
    chart.title = "<script>\"a\" & 'b'</script>\x1b]]>";
    const Figure figure{"range_chart", "<t>", "\"d\" & <e>", chart};
    const std::string svg = chart_svg(figure);
    EXPECT_NE(svg.find("&lt;script&gt;&quot;a&quot; &amp; 'b'&lt;/script&gt;]]&gt;"), std::string::npos);
    static_cast<void>(parse_svg(svg));
}

TEST(Wrap, breaks_at_blanks_and_cuts_with_an_ellipsis) {
    EXPECT_EQ(wrap("cooperative support", 90, 13, false, 3), (std::vector<std::string>{"cooperative", "support"}));
    EXPECT_EQ(wrap("one two three four five six", 57, 13, false, 2), (std::vector<std::string>{"one two", "three f…"}));
    EXPECT_EQ(wrap("", 50, 13, false, 2), (std::vector<std::string>{}));
    for (const std::string& line : wrap(std::string(500, 'm'), 60, 13, true, 4)) EXPECT_LE(text_width(line, 13, true), 60.5);
    EXPECT_EQ(wrap("x", 0.1, 13, false, 1).size(), 1U) << "too narrow for anything";
}

}  // namespace
}  // namespace credence::report
