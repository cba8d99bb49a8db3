// Source text to diagnostics and the checked rulebase, in one step.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "parse/parse.hpp"
#include "text/source.hpp"

namespace credence::check {

struct Checked {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    std::optional<Rulebase> rulebase;

    /// "E0102:12 E0104:3", by code and line, in the order of the text.
    [[nodiscard]] std::string found() const {
        std::string out;
        for (const auto& d : diagnostics) {
            if (!out.empty()) out += ' ';
            out += d.code;
            if (d.primary.span.valid())
                out += ':' + std::to_string(sources[d.primary.span.file].place(d.primary.span.begin).line);
        }
        return out;
    }
    /// The words of the only diagnostic.
    [[nodiscard]] std::string words() const {
        std::string out;
        for (const auto& d : diagnostics) {
            out += d.message + " | " + d.primary.message;
            for (const auto& label : d.secondary) out += " | " + label.message;
            for (const auto& note : d.notes) out += " | " + note;
            out += " | " + d.help;
            for (const auto& fix : d.fixes) out += " | " + fix.title;
        }
        return out;
    }
};

inline Checked check_files(const std::vector<std::pair<std::string, std::string>>& files) {
    Checked out;
    std::vector<syntax::Declaration> declarations;
    std::vector<syntax::Name> broken;
    for (const auto& [name, text] : files) {
        const auto file = out.sources.add(text::SourceFile(name, text));
        auto parsed = parse::parse_file(out.sources, file, out.diagnostics);
        declarations.insert(declarations.end(), parsed.declarations.begin(), parsed.declarations.end());
        broken.insert(broken.end(), parsed.broken_names.begin(), parsed.broken_names.end());
    }
    out.rulebase = check_rulebase(out.sources, declarations, out.diagnostics, broken);
    return out;
}

/// One file. The `rulebase` line is put in front, so that line 1 is the first of `text`.
inline Checked check_text(const std::string& text) {
    return check_files(
        {{"rulebase.crd", "rulebase tested \"Tested\"\n  confidence low = 0.3, high = 0.9\n  kinds behaviour | self_report\n"},
         {"rules.crd", text}});
}

}  // namespace credence::check
