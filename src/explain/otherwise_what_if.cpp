#include "explain/otherwise.hpp"
#include "explain/terms.hpp"

namespace credence::explain {
namespace {

void row(const Narrator& narrator, const Phrases& then, const Target& target, StatementTable& table, std::size_t& same) {
    const auto& now = narrator.phrases();
    const auto before = reach(now.model(), target);
    const auto after = reach(then.model(), target);
    if (before == after) {
        ++same;
        return;
    }
    table.rows.push_back({statement(raised(label_of(now, target)), StatementKind::value),
                          statement(in_words(now, target, before), StatementKind::value),
                          statement(in_words(then, target, after), StatementKind::value)});
}

/// The rules that are met in one case and not in the other.
std::vector<Statement> rules_apart(const Narrator& narrator, const Reasons& some, const Reasons& others, std::string_view key) {
    Support apart;
    for (const auto& reason : some) {
        if (!others.contains(reason)) apart.rules.insert(reason.first);
    }
    auto one = statement(narrator.say(key));
    narrator.cite(apart, one);
    if (one.rules.empty()) return {};
    return {one};
}

}  // namespace

std::vector<ExplanationSection> what_if_sections(const Narrator& narrator, const std::vector<Target>& targets,
                                                 engine::Model& other) {
    const auto& phrases = narrator.phrases();
    const auto then = phrases.of(other);
    ExplanationSection values;
    values.name = "values";
    values.title = narrator.say("what_changes");
    StatementTable table;
    table.head = {narrator.say("head_value"), narrator.say("head_now"), narrator.say("head_then")};
    std::size_t same = 0;
    for (const auto& target : targets) {
        row(narrator, then, target, table, same);
        if (!target.assessment) continue;
        const auto& assessment = phrases.rulebase().assessments[target.assessment->index()];
        const auto add = [&](const check::Expression& expression) {
            row(narrator, then, {&expression, nullptr, target.binding, {}}, table, same);
        };
        for (const auto& expression : assessment.group_by) {
            if (identity(expression) != identity(assessment.answer)) add(expression);
        }
        for (const auto& shown : assessment.show) {
            if (shown.expression)
                add(*shown.expression);
            else if (shown.condition->kind == check::ConditionKind::named)
                row(narrator, then, {nullptr, &*shown.condition, target.binding, {}}, table, same);
        }
    }
    if (table.rows.empty())
        values.text.push_back(statement(narrator.say("nothing_changes")));
    else
        values.table = std::move(table);
    if (same > 0) values.notes.push_back(statement(phrases.words().count("values_stay", same)));

    ExplanationSection reasons;
    reasons.name = "reasons";
    reasons.title = narrator.say("why_then");
    const Assumptions assumptions(phrases.rulebase());
    const Narrator other_narrator(then, assumptions);
    for (const auto& target : targets) {
        const auto read = read_by(phrases.rulebase(), target);
        (void)reach(other, target);
        const auto about = other.looked_at();
        const auto before = reasons_met(phrases.model(), read, about);
        const auto after = reasons_met(other, read, about);
        for (auto& one : rules_apart(narrator, after, before, "rules_come_in")) reasons.text.push_back(std::move(one));
        for (auto& one : rules_apart(narrator, before, after, "rules_fall_away")) reasons.text.push_back(std::move(one));
        if (reach(phrases.model(), target) == reach(other, target)) continue;
        Prover prover(then);
        reasons.trees.push_back(other_narrator.tell(target.expression != nullptr
                                                        ? prover.value(*target.expression, target.binding)
                                                        : prover.condition(*target.condition, target.binding)));
    }
    std::vector<ExplanationSection> out{std::move(values)};
    if (!reasons.text.empty() || !reasons.trees.empty()) out.push_back(std::move(reasons));
    return out;
}

}  // namespace credence::explain
