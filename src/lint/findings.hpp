// Where a lint puts what it finds: diagnostics that bear its code and level.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "text/diagnostic.hpp"

namespace credence::lint {

class Findings {
public:
    explicit Findings(std::vector<text::Diagnostic>& out) : out_(out) {}

    /// What is added from now on is of this code and level.
    void of(std::string_view code, text::Level level) {
        code_ = code;
        level_ = level;
    }

    /// The message says what is wrong, the label what stands at its place, the help what to do, unless a fix says it. More may be added to the result.
    text::Diagnostic& add(text::Span at, std::string message, std::string label, std::string help = {}) {
        text::Diagnostic found;
        found.code = code_;
        found.level = level_;
        found.message = std::move(message);
        found.primary = {at, std::move(label)};
        found.help = std::move(help);
        out_.push_back(std::move(found));
        return out_.back();
    }

private:
    std::vector<text::Diagnostic>& out_;
    std::string code_;
    text::Level level_ = text::Level::warning;
};

}  // namespace credence::lint
