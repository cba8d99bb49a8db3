#include <fmt/format.h>

#include <charconv>
#include <deque>

#include "cli/explaining.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "explain/why.hpp"
#include "explain/why_not.hpp"

namespace credence::cli {
namespace {

constexpr std::size_t shown_of_one = 12, shown_of_each = 4;  // ways

/// That the expression has the value.
check::Condition equals(const check::Expression& expression, check::Cell cell) {
    check::Condition out;
    out.kind = check::ConditionKind::compare;
    out.span = expression.span;
    check::Expression literal;
    literal.type = expression.type;
    literal.span = expression.span;
    literal.cell = cell;
    out.expressions = {expression, std::move(literal)};
    return out;
}

Result<explain::WaysOptions> ways_of(const ExplainOptions& options) {
    explain::WaysOptions out;
    if (!options.up_to) return out;
    const auto& text = *options.up_to;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.most);
    if (error != std::errc{} || end != text.data() + text.size() || out.most == 0 || out.most > 12)
        return failure(FailureKind::usage, fmt::format("--up-to: `{}` is no size of a set", text), "write 1 to 12");
    out.larger = true;
    return out;
}

/// The values that the expression has not and might have: the one that is named, else each other one of a scale.
Result<std::vector<check::Cell>> wanted(const Explaining& asked, const check::Expression& expression,
                                        const ExplainOptions& options, const engine::Outcome& now,
                                        const check::Rulebase& rulebase) {
    std::vector<check::Cell> out;
    if (options.to) {
        const auto cell = asked.answer(expression.type, *options.to);
        if (!cell) return tl::unexpected(cell.error());
        if (now.state == engine::Known::known && now.cell == *cell)
            return failure(FailureKind::usage, fmt::format("it is `{}`", *options.to), "credence explain why says why");
        out.push_back(*cell);
        return out;
    }
    std::size_t size = 0;
    if (expression.type.kind == check::TypeKind::scale) size = rulebase.scales[expression.type.index].values.size();
    if (expression.type.kind == check::TypeKind::yes_no) size = 2;
    if (size == 0) return failure(FailureKind::usage, "which value has it not?", "name it by --to VALUE");
    for (std::size_t i = 0; i < size; ++i) {
        const auto cell = static_cast<check::Cell>(i);
        if (now.state != engine::Known::known || now.cell != cell) out.push_back(cell);
    }
    return out;
}

}  // namespace

int run_explain_why(const Context& context, const ExplainOptions& options) {
    Explaining asked(context, options, false);
    if (!asked.ready()) return asked.exit();
    auto explanation = asked.begin();
    if (!explanation) return fail(explanation.error());
    const auto done = app::guarded(asked.session().files().sources, [&] {
        for (const auto& target : asked.targets()) {
            if (!target.assessment) explanation->answer.push_back(explain::in_short(asked.narrator(), target));
        }
        explain::explain_why(asked.narrator(), asked.targets(), *explanation);
        return true;
    });
    if (!done) return fail(done.error());
    asked.print(std::move(*explanation));
    return 0;
}

int run_explain_why_not(const Context& context, const ExplainOptions& options) {
    const auto ways = ways_of(options);
    if (!ways) return fail(ways.error());
    Explaining asked(context, options, true);
    if (!asked.ready()) return asked.exit();
    auto explanation = asked.begin();
    if (!explanation) return fail(explanation.error());
    auto& model = asked.session().model();
    const auto& target = asked.targets().front();
    if (target.condition != nullptr && options.to)
        return fail({FailureKind::usage, "--to names a value, but a condition has none", "leave --to out"});
    std::deque<check::Condition> conditions;  // where they are while the model lives
    std::vector<explain::WhyNot> questions;
    const auto gathered = app::guarded(asked.session().files().sources, [&]() -> Result<bool> {
        if (target.condition != nullptr) {
            questions.push_back({target.condition, target.binding, nullptr, check::no_cell});
            return true;
        }
        const auto now = model.value(*target.expression, target.binding);
        const auto cells = wanted(asked, *target.expression, options, now, model.rulebase());
        if (!cells) return tl::unexpected(cells.error());
        for (const auto cell : *cells) {
            conditions.push_back(equals(*target.expression, cell));
            questions.push_back({&conditions.back(), target.binding, target.expression, cell});
        }
        return true;
    });
    if (!gathered) return fail(gathered.error());
    if (!*gathered) return fail(gathered->error());
    const auto done = app::guarded(asked.session().files().sources, [&] {
        for (const auto& question : questions) {
            auto short_answer = explain::why_not_in_short(asked.narrator(), question);
            if (questions.size() == 1) {
                explanation->answer.push_back(std::move(short_answer));
            } else {
                explain::ExplanationSection each;
                each.name = "answer";
                each.title = short_answer.lead;
                each.text.push_back(explain::statement(short_answer.text));
                explanation->sections.push_back(std::move(each));
            }
            if (target.condition != nullptr && explanation->answer.back().state == engine::State::met) continue;  // it is so
            explain::explain_why_not(asked.narrator(), question, *ways, questions.size() == 1 ? shown_of_one : shown_of_each,
                                     *explanation);
        }
        return true;
    });
    if (!done) return fail(done.error());
    const bool complete = explanation->complete;
    asked.print(std::move(*explanation));
    return complete ? 0 : 5;
}

}  // namespace credence::cli
