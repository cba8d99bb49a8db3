#include "report/figures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "support/files.hpp"
#include "unit/report/drawn.hpp"
#include "unit/report/grapes.hpp"

namespace credence::report {
namespace {

using ::testing::IsEmpty;

std::vector<std::string> texts_of(const std::string& svg) {
    std::vector<std::string> out;
    for (const auto& element : named(parse_svg(svg), "text")) out.push_back(element.text);
    return out;
}

bool says(const std::string& svg, const std::string& text) {
    const auto all = texts_of(svg);
    return std::find(all.begin(), all.end(), text) != all.end();
}

Figure matrix_of(const std::string& label, std::size_t occasions) {
    Figure out{"evidence_matrix", "Evidence", "What it says"};
    auto& matrix = out.matrix.emplace();
    matrix.title = label;
    matrix.corner = label;
    matrix.kinds = {label, "seen in a vineyard", "taken from a catalogue"};
    for (std::size_t i = 0; i < occasions; ++i) matrix.occasions.push_back({label, label});
    for (const int steps : {0, 3, 5, 40}) {
        MatrixRow row{label, label, steps, {}, label, label, steps != 0};
        row.cells.resize(occasions);
        for (std::size_t i = 0; i < occasions; ++i) {
            for (std::size_t n = 0; n < i % 3; ++n)
                row.cells[i].sightings.push_back(
                    {steps == 0 ? std::nullopt : std::optional(steps - 1), n == 0 ? "4" : label, label, n});
        }
        matrix.rows.push_back(row);
    }
    matrix.rows.push_back({"nobody looked", "", 5, std::vector<MatrixCell>(occasions), "unknown", "", false});
    return out;
}

Period period(const std::string& label, std::int64_t first, std::int64_t last, std::int64_t vague = 0, bool open = false) {
    return {label, label, label, label, first, first + vague, last - (open ? 0 : vague), last, open};
}

Figure timeline_of(const std::string& label, std::int64_t unit) {
    Figure out{"timeline_held", "Career", "What it says"};
    auto& timeline = out.timeline.emplace();
    timeline.title = label;
    timeline.corner = label;
    timeline.today = 20 * unit;
    timeline.periods = {period(label, 0, 9 * unit),          period(label, 5 * unit, 6 * unit, unit / 3),
                        period(label, 6 * unit, 6 * unit),   period(label, 8 * unit, 20 * unit, unit / 3, true),
                        period(label, 19 * unit, 21 * unit), period("backwards", 9 * unit, 3 * unit)};
    return out;
}

Figure sides_of(const std::string& label, std::size_t lower, std::size_t upper) {
    Figure out{"rules_on_each_side", "Rules", "What they say"};
    auto& sides = out.sides.emplace();
    sides.title = sides.corner = sides.lower = sides.upper = sides.lower_count = sides.upper_count = label;
    sides.lower_none = sides.upper_none = "No rule leans to this side: " + label;
    for (std::size_t i = 0; i < std::max(lower, upper); ++i) {
        const SideRow row{static_cast<Pointing>(i % 4), label, label, i % 2 == 0 ? label : ""};
        if (i < lower) sides.lower_rows.push_back(row);
        if (i < upper) sides.upper_rows.push_back(row);
    }
    return out;
}

Figure room_of(const std::string& label) {
    Figure out{"room_season", "Room", "What it says", Chart{}};
    out.chart->title = out.chart->subtitle = out.chart->corner = out.chart->closed = label;
    for (int i = 0; i < 5; ++i) out.chart->columns.push_back({label, label});
    for (int i = 0; i < 5; ++i) {
        Bar bar;
        bar.style = BarStyle::range;
        bar.label = bar.text = label;
        if (i != 4) bar.lowest = 0, bar.highest = i;
        out.chart->rows.push_back({label, label, {bar}});
    }
    return out;
}

std::vector<std::string> odd_labels() {
    std::string arabic, han;
    for (int i = 0; i < 40; ++i) {
        arabic += "\xD9\x85\xD8\xAF\xD9\x89 \xD9\x85\xD8\xB3\xD9\x85\xD9\x88\xD8\xAD ";
        han += "\xE5\x85\x81\xE8\xAE\xB8\xE7\x9A\x84\xE8\x8C\x83\xE5\x9B\xB4";
    }
    return {"",
            "x",
            std::string(200, 'W'),
            "a label of several words that goes on for much longer than anybody would like to read in a figure",
            arabic,
            han,
            "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81tude",
            "</text><script>alert(1)</script> & \"quoted\" 'so' ]]>",
            "a\nb\x1b[31m\x07\xE2\x80\xAE"
            "c\xFF"};
}

TEST(Figures, of_all_samples_are_without_flaws) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(testing::root() / "reports/samples")) {
        if (entry.path().extension() != ".svg") continue;
        EXPECT_THAT(flaws(testing::read_file(entry.path()), entry.path().stem().string()), IsEmpty()) << entry.path();
        ++count;
    }
    EXPECT_GE(count, 15U);
}

