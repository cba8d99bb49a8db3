#include "sheet/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "sheet/workbook_sheet.hpp"
#include "sheet/xml.hpp"

namespace credence::sheet {
namespace {

struct Relationship {
    std::string type, target;
};

class Relationships : public XmlHandler {
public:
    void on_start(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship") return;
        by_id.emplace(attributes.find("Id").value_or(""), Relationship{std::string(attributes.find("Type").value_or("")),
                                                                       std::string(attributes.find("Target").value_or(""))});
    }
    void on_end(std::string_view) override {}
    void on_text(std::string_view) override {}

    /// The first whose type ends with `kind`.
    [[nodiscard]] const Relationship* of_kind(std::string_view kind) const {
        const auto found =
            std::find_if(by_id.begin(), by_id.end(), [&](const auto& r) { return r.second.type.ends_with(kind); });
        return found == by_id.end() ? nullptr : &found->second;
    }

    std::map<std::string, Relationship, std::less<>> by_id;
};

struct SheetHead {
    std::string name, id;
    bool hidden;
};

class WorkbookHead : public XmlHandler {
public:
    void on_start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr") {
            const auto flag = attributes.find("date1904").value_or("0");
            from_1904 = flag == "1" || flag == "true";
        } else if (name == "sheet" && sheets.size() < most_sheets) {
            sheets.push_back({std::string(attributes.find("name").value_or("")),
                              std::string(attributes.find("id").value_or("")),
                              attributes.find("state").value_or("visible") != "visible"});
        }
    }
    void on_end(std::string_view) override {}
    void on_text(std::string_view) override {}

    static constexpr std::size_t most_sheets = 4'096;
    std::vector<SheetHead> sheets;
    bool from_1904 = false;
};

class SharedTexts : public XmlHandler {
public:
    static constexpr std::size_t most_texts = 2'000'000;

    explicit SharedTexts(std::vector<std::string>& texts) : texts_(texts) {}
    void on_start(std::string_view name, const XmlAttributes&) override {
        if (name == "si") text_.clear();
        if (name == "rPh") in_phonetic_ = true;
        in_text_ = name == "t" && !in_phonetic_;
    }
    void on_end(std::string_view name) override {
        if (name == "t") in_text_ = false;
        if (name == "rPh") in_phonetic_ = false;
        if (name == "si" && texts_.size() < most_texts) texts_.push_back(without_escapes(text_));
    }
    void on_text(std::string_view text) override {
        if (in_text_) text_ += text;
    }

private:
    std::vector<std::string>& texts_;
    std::string text_;
    bool in_text_ = false, in_phonetic_ = false;
};

