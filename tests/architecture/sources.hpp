// The project's own sources as text, and the little of C++ that the architecture test reads of them: includes, code without
// comments and literals, string literals.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace credence::testing {

struct SourceText {
    std::string path;  // from the project's root: "src/check/names.cpp"
    std::string text;
};

/// Every C++ file and README.md below src, tests and bench, by path.
[[nodiscard]] std::vector<SourceText> read_sources(const std::filesystem::path& root);

[[nodiscard]] bool is_cpp(const SourceText& file);
/// "check" of "src/check/names.cpp"; empty outside the folders of src.
[[nodiscard]] std::string layer_of(std::string_view path);

struct Include {
    std::string path;
    bool angle = false;  // <path>, else "path"
};
[[nodiscard]] std::vector<Include> includes_of(const SourceText& file);

struct Scanned {
    std::string code;                   // comments and the insides of literals are blank; line breaks stay
    std::vector<std::string> literals;  // string literals but those of includes, escapes as they are written
};
[[nodiscard]] Scanned scan(std::string_view cpp);

}  // namespace credence::testing
