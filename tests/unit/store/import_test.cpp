#include "store/import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "unit/store/vocabulary.hpp"

namespace credence::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::noon;
using testing::Office;

class Import : public ::testing::Test {
protected:
    Import() {
        office.write("person.csv", "id,name\nC01,Ada\nC02,Bo\n");
        office.write("post.csv", "id,name\nM1-DIR,Director\n");
    }

    /// The one problem that the files have.
    Problem problem(const ImportOptions& options = {false, noon}) {
        const auto report = office.import(options);
        EXPECT_EQ(report.problems.size(), 1U) << import_text(report, "kb");
        return report.problems.empty() ? Problem{} : report.problems.front();
    }
    Problem of_observation(const std::string& attribute, const std::string& value) {
        office.write("observations.csv", "item,subject,attribute,value\nE1,C01," + attribute + "," + value + "\n");
        return problem();
    }

    Office office;
};

TEST_F(Import, CountsWhatIsNewAndWhatIsNot) {
    office.write("observations.csv",
                 "item,subject,attribute,value,confidence,kind,source,assessor,on,group,quote\n"
                 "E1,C01,risk,5,high,observed behaviour,interview,AS-1,2026-03-11,G1,\"said \"\"yes\"\"\"\n"
                 ",C02,risk,r2,0.25,self_report,,,2026-03,,\n");
    office.write("held.csv",
                 "person,organisation,sector,started,ended,item\nC01,Watch,activism,2001-03,2014,C01/1\nC01,Other,UN "
                 "system,2015,,C01/2\n");
    const auto first = office.import();
    ASSERT_TRUE(first.accepted()) << import_text(first, "kb");
    EXPECT_EQ(import_text(first, "kb.sqlite"),
              "  person       2\n"
              "  post         1\n"
              "  risk         2\n"
              "  held         2\n"
              "7 rows written to kb.sqlite; 0 on record already.\n");
    const auto again = office.import({false, noon + 1'000});
    EXPECT_TRUE(again.accepted());
    for (const auto& table : again.tables) EXPECT_EQ(table.added, 0U) << table.table;
    const auto facts = office.load();
    EXPECT_EQ(facts.known_at, noon) << "a second import changes nothing";
    const auto& risk = facts.observations[testing::attribute(office.rulebase, "risk").index()];
    ASSERT_EQ(risk.size(), 2U);
    EXPECT_THAT(risk.value, ElementsAre(4, 1));
    EXPECT_THAT(risk.evidence.confidence, ElementsAre(9'000, 2'500));
    EXPECT_THAT(risk.evidence.kind, ElementsAre(0, 1));
    EXPECT_EQ(facts.texts[risk.evidence.quote[0]], "said \"yes\"");
    EXPECT_EQ(facts.texts[risk.evidence.item[1]], "C02/risk");
    const auto& held = facts.relations[testing::relation(office.rulebase, "held").index()];
    EXPECT_EQ(Date::from_code(held.columns[4][0]).text(), "2014");
    EXPECT_EQ(Date::from_code(held.columns[4][1]).text(), "2026-06-01") << "an open end is today";
}

TEST_F(Import, SaysWhatIsWrongLikeTheTranscript) {
    office.write("observations.csv",
                 "\xef\xbb\xbfsubject;item;attribute;assessor;value;on;quote\n"
                 "C01;E1605;risk;AS-03;6;2026-04-28;private words\n"
                 "C01;E0705;risk;AS-06;2;2026-02-30;\n"
                 "C02;E1106;risck;AS-01;3;2026-04-30;\n");
    const auto report = office.import();
    EXPECT_EQ(import_text(report, "planning.db"),
              "observations.csv: 3 rows, UTF-8 with BOM, separator `;`\n"
              "\n"
              "error[K0203]: `6` is not on the scale Rating\n"
              "  --> observations.csv, row 2, column E `value`      E1605 risk of C01\n"
              "   C01;E1605;risk;AS-03;[6];2026-04-28;…\n"
              "   expected  1, 2, 3, 4 or 5\n"
              "\n"
              "error[K0205]: 2026 has no 30 February\n"
              "  --> observations.csv, row 3, column F `on`         E0705 risk of C01\n"
              "   C01;E0705;risk;AS-06;2;[2026-02-30];\n"
              "   expected  a date such as 2026-02-28\n"
              "\n"
              "error[K0202]: no attribute `risck`\n"
              "  --> observations.csv, row 4, column C `attribute`  E1106 of C02\n"
              "   C02;E1106;[risck];AS-01;…;2026-04-30;\n"
              "   did you mean `risk`?\n"
              "\n"
              "3 mistakes in 3 of 6 rows. Nothing was written to planning.db.\n"
              "Correct them and import again.\n");
}

TEST_F(Import, WritesNothingOfAFileThatBreaksLate) {
    constexpr int late = 900'000;
    std::string rows = "subject,attribute,value\n";
    for (int row = 2; row < late; ++row) rows += "C01,height,1\n";
    office.write("observations.csv", rows + "C01,remark,\"never closed\nC01,height,2\n");
    const auto begin = std::chrono::steady_clock::now();
    const auto broken = problem();
    EXPECT_EQ(broken.code, "K0201");
    EXPECT_EQ(broken.row, static_cast<std::uint32_t>(late));
    EXPECT_EQ(broken.column, 2U);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10))
        << "it takes well below one where nothing else runs";
}

