// Rows that are alike are worked out once, and aggregates in one pass: the same must come of it as of working out each row. Everything is
// asked about all individuals at once, over random facts.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "engine/model.hpp"
#include "plan/reads.hpp"
#include "reference/loading.hpp"
#include "reference/random_facts.hpp"
#include "support/names.hpp"

namespace credence::reference {
namespace {

namespace fs = std::filesystem;
using check::Condition;
using check::ConditionKind;
using check::Expression;
using check::ExpressionKind;
using check::VariableId;

Expression variable(std::size_t number, check::Type type) {
    Expression e;
    e.kind = ExpressionKind::variable;
    e.variable = VariableId{number};
    e.type = type;
    return e;
}

/// A condition about all values of its variables at once.
struct BulkQuestion {
    std::string name;
    Condition condition;
    std::vector<check::Variable> variables;
};

class BulkQuestions {
public:
    explicit BulkQuestions(const check::Rulebase& rulebase) : rulebase_(rulebase) {
        for (std::uint32_t d = 0; d < rulebase.defines.size(); ++d) add_define(d);
        for (std::uint32_t r = 0; r < rulebase.ranges.size(); ++r) {
            const auto& range = rulebase.ranges[r];
            add_value(range.head.name, ExpressionKind::range, r, range.of, {check::TypeKind::range, range.on.value});
        }
        for (std::uint32_t a = 0; a < rulebase.attributes.size(); ++a) {
            const auto& attribute = rulebase.attributes[a];
            add_value(attribute.head.name, ExpressionKind::attribute, a, attribute.of, attribute.type);
        }
        for (std::uint32_t q = 0; q < rulebase.questions.size(); ++q) {
            const auto& question = rulebase.questions[q];
            add_value(question.head.name, ExpressionKind::pointers, q, question.of, {check::TypeKind::number, 0});
            add_value(question.head.name, ExpressionKind::implied_pointers, q, question.of, {check::TypeKind::number, 0});
            if (question.bands)
                add_value(question.head.name, ExpressionKind::band, q, question.of,
                          {check::TypeKind::scale, question.bands->scale.value});
        }
    }
    [[nodiscard]] const std::deque<BulkQuestion>& all() const { return all_; }

private:
    void add(std::string name, Condition condition, std::vector<check::Type> types) {
        BulkQuestion q{std::move(name), std::move(condition), {}};
        for (const auto type : types) {
            q.variables.emplace_back();
            q.variables.back().name = "v" + std::to_string(q.variables.size());
            q.variables.back().type = type;
        }
        all_.push_back(std::move(q));
    }
    /// The value as a variable of its own.
    void add_equation(const std::string& name, Expression value, std::vector<check::Type> types) {
        Condition c;
        c.kind = ConditionKind::compare;
        c.comparison = check::Comparison::equal;
        types.push_back(value.type);
        c.expressions = {variable(types.size() - 1, value.type), std::move(value)};
        add(name, std::move(c), std::move(types));
    }
    void add_value(const std::string& name, ExpressionKind kind, std::uint32_t index, check::EntityId of, check::Type type) {
        for (const bool upper : {false, true}) {
            if (upper && kind != ExpressionKind::pointers && kind != ExpressionKind::implied_pointers) continue;
            Expression e;
            e.kind = kind;
            e.index = index;
            e.type = type;
            e.upper = upper;
            const check::Type subject{check::TypeKind::entity, of.value};
            e.operands.push_back(variable(0, subject));
            add_equation(name, std::move(e), {subject});
        }
    }
    void add_define(std::uint32_t d) {
        const auto& define = rulebase_.defines[d];
        std::vector<check::Type> types;
        std::vector<Expression> arguments;
        for (std::uint32_t v = 0; v < define.bound; ++v) {
            types.push_back(define.variables[v].type);
            if (!check::is_finite(types.back())) return;
            arguments.push_back(variable(v, types.back()));
        }
        if (define.type) {
            Expression e;
            e.kind = ExpressionKind::define;
            e.index = d;
            e.type = *define.type;
            e.operands = std::move(arguments);
            add_equation(define.head.name, std::move(e), std::move(types));
        } else {
            Condition c;
            c.kind = ConditionKind::named;
            c.index = d;
            c.expressions = std::move(arguments);
            add(define.head.name, std::move(c), std::move(types));
        }
    }

