// Workbooks: the bytes as an archive, and the bytes as a sheet of a sound one, which a fuzzer could not pack itself.
#include "fuzz/reading_rows.hpp"
#include "sheet/write_workbook.hpp"
#include "sheet/zip.hpp"

namespace {

std::string workbook_of(std::string_view sheet) {
    credence::sheet::ZipWriter zip;
    zip.add("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='1'/></sheets></workbook>");
    zip.add("xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='1' Type='/worksheet' Target='a.xml'/><Relationship Id='2' Type='/sharedStrings' "
            "Target='texts.xml'/><Relationship Id='3' Type='/styles' Target='styles.xml'/></Relationships>");
    zip.add("xl/texts.xml", "<sst><si><t>id</t></si><si><t>two</t></si></sst>");
    zip.add("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>");
    zip.add("xl/a.xml", sheet);
    return std::move(zip).finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace credence;
    const auto bytes = testing::as_text(data, size);
    testing::read_soundly(sheet::Form::workbook, bytes);
    for (auto rows : testing::read_soundly(sheet::Form::workbook, workbook_of(bytes))) {
        for (const auto& row : rows) testing::require(row.size() == rows.front().size(), "a row of another width");
        sheet::SheetOut out{"a", {}, {rows.begin() + (rows.empty() ? 0 : 1), rows.end()}};
        for (const auto& header : rows.empty() ? std::vector<std::string>{} : rows.front()) out.columns.push_back({header});
        if (out.columns.empty()) continue;
        testing::require(testing::read_soundly(sheet::Form::workbook, sheet::workbook_bytes({out})).at(0) == rows,
                         "it reads otherwise when written again");
    }
    return 0;
}
