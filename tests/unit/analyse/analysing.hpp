// A small rulebase with its sources, and a catalogue that prints keys.
#pragma once

#include <stdexcept>
#include <string>

#include "check/check.hpp"
#include "explain/words.hpp"
#include "parse/parse.hpp"

namespace credence::analyse {

class Keys final : public explain::Words {
public:
    [[nodiscard]] std::string say(std::string_view key, Holes /*holes*/ = {}) const override { return std::string(key); }
    [[nodiscard]] std::string count(std::string_view key, std::size_t /*n*/, Holes /*holes*/ = {}) const override {
        return std::string(key);
    }
    [[nodiscard]] std::string list(const std::vector<std::string>& items) const override {
        return items.empty() ? "" : items.front();
    }
};

struct Checked {
    text::SourceSet sources;
    check::Rulebase rulebase;

    explicit Checked(const std::string& text) {
        std::vector<text::Diagnostic> diagnostics;
        const auto file = sources.add(text::SourceFile("rules.crd", "rulebase tested \"Tested\"\n" + text));
        const auto parsed = parse::parse_file(sources, file, diagnostics);
        auto checked = check::check_rulebase(sources, parsed.declarations, diagnostics);
        std::string wrong;
        for (const auto& d : diagnostics) wrong += sources.place_text(d.primary.span) + " " + d.message + "\n";
        if (!checked) throw std::runtime_error(wrong);
        rulebase = std::move(*checked);
    }
};

/// Words for most tests: things with a size, a weight and a colour, and what is near what.
inline constexpr const char* things = R"(
entity Thing
scale  Size = small < middle < large
attribute size of Thing: Size
attribute weight of Thing: number
attribute red of Thing: yes_no
relation near(one: Thing, other: Thing)
parameter heavy_from: number = 10
)";

}  // namespace credence::analyse
