#include "sheet/csv.hpp"

#include <gtest/gtest.h>

namespace credence::sheet {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows(std::string_view text) {
    CsvReader reader(text);
    Rows out;
    for (Cells cells; reader.next(cells);) out.emplace_back(cells.begin(), cells.end());
    EXPECT_TRUE(reader.take_errors().empty());
    return out;
}

std::vector<RowError> errors(std::string_view text) {
    CsvReader reader(text);
    for (Cells cells; reader.next(cells);) {
    }
    return reader.take_errors();
}

TEST(Csv, ReadsWhatSpreadsheetsWrite) {
    const Rows expected{{"a", "b"}, {"1", "x y"}};
    EXPECT_EQ(rows("a,b\n1,x y\n"), expected);
    EXPECT_EQ(rows("a,b\r\n1,x y\r\n"), expected);
    EXPECT_EQ(rows("a,b\r1,x y"), expected);
    EXPECT_EQ(rows("\xef\xbb\xbf"
                   "a;b\n1;x y\n"),
              expected);
    EXPECT_EQ(rows("a\tb\n1\tx y\n"), expected);
    EXPECT_EQ(rows("\"a\",\"b\"\n\"1\",\"x y\"\n"), expected);
}

TEST(Csv, KeepsWhatStandsInQuotes) {
    EXPECT_EQ(rows("a,b\n\"x,\"\"y\"\"\r\nz\",\n"), (Rows{{"a", "b"}, {"x,\"y\"\r\nz", ""}}));
    EXPECT_EQ(rows("a,b\nx\"y,2\n"), (Rows{{"a", "b"}, {"x\"y", "2"}}));
}

TEST(Csv, LooksForTheSeparatorOutsideQuotes) {
    CsvReader reader("\"a;b;c\",d\n1,2\n");
    EXPECT_EQ(reader.separator(), ',');
    EXPECT_EQ(CsvReader("\"a,b,c\";d;e\n").layout(), "UTF-8, separator `;`");
    EXPECT_EQ(CsvReader("\xef\xbb\xbfid\n").layout(), "UTF-8 with BOM, separator `,`");
}

TEST(Csv, CountsRowsAsASpreadsheetDoes) {
    CsvReader reader("id,name\n\nA,\"one\ntwo\"\n,\nB,x\n");
    Cells cells;
    std::vector<std::uint32_t> numbers;
    while (reader.next(cells)) numbers.push_back(reader.row());
    EXPECT_EQ(numbers, (std::vector<std::uint32_t>{1, 3, 5}));
}

TEST(Csv, NamesTheEncoding) {
    const std::string_view utf16(
        "\xff\xfe"
        "i\0d\0,\0n\0",
        10);
    ASSERT_EQ(errors(utf16).size(), 1U);
    EXPECT_NE(errors(utf16)[0].message.find("UTF-16"), std::string::npos);
    EXPECT_NE(errors(std::string_view("i\0d\0,\0n\0\n\0", 10))[0].message.find("UTF-16"), std::string::npos);
    const auto latin = errors("id,name\nA,Ren\xe9\n");
    ASSERT_EQ(latin.size(), 1U);
    EXPECT_EQ(latin[0].row, 2U);
    EXPECT_EQ(latin[0].column, 1U);
    EXPECT_NE(latin[0].message.find("Latin-1"), std::string::npos);
    EXPECT_EQ(errors("id\nA\xc0\xaf\n").size(), 1U) << "an overlong form";
    EXPECT_EQ(errors("id\nA\xed\xa0\x80\n").size(), 1U) << "a surrogate";
    EXPECT_NE(errors("PK\x03\x04 workbook")[0].message.find("workbook"), std::string::npos);
}

TEST(Csv, NamesAnotherSeparator) {
    const auto bars = errors("id|name\nA|x\n");
    ASSERT_EQ(bars.size(), 1U);
    EXPECT_NE(bars[0].message.find("separated by `|`"), std::string::npos);
    EXPECT_TRUE(errors("id|name,x\nA|x,y\n").empty());
    std::string wide = "a";
    for (int i = 1; i < 1'024; ++i) wide += ",a";
    EXPECT_TRUE(errors(wide + "\n").empty());
    EXPECT_EQ(errors(wide + ",a\n").size(), 1U);
}

TEST(Csv, ArmsWhatAnExportDisarmed) {
    EXPECT_EQ(rows("a\n'=1+1\n''=x\n'tis\n\"'@x\"\n=2\n"), (Rows{{"a"}, {"=1+1"}, {"'=x"}, {"'tis"}, {"@x"}, {"=2"}}));
}

TEST(Csv, RefusesWhatCannotBeRead) {
    EXPECT_EQ(errors("").size(), 1U);
    const auto open = errors("id,name\nA,\"never closed\nB,x\n");
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].row, 2U);
    EXPECT_TRUE(open[0].fatal);
    EXPECT_EQ(errors("id\n\"A\"x\nB\n").size(), 1U);
    EXPECT_EQ(errors(std::string_view("id,name,more,and\nA,b\0c,d,e\n", 27)).size(), 1U);
    EXPECT_EQ(errors("id\n" + std::string(longest_cell + 1, 'x') + "\n").size(), 1U);
    EXPECT_EQ(errors("id\n" + std::string(longest_cell, 'x') + "\n").size(), 0U);
}

}  // namespace
}  // namespace credence::sheet
