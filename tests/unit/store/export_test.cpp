#include "store/export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sheet/write_csv.hpp"
#include "unit/store/vocabulary.hpp"

namespace credence::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::noon;
using testing::Office;

void fill(Office& office) {
    office.write("person.csv", "id,name\nC01,\"'=Ada\"\nC02,=HYPERLINK(\"x\")\n");
    office.write("post.csv", "id,name\nM1-DIR,Director\n");
    office.write("observations.csv",
                 "item,subject,attribute,value,confidence,kind,on,group,quote,recorded,reliability,credibility\n"
                 "E1,C01,risk,5,high,observed behaviour,2026-03-11,G1,\"+1, said\r\n\"\"yes\"\"\",2026-05-01T09:00:00Z,b,\n"
                 ",C02,risk,r2,0.25,self_report,2026-03,,,2026-05-02T09:00:00Z,F,6\n"
                 ",C02,height,-1.50,,,,,,2026-05-02T09:00:00Z,,3\n"
                 ",C01,remark,_x000D_ @x,,,,,,2026-05-03T09:00:00Z,,\n"
                 ",M1-DIR,desired,r2..r4,,,,,,2026-05-03T09:00:00Z,,\n");
    office.write("held.csv",
                 "person,organisation,sector,started,ended,recorded\nC01,Watch,activism,2001-03,,2026-05-01T09:00:00Z\n");
    office.write("notice.txt", "A sample\n");
    ASSERT_TRUE(office.import({true, noon}).accepted());
}

TEST(Export, ReadsBackAsTheSameContent) {
    Office office, from_csv, from_workbook;
    fill(office);
    auto exported = export_tables(office.kb, office.rulebase, {}).value();
    EXPECT_EQ(exported.rows, 9U);
    for (const auto& table : exported.tables) {
        std::vector<std::string> head;
        for (const auto& column : table.columns) head.push_back(column.header);
        from_csv.write(table.name + ".csv", sheet::csv_text(head, table.rows));
    }
    from_csv.write("notice.txt", exported.notice);
    const auto csv = from_csv.import({true, noon});
    ASSERT_TRUE(csv.accepted()) << import_text(csv, "kb");
    EXPECT_EQ(from_csv.load().content_digest, office.load().content_digest);

    exported.tables.push_back({"notice", {{"notice"}}, {{exported.notice}}});
    from_workbook.write("all.xlsx", sheet::workbook_bytes(exported.tables));
    const auto workbook = from_workbook.import({true, noon});
    ASSERT_TRUE(workbook.accepted()) << import_text(workbook, "kb");
    EXPECT_EQ(from_workbook.load().content_digest, office.load().content_digest);

    office.write("notice.txt", "A sample\n");
    const auto again = from_csv.import({true, noon});
    for (const auto& table : again.tables) EXPECT_EQ(table.added, 0U) << table.table;
}

TEST(Ratings, OfSourceAndItemStandApart) {
    Office office;
    fill(office);
    const auto facts = office.load();
    const auto& risk = facts.observations[testing::attribute(office.rulebase, "risk").index()].evidence;
    EXPECT_EQ(facts.texts[risk.reliability[0]], "B");
    EXPECT_EQ(risk.credibility[0], check::no_cell);
    EXPECT_EQ(facts.texts[risk.reliability[1]] + facts.texts[risk.credibility[1]], "F6");
    office.write("observations.csv",
                 "subject,attribute,value,recorded,reliability,credibility\n"
                 "C01,risk,5,2026-05-01T09:00:00Z,G,0\nC01,risk,5,2026-05-01T09:00:00Z,AB,7\n");
    const auto report = office.import({true, noon});
    ASSERT_EQ(report.problems.size(), 4U);
    for (const auto& problem : report.problems) EXPECT_EQ(problem.code, "K0204");
}

TEST(Export, GivesWhatWasKnownThen) {
    Office office;
    fill(office);
    LoadRequest request;
    request.known_at = 1'777'626'000;  // 2026-05-01T09:00:00Z
    const auto then = export_tables(office.kb, office.rulebase, request).value();
    std::vector<std::string> names;
    for (const auto& table : then.tables) names.push_back(table.name + " " + std::to_string(table.rows.size()));
    EXPECT_THAT(names, ElementsAre("person 2", "post 1", "observations 1", "held 1"));
    request.known_at.reset();
    request.as_of = Date::from_civil(2026, 3, 10);
    EXPECT_EQ(export_tables(office.kb, office.rulebase, request).value().rows, 8U);
}

TEST(Template, HasASheetForEachTableAndListsOfWhatMayBeWritten) {
    const auto sheets = template_sheets(testing::vocabulary());
    std::vector<std::string> names;
    for (const auto& sheet : sheets) names.push_back(sheet.name);
    EXPECT_THAT(names, ElementsAre("README", "person", "post", "observations", "cited", "considered", "held", "panels"));
    const auto& observations = sheets[3].columns;
    EXPECT_EQ(observations[1].header, "attribute");
    EXPECT_THAT(observations[1].choices,
                ElementsAre("active", "born", "desired", "height", "known_to", "remark", "risk", "seen"));
    EXPECT_EQ(observations[2].header, "value");
    ASSERT_EQ(observations[2].choices_by_key.size(), 2U);
    EXPECT_THAT(observations[2].choices_by_key[1].second, ElementsAre("1", "2", "3", "4", "5"));
    EXPECT_EQ(observations[2].key_column, 1U);
    EXPECT_EQ(sheets[5].columns[0].ids_of, "person");
    EXPECT_THAT(sheets[6].columns[2].choices, ElementsAre("activism", "UN system"));
}

TEST(Template, IsAnImportOfNothingAsItStands) {
    Office office;
    office.write("blank.xlsx", sheet::workbook_bytes(template_sheets(office.rulebase)));
    const auto report = office.import();
    EXPECT_TRUE(report.accepted()) << import_text(report, "kb");
    EXPECT_EQ(report.rows(), 0U);
    EXPECT_EQ(report.files.size(), 7U);
}

}  // namespace
}  // namespace credence::store
