// Law 8: what is supposed in place agrees with a fresh run on the changed facts, answer by answer, and so does what the answers looked
// at; taken back, everything is as it was. On facts, changes and settings at random over the small rulebases that show each construct.
// More than the test command tries: CREDENCE_RANDOM_RULEBASES=1000.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "engine/arrange.hpp"
#include "explain/changes.hpp"
#include "property/answers.hpp"
#include "property/shuffle.hpp"
#include "reference/loading.hpp"
#include "reference/random_facts.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;
using check::Cell;
using check::TypeKind;
using explain::Change;
using explain::Changes;
using Kind = Change::Kind;

constexpr std::size_t sets_of_changes = 8;  // one after the other on one model

std::size_t fact_bases() {
    const char* more = std::getenv("CREDENCE_RANDOM_RULEBASES");
    return more == nullptr ? 3 : std::stoul(more);
}

/// Changes at random to what there is.
class ChangeMaker {
public:
    ChangeMaker(const check::Rulebase& rulebase, const engine::Facts& facts, Dice& dice)
        : rulebase_(rulebase),
          facts_(facts),
          dice_(dice) {}

    Changes some() {
        Changes out;
        for (std::size_t n = 1 + dice_.roll(3); n > 0; --n) {
            const auto change = one();
            if (!change) continue;
            if (std::none_of(out.begin(), out.end(), [&](const Change& other) { return clash(facts_, other, *change); }))
                out.push_back(*change);
        }
        return out;
    }

private:
    std::optional<Change> one() {
        switch (dice_.roll(5)) {
            case 0: return of_rule();
            case 1: return of_parameter();
            case 2: return of_relation();
            default: return of_attribute();
        }
    }

    std::optional<Change> of_attribute() {
        if (rulebase_.attributes.empty()) return {};
        Change out;
        out.index = static_cast<std::uint32_t>(dice_.roll(rulebase_.attributes.size()));
        const auto& attribute = rulebase_.attributes[out.index];
        const auto& observations = facts_.observations[out.index];
        if (attribute.derived) return {};
        const auto who = value({TypeKind::entity, attribute.of.value});
        const auto cell = value(attribute.type);
        if (!who || !cell) return {};
        const bool by_row = observations.size() > 0 && dice_.roll(2) == 0;
        if (by_row) {
            out.kind = dice_.roll(2) == 0 ? Kind::correct : Kind::withdraw;
            out.row = static_cast<std::uint32_t>(dice_.roll(observations.size()));
            if (out.kind == Kind::correct) out.cells = {*cell};
            return out;
        }
        const auto kind = dice_.roll(3);
        out.kind = kind == 0 ? Kind::observe : kind == 1 ? Kind::settle : Kind::forget;
        out.cells = {*who};
        if (out.kind != Kind::forget) out.cells.push_back(*cell);
        return out;
    }

    std::optional<Change> of_relation() {
        if (rulebase_.relations.empty()) return {};
        Change out;
        out.index = static_cast<std::uint32_t>(dice_.roll(rulebase_.relations.size()));
        const auto& relation = rulebase_.relations[out.index];
        const auto& tuples = facts_.relations[out.index];
        if (relation.derived) return {};
        if (tuples.size() > 0 && dice_.roll(2) == 0) {
            out.kind = Kind::remove;
            out.row = static_cast<std::uint32_t>(dice_.roll(tuples.size()));
            return out;
        }
        out.kind = Kind::add;
        const auto like = tuples.size() > 0 && dice_.roll(3) == 0 ? std::optional(dice_.roll(tuples.size())) : std::nullopt;
        for (std::size_t c = 0; c < relation.columns.size(); ++c) {
            const auto cell = like ? tuples.columns[c][*like] : value(relation.columns[c].type);
            if (!cell) return {};
            out.cells.push_back(*cell);
        }
        return out;
    }

    std::optional<Change> of_parameter() {
        if (rulebase_.parameters.empty()) return {};
        Change out;
        out.kind = Kind::set;
        out.index = static_cast<std::uint32_t>(dice_.roll(rulebase_.parameters.size()));
        const auto type = rulebase_.parameters[out.index].type;
        const auto cell = type.kind == TypeKind::text ? std::nullopt : value(type);
        if (!cell) return {};
        out.cells = {*cell};
        return out;
    }

    std::optional<Change> of_rule() {
        Change out;
        out.kind = Kind::leave_out;
        const auto choose = [&](std::size_t size, check::DeclarationKind kind) -> std::optional<Change> {
            if (size == 0) return {};
            out.declared = kind;
            out.index = static_cast<std::uint32_t>(dice_.roll(size));
            return out;
        };
        switch (dice_.roll(4)) {
            case 0: return choose(rulebase_.rules.size(), check::DeclarationKind::rule);
            case 1: return choose(rulebase_.propositions.size(), check::DeclarationKind::proposition);
            case 2: return choose(rulebase_.boundaries.size(), check::DeclarationKind::boundary);
            default: break;
        }
        auto of_define = choose(rulebase_.defines.size(), check::DeclarationKind::define);
        if (!of_define || rulebase_.defines[of_define->index].cases.empty()) return {};
        of_define->row = static_cast<std::uint32_t>(dice_.roll(rulebase_.defines[of_define->index].cases.size()));
        return of_define;
    }

