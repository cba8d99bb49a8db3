// How fast rule text is read, and how the time grows: n, 2n and 4n bytes of generated rules through the stages of the front
// end. Beside it, as a measure of the machine: the bytes counted one by one, and as much JSON read without keeping it.
#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>

#include "check/check.hpp"
#include "parse/parse.hpp"
#include "parse/parser.hpp"
#include "rule_text.hpp"
#include "syntax/layout.hpp"
#include "syntax/lexer.hpp"
#include "text/source.hpp"

namespace credence::bench {
namespace {

constexpr std::int64_t megabyte = 1'000'000;

// Sizes n, 2n, 4n; 5 MB is the middle one, so that the ratios stand around it.
void sizes(benchmark::internal::Benchmark* benchmark) {
    benchmark->Arg(5 * megabyte / 2)->Arg(5 * megabyte)->Arg(10 * megabyte)->Unit(benchmark::kMillisecond)->Complexity(benchmark::oN);
}

/// A source set with one generated file.
class Input {
public:
    explicit Input(const benchmark::State& state) {
        file_ = sources_.add(text::SourceFile("generated.crd", rule_text(static_cast<std::size_t>(state.range(0)))));
    }
    [[nodiscard]] const text::SourceSet& sources() const { return sources_; }
    [[nodiscard]] text::FileId file() const { return file_; }
    [[nodiscard]] std::string_view text() const { return sources_[file_].text(); }

    void done(benchmark::State& state) const {
        const auto size = static_cast<std::int64_t>(text().size());
        state.SetBytesProcessed(state.iterations() * size);
        state.SetComplexityN(size);
    }

private:
    text::SourceSet sources_;
    text::FileId file_;
};

void stop_on(const std::vector<text::Diagnostic>& diagnostics, benchmark::State& state) {
    if (!diagnostics.empty()) state.SkipWithError(diagnostics.front().message.c_str());
}

void lexed(benchmark::State& state) {
    const Input input(state);
    std::vector<text::Diagnostic> diagnostics;
    const auto size = static_cast<std::uint32_t>(input.text().size());
    for (auto _ : state) benchmark::DoNotOptimize(syntax::lex(input.text(), 0, size, input.file(), diagnostics));
    stop_on(diagnostics, state);
    input.done(state);
}

void lexed_and_parsed(benchmark::State& state) {
    const Input input(state);
    std::vector<text::Diagnostic> diagnostics;
    const auto size = static_cast<std::uint32_t>(input.text().size());
    for (auto _ : state) {
        auto tokens = syntax::add_layout(syntax::lex(input.text(), 0, size, input.file(), diagnostics), size);
        benchmark::DoNotOptimize(parse::parse_tokens(input.text(), input.file(), std::move(tokens), diagnostics));
    }
    stop_on(diagnostics, state);
    input.done(state);
}

void to_typed_tree(benchmark::State& state) {
    const Input input(state);
    std::vector<text::Diagnostic> diagnostics;
    for (auto _ : state) benchmark::DoNotOptimize(parse::parse_file(input.sources(), input.file(), diagnostics));
    stop_on(diagnostics, state);
    input.done(state);
}

void checked(benchmark::State& state) {
    const Input input(state);
    std::vector<text::Diagnostic> diagnostics;
    const auto parsed = parse::parse_file(input.sources(), input.file(), diagnostics);
    for (auto _ : state) {
        const auto rulebase = check::check_rulebase(input.sources(), parsed.declarations, diagnostics);
        if (!rulebase) state.SkipWithError("not sound");
    }
    stop_on(diagnostics, state);
    input.done(state);
}

void beside_bytes_counted(benchmark::State& state) {
    const Input input(state);
    for (auto _ : state) benchmark::DoNotOptimize(std::count(input.text().begin(), input.text().end(), '\n'));
    input.done(state);
}

void beside_json_read(benchmark::State& state) {
    // An array of the rule text's lines: strings of the same length as what the language's own lexer sees.
    nlohmann::json lines = nlohmann::json::array();
    std::string line;
    for (const char c : rule_text(static_cast<std::size_t>(state.range(0)))) {
        if (c != '\n') {
            line += c;
            continue;
        }
        lines.push_back(nlohmann::json::object({{"line", lines.size()}, {"text", line}}));
        line.clear();
    }
    const auto text = lines.dump();
    for (auto _ : state) benchmark::DoNotOptimize(nlohmann::json::accept(text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.SetComplexityN(static_cast<std::int64_t>(text.size()));
}

BENCHMARK(lexed)->Apply(sizes);
BENCHMARK(lexed_and_parsed)->Apply(sizes);
BENCHMARK(to_typed_tree)->Apply(sizes);
BENCHMARK(checked)->Apply(sizes);
BENCHMARK(beside_bytes_counted)->Apply(sizes);
BENCHMARK(beside_json_read)->Apply(sizes);

}  // namespace
}  // namespace credence::bench

BENCHMARK_MAIN();
