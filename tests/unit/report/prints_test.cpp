// What holds of all prints of one report: the same claims, the shape that the schema gives, lines within the width.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>

#include "report/explanation_prints.hpp"
#include "report/json.hpp"
#include "report/markdown_text.hpp"
#include "report/sections.hpp"
#include "report/templates.hpp"
#include "report/terminal.hpp"
#include "report/tree.hpp"
#include "support/diff.hpp"
#include "support/files.hpp"
#include "text/display.hpp"
#include "unit/report/grapes.hpp"

namespace credence::report {
namespace {

using Json = nlohmann::ordered_json;

const Words& words() {
    static const Words english = Words::english();
    return english;
}

Claim with_ids(std::vector<std::string> rules, std::vector<std::string> facts, std::vector<std::string> assumptions = {}) {
    Claim out;
    out.rules = std::move(rules);
    out.facts = std::move(facts);
    out.assumptions = std::move(assumptions);
    return out;
}

TEST(Ids, stand_as_rules_then_facts_and_runs_are_shortened) {
    EXPECT_EQ(ids_of(with_ids({"P17", "S1"}, {"E1501", "E1502", "E1503", "E1504"}), words()), "P17, S1 · E1501 to E1504");
    EXPECT_EQ(ids_of(with_ids({"P17"}, {}), words()), "P17");
    EXPECT_EQ(ids_of(with_ids({}, {"E1", "E2"}, {"A3"}), words()), "E1, E2, A3");
    EXPECT_EQ(ids_of(with_ids({"cool_site"}, {"R5"}, {"A2"}), words()), "cool_site · R5, A2");
    EXPECT_EQ(ids_of(with_ids({}, {}), words()), "");
}

TEST(Ids, only_runs_of_one_prefix_that_count_on_are_shortened) {
    EXPECT_EQ(ids_of(with_ids({}, {"S9", "S10", "S11"}), words()), "S9 to S11");
    EXPECT_EQ(ids_of(with_ids({}, {"E009", "E010", "E011"}), words()), "E009 to E011");
    EXPECT_EQ(ids_of(with_ids({}, {"E09", "E10", "E11"}), words()), "E09 to E11");
    EXPECT_EQ(ids_of(with_ids({}, {"E099", "E100", "E0101"}), words()), "E099, E100, E0101");
    EXPECT_EQ(ids_of(with_ids({}, {"a/1", "a/2", "b/3", "b/5", "b/6"}), words()), "a/1, a/2, b/3, b/5, b/6");
    EXPECT_EQ(ids_of(with_ids({}, {"1", "2", "3"}), words()), "1 to 3");
    EXPECT_EQ(ids_of(with_ids({}, {"x12345678901", "x12345678902", "x12345678903"}), words()),
              "x12345678901, x12345678902, x12345678903");
    EXPECT_EQ(ids_of(with_ids({}, {"a", "b", "c"}), words()), "a, b, c");
}

TEST(Sections, references_follow_the_numbers) {
    Report report = grape_dossier(words());
    EXPECT_EQ(report.answer->open[0].where_text, "section\u00a06");
    EXPECT_EQ(report.answer->open[2].where_text, "sections\u00a05, 6");
    report.declared.reset();
    report.ranges.push_back(report.ranges.front());
    report.answer->open[1].where = {{Section::ranges, 1}, {Section::declared, 0}, {Section::ranges, 7}};
    number_sections(report, words());
    EXPECT_EQ(report.answer->open[0].where_text, "section\u00a06");
    EXPECT_EQ(report.answer->open[1].where_text, "section\u00a05") << "what is absent has no number";
}

/// Whether `value` is what the schema says; JSON Schema as far as ours goes.
void expect_valid(const Json& value, const Json& schema, const Json& root, const std::string& path) {
    if (schema.contains("$ref")) {
        const std::string name = schema["$ref"].get<std::string>().substr(8);
        return expect_valid(value, root["$defs"][name], root, path);
    }
    if (schema.contains("const")) {
        EXPECT_EQ(value, schema["const"]) << path;
    } else if (schema.contains("enum")) {
        EXPECT_NE(std::find(schema["enum"].begin(), schema["enum"].end(), value), schema["enum"].end())
            << path << ": " << value;
    } else if (schema["type"] == "object") {
        ASSERT_TRUE(value.is_object()) << path;
        for (const auto& [key, member] : value.items()) {
            ASSERT_TRUE(schema["properties"].contains(key)) << path << "/" << key;
            expect_valid(member, schema["properties"][key], root, path + "/" + key);
        }
    } else if (schema["type"] == "array") {
        ASSERT_TRUE(value.is_array() && !value.empty()) << path;
        for (const Json& item : value) expect_valid(item, schema["items"], root, path + "[]");
    } else {
        EXPECT_TRUE(schema["type"] == "string" ? value.is_string() : value.is_number_integer()) << path;
    }
}

TEST(JsonPrint, is_what_the_published_schema_says) {
    const std::filesystem::path file = testing::root() / "docs/schema/report.json";
    if (std::getenv("UPDATE_GOLDEN") != nullptr) testing::write_file(file, json_schema());
    const std::string published = testing::read_file(file);
    EXPECT_EQ(testing::difference(published, json_schema()), "") << "make it anew with UPDATE_GOLDEN=1";
    const Json schema = Json::parse(published);
    for (const Report& report : {grape_dossier(words()), grape_comparison(words()), Report{}}) {
        const Json printed = Json::parse(json(report, words()));
        EXPECT_EQ(printed["schema"], json_schema_name);
        expect_valid(printed, schema, schema, "");
    }
}

TEST(JsonPrint, holds_the_values_and_leaves_out_what_is_empty) {
    const Json printed = Json::parse(json(grape_dossier(words()), words()));
    EXPECT_EQ(printed["kind"], "dossier");
    EXPECT_EQ(printed["answer"]["values"][1]["positions"], Json::array({1, 2, 3}));
    EXPECT_EQ(printed["answer"]["values"][1]["lowest"], "very_early");
    EXPECT_EQ(printed["answer"]["lines"][0]["number"], 1);
    EXPECT_EQ(printed["answer"]["lines"][0]["facts"], Json::array({"R1", "R2", "R5", "S2/wish"}));
    EXPECT_EQ(printed["answer"]["figures"][0]["chart"]["rows"][0]["bars"][0]["marks"][1]["kind"], 1);
    EXPECT_EQ(printed["reasons_for"]["steps"][2]["reads"], Json::array({0}));
    EXPECT_FALSE(printed.contains("known_at"));
    EXPECT_FALSE(printed.contains("groups"));
    EXPECT_FALSE(printed["answer"].contains("advice"));
}

TEST(JsonPrint, bytes_that_are_no_text_do_not_break_it) {
    Report report;
    report.title = "a\xFF\xC3(\"\n";
    EXPECT_EQ(Json::parse(json(report, words()))["title"], "a\xEF\xBF\xBD\xEF\xBF\xBD(\"\n");
}

/// Every claim of a report, wherever it stands.
void for_each_claim(const Json& node, const std::function<void(const Json&)>& visit) {
    if (node.is_object() && (node.contains("text") || node.contains("lead")) && !node.contains("style")) visit(node);
    if (node.is_structured()) {
        for (const Json& child : node) for_each_claim(child, visit);
    }
}

TEST(Prints, markdown_holds_every_claim_of_the_tree) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const Templates templates = Templates::load({}, "en", sources, diagnostics);
    for (const Report& report : {grape_dossier(words()), grape_comparison(words())}) {
        const std::string markdown = templates.markdown(report);
        int claims = 0;
        for_each_claim(Json::parse(json(report, words())), [&](const Json& claim) {
            ++claims;
            const std::string text = claim.value("text", "");
            const bool there = markdown.find(markdown_text(text)) != std::string::npos ||
                               markdown.find(markdown_code(text)) != std::string::npos;
            const bool only_for_trees = text == "margin: last group" || text == "outcome: as wanted" ||
                                        text == "time of ripening: III" ||
                                        text == "ripening that the season allows: I to III" || claim.contains("of");
            EXPECT_TRUE(there || only_for_trees) << text;
            EXPECT_NE(markdown.find(markdown_text(claim.value("lead", ""))), std::string::npos);
        });
        EXPECT_GT(claims, 8);
    }
}

/// Lines, each within the width.
void expect_within(const std::string& text, std::size_t width) {
    for (const std::string_view line : testing::lines(text)) EXPECT_LE(text::display_width(line), width) << line;
}

// --- Explanations -------------------------------------------------------------------------------------------------------

using explain::Detail;
using explain::Explanation;
using explain::Statement;
using explain::StatementKind;

Statement with_children(std::string text, std::vector<Statement> children) {
    auto out = explain::statement(std::move(text), StatementKind::condition);
    out.children = std::move(children);
    return out;
}

/// Everything that an explanation can hold.
Explanation sample_explanation() {
    auto observed = explain::statement("3 (T-1, weather mast, no date recorded)", StatementKind::observation);
    observed.facts = {"R5"};
    observed.record = explain::Record{"T-1", "weather mast", "", "", "seen in a vineyard", "", "", "cool | wet", "0.6"};
    observed.children = {explain::statement("“cool | wet”", StatementKind::quote, Detail::words),
                         explain::statement("Confidence: 0.6", StatementKind::note, Detail::record)};
    auto root = with_children("outcome: as wanted", {with_children("heat: at least 2", {observed})});
    root.lead = "Not met.";
    root.state = State::not_met;
    root.rules = {"outcome"};
    Explanation out;
    out.topic = explain::Topic::why_not;
    out.question = "Variety for a site: V07";
    out.heading = "facts as of 2026-03-01";
    out.answer = {explain::statement("Ripens as wanted.")};
    explain::ExplanationSection section;
    section.name = "proof";
    section.title = "What it rests on";
    section.text = {explain::statement("One *reason*.")};
    section.table = explain::StatementTable{{"Rule", "Weight"}, {{explain::statement("P1"), explain::statement("+3.01")}}};
    section.trees = {root, root};
    section.notes = {explain::statement("Nothing else.")};
    out.sections = {section};
    section.name = "rest";
    section.detail = Detail::record;
    out.sections.push_back(section);
    return out;
}

TEST(ExplanationPrint, is_what_the_published_schema_says) {
    const std::filesystem::path file = testing::root() / "docs/schema/explanation.json";
    if (std::getenv("UPDATE_GOLDEN") != nullptr) testing::write_file(file, explanation_schema());
    const std::string published = testing::read_file(file);
    EXPECT_EQ(testing::difference(published, explanation_schema()), "") << "make it anew with UPDATE_GOLDEN=1";
    const Json schema = Json::parse(published);
    for (const auto& explanation : {sample_explanation(), Explanation{}}) {
        const Json printed = Json::parse(json(explanation, words()));
        EXPECT_EQ(printed["schema"], explanation_schema_name);
        EXPECT_EQ(printed["complete"], "yes");
        expect_valid(printed, schema, schema, "");
    }
    const Json printed = Json::parse(json(sample_explanation(), words()));
    const auto& observed = printed["sections"][0]["trees"][1]["children"][0]["children"][0];
    EXPECT_EQ(observed["record"]["confidence"], "0.6");
    EXPECT_EQ(observed["children"][1]["detail"], "record");
}

TEST(Pruning, counts_what_lies_deeper_and_leaves_out_what_is_for_others) {
    const auto all = explain::pruned(sample_explanation(), {60, Detail::record});
    EXPECT_EQ(json(all, words()), json(sample_explanation(), words()));
    const auto panel = explain::pruned(sample_explanation(), {});
    ASSERT_EQ(panel.sections.size(), 1U) << "a section for auditors";
    EXPECT_EQ(panel.sections[0].trees[0].children[0].children[0].children.size(), 1U);
    const auto planner = explain::pruned(sample_explanation(), {0, Detail::steps});
    const auto& root = planner.sections[0].trees[0];
    EXPECT_TRUE(root.children.empty());
    EXPECT_EQ(root.left_out, 2U) << "the quote is not for planners, and so not left out";
    EXPECT_NE(tree_text(root, words(), {}).find("2 more below"), std::string::npos);
}

TEST(ExplanationPrint, markdown_nests_what_a_statement_rests_on) {
    const auto printed = markdown(sample_explanation(), words());
    EXPECT_NE(printed.find("# Variety for a site: V07\n\nfacts as of"), std::string::npos) << printed;
    EXPECT_NE(printed.find("\n## What it rests on\n\nOne \\*reason\\*.\n\n| Rule | Weight |\n| --- | --- |\n"),
              std::string::npos)
        << printed;
    EXPECT_NE(printed.find("- **Not met.** outcome: as wanted \\[outcome\\]\n  - heat: at least 2\n    - 3 (T-1"),
              std::string::npos)
        << printed;
}

TEST(ExplanationPrint, a_graph_holds_equal_statements_once) {
    auto explanation = sample_explanation();
    explanation.question = "a \"quoted\" \\ question";
    const auto printed = dot(explanation, words());
    EXPECT_EQ(printed.find("digraph explanation {\n  label=\"a \\\"quoted\\\" \\\\ question\";"), 0U) << printed;
    EXPECT_NE(printed.find("n1 -> n2;"), std::string::npos);
    EXPECT_EQ(printed.find("n6"), std::string::npos) << "two equal trees are one: " << printed;
}

TEST(Terminal, keeps_to_the_width) {
    for (const std::size_t width : {40U, 60U, 98U, 200U}) {
        for (const bool unicode : {false, true}) {
            const std::string printed = terminal_text(sample_explanation(), words(), {width, unicode, false});
            expect_within(printed, width);
            EXPECT_EQ(printed.find("└") != std::string::npos, unicode);
            EXPECT_EQ(printed.find("+--") != std::string::npos, !unicode);
        }
    }
}

TEST(Terminal, ids_stand_at_the_right_margin) {
    auto leaf = explain::statement("time of ripening: III, in the trial vineyard at the station of Aune");
    leaf.facts = {"R1", "R2"};
    auto root = with_children("outcome: as wanted", {leaf, leaf});
    root.rules = {"outcome"};
    EXPECT_EQ(tree_text(root, words(), {50, false, false}),
              "outcome: as wanted                         outcome\n"
              "|\n"
              "+-- time of ripening: III, in the trial     R1, R2\n"
              "|   vineyard at the station of Aune\n"
              "|\n"
              "+-- time of ripening: III, in the trial     R1, R2\n"
              "    vineyard at the station of Aune\n");
}

TEST(Terminal, text_cannot_steer_it) {
    auto root = explain::statement(std::string("a\x1b[2J\x07 \xE2\x80\xAE") + "b\r\nc " + std::string(300, 'w') +
                                   " \xE6\x97\xA5\xE6\x9C\xAC");
    root.facts = {"R1\x1b"};
    const std::string printed = tree_text(root, words(), {40, false, false});
    for (const char c : printed) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << printed;
    expect_within(printed, 40);
}

TEST(Terminal, a_deep_proof_goes_on_below_the_margin) {
    Statement deep;
    for (int i = 0; i < 200; ++i) deep = with_children("level " + std::to_string(i), {std::move(deep)});
    EXPECT_NE(tree_text(deep, words(), {40, true, false}).find("level 0"), std::string::npos);
}

}  // namespace
}  // namespace credence::report
