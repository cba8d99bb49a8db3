// The laws of the language (docs: "What the rules mean") that need no weights, on the shipped rulebase and the sample knowledge base.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>

#include "check/check.hpp"
#include "check/dependencies.hpp"
#include "explain/changes.hpp"
#include "parse/parse.hpp"
#include "property/answers.hpp"
#include "property/shuffle.hpp"
#include "reference/loading.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;
using check::Cell;
using check::ConditionKind;
using check::ExpressionKind;

constexpr int permutations = 3;

const check::Rulebase& rulebase() {
    static const auto files = checked(flagship());
    return *files.rulebase;
}

engine::Facts sample_facts() { return imported(rulebase(), sample()); }

std::set<std::string> sample_answers() {
    auto facts = sample_facts();
    return answers(rulebase(), facts, engine::default_settings(rulebase()));
}

// --- 1 Order ---------------------------------------------------------------------------------------------------------------------

/// The shipped rulebase, its files read and its declarations given in another order.
check::Rulebase shuffled_rulebase(Dice& dice) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(flagship())) {
        if (entry.path().extension() == ".crd") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    dice.shuffle(paths);
    text::SourceSet sources;
    std::vector<syntax::Declaration> declarations;
    std::vector<text::Diagnostic> diagnostics;
    for (const auto& path : paths) {
        const auto file = sources.add(text::SourceFile(path.filename().string(), read_file(path)));
        auto parsed = parse::parse_file(sources, file, diagnostics);
        for (auto& declaration : parsed.declarations) declarations.push_back(std::move(declaration));
    }
    dice.shuffle(declarations);
    auto checked_rulebase = check::check_rulebase(sources, declarations, diagnostics, {});
    if (!checked_rulebase) throw std::runtime_error("the shuffled declarations have errors");
    return std::move(*checked_rulebase);
}

TEST(Order, shuffled_files_and_declarations_change_no_answer) {
    const auto expected = sample_answers();
    for (int seed = 0; seed < permutations; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        const auto shuffled = shuffled_rulebase(dice);
        auto facts = imported(shuffled, sample());
        EXPECT_EQ(answers(shuffled, facts, engine::default_settings(shuffled)), expected) << "seed " << seed;
    }
}

/// The sample's CSV files with `change` applied to the lines after each header.
template <class F>
engine::Facts changed_sample(F change) {
    const TemporaryFolder folder;
    for (const auto& entry : fs::directory_iterator(sample())) {
        std::string text = read_file(entry.path());
        if (entry.path().extension() == ".csv") {
            std::vector<std::string> lines;
            for (std::size_t at = 0; at < text.size();) {
                const auto end = std::min(text.find('\n', at), text.size());
                lines.push_back(text.substr(at, end - at));
                at = end + 1;
            }
            std::vector<std::string> rows(lines.begin() + 1, lines.end());
            change(rows);
            text = lines.front() + "\n";
            for (const auto& row : rows) text += row + "\n";
        }
        write_file(folder.path() / entry.path().filename(), text);
    }
    return imported(rulebase(), folder.path());
}

TEST(Order, shuffled_facts_change_no_answer) {
    const auto expected = sample_answers();
    for (int seed = 0; seed < permutations; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        auto facts = changed_sample([&](std::vector<std::string>& rows) { dice.shuffle(rows); });
        EXPECT_EQ(answers(rulebase(), facts, engine::default_settings(rulebase())), expected) << "seed " << seed;
    }
}

// --- 2 Bounds are sound, 3 Unknown never decides ------------------------------------------------------------------------------------

/// Whether attributes are read by comparison only: nothing in it may turn from met to not met as more is known.
bool compares_only(const check::Condition& condition) {
    bool only = true;
    check::visit(
        condition,
        [&](const check::Condition& c) {
            constexpr auto others =
                std::to_array({ConditionKind::known, ConditionKind::unknown, ConditionKind::disputed, ConditionKind::conflict,
                               ConditionKind::observed, ConditionKind::applies, ConditionKind::named});
            const bool derived = c.kind == ConditionKind::relation && rulebase().relations[c.index].derived;
            only = only && !derived && std::find(others.begin(), others.end(), c.kind) == others.end();
        },
        [&](const check::Expression& e) {
            constexpr auto others = std::to_array({ExpressionKind::define, ExpressionKind::range, ExpressionKind::pointers,
                                                   ExpressionKind::implied_pointers, ExpressionKind::aggregate});
            only = only && std::find(others.begin(), others.end(), e.kind) == others.end();
        });
    return only;
}

