// JSON: rows as wide as the head.
#include "fuzz/reading_rows.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace credence;
    for (const auto& rows : testing::read_soundly(sheet::Form::json, testing::as_text(data, size))) {
        for (const auto& row : rows) testing::require(row.size() == rows.front().size(), "a row of another width");
    }
    return 0;
}
