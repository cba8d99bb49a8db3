// CSV: what is read without a mistake and written again reads as the same.
#include "fuzz/reading_rows.hpp"
#include "sheet/write_csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace credence;
    const auto text = testing::as_text(data, size);
    for (const auto& rows : testing::read_soundly(sheet::Form::csv, text)) {
        if (rows.empty()) continue;
        const auto written = sheet::csv_text(rows.front(), {rows.begin() + 1, rows.end()});
        testing::require(testing::read_soundly(sheet::Form::csv, written).at(0) == rows,
                         "it reads otherwise when written again");
    }
    return 0;
}
