// The words of a rulebase's labels and names, and those of the program's own texts: the two must be strangers.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "architecture/sources.hpp"

namespace credence::testing {

/// Runs of four ASCII letters or more, in lower case.
[[nodiscard]] std::set<std::string> words_of(std::string_view text);

/// The words of the names and labels that the declarations of a rule file introduce; not of its texts, quotes and examples.
[[nodiscard]] std::set<std::string> declared_words(std::string_view rules);

/// Each word of `domain` that the string literals of src or the texts beside it use, with the files that do.
using Uses = std::map<std::string, std::set<std::string>>;
[[nodiscard]] Uses domain_words_used(const std::vector<SourceText>& files, const std::set<std::string>& domain);

}  // namespace credence::testing
