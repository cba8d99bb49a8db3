// The safe fixes of lints keep what a rulebase says. Conditions of the shipped rulebase are written worse, in ways that lints find;
// then the fixed files read and check, give the same answers on the sample and on made-up facts, keep every comment, and hold nothing
// more to fix.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "app/examples.hpp"
#include "app/fixes.hpp"
#include "app/lint.hpp"
#include "parse/parse.hpp"
#include "property/answers.hpp"
#include "property/shuffle.hpp"
#include "reference/loading.hpp"
#include "reference/random_facts.hpp"
#include "syntax/lexer.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;
using syntax::Expression;
using Form = syntax::ExpressionKind;

/// A rulebase's files, to be changed.
class Files {
public:
    explicit Files(const fs::path& folder) {
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".crd")
                write_file(folder_.path() / entry.path().filename(), read_file(entry.path()));
    }

    [[nodiscard]] const fs::path& path() const { return folder_.path(); }

    /// Every condition of its clauses and cases, outermost first, with the file it stands in.
    struct Site {
        fs::path file;
        Expression condition;
    };
    [[nodiscard]] std::vector<Site> sites() const {
        std::vector<Site> out;
        for (const auto& file : names()) {
            text::SourceSet sources;
            std::vector<text::Diagnostic> diagnostics;
            const auto id = sources.add(text::SourceFile(file.filename().string(), read_file(file)));
            const auto parsed = parse::parse_file(sources, id, diagnostics);
            const auto add = [&](const std::optional<Expression>& root) {
                if (root) below(file, *root, out);
            };
            for (const auto& declaration : parsed.declarations) {
                const auto clauses = [&](const auto* d) {
                    if (d == nullptr) return;
                    add(d->clauses.when);
                    add(d->clauses.unless);
                };
                clauses(std::get_if<syntax::Rule>(&declaration));
                clauses(std::get_if<syntax::Proposition>(&declaration));
                clauses(std::get_if<syntax::Boundary>(&declaration));
                clauses(std::get_if<syntax::Advice>(&declaration));
                if (const auto* define = std::get_if<syntax::Define>(&declaration)) {
                    add(define->condition);
                    for (const auto& one : define->cases) add(one.when);
                }
            }
        }
        return out;
    }

    void replace(const fs::path& file, text::Span span, const std::string& by) const {
        auto text = read_file(file);
        text.replace(span.begin, span.end - span.begin, by);
        write_file(file, text);
    }

    [[nodiscard]] std::vector<fs::path> names() const {
        std::vector<fs::path> out;
        for (const auto& entry : fs::directory_iterator(path())) out.push_back(entry.path());
        std::sort(out.begin(), out.end());
        return out;
    }

    [[nodiscard]] std::string all() const {
        std::string out;
        for (const auto& file : names()) out += read_file(file);
        return out;
    }

    [[nodiscard]] std::multiset<std::string> comments() const {
        std::multiset<std::string> out;
        for (const auto& file : names()) {
            const auto text = read_file(file);
            std::vector<text::Diagnostic> none;
            std::uint32_t at = 0;
            const auto gap = [&](std::uint32_t end) {
                for (const auto& comment : syntax::comments_between(text, at, end)) {
                    auto words = text.substr(comment.begin + 1, comment.end - comment.begin - 1);
                    words.erase(0, words.find_first_not_of(' '));
                    out.insert(std::move(words));
                }
            };
            for (const auto& token : syntax::lex(text, 0, static_cast<std::uint32_t>(text.size()), text::FileId{0}, none)) {
                gap(token.begin);
                at = token.end;
            }
            gap(static_cast<std::uint32_t>(text.size()));
        }
        return out;
    }

private:
    static void below(const fs::path& file, const Expression& condition, std::vector<Site>& out) {
        out.push_back({file, condition});
        const bool joins =
            condition.kind == Form::conjunction || condition.kind == Form::disjunction || condition.kind == Form::negation;
        if (!joins) return;
        for (const auto& operand : condition.operands) below(file, operand, out);
    }

    TemporaryFolder folder_;
};

