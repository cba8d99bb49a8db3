// Any bytes check: a rulebase or errors, never neither and never both.
#include "check/check.hpp"

#include "fuzzing.hpp"
#include "parse/parse.hpp"
#include "text/render_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace credence;
    text::SourceSet sources;
    const auto file = sources.add(text::SourceFile("fuzz.crd", testing::as_text(data, size)));
    std::vector<text::Diagnostic> diagnostics;
    const auto parsed = parse::parse_file(sources, file, diagnostics);
    const auto rulebase = check::check_rulebase(sources, parsed.declarations, diagnostics, parsed.broken_names);
    testing::require(rulebase.has_value() || text::has_errors(diagnostics), "no rulebase, and nobody says why");
    text::sort_diagnostics(diagnostics);
    testing::require(text::render_text(sources, diagnostics).empty() == diagnostics.empty(), "diagnostics that print nothing");
    return 0;
}
