// How fast rows of facts are read from files, before anything is done with them; beside it, the same bytes counted one by one.
#include <benchmark/benchmark.h>

#include <numeric>
#include <string>

#include "sheet/book.hpp"
#include "sheet/write_csv.hpp"
#include "sheet/write_workbook.hpp"

namespace {

using namespace credence;

constexpr std::size_t rows = 100'000;
const std::vector<std::string> head{"item", "subject", "attribute", "value", "confidence",
                                    "kind", "source",  "assessor",  "on",    "group"};

std::vector<std::vector<std::string>> observations() {
    std::vector<std::vector<std::string>> out;
    for (std::size_t i = 0; i < rows; ++i) {
        const auto n = std::to_string(i);
        out.push_back({"E" + n, "C" + std::to_string(i % 20'000), "attribute_" + std::to_string(i % 3), std::to_string(i % 5),
                       "high", "behaviour", "structured interview", "AS-" + std::to_string(i % 7), "2026-03-11",
                       "G" + std::to_string(i % 9)});
    }
    return out;
}

std::string json() {
    std::string out = "[";
    for (const auto& row : observations()) {
        out += out.size() == 1 ? "{" : ",\n{";
        for (std::size_t i = 0; i < head.size(); ++i) out += (i == 0 ? "\"" : ",\"") + head[i] + "\":\"" + row[i] + "\"";
        out += "}";
    }
    return out + "]";
}

std::string workbook() {
    sheet::SheetOut sheet{"observations", {}, observations()};
    for (const auto& name : head) sheet.columns.push_back({name});
    return sheet::workbook_bytes({sheet});
}

void read(benchmark::State& state, sheet::Form form, const std::string& bytes) {
    std::size_t read = 0;
    for (auto _ : state) {
        const auto book = sheet::open_book(form, bytes);
        const auto reader = book->open(0);
        for (sheet::Cells cells; reader->next(cells);) benchmark::DoNotOptimize(cells.data());
        read += reader->row() > 0 ? rows : 0;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(read));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}

void csv_rows(benchmark::State& state) { read(state, sheet::Form::csv, sheet::csv_text(head, observations())); }
void json_rows(benchmark::State& state) { read(state, sheet::Form::json, json()); }
void workbook_rows(benchmark::State& state) { read(state, sheet::Form::workbook, workbook()); }

void counted_bytes(benchmark::State& state) {
    const auto bytes = sheet::csv_text(head, observations());
    for (auto _ : state) benchmark::DoNotOptimize(std::accumulate(bytes.begin(), bytes.end(), 0));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}

BENCHMARK(csv_rows)->Unit(benchmark::kMillisecond);
BENCHMARK(json_rows)->Unit(benchmark::kMillisecond);
BENCHMARK(workbook_rows)->Unit(benchmark::kMillisecond);
BENCHMARK(counted_bytes)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
