// Any bytes parse: the tree tiles them and nests, every diagnostic can be printed, and none is left out where the tree has errors.
#include "parse/parse.hpp"

#include "fuzzing.hpp"
#include "support/tree_faults.hpp"
#include "text/render_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace credence;
    const auto source = testing::as_text(data, size);
    text::SourceSet sources;
    const auto file = sources.add(text::SourceFile("fuzz.crd", source));
    std::vector<text::Diagnostic> diagnostics;
    const auto parsed = parse::parse_file(sources, file, diagnostics);
    if (!parsed.tree.tokens().empty()) {
        const auto faults = testing::tree_faults(source, parsed.tree);
        testing::require(faults.empty(), faults);
    }
    bool errors = false;
    for (const auto& node : parsed.tree.nodes()) errors = errors || node.kind == syntax::NodeKind::error;
    testing::require(!errors || text::has_errors(diagnostics), "an error in the tree that nobody reports");
    for (const auto& d : diagnostics) {
        testing::require(!d.message.empty() && !d.code.empty(), "a diagnostic without words");
        testing::require(d.primary.span.end <= size && d.primary.span.begin <= d.primary.span.end, "a place outside the file");
        testing::require(!text::render_text(sources, d).empty(), "a diagnostic that prints nothing");
    }
    return 0;
}
