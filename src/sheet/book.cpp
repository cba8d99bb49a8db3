#include "sheet/book.hpp"

#include "sheet/csv.hpp"
#include "sheet/json.hpp"
#include "sheet/workbook.hpp"

namespace credence::sheet {
namespace {

class CsvBook : public Book {
public:
    explicit CsvBook(std::string_view text) : text_(text) {}
    [[nodiscard]] const std::vector<Part>& parts() const override { return parts_; }
    [[nodiscard]] std::unique_ptr<RowReader> open(std::size_t) const override { return std::make_unique<CsvReader>(text_); }

private:
    std::string_view text_;
    std::vector<Part> parts_{Part{}};
};

}  // namespace

std::optional<Form> form_of(std::string_view file_name) {
    const auto dot = file_name.rfind('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto ending = file_name.substr(dot);
    if (ending == ".csv" || ending == ".tsv") return Form::csv;
    if (ending == ".json") return Form::json;
    if (ending == ".xlsx") return Form::workbook;
    return std::nullopt;
}

std::unique_ptr<Book> open_book(Form form, std::string_view bytes) {
    switch (form) {
        case Form::csv: return std::make_unique<CsvBook>(bytes);
        case Form::json: return std::make_unique<JsonBook>(bytes);
        case Form::workbook: break;
    }
    return std::make_unique<Workbook>(bytes);
}

}  // namespace credence::sheet
