// What the tests of the parser share: parsing a text, expressions in words, files of the project.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parse/parse.hpp"

namespace credence::parse {

struct Parsed {
    text::SourceSet sources;
    ParsedFile file;
    std::vector<text::Diagnostic> diagnostics;

    /// "E0001 3:5 message", sorted by place.
    [[nodiscard]] std::vector<std::string> errors() const;
    template <class T>
    [[nodiscard]] const T& only() const {
        return std::get<T>(file.declarations.at(0));
    }
};

[[nodiscard]] Parsed parsed(std::string source);

/// Prefix form, "(and (= a b) (call f x))"; the errors where there are any.
[[nodiscard]] std::string condition_in_words(const std::string& source);
[[nodiscard]] std::string in_words(const syntax::Expression& expression);
/// "literal{expression}literal".
[[nodiscard]] std::string in_words(const std::vector<syntax::TextPart>& parts);

/// All *.crd files of the project, sorted.
[[nodiscard]] std::vector<std::filesystem::path> rule_files();
[[nodiscard]] std::string content(const std::filesystem::path& path);

}  // namespace credence::parse