/// Whether a layout such as `dd/mm/yyyy` shows a date: letters of dates outside quotes, brackets and escapes.
bool shows_date(std::string_view layout) {
    for (std::size_t i = 0; i < layout.size(); ++i) {
        const char c = layout[i];
        if (c == '"') {
            i = std::min(layout.find('"', i + 1), layout.size());
        } else if (c == '[') {
            i = std::min(layout.find(']', i + 1), layout.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (std::string_view("dmyhsDMYHS").find(c) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

bool is_date_number(int id) {
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

class Styles : public XmlHandler {
public:
    explicit Styles(std::vector<bool>& dates) : dates_(dates) {}
    void on_start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "numFmt")
            own_.emplace(attributes.find("numFmtId").value_or(""), shows_date(attributes.find("formatCode").value_or("")));
        if (name == "cellXfs") in_cells_ = true;
        if (name != "xf" || !in_cells_) return;
        const auto id = attributes.find("numFmtId").value_or("0");
        const auto own = own_.find(id);
        int number = 0;
        std::from_chars(id.data(), id.data() + id.size(), number);
        constexpr std::size_t most_styles = 100'000;
        if (dates_.size() < most_styles) dates_.push_back(own != own_.end() ? own->second : is_date_number(number));
    }
    void on_end(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }
    void on_text(std::string_view) override {}

private:
    std::vector<bool>& dates_;
    std::map<std::string, bool, std::less<>> own_;
    bool in_cells_ = false;
};

std::optional<ZipError> read_whole(const ZipEntry& entry, XmlHandler& handler) {
    if (entry.size > Workbook::largest_table)
        return ZipError{fmt::format("`{}` of the workbook is larger than 64 MB unpacked", entry.name), "split the workbook"};
    ZipStream stream(entry);
    XmlParser parser(handler);
    while (true) {
        const auto piece = stream.next();
        if (!piece) return piece.error();
        if (!parser.feed(*piece, piece->empty()))
            return ZipError{fmt::format("`{}` of the workbook is not sound XML: {}", entry.name, parser.why()),
                            "save the workbook again"};
        if (piece->empty()) return std::nullopt;
    }
}

std::string folder_of(std::string_view path) { return std::string(path.substr(0, path.rfind('/') + 1)); }

/// `target` as it stands in a file of `folder`: a path in the archive.
std::string resolved(std::string folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        if (!folder.empty()) folder = folder_of(std::string_view(folder).substr(0, folder.size() - 1));
    }
    return folder + std::string(target);
}

/// "xl/workbook.xml": its relationships stand in "xl/_rels/workbook.xml.rels".
std::string relationships_of(std::string_view path) {
    const auto folder = folder_of(path);
    return folder + "_rels/" + std::string(path.substr(folder.size())) + ".rels";
}

class BrokenWorkbookReader : public RowReader {
public:
    explicit BrokenWorkbookReader(const ZipError& error) { report({}, error.message, error.help, true); }
    bool next(Cells&) override { return false; }
    [[nodiscard]] std::string layout() const override { return "workbook"; }
};

}  // namespace

Workbook::Workbook(std::string_view bytes) {
    auto archive = ZipArchive::open(bytes);
    if (archive) {
        archive_ = std::move(*archive);
        broken_ = read();
    } else {
        broken_ = archive.error();
    }
    if (broken_) parts_ = {Part{}};
}

std::optional<ZipError> Workbook::read() {
    Relationships top;
    std::string head_path = "xl/workbook.xml";
    if (const auto* entry = archive_.find("_rels/.rels")) {
        if (auto error = read_whole(*entry, top)) return error;
        if (const auto* document = top.of_kind("/officeDocument")) head_path = resolved("", document->target);
    }
    const auto* head_entry = archive_.find(head_path);
    if (head_entry == nullptr) return ZipError{"the archive holds no workbook", "save it as .xlsx, or as \"CSV UTF-8\""};
    WorkbookHead head;
    if (auto error = read_whole(*head_entry, head)) return error;
    Relationships relationships;
    if (const auto* entry = archive_.find(relationships_of(head_path))) {
        if (auto error = read_whole(*entry, relationships)) return error;
    }
    const auto folder = folder_of(head_path);
    tables_.from_1904 = head.from_1904;
    SharedTexts texts(tables_.texts);
    Styles styles(tables_.dates);
    for (const auto& [kind, handler] :
         {std::pair<std::string_view, XmlHandler*>{"/sharedStrings", &texts}, {"/styles", &styles}}) {
        const auto* relationship = relationships.of_kind(kind);
        const auto* entry = relationship == nullptr ? nullptr : archive_.find(resolved(folder, relationship->target));
        if (entry == nullptr) continue;
        if (auto error = read_whole(*entry, *handler)) return error;
    }
    for (auto& sheet : head.sheets) {
        const auto relationship = relationships.by_id.find(sheet.id);
        if (relationship == relationships.by_id.end() || !relationship->second.type.ends_with("/worksheet"))
            continue;  // a chart
        parts_.push_back({std::move(sheet.name), sheet.hidden});
        files_.push_back(resolved(folder, relationship->second.target));
    }
    if (parts_.empty()) return ZipError{"the workbook holds no sheet", ""};
    return std::nullopt;
}

std::unique_ptr<RowReader> Workbook::open(std::size_t part) const {
    if (broken_) return std::make_unique<BrokenWorkbookReader>(*broken_);
    const auto* entry = archive_.find(files_[part]);
    if (entry == nullptr)
        return std::make_unique<BrokenWorkbookReader>(
            ZipError{"the sheet is missing in the archive", "save the workbook again"});
    if (entry->size > largest_part)
        return std::make_unique<BrokenWorkbookReader>(
            ZipError{"the sheet is larger than 256 MB unpacked", "split it, or save it as CSV"});
    return std::make_unique<SheetReader>(*entry, tables_);
}

}  // namespace credence::sheet