/// Facts that can be changed and changed back.
class Laboratory {
public:
    Laboratory() : facts_(sample_facts()) {}

    engine::Facts& facts() { return facts_; }

    std::pair<std::size_t, std::size_t> rows(std::size_t attribute, Cell subject) const {
        const auto& s = facts_.observations[attribute].subject;
        const auto [first, last] = std::equal_range(s.begin(), s.end(), subject);
        return {static_cast<std::size_t>(first - s.begin()), static_cast<std::size_t>(last - s.begin())};
    }

    /// One observation, certain, in the place where it belongs.
    void observe(std::size_t attribute, Cell subject, Cell value) {
        const auto at = static_cast<std::ptrdiff_t>(rows(attribute, subject).second);
        auto& o = facts_.observations[attribute];
        o.subject.insert(o.subject.begin() + at, subject);
        o.value.insert(o.value.begin() + at, value);
        o.evidence.confidence.insert(o.evidence.confidence.begin() + at, engine::Truth::one);
        for (auto* column : columns(o)) column->insert(column->begin() + at, check::no_cell);
    }

    void forget(std::size_t attribute, Cell subject) {
        const auto [first, last] = rows(attribute, subject);
        auto& o = facts_.observations[attribute];
        const auto cut = [first = first, last = last](auto& column) {
            column.erase(column.begin() + static_cast<std::ptrdiff_t>(first),
                         column.begin() + static_cast<std::ptrdiff_t>(last));
        };
        cut(o.subject);
        cut(o.value);
        cut(o.evidence.confidence);
        for (auto* column : columns(o)) cut(*column);
    }

private:
    static std::vector<std::vector<Cell>*> columns(engine::Observations& o) {
        auto& e = o.evidence;
        return {&e.item, &e.source, &e.assessor, &e.group, &e.quote, &e.kind, &e.on, &e.recorded};
    }
    engine::Facts facts_;
};

using Truths = std::map<std::pair<std::string, engine::Binding>, engine::Truth>;

/// Of each proposition and boundary that reads by comparison only, how far it applies to whom.
Truths truths(engine::Facts& facts) {
    engine::Model model(rulebase(), facts, engine::default_settings(rulebase()));
    Truths out;
    const auto add = [&](const check::Head& head, std::uint32_t row, const check::Clauses& clauses) {
        if (clauses.bound != 1 || clauses.variables[0].type.kind != check::TypeKind::entity || !compares_only(clauses.body))
            return;
        for (std::size_t i = 0; i < facts.individuals[clauses.variables[0].type.index].size(); ++i) {
            const engine::Binding who{static_cast<Cell>(i)};
            out[{head.name + ":" + std::to_string(row), who}] = model.applies(clauses, who);
        }
    };
    for (const auto& p : rulebase().propositions) add(p.head, 0, p.clauses);
    for (const auto& b : rulebase().boundaries) add(b.head, b.row, b.clauses);
    return out;
}

/// Calls `visit(attribute, subject)` for everybody and all that may be observed of them on a scale.
template <class F>
void each_subject(const engine::Facts& facts, F visit) {
    for (std::size_t a = 0; a < rulebase().attributes.size(); ++a) {
        const auto& attribute = rulebase().attributes[a];
        if (attribute.type.kind != check::TypeKind::scale || attribute.derived) continue;
        for (std::size_t i = 0; i < facts.individuals[attribute.of.index()].size(); ++i) visit(a, static_cast<Cell>(i));
    }
}

