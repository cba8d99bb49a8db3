#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "cli/output.hpp"
#include "cli/test_output.hpp"
#include "report/terminal_lines.hpp"

namespace credence::cli {
namespace {

using analyse::ItemKind;
using analyse::Share;

const char* plural_of(ItemKind kind) {
    switch (kind) {
        case ItemKind::rule: return "rules";
        case ItemKind::proposition: return "propositions";
        case ItemKind::boundary: return "boundaries";
        case ItemKind::advice: return "advice";
        case ItemKind::condition_define: return "named conditions";
        case ItemKind::one_case: return "cases";
        case ItemKind::row: return "table rows";
    }
    return "";
}

const char* lacking(ItemKind kind) {
    switch (kind) {
        case ItemKind::condition_define: return "is never met";
        case ItemKind::one_case: return "is never taken";
        default: return "never applies";
    }
}

std::string line(std::string_view what, const Share& share) {
    return fmt::format("  {:<18}{:>6} of {:>4}{:>6} %\n", what, share.shown, share.all, share.percent());
}

struct Gap {
    text::Span span;
    std::string text;
};

}  // namespace

std::string quoted(const TestResults& results, text::Span span, std::size_t most) {
    std::string out;
    bool blank = false;
    for (const char c : results.sources.text(span)) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            blank = !out.empty();
            continue;
        }
        if (blank) out += ' ';
        blank = false;
        out += c;
    }
    if (out.size() <= most) return out;
    std::size_t cut = most;
    while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xc0U) == 0x80U) --cut;
    return out.substr(0, cut) + " …";
}

std::string name_of(const TestResults& results, check::DeclarationRef declaration) {
    const auto& name = results.rulebase.head_of(declaration).name;
    const auto colon = name.find(':');
    return colon == std::string::npos ? name : fmt::format("{}, row {}", name.substr(0, colon), name.substr(colon + 1));
}

std::string name_of(const TestResults& results, const analyse::Item& item) {
    const auto name = name_of(results, item.declaration);
    if (!item.one_case) return name;
    if (item.row > 0) return fmt::format("{}, row {}", name, item.row);
    const auto& define = results.rulebase.defines[item.declaration.index];
    return define.cases.size() == 1 ? name : fmt::format("{}, case {}", name, *item.one_case + 1);
}

std::string lacks(const analyse::Atom& atom) {
    std::vector<const char*> out;
    if (!atom.shown.met) out.push_back("true");
    if (!atom.shown.not_met) out.push_back("false");
    if (atom.can_be_open && !atom.shown.open) out.push_back("unknown");
    if (out.empty()) return "";
    if (out.size() == 3) return "never true, false or unknown";
    return out.size() == 1 ? fmt::format("never {}", out[0]) : fmt::format("never {} or {}", out[0], out[1]);
}

std::string coverage_text(const TestResults& results) {
    const auto& coverage = *results.coverage;
    std::string out = "\nCoverage\n";
    for (std::size_t k = 0; k < analyse::item_kinds; ++k) {
        const auto kind = static_cast<ItemKind>(k);
        const auto share = analyse::share_of_items(coverage, kind);
        if (share.all > 0) out += line(plural_of(kind), share);
    }
    out += line("all of these", analyse::share_of_items(coverage));
    std::array<Share, 3> states;  // of conditions: true, false, unknown
    for (const auto& atom : coverage.atoms()) {
        const bool shown[] = {atom.shown.met, atom.shown.not_met, atom.shown.open};
        for (std::size_t s = 0; s < 3; ++s) {
            if (s == 2 && !atom.can_be_open) continue;
            ++states[s].all;
            if (shown[s]) ++states[s].shown;
        }
    }
    if (states[0].all > 0) {
        out += line("conditions true", states[0]);
        out += line("conditions false", states[1]);
        if (states[2].all > 0) out += line("conditions unknown", states[2]);
    }

    std::vector<Gap> gaps;
    std::set<check::DeclarationRef> told;
    for (const auto& item : coverage.items()) {
        if (item.exercised()) continue;
        told.insert(item.declaration);
        auto text = fmt::format("{} {}", name_of(results, item), lacking(item.kind));
        if (item.one_case && results.rulebase.defines[item.declaration.index].cases.size() > 1)
            text += fmt::format(": {}", quoted(results, item.span));
        gaps.push_back({item.span, std::move(text)});
    }
    for (const auto& atom : coverage.atoms()) {
        const bool nothing = !atom.shown.met && !atom.shown.not_met && !atom.shown.open;
        if (nothing && told.contains(atom.declaration)) continue;  // goes without saying
        if (const auto what = lacks(atom); !what.empty()) {
            gaps.push_back({atom.condition->span, fmt::format("{}: {}: {}", name_of(results, atom.declaration),
                                                              quoted(results, atom.condition->span), what)});
        }
    }
    std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.span < b.span; });
    if (gaps.empty()) return out;
    out += "\nNot shown by any example\n";
    for (const auto& gap : gaps) {
        report::append_lines(out, {"  ", "    "}, gap.text, results.sources.place_text(gap.span), page_width);
    }
    return out;
}

std::string mutation_text(const TestResults& results) {
    const auto& mutants = *results.mutants;
    const auto share = analyse::share_caught(mutants);
    const auto equivalent = mutants.size() - share.all;
    std::string out = fmt::format("\nMutants: {} of {} noticed, {} %", share.shown, share.all, share.percent());
    if (equivalent > 0) out += fmt::format("; {} more cannot differ from the rules", equivalent);
    out += "\n";
    if (share.shown == share.all) return out;
    out += "\nNo example notices\n";
    for (const auto& mutant : mutants) {
        if (mutant.fate != analyse::Fate::missed) continue;
        auto text = fmt::format("{}: {}", name_of(results, mutant.declaration), mutant.change);
        report::append_lines(out, {"  ", "    "}, text, results.sources.place_text(mutant.span), page_width);
    }
    return out;
}

}  // namespace credence::cli
