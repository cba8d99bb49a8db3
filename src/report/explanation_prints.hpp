// Explanations as Markdown and as a graph for `dot`; the terminal's print is in terminal.hpp, that for programs in json.hpp. All say
// the same. Text shows literally, whatever it holds.
#pragma once

#include <string>

#include "explain/explanation.hpp"
#include "report/document.hpp"
#include "report/words.hpp"

namespace credence::report {

/// Headings, paragraphs, pipe tables, and nested lists for trees.
[[nodiscard]] std::string markdown(const explain::Explanation& explanation, const Words& words);

/// A directed graph: an edge leads from a statement to what it rests on; equal statements are one node.
[[nodiscard]] std::string dot(const explain::Explanation& explanation, const Words& words);

// What the prints share.

/// The statement without what it rests on.
[[nodiscard]] Claim claim_of(const explain::Statement& statement);
/// Its children, and a sentence for those that are left out.
[[nodiscard]] std::vector<explain::Statement> shown_children(const explain::Statement& statement, const Words& words);
[[nodiscard]] Table table_of(const explain::StatementTable& table);

}  // namespace credence::report