TEST(BoundsAreSound, any_value_of_what_is_unobserved_stays_within_them) {
    Laboratory laboratory;
    const auto before = truths(laboratory.facts());
    bool narrower = false;
    each_subject(laboratory.facts(), [&](std::size_t attribute, Cell subject) {
        const auto [first, last] = laboratory.rows(attribute, subject);
        if (first != last) return;
        const auto& scale = rulebase().scales[rulebase().attributes[attribute].type.index];
        for (std::size_t value = 0; value < scale.values.size(); ++value) {
            laboratory.observe(attribute, subject, static_cast<Cell>(value));
            for (const auto& [key, t] : truths(laboratory.facts())) {
                const auto& bounds = before.at(key);
                EXPECT_GE(t.belief, bounds.belief) << key.first << ", " << rulebase().attributes[attribute].head.name;
                EXPECT_LE(t.plausibility, bounds.plausibility)
                    << key.first << ", " << rulebase().attributes[attribute].head.name;
                narrower = narrower || t != bounds;
            }
            laboratory.forget(attribute, subject);
        }
    });
    EXPECT_TRUE(narrower) << "nothing that was observed mattered: the test tests nothing";
}

TEST(UnknownNeverDecides, forgetting_an_attribute_adds_no_pointer) {
    const auto met = [](const Truths& all) {
        std::set<std::pair<std::string, engine::Binding>> out;
        for (const auto& [key, t] : all) {
            if (engine::state_of(t, rulebase().margin) == engine::State::met) out.insert(key);
        }
        return out;
    };
    Laboratory laboratory;
    const auto before = met(truths(laboratory.facts()));
    bool fewer = false;
    each_subject(laboratory.facts(), [&](std::size_t attribute, Cell subject) {
        const auto kept = laboratory.facts().observations[attribute];
        laboratory.forget(attribute, subject);
        const auto after = met(truths(laboratory.facts()));
        EXPECT_TRUE(std::includes(before.begin(), before.end(), after.begin(), after.end()))
            << rulebase().attributes[attribute].head.name;
        fewer = fewer || after.size() < before.size();
        laboratory.facts().observations[attribute] = kept;
    });
    EXPECT_TRUE(fewer) << "nothing that was forgotten mattered: the test tests nothing";
}

// --- 8 What-if agrees with a fresh run ------------------------------------------------------------------------------------------------

std::uint32_t row_of(const engine::Facts& facts, const engine::EvidenceColumns& evidence, const std::string& item) {
    const auto text = facts.texts.find(item);
    const auto found = std::find(evidence.item.begin(), evidence.item.end(), text.value_or(check::no_cell));
    if (found == evidence.item.end()) throw std::runtime_error("nothing is called " + item);
    return static_cast<std::uint32_t>(found - evidence.item.begin());
}

/// The changes made to the facts as loaded, and the same written into the files: every answer is the same, also where changes are
/// made in place and taken back.
void expect_agreement(const explain::Changes& changes, const std::function<void(std::vector<std::string>& rows)>& written) {
    const auto settings = engine::default_settings(rulebase());
    const auto facts = sample_facts();
    auto supposed = explain::changed(rulebase(), facts, changes);
    auto fresh = changed_sample(written);
    const auto expected = answers(rulebase(), fresh, settings);
    EXPECT_EQ(answers(rulebase(), supposed, settings), expected);
    EXPECT_NE(expected, sample_answers());
    explain::Supposed in_place(rulebase(), facts, settings);
    EXPECT_EQ(answers(in_place.with(changes)), expected);
    EXPECT_EQ(answers(in_place.with({})), sample_answers());
}

