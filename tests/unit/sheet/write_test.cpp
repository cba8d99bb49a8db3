#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sheet/write_csv.hpp"
#include "sheet/write_workbook.hpp"
#include "unit/sheet/reading.hpp"

namespace credence::sheet {
namespace {

using testing::Rows;

std::string cell(const std::string& text) { return csv_cell(text); }

TEST(CsvText, QuotesWhatWouldBreakARow) {
    EXPECT_EQ(csv_text({"a", "b c"}, {{"1", ""}, {"x,y", "z"}}), "a,b c\n1,\n\"x,y\",z\n");
    EXPECT_EQ(cell("say \"so\""), "\"say \"\"so\"\"\"");
    EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
}

TEST(CsvText, AFormulaGetsAnApostrophe) {
    EXPECT_EQ(cell("=1+1"), "'=1+1");
    EXPECT_EQ(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    for (const char* text : {"+1", "@x", "-x", "-1+cmd", "\tx", "\rx", "\uFF1Dx", "\uFF0Bx", "\uFF0Dx", "\uFF20x"}) {
        EXPECT_NE(cell(text).find("'"), std::string::npos) << text;
    }
}

TEST(CsvText, ANumberStaysANumber) {
    for (const char* text : {"-1", "-0.5", "12", "1..2", "a=b", "x@y", ""}) EXPECT_EQ(cell(text), text);
}

TEST(WriteCsv, ComesBackAsItWas) {
    const Rows rows{{"a", "b"}, {"=1+1", "'=1"}, {"x\"y", "two\nlines\r\n"}, {"-1", ","}, {"\t", "\uff1d"}};
    EXPECT_EQ(testing::read(Form::csv, csv_text(rows[0], {rows.begin() + 1, rows.end()})).rows, rows);
}

TEST(WriteWorkbook, ComesBackAsItWas) {
    const Rows rows{{"a", "b"},
                    {"=1+1", "4.2"},
                    {"two\nlines\r\n & <x>", "1234567890123456789"},
                    {"_x000D_ \x01", ""},
                    {"\xef\xbf\xbe \"q\" 'q'", "2026-03"}};
    SheetOut sheet{"first", {{"a"}, {"b", true}}, {rows.begin() + 1, rows.end()}};
    const SheetOut other{"a name of more than thirty-one characters", {{"id"}}, {{"x"}}};
    const auto bytes = workbook_bytes({sheet, other});
    const auto book = open_book(Form::workbook, bytes);
    ASSERT_EQ(book->parts().size(), 2U);
    EXPECT_EQ(book->parts()[1].name, "a name of more than thirty-one ");
    const auto found = testing::read(*book->open(0));
    EXPECT_EQ(found.rows, rows);
    EXPECT_EQ(testing::read(*book->open(1)).rows, (Rows{{"id"}, {"x"}}));
    EXPECT_EQ(bytes, workbook_bytes({sheet, other}));
}

TEST(WriteWorkbook, ListsWhatMayBeWrittenOnAHiddenSheet) {
    SheetOut sheet{"facts", {{"who"}, {"what"}, {"value"}}, {}};
    sheet.columns[0].ids_of = "person";
    sheet.columns[1].choices = {"risk", "height"};
    sheet.columns[2].choices_by_key = {{"risk", {"low", "high"}}, {"height", {"low", "high"}}};
    sheet.columns[2].key_column = 1;
    const auto book_bytes = workbook_bytes({sheet});
    const auto book = open_book(Form::workbook, book_bytes);
    ASSERT_EQ(book->parts().size(), 2U);
    EXPECT_TRUE(book->parts()[1].hidden);
    EXPECT_EQ(testing::read(*book->open(1)).rows, (Rows{{"risk", "low"}, {"height", "high"}})) << "one list once";
}

}  // namespace
}  // namespace credence::sheet