TEST(Figures, stay_without_flaws_whatever_stands_in_them) {
    const auto words = Words::english();
    for (const auto& label : odd_labels()) {
        std::vector<Figure> all = {sides_of(label, 0, 5), sides_of(label, 5, 1), sides_of(label, 0, 0), room_of(label)};
        for (std::size_t occasions = 1; occasions <= 7; ++occasions) all.push_back(matrix_of(label, occasions));
        for (const std::int64_t unit : {1, 30, 400, 4000, 30'000}) all.push_back(timeline_of(label, unit));
        for (const auto& figure : all) {
            const auto svg = figure_svg(figure, words);
            EXPECT_THAT(flaws(svg, figure.name), IsEmpty()) << label;
            EXPECT_EQ(svg, figure_svg(figure, words)) << "the same figure, the same bytes";
        }
    }
}

TEST(Figures, show_texts_of_data_literally) {
    const std::string hostile = "<i>&amp;</i> \"x\"";
    for (const auto& figure : {matrix_of(hostile, 3), timeline_of(hostile, 400), sides_of(hostile, 2, 2), room_of(hostile)}) {
        EXPECT_TRUE(says(figure_svg(figure, Words::english()), hostile)) << figure.name;
    }
}

TEST(Matrix, says_which_source_was_silent_and_which_attribute_nobody_looked_at) {
    const auto words = Words::english();
    const auto svg = figure_svg(matrix_of("x", 3), words);
    EXPECT_TRUE(says(svg, words.say("not_observed_cell")));
    EXPECT_TRUE(says(svg, words.say("matrix_key_nobody")));
    EXPECT_TRUE(says(svg, words.say("matrix_key_uncovered")));
    auto whole = matrix_of("x", 3);
    whole.matrix->rows.resize(1);
    whole.matrix->rows[0].cells.assign(3, MatrixCell{{{std::nullopt, "IV", "R1", 1}}});
    const auto covered = figure_svg(whole, words);
    EXPECT_FALSE(says(covered, words.say("matrix_key_uncovered"))) << "a legend explains what is there";
    EXPECT_TRUE(says(covered, "seen in a vineyard"));
    EXPECT_FALSE(says(covered, "taken from a catalogue"));
}

TEST(Timeline, tells_what_goes_on_and_what_is_not_known_to_the_day) {
    const auto words = Words::english();
    auto figure = timeline_of("x", 400);
    EXPECT_TRUE(says(figure_svg(figure, words), words.say("timeline_key_open")));
    EXPECT_TRUE(says(figure_svg(figure, words), words.say("timeline_key_vague")));
    EXPECT_TRUE(says(figure_svg(figure, words), "1975")) << "years stand above";
    figure.timeline->periods = {period("a", 0, 4000), period("b", 2000, 6000)};
    EXPECT_FALSE(says(figure_svg(figure, words), words.say("timeline_key_open")));
    EXPECT_FALSE(says(figure_svg(figure, words), words.say("timeline_key_vague")));
    EXPECT_TRUE(says(figure_svg(timeline_of("x", 10), words), "1970-03")) << "months, where it is short";
}

/// Where each box of a side lies, its look aside.
std::vector<std::string> boxes(const std::string& svg) {
    std::vector<std::string> out;
    for (const auto& rect : named(parse_svg(svg), "rect")) {
        if (rect.number("width") > 100 && rect.number("width") < 500)
            out.push_back(rect.at("width") + "x" + rect.at("height") + " at " + rect.at("y") + " " + rect.at("stroke-width"));
    }
    return out;
}

TEST(Sides, are_drawn_alike) {
    const auto words = Words::english();
    const auto one = boxes(figure_svg(sides_of("x", 4, 0), words));
    EXPECT_EQ(one.size(), 4U);
    EXPECT_EQ(one, boxes(figure_svg(sides_of("x", 0, 4), words))) << "the mirror";
    EXPECT_TRUE(says(figure_svg(sides_of("x", 4, 0), words), "No rule leans to this side: x"));
}

TEST(Pictures, of_a_report_are_found_wherever_they_stand) {
    const auto words = Words::english();
    Report report = grape_dossier(words);
    const auto before = pictures_of(report, words).size();
    Block block;
    block.figures.push_back(timeline_of("x", 400));
    report.evidence->lists.push_back(block);
    report.evidence->figures.push_back(matrix_of("x", 2));
    report.reasons_for->steps.front().figures.push_back(sides_of("x", 1, 1));
    report.index = Index{};
    block.figures = {room_of("x"), room_of("x")};
    report.index->blocks.push_back(block);
    const auto after = pictures_of(report, words);
    EXPECT_EQ(after.size(), before + 4) << "each file once";
    for (const auto* file : {"timeline_held", "evidence_matrix", "rules_on_each_side", "room_season"}) {
        const auto path = std::string("figures/") + file + ".svg";
        EXPECT_TRUE(std::any_of(after.begin(), after.end(), [&](const Picture& one) { return one.file == path; })) << path;
    }
}

}  // namespace
}  // namespace credence::report
