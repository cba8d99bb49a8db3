#include "sheet/write_workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "sheet/book.hpp"
#include "sheet/numbers.hpp"
#include "sheet/utf8.hpp"
#include "sheet/zip.hpp"

namespace credence::sheet {
namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006";
constexpr std::string_view media = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
constexpr int last_row = 1'048'576;
constexpr std::string_view list_sheet = "allowed values";  // no table has a name with a blank

enum Style : int { general, head, plain_text, wrapped_head, wrapped_text };

constexpr std::string_view styles =
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name "
    "val=\"Calibri\"/></font>"
    "</fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
    "patternType=\"gray125\"/></fill>"
    "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs "
    "count=\"1\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"5\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" "
    "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
    "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs>";

/// Text as XML, what XML cannot hold in the escapes of workbooks.
std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else if (byte < 0x20 && c != '\n' && c != '\t') {
            out += fmt::format("_x{:04X}_", byte);
        } else if (c == '_' && text.substr(at).starts_with("_x")) {
            out += "_x005F_";  // it would read as the beginning of an escape
        } else if (text.substr(at).starts_with("\xef\xbf\xbe") || text.substr(at).starts_with("\xef\xbf\xbf")) {
            out += text[at + 2] == '\xbe' ? "_xFFFE_" : "_xFFFF_";  // no characters of XML
            at += 2;
        } else {
            out += c;
        }
    }
    return out;
}

std::string letters(std::size_t column) {
    std::string out;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return out;
}

/// Programs count in units of UTF-16: a character beyond the first plane is two.
std::string sheet_name(const std::string& name) {
    std::size_t units = 0, at = 0;
    while (at < name.size()) {
        const auto lead = static_cast<unsigned char>(name[at]);
        units += lead >= 0xF0 ? 2U : 1U;
        if (units > longest_sheet_name) break;
        at += lead >= 0xF0 ? 4U : lead >= 0xE0 ? 3U : lead >= 0xC0 ? 2U : 1U;
    }
    return name.substr(0, at);
}

/// The hidden sheet of lists: each distinct list is a column.
class Lists {
public:
    /// Where a list stands: "'allowed values'!$A$1:$A$5".
    std::string place(const std::vector<std::string>& values) {
        auto found = std::find(lists_.begin(), lists_.end(), values);
        if (found == lists_.end()) found = lists_.insert(lists_.end(), values);
        const auto column = letters(static_cast<std::size_t>(found - lists_.begin()));
        return fmt::format("'{}'!${}$1:${}${}", list_sheet, column, column, values.size());
    }
    void name(const std::string& key, const std::vector<std::string>& values) {
        names_ += fmt::format("<definedName name=\"values_of_{}\">{}</definedName>", escaped(key), place(values));
    }
    [[nodiscard]] const std::string& names() const { return names_; }
    [[nodiscard]] SheetOut sheet() const {
        SheetOut out{std::string(list_sheet), {}, {}};
        std::size_t longest = 0;
        for (const auto& list : lists_) longest = std::max(longest, list.size());
        for (std::size_t row = 0; row < longest; ++row) {
            auto& cells = out.rows.emplace_back();
            for (const auto& list : lists_) cells.push_back(row < list.size() ? list[row] : "");
        }
        return out;
    }

private:
    std::vector<std::vector<std::string>> lists_;
    std::string names_;
};

std::string validation(const ColumnOut& column, std::size_t at, Lists& lists) {
    std::string formula;
    bool strict = true;
    if (!column.choices.empty()) {
        formula = lists.place(column.choices);
    } else if (!column.ids_of.empty()) {
        formula = fmt::format("'{}'!$A$2:$A${}", sheet_name(column.ids_of), last_row);
    } else if (!column.choices_by_key.empty()) {
        for (const auto& [key, values] : column.choices_by_key) lists.name(key, values);
        formula = fmt::format("INDIRECT(\"values_of_\"&${}2)", letters(column.key_column));
        strict = false;
    } else {
        return "";
    }
    return fmt::format(
        "<dataValidation type=\"list\" allowBlank=\"1\"{} sqref=\"{}2:{}{}\"><formula1>{}</formula1></dataValidation>",
        strict ? " showErrorMessage=\"1\" errorTitle=\"Not in the list\" error=\"Choose one of the list.\"" : "", letters(at),
        letters(at), last_row, escaped(formula));
}

void append_cell(std::string& out, std::size_t row, std::size_t column, std::string_view text, Style style, bool number) {
    constexpr std::size_t kept_digits = 15;  // more a spreadsheet would round
    if (text.empty()) return;
    out += fmt::format("<c r=\"{}{}\"", letters(column), row);
    if (style != general) out += fmt::format(" s=\"{}\"", static_cast<int>(style));
    if (number && plain_number(text, kept_digits) == text) {
        out += fmt::format("><v>{}</v></c>", text);
    } else {
        out += fmt::format(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(text));
    }
}

