#include "property/answers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "check/print.hpp"

namespace credence::testing {
namespace {

class Answers {
public:
    explicit Answers(engine::Model& model) : rulebase_(model.rulebase()), facts_(model.facts()), model_(model) {}

    std::set<std::string> all() {
        assessments();
        defines();
        ranges();
        propositions();
        return std::move(lines_);
    }

    std::set<std::string> everything() {
        assessments();
        looks("assessments");
        defines();
        looks("defines");
        ranges();
        propositions();
        weighings();
        relations();
        derived_attributes();
        looks("everything");
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

    void weighings() {
        for (std::size_t q = 0; q < rulebase_.questions.size(); ++q) {
            const auto of = rulebase_.questions[q].of;
            for (std::size_t i = 0; i < facts_.individuals[of.index()].size(); ++i) {
                const auto subject = static_cast<check::Cell>(i);
                const auto w = model_.weighing(check::QuestionId{q}, subject);
                auto line = fmt::format("{} {} {} {} {} {}", rulebase_.questions[q].head.name,
                                        text({check::TypeKind::entity, of.value}, subject), w.evidence.lo, w.evidence.best,
                                        w.evidence.hi, w.points);
                for (const auto& c : w.contributions)
                    line += fmt::format(" {} {} {} {}", c.proposition.value, c.alone.lo, c.alone.best, c.counts);
                lines_.insert(line);
            }
        }
    }

    /// The truths of the tuples, without the order and number of rows.
    void relations() {
        for (std::size_t r = 0; r < rulebase_.relations.size(); ++r) {
            const auto& relation = rulebase_.relations[r];
            const auto view = model_.relation(check::RelationId{r});
            for (std::size_t row = 0; row < view.rows; ++row) {
                if ((*view.superseded)[row] != 0) continue;
                engine::Binding cells;
                for (const auto& column : *view.columns) cells.push_back(column[row]);
                const auto width = static_cast<std::uint32_t>(relation.columns.size());
                lines_.insert(relation.head.name + text(relation.columns, width, cells) + " " + text((*view.truths)[row]));
            }
        }
    }

    void derived_attributes() {
        for (std::size_t a = 0; a < rulebase_.attributes.size(); ++a) {
            const auto& attribute = rulebase_.attributes[a];
            for (std::size_t i = 0; i < facts_.individuals[attribute.of.index()].size(); ++i) {
                const auto& summary = model_.summary(check::AttributeId{a}, static_cast<check::Cell>(i));
                auto line =
                    fmt::format("{} {} {} {}", attribute.head.name, i, static_cast<int>(summary.state), summary.ignorance);
                for (const auto& share : summary.shares)
                    line += fmt::format(" {}:{}", text(attribute.type, share.value), share.weight);
                lines_.insert(line);
            }
        }
    }

    void looks(const std::string& when) {
        for (const auto& [attribute, subject] : model_.looked_at())
            lines_.insert(fmt::format("{} look at {} {}", when, rulebase_.attributes[attribute.index()].head.name, subject));
    }

    const check::Rulebase& rulebase_;
    const engine::Facts& facts_;
    engine::Model& model_;
    std::set<std::string> lines_;
};

}  // namespace

std::set<std::string> answers(const check::Rulebase& rulebase, engine::Facts& facts, engine::Settings settings) {
    engine::Model model(rulebase, facts, std::move(settings));
    return Answers(model).all();
}

std::set<std::string> answers(engine::Model& model) { return Answers(model).all(); }

std::set<std::string> everything_of(engine::Model& model) { return Answers(model).everything(); }

}  // namespace credence::testing
