#include "sheet/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "unit/sheet/reading.hpp"

namespace credence::sheet {
namespace {

using ::testing::HasSubstr;
using testing::Read;
using testing::Rows;

/// The files of a small workbook, each of which a test may replace.
class Files {
public:
    std::map<std::string, std::string> text{
        {"_rels/.rels",
         "<Relationships><Relationship Id='r1' Type='x/officeDocument' Target='/xl/workbook.xml'/></Relationships>"},
        {"xl/workbook.xml",
         "<workbook xmlns:r='r'><workbookPr/><sheets><sheet name='second file' r:id='r2'/>"
         "<sheet name='lists' state='hidden' r:id='r1'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>"
         "<Relationship Id='r2' Type='x/worksheet' Target='worksheets/sheet2.xml'/>"
         "<Relationship Id='r3' Type='x/sharedStrings' Target='sharedStrings.xml'/>"
         "<Relationship Id='r4' Type='x/styles' Target='styles.xml'/></Relationships>"},
        {"xl/sharedStrings.xml",
         "<sst><si><t>id</t></si><si><r><t>na</t></r><r><t xml:space='preserve'>me </t></r><rPh><t>never</t></rPh></si>"
         "<si><t>a_x000D_b&amp;_x005F_x</t></si></sst>"},
        {"xl/styles.xml",
         "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='\"day\" dd/mm/yyyy'/>"
         "<numFmt numFmtId='171' formatCode='[Red]0.00\\d\"h\"'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
         "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='171'/></cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"},
    };