    /// Of types whose values cannot be listed one on record, or near it.
    std::optional<Cell> value(check::Type type) {
        switch (type.kind) {
            case TypeKind::entity: return pick(facts_.individuals[type.index].size());
            case TypeKind::scale: return pick(rulebase_.scales[type.index].values.size());
            case TypeKind::yes_no: return pick(2);
            case TypeKind::range: {
                const auto low = pick(rulebase_.scales[type.index].values.size());
                return low ? std::optional(check::pack_range(*low, *low)) : std::nullopt;
            }
            default: break;
        }
        std::vector<Cell> known;
        for (std::size_t a = 0; a < facts_.observations.size(); ++a) {
            if (rulebase_.attributes[a].type != type) continue;
            known.insert(known.end(), facts_.observations[a].value.begin(), facts_.observations[a].value.end());
        }
        for (std::size_t r = 0; r < facts_.relations.size(); ++r) {
            for (std::size_t c = 0; c < rulebase_.relations[r].columns.size(); ++c) {
                const auto& column = facts_.relations[r].columns[c];
                if (rulebase_.relations[r].columns[c].type == type) known.insert(known.end(), column.begin(), column.end());
            }
        }
        std::erase(known, check::no_cell);
        if (known.empty()) return {};
        const Cell cell = known[dice_.roll(known.size())];
        return type.kind == TypeKind::number && dice_.roll(2) == 0 ? cell + Decimal::scale : cell;
    }

    std::optional<Cell> pick(std::size_t size) {
        return size == 0 ? std::nullopt : std::optional(static_cast<Cell>(dice_.roll(size)));
    }

    const check::Rulebase& rulebase_;
    const engine::Facts& facts_;
    Dice& dice_;
};

/// What is said, or that there is no answer.
std::set<std::string> said(engine::Model& model) {
    try {
        return everything_of(model);
    } catch (const engine::EvaluationError&) {
        return {"there is no answer"};
    }
}

std::size_t compare_on(const check::Rulebase& rulebase, Dice& dice, const std::string& where) {
    const auto facts = random_facts(rulebase, dice);
    auto settings = engine::default_settings(rulebase);
    if (dice.roll(2) == 0) settings.alike = 1;
    ChangeMaker maker(rulebase, facts, dice);
    explain::Supposed supposed(rulebase, facts, settings);
    const auto before = said(supposed.with({}));
    std::size_t differ = 0;
    for (std::size_t n = 0; n < sets_of_changes; ++n) {
        const auto changes = maker.some();
        auto changed = explain::changed(rulebase, facts, changes);
        engine::Model fresh(rulebase, changed, explain::changed(settings, changes));
        const auto expected = said(fresh);
        EXPECT_EQ(said(supposed.with(changes)), expected) << where << ", set " << n;
        if (dice.roll(2) == 0) {
            EXPECT_EQ(said(supposed.with({})), before) << where << ", taken back " << n;
        }
        differ += expected != before ? 1U : 0U;
        if (::testing::Test::HasFailure()) break;
    }
    return differ;
}

TEST(Suppose, agrees_with_a_fresh_model) {
    std::vector<fs::path> rulebases{root() / "rules" / "grape_for_site"};
    for (const auto& entry : fs::directory_iterator(root() / "tests" / "reference" / "rulebases"))
        rulebases.push_back(entry.path());
    std::sort(rulebases.begin(), rulebases.end());
    std::size_t differ = 0;
    for (const auto& path : rulebases) {
        const auto files = checked(path);
        for (std::size_t seed = 0; seed < fact_bases(); ++seed) {
            Dice dice(seed);
            differ += compare_on(*files.rulebase, dice, fmt::format("{} seed {}", path.filename().string(), seed));
            if (HasFailure()) return;
        }
    }
    EXPECT_GT(differ, rulebases.size()) << "hardly a change mattered: the test tests nothing";
}

/// Of many people who know the next one, one is asked about: only what is on record of the two is looked at, also where something is
/// supposed otherwise, and what is supposed of somebody else.
TEST(Suppose, a_question_about_one_looks_at_no_others) {
    constexpr Cell people = 100'000;
    const TemporaryFolder folder;
    write_file(folder.path() / "rules.crd", R"(rulebase crowd "Crowd"

entity Person
scale  Step = s1 < s2 < s3

attribute calm of Person: Step
relation knows(a: Person, b: Person)

define in_calm_company(p: Person) when knows(p, q) and calm(q) >= s2
define firm(p: Person) when in_calm_company(p) and calm(p) >= s2
)");
    const auto files = checked(folder.path());
    const auto& rulebase = *files.rulebase;
    auto facts = engine::empty_facts(rulebase);
    auto& calm = facts.observations[0];
    auto& knows = facts.relations[0];
    for (Cell i = 0; i < people; ++i) {
        facts.individuals[0].push_back({"p" + std::to_string(i), ""});
        calm.subject.push_back(i);
        calm.value.push_back(2);
        knows.columns[0].push_back(i);
        knows.columns[1].push_back((i + 1) % people);
    }
    explain::Supposed supposed(rulebase, facts, engine::default_settings(rulebase));
    const check::DefineId firm{rulebase.find("firm")->index};
    const auto looks = [&](const Changes& changes, bool expected) {
        auto& model = supposed.with(changes);
        EXPECT_EQ(model.define(firm, {7}).truth == engine::certain, expected);
        return model.looked_at().size();
    };
    EXPECT_EQ(looks({}, true), 2U);
    EXPECT_EQ(looks({{Kind::settle, 0, 0, {8, 0}, {}}}, false), 1U);  // nobody is calm: not asked further
    EXPECT_EQ(looks({{Kind::remove, 0, 7, {}, {}}}, false), 0U);
    EXPECT_EQ(looks({{Kind::settle, 0, 0, {4'000, 0}, {}}, {Kind::add, 0, 0, {7, 9}, {}}}, true), 3U);
    EXPECT_EQ(looks({}, true), 2U);
}

}  // namespace
}  // namespace credence::testing
