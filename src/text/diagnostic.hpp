// The first kind of error: the user's text or data is wrong. A diagnostic is data; renderers print it as text or JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/source.hpp"

namespace credence::text {

enum class Level : std::uint8_t { error, warning, note };

/// A place and what is to be said of it.
struct Label {
    Span span;
    std::string message;
};

/// Replace the bytes of `span` by `replacement`. Safe: keeps what the author meant beyond doubt.
struct Edit {
    Span span;
    std::string replacement;
};
struct Fix {
    std::string title;  // "write `risk_tolerance`"
    std::vector<Edit> edits;
    bool safe = false;
};

struct Diagnostic {
    std::string code;  // "E0102"; explained by `credence help E0102`
    Level level = Level::error;
    std::string message;  // one sentence, lower case, no full stop, stands alone
    Label primary;
    std::vector<Label> secondary;
    std::vector<std::string> notes;
    std::string help;
    std::vector<Fix> fixes;
};

/// By file, place, then code; duplicates of one place and code removed.
void sort_diagnostics(std::vector<Diagnostic>& diagnostics);

[[nodiscard]] bool has_errors(const std::vector<Diagnostic>& diagnostics);

/// The name nearest to `written` (optimal string alignment, at most a third of its length away), or nothing.
[[nodiscard]] std::optional<std::string> nearest(const std::string& written, const std::vector<std::string>& known);

}  // namespace credence::text
