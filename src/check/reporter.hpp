// Where the checker's diagnostics go. Declarations are looked at more than once, to learn the types of their variables first;
// only the last look speaks.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "text/diagnostic.hpp"

namespace credence::check {

class Reporter {
public:
    explicit Reporter(std::vector<text::Diagnostic>& out) : out_(out) {}

    void add(text::Diagnostic diagnostic) {
        if (muted_) return;
        if (diagnostic.level == text::Level::error) ++errors_;
        out_.push_back(std::move(diagnostic));
    }
    void error(std::string code, text::Span at, std::string message, std::string label = {}, std::string help = {}) {
        text::Diagnostic diagnostic;
        diagnostic.code = std::move(code);
        diagnostic.message = std::move(message);
        diagnostic.primary = {at, std::move(label)};
        diagnostic.help = std::move(help);
        add(std::move(diagnostic));
    }

    /// Was something at this place reported already?
    [[nodiscard]] bool said(text::Span at) const {
        return std::any_of(out_.rbegin(), out_.rend(), [&](const auto& d) { return d.primary.span == at; });
    }

    void mute(bool muted) { muted_ = muted; }
    [[nodiscard]] bool muted() const { return muted_; }
    [[nodiscard]] std::size_t errors() const { return errors_; }

private:
    std::vector<text::Diagnostic>& out_;
    std::size_t errors_ = 0;
    bool muted_ = false;
};

}  // namespace credence::check
