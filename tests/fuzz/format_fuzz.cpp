// What parses without an error can be laid out: the result parses as well, no declaration is given up, and laying it out again
// changes nothing.
#include "format/format.hpp"

#include "fuzzing.hpp"
#include "parse/parse.hpp"

namespace {

using namespace credence;

// Nothing where there are errors.
std::string laid_out(std::string source, bool& clean) {
    text::SourceSet sources;
    const auto file = sources.add(text::SourceFile("fuzz.crd", std::move(source)));
    std::vector<text::Diagnostic> diagnostics;
    const auto parsed = parse::parse_file(sources, file, diagnostics);
    clean = !text::has_errors(diagnostics);
    if (!clean) return {};
    auto out = format::format_file(sources[file].text(), parsed.tree);
    testing::require(out.kept == 0, "a declaration that cannot be laid out");
    return std::move(out.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    bool clean = false;
    const auto once = laid_out(testing::as_text(data, size), clean);
    if (!clean) return 0;
    const auto twice = laid_out(once, clean);
    testing::require(clean, "a layout that does not parse");
    testing::require(twice == once, "a layout that changes again");
    return 0;
}