TEST_F(Import, WarnsOfTextsThatTell) {
    std::string rows = "subject,attribute,value,quote\n";
    for (int i = 0; i < 30; ++i) rows += "C01,height," + std::to_string(i) + ",She left number " + std::to_string(i) + "\n";
    office.write("observations.csv", rows + "C01,risk,5,The hero left\n");
    const auto report = office.import();
    EXPECT_TRUE(report.accepted());
    EXPECT_EQ(report.telling, 30U);
    ASSERT_EQ(report.problems.size(), 20U);
    EXPECT_EQ(report.problems[0].code, "K0215");
    EXPECT_THAT(report.problems[0].message, HasSubstr("`she` (sex)"));
    const auto text = import_text(report, "kb");
    EXPECT_THAT(text, HasSubstr("and 10 more texts"));
    EXPECT_EQ(text.find("left number"), std::string::npos) << "the words themselves are not printed";
    EXPECT_EQ(office.import().telling, 0U) << "only of what is new";
}

TEST_F(Import, WritesAllOrNothing) {
    office.write("observations.csv", "subject,attribute,value\nC01,risk,5\nC01,risk,6\n");
    EXPECT_FALSE(office.import().accepted());
    const auto facts = office.load();
    EXPECT_TRUE(facts.individuals[0].empty());
    EXPECT_EQ(facts.observations[testing::attribute(office.rulebase, "risk").index()].size(), 0U);
    EXPECT_EQ(facts.notice, "");
}

TEST_F(Import, RefusesValuesThatAreNot) {
    for (const auto* value : {"0", "6", "3.5", "r6", "high"}) EXPECT_EQ(of_observation("risk", value).code, "K0203") << value;
    EXPECT_EQ(of_observation("risk", "").code, "K0209");
    EXPECT_EQ(of_observation("height", "tall").code, "K0204");
    EXPECT_THAT(of_observation("height", "\"1,75\"").message, HasSubstr("decimal comma"));
    EXPECT_EQ(of_observation("height", "nan").code, "K0204");
    EXPECT_EQ(of_observation("height", "1e400").code, "K0204");
    EXPECT_EQ(of_observation("active", "maybe").code, "K0204");
    EXPECT_EQ(of_observation("seen", "yesterday").code, "K0204");
    EXPECT_EQ(of_observation("born", "2025-02-29").message, "2025 has no 29 February");
    EXPECT_EQ(of_observation("born", "2025-13-01").message, "`2025-13-01` is not a date: there is no month 13");
    EXPECT_EQ(of_observation("born", "13/12/2024").code, "K0205");
    EXPECT_EQ(of_observation("born", "0000-01-01").code, "K0205");
    EXPECT_EQ(of_observation("known_to", "C10").help, "did you mean `C01`?");
    EXPECT_EQ(of_observation("experience", "3").message, "`experience` is concluded by rules, not recorded");
}

TEST_F(Import, RefusesRangesFromHighToLow) {
    office.write("desired.csv", "subject,value\nM1-DIR,4..2\n");
    EXPECT_EQ(problem().message, "the range `4..2` runs from high to low");
    office.write("desired.csv", "subject,value\nM1-DIR,4..9\n");
    EXPECT_EQ(problem().code, "K0203");
    office.write("desired.csv", "subject,value\nM1-DIR,r2..4\n");
    EXPECT_TRUE(office.import().accepted());
}

TEST_F(Import, RefusesUnknownIndividualsAndValuesOfChoices) {
    office.write("considered.csv", "candidate,post\nC01,M9-DIR\n");
    EXPECT_EQ(problem().message, "no post `M9-DIR`");
    office.write("considered.csv", "candidate,post\nC01,M1-DIR\n");
    office.write("held.csv", "person,organisation,sector,started,ended\nC01,Watch,activsm,2001,2002\n");
    const auto found = problem();
    EXPECT_EQ(found.code, "K0203");
    EXPECT_EQ(found.help, "did you mean `activism`?");
}