    const check::Rulebase& rulebase_;
    std::deque<BulkQuestion> all_;
};

std::string text_of(const engine::Model& model, check::Type type, check::Cell cell) {
    if (type.kind == check::TypeKind::text && cell != check::no_cell) return model.text(cell);
    return std::to_string(cell);
}

std::vector<std::string> answers_of(const check::Rulebase& rulebase, engine::Facts& facts, const BulkQuestion& q,
                                    const engine::Settings& settings) {
    engine::Model model(rulebase, facts, settings);
    std::vector<std::string> lines;
    try {
        for (const auto& s : model.solutions(q.condition, q.variables, static_cast<std::uint32_t>(q.variables.size()), {})) {
            std::vector<std::string> words;
            for (std::size_t v = 0; v < q.variables.size(); ++v)
                words.push_back(text_of(model, q.variables[v].type, s.binding[v]));
            lines.push_back(
                fmt::format("{} [{}, {}] {}", fmt::join(words, " "), s.truth.belief, s.truth.plausibility, s.truth.disputed));
        }
    } catch (const engine::EvaluationError& error) {
        lines = {error.what()};
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::vector<std::string> derived(const check::Rulebase& rulebase, engine::Facts& facts, const engine::Settings& settings) {
    engine::Model model(rulebase, facts, settings);
    std::vector<std::string> lines;
    try {
        for (std::size_t r = 0; r < rulebase.relations.size(); ++r) {
            const auto view = model.relation(check::RelationId{r});
            for (std::size_t row = 0; row < view.rows; ++row) {
                if ((*view.superseded)[row] != 0) continue;
                std::vector<std::string> words;
                for (std::size_t c = 0; c < view.columns->size(); ++c)
                    words.push_back(text_of(model, rulebase.relations[r].columns[c].type, (*view.columns)[c][row]));
                const auto& t = (*view.truths)[row];
                lines.push_back(fmt::format("{}({}) [{}, {}] {}", rulebase.relations[r].head.name, fmt::join(words, ", "),
                                            t.belief, t.plausibility, t.disputed));
            }
        }
    } catch (const engine::EvaluationError& error) {
        lines = {error.what()};
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

class InBulk : public ::testing::TestWithParam<fs::path> {};

TEST_P(InBulk, rows_that_are_alike_come_to_the_same_as_each_by_itself) {
    const auto files = testing::checked(GetParam());
    const auto& rulebase = *files.rulebase;
    const BulkQuestions questions(rulebase);
    std::size_t lines = 0;
    for (std::uint64_t seed = 0; seed < 12 && !HasFailure(); ++seed) {
        testing::Dice dice(seed);
        auto facts = testing::random_facts(rulebase, dice, {40, 80, seed % 3 + 1, seed % 2 == 0, seed >= 4});
        auto each = engine::default_settings(rulebase);
        each.alike = 0;
        auto once = each;
        once.alike = 1 + seed % 2 * 16;
        for (const auto& q : questions.all()) {
            const auto expected = answers_of(rulebase, facts, q, each);
            EXPECT_EQ(answers_of(rulebase, facts, q, once), expected) << q.name << ", seed " << seed;
            lines += expected.size();
        }
        EXPECT_EQ(derived(rulebase, facts, once), derived(rulebase, facts, each)) << "seed " << seed;
    }
    EXPECT_GT(lines, 1'000U);
}

INSTANTIATE_TEST_SUITE_P(All, InBulk, ::testing::ValuesIn([] {
                             std::vector<fs::path> out;
                             for (const auto& entry :
                                  fs::directory_iterator(testing::root() / "tests" / "reference" / "rulebases"))
                                 out.push_back(entry.path());
                             std::sort(out.begin(), out.end());
                             return out;
                         }()),
                         [](const auto& given) { return testing::test_name(given.param.stem().string()); });

TEST(Reads, of_a_define_over_pairs_are_what_it_comes_down_to) {
    const auto files = testing::checked(testing::root() / "tests" / "reference" / "rulebases" / "bulk.crd");
    plan::Reader reader(*files.rulebase);
    const auto reads = [&](const char* name) {
        std::vector<std::string> out;
        for (const auto& read : reader.of_define(files.rulebase->find(name)->index))
            out.push_back(
                fmt::format("{}:{}:{}", read.variable.index(), static_cast<int>(read.feature.kind), read.feature.index));
        return fmt::format("{}", fmt::join(out, " "));
    };
    const auto index = [&](const char* name) { return files.rulebase->find(name)->index; };
    using Kind = plan::Feature::Kind;
    const auto feature = [&](int variable, Kind kind, const char* name) {
        return fmt::format("{}:{}:{}", variable, static_cast<int>(kind), index(name));
    };
    EXPECT_EQ(reads("usual"), feature(0, Kind::band, "bearing"));
    EXPECT_EQ(reads("predicted"), feature(0, Kind::define, "usual") + " " + feature(1, Kind::range, "room"));
    EXPECT_EQ(reads("fit"), feature(0, Kind::define, "usual") + " " + feature(1, Kind::attribute, "wanted") + " " +
                                feature(1, Kind::range, "room"));
    // What might end in an error is not worked out ahead; who is in a relation is somebody.
    EXPECT_EQ(reads("per_tenure"), feature(0, Kind::attribute, "tenure"));
    EXPECT_EQ(reads("ratio"), feature(0, Kind::attribute, "tenure"));
    EXPECT_EQ(reads("rated"), "0:0:0 " + feature(0, Kind::attribute, "tenure"));
    EXPECT_EQ(reads("strained"), "0:0:0");
    EXPECT_EQ(reads("visits_of"), "0:0:0");
}

}  // namespace
}  // namespace credence::reference
