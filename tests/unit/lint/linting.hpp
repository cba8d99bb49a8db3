// Rule text to what lints find in it, in one step. A vocabulary stands in a file of its own; what is found there is left out.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "lint/lint.hpp"
#include "parse/parse.hpp"

namespace credence::lint {

struct Linted {
    std::vector<text::Diagnostic> errors;    // of parser and checker; then nothing was looked at
    std::vector<text::Diagnostic> findings;  // of the last file
    std::string text;                        // of the last file
    std::string fixed;                       // the same with the safe fixes that do not touch each other

    /// "L0301:2 L0302:4", by code and line.
    [[nodiscard]] std::string found() const;
    /// What is wrong with the text, if something is.
    [[nodiscard]] std::string mistakes() const;
};

inline constexpr const char* linted_head =
    "rulebase tested \"Tested\"\n  confidence low = 0.3, high = 0.9\n  kinds behaviour | self_report\n";

inline constexpr const char* linted_vocabulary = R"(source blog "A blog"
  where "somewhere"

parameter activism_dose: number years = 1 "years of activism"
parameter high_from: Rating = r4 "lowest rating read as high"

entity Person "candidate" plural "candidates"
entity Mission "mission" plural "missions"
entity Post "post" plural "posts"

scale  Rating = r1 "1" < r2 "2" < r3 "3" < r4 "4" < r5 "5"
scale  Unity  = blocking < open_split < lukewarm < broadly_united < backing
scale  Band   = cooperative_support < private_persuasion < balanced_reporting < public_pressure
scale  Level  = no_nerve < some_nerve < much_nerve
choice Sector = activism | diplomacy | academic

attribute risk_tolerance of Person: Rating "risk tolerance"
attribute council_unity of Mission: Unity "unity of the Council"
attribute office of Mission: yes_no "office"
attribute heads of Mission: number "heads"
attribute desks of Mission: number "desks"
attribute mission_of of Post: Mission "mission of a post" declared
relation held(person: Person, organisation: text, sector: Sector, started: date) "career"
  reads "{person} was at {organisation} ({sector}) from {started}"
relation considered_for(person: Person, post: Post) "considered"
  reads "{person} is considered for {post}"
question approach of Person "approach" from persuasion to coercion
range permissible of Mission on Band "permissible"
range usual of Person on Band "usual"

define years_in(p: Person, s: Sector): number years "years"
  = duration of since..today over (held(p, _, s, since))
define bold_past(p: Person) "bold past"
  when held(person: p, sector: activism)
)";

inline std::string with_safe_fixes(std::string text, text::FileId file, const std::vector<text::Diagnostic>& findings) {
    std::vector<text::Edit> edits;
    for (const auto& finding : findings) {
        for (const auto& fix : finding.fixes) {
            if (!fix.safe) continue;
            const bool clear = std::none_of(fix.edits.begin(), fix.edits.end(), [&](const text::Edit& edit) {
                return edit.span.file != file || std::any_of(edits.begin(), edits.end(), [&](const text::Edit& other) {
                           return edit.span.begin <= other.span.end && other.span.begin <= edit.span.end;
                       });
            });
            if (clear) edits.insert(edits.end(), fix.edits.begin(), fix.edits.end());
            break;
        }
    }
    std::sort(edits.begin(), edits.end(), [](const auto& a, const auto& b) { return a.span.begin > b.span.begin; });
    for (const auto& edit : edits) text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.replacement);
    return text;
}

inline std::string Linted::found() const {
    std::string out;
    for (const auto& d : findings) {
        const auto line = std::count(text.begin(), text.begin() + d.primary.span.begin, '\n') + 1;
        out += (out.empty() ? "" : " ") + d.code + ":" + std::to_string(line);
    }
    return out;
}

inline std::string Linted::mistakes() const {
    std::string out;
    for (const auto& d : errors) out += d.code + " " + d.message + "\n";
    return out;
}

/// The page's file `page.crd` after the vocabulary, each lint at its own level.
inline Linted lint_text(const std::string& text, const Levels& levels = {}) {
    Linted out;
    out.text = text;
    text::SourceSet sources;
    if (!text.starts_with("rulebase ")) sources.add(text::SourceFile("head.crd", linted_head));
    sources.add(text::SourceFile("vocabulary.crd", linted_vocabulary));
    const auto page = sources.add(text::SourceFile("page.crd", text));
    std::vector<syntax::SyntaxTree> trees;
    std::vector<syntax::Declaration> declarations;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        auto parsed = parse::parse_file(sources, text::FileId{i}, out.errors);
        trees.push_back(std::move(parsed.tree));
        std::move(parsed.declarations.begin(), parsed.declarations.end(), std::back_inserter(declarations));
    }
    std::vector<text::Diagnostic> checked;
    const auto rulebase = check::check_rulebase(sources, declarations, checked);
    for (auto& d : checked)
        if (d.level == text::Level::error) out.errors.push_back(std::move(d));
    if (!rulebase || !out.errors.empty()) return out;
    const Subject subject(sources, trees, declarations, *rulebase, Date::parse("2026-05-04"));
    out.findings = lint(subject, levels);
    std::erase_if(out.findings, [&](const auto& d) { return d.primary.span.file != page; });
    out.fixed = with_safe_fixes(text, page, out.findings);
    return out;
}

/// One lint alone, whatever its level.
inline Linted lint_text_for(const std::string& code, const std::string& text) {
    Levels levels;
    for (const auto* lint : lints()) levels[std::string(lint->code)] = Level::off;
    levels[code] = Level::warning;
    if (code.starts_with("L09")) levels["L0501"] = Level::warning;  // something has to be allowed
    return lint_text(text, levels);
}

}  // namespace credence::lint