Style style_of(const ColumnOut& column) {
    if (column.number) return general;
    return column.width > 0 ? wrapped_text : plain_text;
}

std::string sheet_xml(const SheetOut& sheet, bool selected, Lists& lists) {
    std::string out = std::string(declaration) + fmt::format("<worksheet xmlns=\"{}\">", main_space);
    const bool has_head = !sheet.columns.empty();
    if (has_head) {
        out += fmt::format(
            "<sheetViews><sheetView workbookViewId=\"0\"{}><pane ySplit=\"1\" topLeftCell=\"A2\" state=\"frozen\"/>"
            "</sheetView></sheetViews><cols>",
            selected ? " tabSelected=\"1\"" : "");
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            constexpr std::size_t narrowest = 14;
            const auto& column = sheet.columns[i];
            out += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\" style=\"{2}\"/>", i + 1,
                               column.width > 0 ? column.width : std::max(narrowest, column.header.size() + 2),
                               static_cast<int>(style_of(column)));
        }
        out += "</cols>";
    }
    out += "<sheetData>";
    std::size_t number = 1;
    if (has_head) {
        out += "<row r=\"1\">";
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            const auto& column = sheet.columns[i];
            append_cell(out, 1, i, column.header, column.width > 0 ? wrapped_head : head, false);
        }
        out += "</row>";
        ++number;
    }
    for (const auto& row : sheet.rows) {
        out += fmt::format("<row r=\"{}\">", number);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool is_number = has_head && sheet.columns[i].number;
            append_cell(out, number, i, row[i], has_head ? style_of(sheet.columns[i]) : plain_text, is_number);
        }
        out += "</row>";
        ++number;
    }
    out += "</sheetData>";
    std::string validations;
    std::size_t count = 0;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        const auto each = validation(sheet.columns[i], i, lists);
        count += each.empty() ? 0U : 1U;
        validations += each;
    }
    if (count > 0) out += fmt::format("<dataValidations count=\"{}\">{}</dataValidations>", count, validations);
    return out + "</worksheet>";
}

std::string relationship(std::size_t id, std::string_view kind, std::string_view target) {
    return fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, office, kind, target);
}

std::string relationships(const std::string& all) {
    return std::string(declaration) + fmt::format("<Relationships xmlns=\"{}/relationships\">{}</Relationships>", package, all);
}

}  // namespace

std::string workbook_bytes(const std::vector<SheetOut>& sheets) {
    Lists lists;
    std::vector<std::pair<std::string, std::string>> pages;  // name, XML
    for (const auto& sheet : sheets) pages.emplace_back(sheet_name(sheet.name), sheet_xml(sheet, pages.empty(), lists));
    const auto hidden = pages.size();
    if (const auto page = lists.sheet(); !page.rows.empty()) pages.emplace_back(page.name, sheet_xml(page, false, lists));

    std::string kinds, related, heads;
    ZipWriter zip;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto file = fmt::format("worksheets/sheet{}.xml", i + 1);
        kinds += fmt::format("<Override PartName=\"/xl/{}\" ContentType=\"{}worksheet+xml\"/>", file, media);
        related += relationship(i + 1, "worksheet", file);
        heads += fmt::format("<sheet name=\"{}\" sheetId=\"{}\"{} r:id=\"rId{}\"/>", escaped(pages[i].first), i + 1,
                             i == hidden ? " state=\"hidden\"" : "", i + 1);
    }
    related += relationship(pages.size() + 1, "styles", "styles.xml");
    zip.add(
        "[Content_Types].xml",
        std::string(declaration) +
            fmt::format("<Types xmlns=\"{}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd."
                        "openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{}"
                        "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{}styles+xml\"/>{}</Types>",
                        package, media, media, kinds));
    zip.add("_rels/.rels", relationships(relationship(1, "officeDocument", "xl/workbook.xml")));
    zip.add("xl/workbook.xml",
            std::string(declaration) +
                fmt::format("<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets>{}</workbook>", main_space, office, heads,
                            lists.names().empty() ? "" : "<definedNames>" + lists.names() + "</definedNames>"));
    zip.add("xl/_rels/workbook.xml.rels", relationships(related));
    zip.add("xl/styles.xml",
            std::string(declaration) + fmt::format("<styleSheet xmlns=\"{}\">{}</styleSheet>", main_space, styles));
    for (std::size_t i = 0; i < pages.size(); ++i) zip.add(fmt::format("xl/worksheets/sheet{}.xml", i + 1), pages[i].second);
    return std::move(zip).finish();
}

}  // namespace credence::sheet