/// The condition written worse; nothing where this way does not fit it.
std::string worse(const Files::Site& site, std::size_t way) {
    const auto text = read_file(site.file);
    const auto words = [&](text::Span span) { return text.substr(span.begin, span.end - span.begin); };
    const auto whole = words(site.condition.span);
    const bool one_line = whole.find('\n') == std::string::npos;
    const auto sign = [&](syntax::Comparison comparison, bool turn) -> std::string {
        switch (comparison) {
            case syntax::Comparison::less: return turn ? ">" : ">=";
            case syntax::Comparison::less_equal: return turn ? ">=" : ">";
            case syntax::Comparison::greater: return turn ? "<" : "<=";
            case syntax::Comparison::greater_equal: return turn ? "<=" : "<";
            case syntax::Comparison::equal: return turn ? "=" : "!=";
            case syntax::Comparison::not_equal: return turn ? "!=" : "=";
            default: return "";
        }
    };
    const bool compares = site.condition.kind == Form::compare && one_line;
    switch (way) {
        case 0: return fmt::format("not (not ({}))", whole);
        case 1: return fmt::format("({0} and {0})", whole);
        case 2: return fmt::format("({0} or {0})", whole);
        case 3: return one_line ? fmt::format("(({}))", whole) : "";
        case 4: {
            if (!compares || sign(site.condition.comparison, true).empty()) return "";
            const auto& sides = site.condition.operands;
            return fmt::format("{} {} {}", words(sides[1].span), sign(site.condition.comparison, true), words(sides[0].span));
        }
        case 5: {
            if (!compares || sign(site.condition.comparison, false).empty()) return "";
            const auto& sides = site.condition.operands;
            return fmt::format("not {} {} {}", words(sides[0].span), sign(site.condition.comparison, false),
                               words(sides[1].span));
        }
        case 6: return site.condition.kind == Form::call ? fmt::format("{} = yes", whole) : "";
        case 7: return site.condition.kind == Form::call ? fmt::format("not {} = no", whole) : "";
        case 8: return site.condition.kind == Form::known ? fmt::format("not un{}", whole) : "";
        case 9: return site.condition.kind == Form::unknown ? fmt::format("not {}", whole.substr(2)) : "";
        default: return "";
    }
}
constexpr std::size_t ways = 10;

struct Said {
    std::set<std::string> answers;
    std::vector<std::string> examples;
    bool operator==(const Said&) const = default;
};

Said said(const Files& files, std::uint64_t seed) {
    const auto read = checked(files.path());
    Said out;
    auto facts = imported(*read.rulebase, sample());
    out.answers = answers(*read.rulebase, facts, engine::default_settings(*read.rulebase));
    Dice dice(seed);
    auto made_up = random_facts(*read.rulebase, dice);
    out.answers.merge(answers(*read.rulebase, made_up, engine::default_settings(*read.rulebase)));
    const auto outcomes = app::run_examples(*read.rulebase, read.sources, {}, {});
    if (!outcomes) throw std::runtime_error(outcomes.error().message);
    for (const auto& outcome : *outcomes) {
        out.examples.push_back(outcome.error);
        for (const auto& one : outcome.expectations) out.examples.push_back(one.passed ? "passed" : one.found);
    }
    return out;
}

TEST(LintFixes, keep_what_a_rulebase_says) {
    constexpr std::uint64_t seeds = 3;
    constexpr int changes = 40;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        Dice dice(seed);
        const Files files(flagship());
        int changed = 0;
        for (int i = 0; i < changes; ++i) {
            const auto sites = files.sites();
            const auto& site = sites[dice.roll(sites.size())];
            const auto by = worse(site, dice.roll(ways));
            if (by.empty()) continue;
            const auto before = read_file(site.file);
            files.replace(site.file, site.condition.span, by);
            const auto read = app::read_rulebase(files.path());
            ASSERT_TRUE(read);
            if (read->rulebase) {
                ++changed;
            } else {
                write_file(site.file, before);  // not a condition for this way
            }
        }
        ASSERT_GT(changed, changes / 4);
        for (const auto& file : files.names()) {
            auto text = read_file(file);
            if (const auto at = text.find("\n# "); at != std::string::npos) text.erase(at + 2, 1);
            write_file(file, text);
        }
        const auto worsened = files.all();
        const auto before = said(files, seed);
        const auto comments = files.comments();

        const auto fixed = app::fix_lints(files.path(), {}, {});
        ASSERT_TRUE(fixed);
        EXPECT_GT(*fixed, 10U) << "too little was found to show anything";
        EXPECT_NE(files.all(), worsened);
        EXPECT_EQ(said(files, seed), before) << "seed " << seed;
        EXPECT_EQ(files.comments(), comments) << "seed " << seed;

        const auto once = files.all();
        EXPECT_EQ(*app::fix_lints(files.path(), {}, {}), 0U);
        EXPECT_EQ(files.all(), once);
    }
}

}  // namespace
}  // namespace credence::testing
