#include "report/templates.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "report/json.hpp"
#include "report/sections.hpp"
#include "support/files.hpp"
#include "unit/report/grapes.hpp"
#include "unit/report/shown.hpp"

namespace credence::report {
namespace {

namespace fs = std::filesystem;

struct Loaded {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    std::optional<Templates> templates;
};

/// With these files over the shipped ones.
std::unique_ptr<Loaded> load(const std::vector<std::pair<std::string, std::string>>& files) {
    const testing::TemporaryFolder folder;
    for (const auto& [path, text] : files) testing::write_file(folder.path() / "reports" / path, text);
    auto out = std::make_unique<Loaded>();
    out->templates = Templates::load({folder.path() / "reports"}, "en", out->sources, out->diagnostics);
    return out;
}

std::string shipped(const Report& report) { return load({})->templates->markdown(report); }

TEST(Templates, the_shipped_ones_are_sound) {
    const auto loaded = load({});
    for (const auto& diagnostic : loaded->diagnostics)
        ADD_FAILURE() << loaded->sources.place_text(diagnostic.primary.span) << diagnostic.message;
}

TEST(Templates, faults_are_found_without_data_at_their_place) {
    struct Fault {
        std::string text, code, message, help, at;
    };
    const std::vector<Fault> faults = {
        {"# {{titel}}\n", "T0106", "nothing is called `titel` here", "did you mean `title`?", "titel"},
        {"\n{{#answer}}{{headlin}}{{/answer}}", "T0106", "nothing is called `headlin` here", "did you mean `headline`?",
         "headlin"},
        {"{{#answer}}x", "T0104", "the section `answer` is not closed", "close it with {{/answer}}", "answer"},
        {"{{/answer}}", "T0104", "`answer` is closed here, but it is not the section that is open", "no section is open",
         "answer"},
        {"{{#answer}}{{#lines}}{{/answer}}", "T0104", "`answer` is closed here, but it is not the section that is open",
         "the open section is `lines`", "answer"},
        {"{{title", "T0103", "this tag has no end", "end it with }}", "{{"},
        {"{{}}", "T0103", "this tag names nothing", "write a name, as in {{title}}", "{{}}"},
        {"{{{title}}}", "T0105", "values are always escaped", "write {{title}}", "title"},
        {"{{&title}}", "T0105", "values are always escaped", "write {{title}}", "title"},
        {"{{=<% %>=}}", "T0105", "the delimiters of tags cannot be changed", "write tags as {{name}}", "<% %>="},
        {"{{> askd}}", "T0108", "no part `askd`", "did you mean `asked`?", "askd"},
        {"{{> nowhere_at_all}}", "T0108", "no part `nowhere_at_all`", "it would be the file parts/nowhere_at_all.md",
         "nowhere_at_all"},
        {"{{words.asekd}}", "T0110", "no message `asekd`", "did you mean `asked`?", "words.asekd"},
        {"{{words.id_run}}", "T0110", "the message `id_run` has holes, which a template cannot fill", "", "words.id_run"},
        {"{{answer}}", "T0107", "`answer` is a part with names of its own", "open it with {{#answer}}", "answer"},
        {"{{ranges}}", "T0107", "`ranges` is a list", "open it with {{#ranges}}", "ranges"},
    };
    for (const Fault& fault : faults) {
        const auto loaded = load({{"index.md", fault.text}});
        ASSERT_EQ(loaded->diagnostics.size(), 1U) << fault.text;
        const text::Diagnostic& found = loaded->diagnostics[0];
        EXPECT_EQ(found.code, fault.code) << fault.text;
        EXPECT_EQ(found.message, fault.message) << fault.text;
        EXPECT_EQ(found.help, fault.help) << fault.text;
        EXPECT_EQ(loaded->sources.text(found.primary.span), fault.at) << fault.text;
    }
}

TEST(Templates, several_faults_are_all_reported) {
    const auto loaded = load({{"index.md", "{{a_b}}\n{{#answer}}\n{{c_d}}\n{{#index}}"}, {"dossier.md", "{{e_f}}"}});
    EXPECT_EQ(loaded->diagnostics.size(), 5U);  // three names, two sections
}

TEST(Templates, a_fault_in_a_shared_part_is_reported_once) {
    const auto loaded = load({{"parts/table.md", "{{hed}}"}});
    ASSERT_EQ(loaded->diagnostics.size(), 1U);
    EXPECT_EQ(loaded->diagnostics[0].help, "did you mean `head`?");
}

TEST(Templates, a_part_that_contains_itself_is_refused) {
    const auto loaded =
        load({{"index.md", "{{> a}}"}, {"parts/a.md", "{{> b}}"}, {"parts/b.md", "{{#index}}{{> a}}{{/index}}"}});
    ASSERT_EQ(loaded->diagnostics.size(), 1U);
    EXPECT_EQ(loaded->diagnostics[0].code, "T0109");
    EXPECT_EQ(loaded->diagnostics[0].message, "`a` contains itself");
}

TEST(Templates, files_that_no_report_uses_are_reported) {
    const auto loaded =
        load({{"dosier.md", ""}, {"parts/evidense.md", "{{title}}"}, {"README.md", "mine"}, {"other/x.md", "{{bad}}"}});
    ASSERT_EQ(loaded->diagnostics.size(), 2U);
    EXPECT_EQ(loaded->diagnostics[0].message, "no report uses the file dosier.md");
    EXPECT_EQ(loaded->diagnostics[0].help, "did you mean dossier.md?");
    EXPECT_EQ(loaded->diagnostics[1].level, text::Level::warning);
}

TEST(Templates, hostile_templates_end_in_errors) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "{{#answer}}";
    EXPECT_TRUE(text::has_errors(load({{"index.md", deep}})->diagnostics));
    EXPECT_TRUE(text::has_errors(load({{"index.md", std::string(100'000, '{')}})->diagnostics));
    EXPECT_FALSE(text::has_errors(load({{"index.md", ""}})->diagnostics));
    EXPECT_FALSE(text::has_errors(load({{"index.md", "\xFF\xFE }} plain \xC3"}})->diagnostics));
}

TEST(Templates, the_more_particular_folder_goes_first_a_file_at_a_time) {
    const testing::TemporaryFolder folder;
    const fs::path general = folder.path() / "reports";
    const fs::path own = general / "variety_for_site";
    testing::write_file(general / "parts/decision.md", "{{#decision}}general{{/decision}}\n");
    testing::write_file(general / "parts/is_not.md", "{{#is_not}}{{number}} general{{/is_not}}\n");
    testing::write_file(own / "parts/decision.md", "{{#decision}}own{{/decision}}\n");
    testing::write_file(own / "words/en.toml", "evidence = \"What is on record\"\n");
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const Templates templates = Templates::load({own, general}, "en", sources, diagnostics);
    EXPECT_TRUE(diagnostics.empty());
    const std::string markdown = templates.markdown(grape_dossier(templates.words()));
    EXPECT_NE(markdown.find("\nown\n"), std::string::npos);
    EXPECT_NE(markdown.find("\n3 general\n"), std::string::npos);
    EXPECT_NE(markdown.find("## 6. What is on record\n"), std::string::npos);
    EXPECT_NE(markdown.find("## 2. The answer\n"), std::string::npos);
}

TEST(Templates, tags_alone_on_a_line_take_the_line_with_them) {
    const auto loaded = load(
        {{"index.md", "a\n{{! nothing }}\n{{#index}}\nb\n{{/index}}\n{{^index}}\nc\n  {{/index}}  \n{{> d}}\ne {{> d}} f\n"},
         {"parts/d.md", "d\n"}});
    ASSERT_TRUE(loaded->diagnostics.empty());
    Report report;
    report.kind = Kind::index;
    EXPECT_EQ(loaded->templates->markdown(report), "a\nc\nd\ne d f\n");
    report.index = Index{};
    EXPECT_EQ(loaded->templates->markdown(report), "a\nb\nd\ne d f\n");
}

TEST(Templates, an_absent_part_prints_nothing) {
    Report report;
    report.title = "Only a title";
    EXPECT_EQ(shipped(report), "# Only a title\n");
    report.answer = Answer{};
    report.reasons_for = ReasonsFor{};
    report.blocked = Blocked{};
    EXPECT_EQ(shipped(report), "# Only a title\n\n## 0. The answer\n\n## 0. Reasons for\n\n## 0. What could not be decided\n");
}

/// Every part that any kind has, each with something to say.
Report full_report(Kind kind) {
    const auto say = [](std::string text) {
        Claim claim;
        claim.text = std::move(text);
        return claim;
    };
    const auto table = [&](std::string text) { return Table{{"head"}, {{{say(std::move(text))}}}}; };
    Report r;
    r.kind = kind;
    r.asked = Asked{0, "in asked", {}};
    if (kind == Kind::comparison) {
        r.groups = Groups{0, table("in groups"), {}, {}};
        r.common = Common{{say("in same")}, {say("in uneven")}};
        r.differences = Differences{0, table("in differences"), {}, {}};
    } else {
        r.answer = Answer{};
        r.answer->lines = {say("in answer")};
    }
    if (kind == Kind::side_by_side)
        r.side_by_side = SideBySide{0, table("in side by side"), {}, {}, {{"in block", {}, table("in its table"), {}}}};
    r.is_not = IsNot{0, {say("in is not")}};
    r.declared = Declared{0, {{"in declared", {}, {}, {}}}};
    r.ranges = {RangePart{}};
    r.ranges[0].title = "in range";
    r.evidence = Evidence{0, {table("in evidence")}, {}, {}, {say("in closing")}};
    r.reasons_for = ReasonsFor{};
    r.reasons_for->steps = {Step{1, say("in step"), {}, {}, {}, {say("in note")}, {}}};
    r.reasons_against = ReasonsAgainst{0, {}, {say("in reasons against")}};
    r.blocked = Blocked{0, {say("in blocked")}, {}, {}};
    r.assumptions = Assumptions{0, table("in assumptions")};
    r.decision = Decision{};
    r.provenance = Provenance{0, table("in provenance")};
    r.scales = {{"Appendix: scale", {}, table("in its values")}};
    r.all_evidence = AllEvidence{"Appendix: all evidence", table("in its items")};
    number_sections(r, Words::english());
    return r;
}

TEST(Templates, sections_are_numbered_as_they_stand) {
    const Words words = Words::english();
    for (const Report& report : {grape_dossier(words), grape_comparison(words), full_report(Kind::side_by_side)}) {
        const std::string markdown = shipped(report);
        int next = 1;
        for (std::size_t at = markdown.find("\n## "); at != std::string::npos; at = markdown.find("\n## ", at + 1)) {
            if (markdown.compare(at + 4, 8, "Appendix") == 0) continue;
            EXPECT_EQ(markdown.substr(at + 4, markdown.find('.', at) - at - 4), std::to_string(next++));
        }
        EXPECT_GT(next, 4);
    }
}

TEST(Templates, print_every_part_that_a_report_has) {
    for (const Kind kind : {Kind::dossier, Kind::comparison, Kind::side_by_side}) {
        const Report report = full_report(kind);
        const std::string markdown = shipped(report);
        const std::string tree = json(report, Words::english());
        int parts = 0;
        for (std::size_t at = tree.find("\"in "); at != std::string::npos; at = tree.find("\"in ", at + 1)) {
            const std::string text = tree.substr(at + 1, tree.find('"', at + 1) - at - 1);
            EXPECT_NE(markdown.find(text), std::string::npos) << text << " in " << markdown;
            ++parts;
        }
        EXPECT_GE(parts, 15);
        const int last = report.provenance->number;
        for (int number = 1; number <= last; ++number)
            EXPECT_NE(markdown.find("\n## " + std::to_string(number) + ". "), std::string::npos);
        EXPECT_EQ(markdown.find("\n## " + std::to_string(last + 1) + ". "), std::string::npos);
    }
}

TEST(Templates, an_index_links_what_it_lists) {
    Report report;
    report.kind = Kind::index;
    report.title = "Reports";
    Claim link;
    link.text = "V07 | S2";
    link.link = "dossiers/V07 (S2)/report.md";
    report.index = Index{{}, {{"Dossiers", {}, Table{{"Report"}, {{{link}}}}, {}}}};
    EXPECT_EQ(shipped(report),
              "# Reports\n\n## Dossiers\n\n| Report |\n| --- |\n| [V07 \\| S2](dossiers/V07%20%28S2%29/report.md) |\n");
}

TEST(Templates, the_same_report_gives_the_same_bytes) {
    const Words words = Words::english();
    EXPECT_EQ(shipped(grape_dossier(words)), shipped(grape_dossier(words)));
}

TEST(Templates, a_text_cannot_leave_its_place) {
    Report report = grape_dossier(Words::english());
    const std::string attack = "x |\n\n## 99. Faked\n\n| a |\n| --- |\n<script> {{title}} {{> asked}} ![i](u)";
    report.is_not->items = {Claim{}};
    report.is_not->items[0].text = attack;
    report.declared->blocks[0].table->rows[0].cells[1].text = attack;
    report.title = attack;
    const std::string markdown = shipped(report);
    EXPECT_EQ(markdown.find("\n## 99"), std::string::npos);
    for (const std::string& renderer : renderers()) {
        const std::string html = html_of(renderer, markdown);
        EXPECT_EQ(html.find("Faked</h2>"), std::string::npos);
        EXPECT_EQ(html.find("<script>"), std::string::npos);
        EXPECT_EQ(html.find("src=\"u\""), std::string::npos);
        EXPECT_EQ(text_in(html, "h1"), "x | ## 99. Faked | a | | --- | <script> {{title}} {{> asked}} ![i](u)");
    }
}

}  // namespace
}  // namespace credence::report