    /// The rows of the first sheet, as XML.
    Files& rows(const std::string& xml) {
        text["xl/worksheets/sheet2.xml"] = "<x:worksheet xmlns:x='s'><x:sheetData>" + xml + "</x:sheetData></x:worksheet>";
        return *this;
    }
    [[nodiscard]] std::string bytes() const {
        ZipWriter zip;
        for (const auto& [name, content] : text) zip.add(name, content);
        return std::move(zip).finish();
    }
    [[nodiscard]] Read read() const { return testing::read(Form::workbook, bytes()); }
};

const std::string header = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>value</t></is></c></row>";

/// What the second cell of a row of its own reads as.
std::string cell(const std::string& attributes, const std::string& inner, bool from_1904 = false) {
    Files files;
    if (from_1904) {
        auto& workbook = files.text["xl/workbook.xml"];
        workbook.replace(workbook.find("<workbookPr/>"), 13, "<workbookPr date1904='1'/>");
    }
    const auto found =
        files.rows(header + "<row r='2'><c r='A2' t='str'><v>x</v></c><c r='B2' " + attributes + ">" + inner + "</c></row>")
            .read();
    if (!found.errors.empty()) return "error: " + found.errors[0].message;
    return found.rows.at(1).at(1);
}

TEST(Workbook, TakesSheetsInTheOrderOfTheWorkbook) {
    const auto bytes = Files().rows(header).bytes();
    const Workbook book(bytes);
    ASSERT_EQ(book.parts().size(), 2U);
    EXPECT_EQ(book.parts()[0].name, "second file");
    EXPECT_FALSE(book.parts()[0].hidden);
    EXPECT_TRUE(book.parts()[1].hidden);
    EXPECT_EQ(testing::read(*book.open(0)).rows, (Rows{{"id", "value"}}));
    EXPECT_EQ(testing::read(*book.open(1)).rows, (Rows{{"1"}}));
}

TEST(Workbook, ReadsCellsAsPeopleSeeThem) {
    EXPECT_EQ(cell("t='s'", "<v>1</v>"), "name ");
    EXPECT_EQ(cell("t='s'", "<v>2</v>"), "a\rb&_x");
    EXPECT_EQ(cell("t='inlineStr'", "<is><r><t>a</t></r><r><t> b</t></r></is>"), "a b");
    EXPECT_EQ(cell("", "<v>4.2000000000000002</v>"), "4.2");
    EXPECT_EQ(cell("t='n' s='3'", "<v>7</v>"), "7") << "a layout with letters in quotes and brackets is no date";
    EXPECT_EQ(cell("t='b'", "<v>1</v>"), "yes");
    EXPECT_EQ(cell("t='b'", "<v>0</v>"), "no");
    EXPECT_EQ(cell("s='1'", "<v>45413</v>"), "2024-05-01");
    EXPECT_EQ(cell("s='2'", "<v>45413.5</v>"), "2024-05-01T12:00:00Z");
    EXPECT_EQ(cell("s='1'", "<v>43951</v>", true), "2024-05-01");
    EXPECT_EQ(cell("t='d'", "<v>2024-05-01</v>"), "2024-05-01");
    EXPECT_EQ(cell("t='str'", "<f>A1</f><v>=x</v>"), "=x") << "a text is a text";
    EXPECT_EQ(cell("", "<f>1+1</f><v>2</v>"), "2");
    EXPECT_EQ(cell("s='1'", ""), "");
}

TEST(Workbook, BlamesCellsThatHoldNoValue) {
    EXPECT_THAT(cell("", "<f>1+1</f>"), HasSubstr("never worked out"));
    EXPECT_THAT(cell("", "<f>1+1</f><v></v>"), HasSubstr("never worked out"));
    EXPECT_THAT(cell("t='e'", "<v>#REF!</v>"), HasSubstr("error of the spreadsheet"));
    EXPECT_THAT(cell("t='s'", "<v>99</v>"), HasSubstr("does not hold"));
    EXPECT_THAT(cell("s='1'", "<v>60</v>"), HasSubstr("layout of a date"));
    const auto found = Files().rows(header + "<row r='7'><c r='B7'><f>X</f></c></row>").read();
    ASSERT_EQ(found.errors.size(), 1U);
    EXPECT_EQ(found.errors[0].row, 7U);
    EXPECT_EQ(found.errors[0].column, 1U);
    const auto outside = Files().rows(header + "<row r='2'><c r='D2'><v>1</v></c></row>").read();
    ASSERT_EQ(outside.errors.size(), 1U);
    EXPECT_THAT(outside.errors[0].message, HasSubstr("behind the last column"));
}

TEST(Workbook, NumbersRowsAsTheSheetDoes) {
    const auto found =
        Files().rows(header + "<row r='2'/><row r='5'><c r='B5'><v>1</v></c></row><row><c><v>2</v></c></row>").read();
    EXPECT_EQ(found.rows, (Rows{{"id", "value"}, {"", "1"}, {"2", ""}}));
    EXPECT_EQ(found.numbers, (std::vector<std::uint32_t>{1, 5, 6}));
}

TEST(Workbook, ReadsSheetsOfManyPieces) {
    std::string rows = header;
    for (int i = 2; i < 20'002; ++i) rows += "<row r='" + std::to_string(i) + "'><c><v>" + std::to_string(i) + "</v></c></row>";
    const auto found = Files().rows(rows).read();
    ASSERT_EQ(found.rows.size(), 20'001U);
    EXPECT_EQ(found.rows.back()[0], "20001");
}

std::string broken(const std::string& bytes) {
    const auto found = testing::read(Form::workbook, bytes);
    EXPECT_EQ(found.errors.size(), 1U);
    if (found.errors.empty()) return "";
    EXPECT_TRUE(found.errors[0].fatal);
    return found.errors[0].message;
}

TEST(Workbook, SaysWhatIsWrongWithTheWhole) {
    EXPECT_THAT(broken(""), HasSubstr("not a workbook"));
    EXPECT_THAT(broken("id,name\n"), HasSubstr("not a workbook"));
    EXPECT_THAT(broken("\xd0\xcf\x11\xe0 old"), HasSubstr("protected by a password"));
    EXPECT_THAT(broken("PK\x03\x04 cut off"), HasSubstr("its end is missing"));
    ZipWriter other;
    other.add("word/document.xml", "<x/>");
    EXPECT_THAT(broken(std::move(other).finish()), HasSubstr("no workbook"));
    const auto with = [](const std::string& file, const std::string& text) {
        Files files;
        files.rows(header).text[file] = text;
        return broken(files.bytes());
    };
    EXPECT_THAT(with("xl/workbook.xml", "<workbook/>"), HasSubstr("no sheet"));
    EXPECT_THAT(with("xl/workbook.xml", "<workbook>"), HasSubstr("not sound XML"));
    EXPECT_THAT(with("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook>&a;</workbook>"), HasSubstr("document type"));
    std::string deep;
    for (int i = 0; i < 1'000; ++i) deep += "<a>";
    EXPECT_THAT(with("xl/styles.xml", deep), HasSubstr("nested"));
    EXPECT_THAT(with("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"), HasSubstr("empty"));
    EXPECT_THAT(with("xl/worksheets/sheet2.xml", "<worksheet><sheetData><row r='2'/><row r='2'/></sheetData></worksheet>"),
                HasSubstr("out of order"));
    Files missing;
    EXPECT_THAT(broken(missing.bytes()), HasSubstr("missing in the archive"));
}

TEST(Zip, RefusesWhatItsDirectoryDoesNotSay) {
    const auto bytes = Files().rows(header).bytes();
    ASSERT_FALSE(testing::read(Form::workbook, bytes).rows.empty());
    std::size_t refused = 0;
    for (std::size_t size = 0; size < bytes.size(); size += 7) {
        testing::read(Form::workbook, std::string_view(bytes).substr(0, size));
        refused += broken(bytes.substr(0, size)).empty() ? 0U : 1U;
    }
    EXPECT_EQ(refused, (bytes.size() + 6) / 7);
    // Each byte changed: never more than what is there, whatever is read.
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const char bits : {'\x01', '\x80', '\xff'}) {
            auto damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ bits);
            testing::read(Form::workbook, damaged);
        }
    }
}

TEST(Zip, StopsWhereAFileUnpacksToMoreThanItSays) {
    const std::string zeros(3'000'000, ' ');
    ZipWriter writer;
    writer.add("xl/workbook.xml", zeros);
    auto bytes = std::move(writer).finish();
    EXPECT_LT(bytes.size(), 10'000U);
    const auto archive = ZipArchive::open(bytes);
    ASSERT_TRUE(archive.has_value());
    EXPECT_EQ(archive->find("XL/Workbook.xml")->size, zeros.size());
    const auto size_at = bytes.rfind("PK\x01\x02") + 24;
    bytes[size_at + 2] = 1;  // says that it holds less
    const auto lying = ZipArchive::open(bytes);
    ZipStream stream(lying->entries()[0]);
    std::size_t given = 0;
    for (auto piece = stream.next(); given <= zeros.size(); piece = stream.next()) {
        if (!piece) {
            EXPECT_THAT(piece.error().message, HasSubstr("more than its directory says"));
            EXPECT_LE(given, lying->entries()[0].size);
            return;
        }
        given += piece->size();
    }
    FAIL() << "it gave everything";
}

TEST(Zip, CapsWhatIsUnpacked) {
    Files files;
    files.rows(header).text["xl/sharedStrings.xml"] = std::string(Workbook::largest_table + 1, ' ');
    EXPECT_THAT(broken(files.bytes()), HasSubstr("larger than 64 MB"));
}

}  // namespace
}  // namespace credence::sheet
