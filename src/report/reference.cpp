#include "report/reference.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "embedded/reports.hpp"
#include "sheet/zip.hpp"

namespace credence::report {

namespace {

constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view schemas = "http://schemas.openxmlformats.org";
constexpr std::string_view word_media = "application/vnd.openxmlformats-officedocument.wordprocessingml";

std::string relations(std::string_view kind, std::string_view target) {
    return fmt::format(
        "{}<Relationships xmlns=\"{}/package/2006/relationships\"><Relationship Id=\"rId1\" "
        "Type=\"{}/officeDocument/2006/relationships/{}\" Target=\"{}\"/></Relationships>",
        xml_head, schemas, schemas, kind, target);
}

std::string_view carried(std::string_view path) {
    for (const auto& file : embedded::reports()) {
        if (file.path == path) return file.text;
    }
    CREDENCE_CHECK(false);
    return {};
}

}  // namespace

std::string_view table_filter() { return carried("reference/tables.lua"); }

std::string reference_docx() {
    sheet::ZipWriter zip;
    zip.add("[Content_Types].xml",
            fmt::format("{0}<Types xmlns=\"{1}/package/2006/content-types\"><Default Extension=\"rels\" "
                        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override "
                        "PartName=\"/word/document.xml\" ContentType=\"{2}.document.main+xml\"/><Override "
                        "PartName=\"/word/styles.xml\" ContentType=\"{2}.styles+xml\"/></Types>",
                        xml_head, schemas, word_media));
    zip.add("_rels/.rels", relations("officeDocument", "word/document.xml"));
    zip.add("word/_rels/document.xml.rels", relations("styles", "styles.xml"));
    // A4; sizes in twentieths of a point.
    zip.add("word/document.xml",
            fmt::format(
                "{}<w:document xmlns:w=\"{}/wordprocessingml/2006/main\"><w:body><w:p/><w:sectPr><w:pgSz w:w=\"11906\" "
                "w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1020\" w:bottom=\"1134\" w:left=\"1020\" w:header=\"567\" "
                "w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
                xml_head, schemas));
    zip.add("word/styles.xml", carried("reference/styles.xml"));
    return std::move(zip).finish();
}

}  // namespace credence::report
