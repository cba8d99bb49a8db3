#include "property/answers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "check/print.hpp"

namespace credence::testing {
namespace {

class Answers {
public:
    Answers(const check::Rulebase& rulebase, engine::Facts& facts, engine::Settings settings)
        : rulebase_(rulebase),
          facts_(facts),
          model_(rulebase, facts, std::move(settings)) {}

    std::set<std::string> all() {
        assessments();
        defines();
        ranges();
        propositions();
        return std::move(lines_);
    }

private:
    std::string text(check::Type type, check::Cell cell) const {
        if (cell == check::no_cell) return "?";
        if (type.kind == check::TypeKind::entity) return facts_.individuals[type.index][static_cast<std::size_t>(cell)].id;
        if (type.kind == check::TypeKind::text) return facts_.texts[cell];
        return check::written(rulebase_, type, cell);
    }

    std::string text(const std::vector<check::Variable>& variables, std::uint32_t bound, const engine::Binding& binding) const {
        std::vector<std::string> words;
        for (std::uint32_t v = 0; v < bound; ++v) words.push_back(text(variables[v].type, binding[v]));
        return fmt::format("({})", fmt::join(words, ", "));
    }

    std::string text(check::Type type, const engine::Outcome& o) const {
        std::string out = o.state == engine::Known::known      ? text(type, o.cell)
                          : o.state == engine::Known::disputed ? "disputed"
                                                               : "unknown";
        if (o.spread)
            out += fmt::format(" {} {} {} {}", o.spread->least, o.spread->middle, o.spread->greatest, o.spread->ignorance);
        return out;
    }

    static std::string text(engine::Truth t) {
        return fmt::format("[{}, {}]{}", t.belief, t.plausibility, t.disputed ? " disputed" : "");
    }

    void assessments() {
        for (const auto& assessment : rulebase_.assessments) {
            for (const auto& s : model_.solutions(assessment.when, assessment.variables, assessment.bound, {})) {
                const engine::Binding subjects(s.binding.begin(), s.binding.begin() + assessment.bound);
                const auto who = assessment.head.name + text(assessment.variables, assessment.bound, subjects);
                lines_.insert(who + " " + text(s.truth));
                lines_.insert(who + " = " + text(assessment.answer.type, model_.value(assessment.answer, subjects)));
                for (std::size_t i = 0; i < assessment.show.size(); ++i) {
                    const auto& shown = assessment.show[i];
                    const auto what = shown.expression ? text(shown.expression->type, model_.value(*shown.expression, subjects))
                                                       : text(model_.truth(*shown.condition, subjects));
                    lines_.insert(fmt::format("{} shows {}: {}", who, i, what));
                }
            }
        }
    }

    void defines() {
        for (std::size_t d = 0; d < rulebase_.defines.size(); ++d) {
            const auto& define = rulebase_.defines[d];
            if (define.bound != 1 || define.variables[0].type.kind != check::TypeKind::entity) continue;
            for (std::size_t i = 0; i < facts_.individuals[define.variables[0].type.index].size(); ++i) {
                const engine::Binding who{static_cast<check::Cell>(i)};
                const auto r = model_.define(check::DefineId{d}, who);
                lines_.insert(define.head.name + text(define.variables, 1, who) + " " +
                              (define.type ? text(*define.type, r.outcome) : text(r.truth)) + (r.open ? " open" : ""));
            }
        }
    }

    void ranges() {
        for (std::size_t r = 0; r < rulebase_.ranges.size(); ++r) {
            const auto& range = rulebase_.ranges[r];
            for (std::size_t i = 0; i < facts_.individuals[range.of.index()].size(); ++i) {
                const auto subject = static_cast<check::Cell>(i);
                const auto result = model_.range(check::RangeId{r}, subject);
                const auto who = range.head.name + " " + text({check::TypeKind::entity, range.of.value}, subject);
                lines_.insert(who + " " + text({check::TypeKind::range, range.on.value}, result.value));
                for (const auto& b : result.boundaries) {
                    lines_.insert(fmt::format("{} {} {} {}", who, rulebase_.boundaries[b.boundary.index()].head.name,
                                              rulebase_.boundaries[b.boundary.index()].row, text(b.truth)));
                }
            }
        }
    }

    void propositions() {
        for (std::size_t q = 0; q < rulebase_.questions.size(); ++q) {
            const auto& question = rulebase_.questions[q];
            for (std::size_t i = 0; i < facts_.individuals[question.of.index()].size(); ++i) {
                for (const auto& p : model_.propositions(check::QuestionId{q}, static_cast<check::Cell>(i))) {
                    const auto& proposition = rulebase_.propositions[p.proposition.index()];
                    lines_.insert(fmt::format("{}{} {}", proposition.head.name,
                                              text(proposition.clauses.variables, proposition.clauses.bound, p.binding),
                                              text(p.truth)));
                }
            }
        }
    }

    const check::Rulebase& rulebase_;
    engine::Facts& facts_;
    engine::Model model_;
    std::set<std::string> lines_;
};

}  // namespace

std::set<std::string> answers(const check::Rulebase& rulebase, engine::Facts& facts, engine::Settings settings) {
    return Answers(rulebase, facts, std::move(settings)).all();
}

}  // namespace credence::testing
