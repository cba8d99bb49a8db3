// What is wrong with the shape of the sources, each finding a line for people. The table of who may use what is the one that
// builds them: the calls of credence_layer and credence_embed in src/CMakeLists.txt.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "architecture/sources.hpp"

namespace credence::testing {

struct Layer {
    std::set<std::string> uses;       // layers, itself and all below those that it links
    std::set<std::string> libraries;  // CMake targets: "Boost::headers"
    std::set<std::string> embedded;   // "reports"
};
using LayerTable = std::map<std::string, Layer>;

/// A layer links only layers above it in the text, so the table has no circle.
[[nodiscard]] LayerTable read_layer_table(std::string_view cmake);

using Findings = std::vector<std::string>;

/// Includes of layers, libraries and system headers that the file's layer may not use; a folder of src that is no layer.
[[nodiscard]] Findings forbidden_includes(const std::vector<SourceText>& files, const LayerTable& table);
/// Headers that include each other.
[[nodiscard]] Findings include_circles(const std::vector<SourceText>& files);
[[nodiscard]] Findings long_files(const std::vector<SourceText>& files);
/// Names of the standard library whose results depend on a locale, or that cost more than they give.
[[nodiscard]] Findings banned_names(const std::vector<SourceText>& files);
/// Folders of src without a README.md or with a long one.
[[nodiscard]] Findings missing_readmes(const std::vector<SourceText>& files);
/// Headers that do not open with what they are.
[[nodiscard]] Findings unexplained_headers(const std::vector<SourceText>& files);

}  // namespace credence::testing