TEST_F(Import, RefusesEvidenceThatCannotBe) {
    const auto with = [&](const std::string& column, const std::string& cell) {
        office.write("risk.csv", "subject,value," + column + "\nC01,5," + cell + "\n");
        return problem();
    };
    for (const auto* confidence : {"0", "-0.5", "1.01", "hgh", "0.00001"})
        EXPECT_EQ(with("confidence", confidence).code, "K0204") << confidence;
    EXPECT_EQ(with("kind", "hearsay").message, "no kind of observation `hearsay`");
    EXPECT_EQ(with("on", "2026-06-02").code, "K0210") << "a day after its record";
    EXPECT_EQ(with("on", "2026-07").code, "K0210");
    EXPECT_EQ(with("on", "2027").code, "K0210");
    EXPECT_EQ(with("item",
                   "E\xe2\x80\xae"
                   "1")
                  .code,
              "K0214")
        << "a mark that turns the direction of writing";
    EXPECT_EQ(with("retracted", "2026-01-01T00:00Z").code, "K0202");
    for (const auto* on : {"2026-06-01", "2026-06", "2026"}) {
        office.write("risk.csv", "subject,value,on\nC01,5," + std::string(on) + "\n");
        EXPECT_TRUE(office.import().accepted()) << on;
    }
}

TEST_F(Import, RefusesWhatIsOnRecordWithOtherContent) {
    office.write("observations.csv", "item,subject,attribute,value\nE1,C01,risk,5\nE1,C01,risk,5\n");
    EXPECT_TRUE(office.import().accepted()) << "said twice is said once";
    office.write("observations.csv", "item,subject,attribute,value\nE1,C01,risk,4\n");
    EXPECT_EQ(problem().message, "`E1` is there already, with another `value`");
    office.write("observations.csv", "item,subject,attribute,value\nE1,C01,height,4\n");
    EXPECT_EQ(problem().message, "`E1` is there already, in the table `risk`");
    office.write("observations.csv", "item,subject,attribute,value\nE2,C01,risk,1\nE2,C02,risk,1\n");
    EXPECT_EQ(problem().row, 3U);
    office.write("observations.csv", "subject,attribute,value\n");
    office.write("person.csv", "id,name\nC01,Adam\n");
    EXPECT_EQ(problem().message, "`C01` is there already, with another `name`");
}

TEST_F(Import, KeepsTwoEntriesOfOneContentOnce) {
    office.write("considered.csv", "candidate,post\nC01,M1-DIR\nC01,M1-DIR\nC02,M1-DIR\n");
    const auto report = office.import();
    EXPECT_EQ(report.tables.back().added, 2U);
    EXPECT_EQ(report.tables.back().unchanged, 1U);
}

TEST_F(Import, RefusesHeadersThatAreNot) {
    office.write("observations.csv", "subject,attribut,value\nC01,risk,5\n");
    EXPECT_EQ(problem().help, "did you mean `attribute`?");
    office.write("observations.csv", "subject,value\nC01,5\n");
    EXPECT_EQ(problem().message, "there is no column `attribute`");
    office.write("observations.csv", "subject,attribute,value,value\nC01,risk,5,5\n");
    EXPECT_EQ(problem().message, "the column `value` stands twice");
    office.write("observations.csv", "subject,attribute,value\nC01,risk\n");
    EXPECT_EQ(problem().message, "the row has 2 cells, the header 3");
    office.write("observations.csv", "");
    EXPECT_EQ(problem().code, "K0201");
}

TEST_F(Import, RefusesFilesThatBelongToNoTable) {
    office.write("README.md", "not a table");
    office.write("considred.csv", "candidate,post\nC01,M1-DIR\n");
    EXPECT_EQ(problem().help, "did you mean `considered.csv`?");
    EXPECT_FALSE(import_files(office.kb, office.rulebase, office.files() / "missing", {false, noon}));
}

TEST_F(Import, DoesNotBlameRowsForAFileThatCannotBeRead) {
    office.write("person.csv", "id,name\nC01,Ren\xe9\n");
    office.write("considered.csv", "candidate,post\nC01,M1-DIR\nC02,M1-DIR\n");
    EXPECT_EQ(problem().file, "person.csv");
}

TEST_F(Import, TakesTimesOfRecordOnlyWithHistory) {
    office.write("risk.csv", "subject,value,recorded\nC01,5,2026-03-12T09:00:00Z\n");
    EXPECT_EQ(problem().code, "K0212");
    ASSERT_TRUE(office.import({true, noon}).accepted());
    const auto facts = office.load();
    EXPECT_EQ(time_text(facts.known_at), "2026-03-12T09:00:00Z");
    EXPECT_EQ(facts.as_of.text(), "2026-03-12");
    office.write("risk.csv", "subject,value,recorded\nC01,5,\n");
    EXPECT_EQ(problem({true, noon}).code, "K0212");
    office.write("risk.csv", "subject,value\nC01,5\n");
    EXPECT_EQ(problem({true, noon}).code, "K0212");
    office.write("risk.csv", "subject,value,on,recorded\nC01,5,2026-03-13,2026-03-12T09:00:00Z\n");
    EXPECT_EQ(problem({true, noon}).code, "K0210");
}