TEST(WhatIf, agrees_with_a_fresh_run) {
    using explain::Change;
    const auto facts = sample_facts();
    const auto seeking = rulebase().find("consensus_seeking")->index;
    const auto held = rulebase().find("held")->index;
    const auto of = rulebase().attributes[seeking].of;
    const auto rating = row_of(facts, facts.observations[seeking].evidence, "E1503");
    const auto career = row_of(facts, facts.relations[held].evidence, "C04/career/1");
    const auto holds = [](const std::vector<std::string>& rows, const std::string& part) {
        return std::any_of(rows.begin(), rows.end(),
                           [&](const std::string& row) { return row.find(part) != std::string::npos; });
    };
    expect_agreement({{Change::Kind::correct, seeking, rating, {3}, {}}}, [&](auto& rows) {
        for (auto& row : rows) {
            constexpr std::string_view before = "E1503,C15,consensus_seeking,2,";
            if (row.starts_with(before)) row = "E1503,C15,consensus_seeking,4," + row.substr(before.size());
        }
    });
    expect_agreement({{Change::Kind::observe, seeking, 0, {*facts.find(of, "C15"), 4}, {}},
                      {Change::Kind::withdraw, seeking, rating, {}, {}},
                      {Change::Kind::remove, held, career, {}, {}}},
                     [&](auto& rows) {
                         if (holds(rows, "E1503,")) rows.emplace_back(",C15,consensus_seeking,5,,,,,,,,2026-05-04T09:00:01Z");
                         std::erase_if(rows, [](const std::string& row) {
                             return row.starts_with("E1503,") || row.find(",C04/career/1,") != std::string::npos;
                         });
                     });
    std::vector<check::Cell> cells;
    for (const auto& column : facts.relations[held].columns) cells.push_back(column[career]);
    cells[0] = *facts.find(of, "C06");
    expect_agreement({{Change::Kind::add, held, 0, cells, {}}}, [&](auto& rows) {
        if (holds(rows, ",C04/career/1,"))
            rows.emplace_back("C06,Civic Docket (NGO),activism,lawyer,2003-02,2011-11,,,,,2026-05-04T09:00:01Z");
    });
}

// --- 10 Blindness -------------------------------------------------------------------------------------------------------------------

/// `text` with every `a` as `b` and the other way round.
std::string exchanged(const std::string& text, const std::string& a, const std::string& b) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool is_a = text.compare(at, a.size(), a) == 0;
        const bool is_b = text.compare(at, b.size(), b) == 0;
        out += is_a ? b : is_b ? a : text.substr(at, 1);
        at += is_a ? a.size() : is_b ? b.size() : 1;
    }
    return out;
}

TEST(Blindness, two_subjects_that_change_places_change_their_results) {
    const auto expected = sample_answers();
    for (const auto& [a, b] : {std::pair("C01", "C02"), std::pair("C03", "C16"), std::pair("M1", "M4")}) {
        auto facts = changed_sample([&, a = a, b = b](std::vector<std::string>& rows) {
            for (auto& row : rows) row = exchanged(row, a, b);
        });
        std::set<std::string> found;
        for (const auto& line : answers(rulebase(), facts, engine::default_settings(rulebase())))
            found.insert(exchanged(line, a, b));
        EXPECT_EQ(found, expected) << a << " and " << b;
    }
}

// --- 11 Mirror ------------------------------------------------------------------------------------------------------------------------

TEST(Mirror, exchanged_poles_exchange_the_pointers) {
    auto mirrored = rulebase();
    for (auto& proposition : mirrored.propositions) {
        if (proposition.effect == check::Effect::leans) proposition.upper = !proposition.upper;
    }
    auto facts = sample_facts();
    engine::Model model(rulebase(), facts, engine::default_settings(rulebase()));
    engine::Model mirror(mirrored, facts, engine::default_settings(mirrored));
    bool any = false;
    for (const auto kind : {ExpressionKind::pointers, ExpressionKind::implied_pointers}) {
        check::Expression subject;
        subject.kind = ExpressionKind::variable;
        subject.variable = check::VariableId{0U};
        subject.type = {check::TypeKind::entity, rulebase().questions[0].of.value};
        check::Expression lower;
        lower.kind = kind;
        lower.type = {check::TypeKind::number, 0};
        lower.operands = {subject};
        auto upper = lower;
        upper.upper = true;
        for (std::size_t i = 0; i < facts.individuals[subject.type.index].size(); ++i) {
            const engine::Binding who{static_cast<Cell>(i)};
            EXPECT_EQ(model.value(lower, who), mirror.value(upper, who));
            EXPECT_EQ(model.value(upper, who), mirror.value(lower, who));
            any = any || model.value(upper, who).cell > 0;
        }
    }
    EXPECT_TRUE(any);
}

}  // namespace
}  // namespace credence::testing