TEST_F(Import, WarnsOfAnEndBeforeItsStart) {
    office.write("held.csv", "person,organisation,sector,started,ended\nC01,Watch,activism,2005,2004-12\n");
    const auto report = office.import();
    EXPECT_TRUE(report.accepted());
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_TRUE(report.problems[0].warning);
    EXPECT_EQ(report.problems[0].message, "`ended` lies before `started`");
}

TEST_F(Import, LeavesColumnsNamedLikeEvidenceToTheRelation) {
    office.write("cited.csv", "person,source,item,evidence_source\nC01,the archive,page 3,desk\n");
    ASSERT_TRUE(office.import().accepted());
    const auto facts = office.load();
    const auto& cited = facts.relations[testing::relation(office.rulebase, "cited").index()];
    EXPECT_EQ(facts.texts[cited.columns[1][0]], "the archive");
    EXPECT_EQ(facts.texts[cited.columns[2][0]], "page 3");
    EXPECT_EQ(facts.texts[cited.evidence.source[0]], "desk");
    EXPECT_EQ(facts.texts[cited.evidence.item[0]], "C01/cited");
}

TEST_F(Import, KeepsHostileTextsLiterally) {
    const std::vector<std::string> texts{"'; DROP TABLE \"risk\"; --",
                                         "a|b`c`",
                                         "<script>alert(1)</script>",
                                         "one\r\ntwo\n",
                                         "\u202Eabc\u202C",
                                         "\U0001F600",
                                         "=HYPERLINK(\"x\")",
                                         "+1",
                                         "@x",
                                         "\t tab ",
                                         "IF candidate = C01 THEN fit",
                                         "\x1b]0;x\x07"};
    std::string csv = "subject,attribute,value\n";
    for (const auto& text : texts) {
        std::string cell;
        for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
        csv += "C01,remark,\"" + cell + "\"\n";
    }
    office.write("observations.csv", csv);
    const auto report = office.import();
    ASSERT_TRUE(report.accepted()) << import_text(report, "kb");
    const auto facts = office.load();
    std::vector<std::string> found;
    for (const auto cell : facts.observations[testing::attribute(office.rulebase, "remark").index()].value)
        found.push_back(facts.texts[cell]);
    EXPECT_THAT(found, ::testing::UnorderedElementsAreArray(texts));
}

TEST_F(Import, ShowsHostileCellsHarmlessly) {
    const auto found = of_observation("risk", "\"\x1b[2J\u202E\n9\"");
    EXPECT_EQ(found.message, "`\\x1b[2JU+202E\\n9` is not on the scale Rating");
    EXPECT_EQ(problem_text(found).find('\x1b'), std::string::npos);
}

TEST_F(Import, KeepsANoticeAndNoOther) {
    office.write("notice.txt", "All fictional.\n");
    ASSERT_TRUE(office.import().accepted());
    EXPECT_EQ(office.load().notice, "All fictional.");
    EXPECT_TRUE(office.import().accepted());
    office.write("notice.txt", "All real.\n");
    EXPECT_EQ(problem().code, "K0208");
    office.write("notice.txt", "two\nlines\n");
    EXPECT_EQ(problem().code, "K0201");
}

TEST_F(Import, KeepsCountButNotAllOfVeryManyProblems) {
    std::string csv = "subject,attribute,value\n";
    for (int i = 0; i < 1'500; ++i) csv += "C01,risk,6\n";
    office.write("observations.csv", csv);
    const auto report = office.import();
    EXPECT_EQ(report.errors, 1'500U);
    EXPECT_EQ(report.problems.size(), 1'000U);
    EXPECT_THAT(import_text(report, "kb"), HasSubstr("… and 500 more."));
}

TEST_F(Import, MakesTablesThatTheVocabularyGained) {
    ASSERT_TRUE(office.import().accepted());
    check::Attribute weight = office.rulebase.attributes[4];
    weight.head.name = weight.head.label = "weight";
    office.rulebase.attributes.push_back(weight);
    EXPECT_EQ(office.load().observations.back().size(), 0U) << "nothing is recorded yet";
    office.write("weight.csv", "subject,value\nC01,70.50\n");
    ASSERT_TRUE(office.import().accepted());
    EXPECT_THAT(office.load().observations.back().value, ElementsAre(70'500'000'000));
    EXPECT_TRUE(open_knowledge_base(office.path(), Mode::read)) << "the new table is ours";
}

}  // namespace
}  // namespace credence::store
