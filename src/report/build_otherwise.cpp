// What is not so: what would change the answer, how far it carries, what to ask next, what was varied; of a comparison what would
// reverse it. Searched by explain/, with a budget that lets a report be made quickly; `credence explain` searches further.
#include "report/build_otherwise.hpp"

#include <algorithm>

#include "explain/carry.hpp"
#include "explain/otherwise.hpp"
#include "report/explanation_prints.hpp"

namespace credence::report {
namespace {

using explain::ExplanationSection;
using explain::raised;
using explain::sentence;
using explain::Target;

constexpr std::size_t runs_of_a_sort = 300;
constexpr std::size_t runs_of_enumeration = 600;
constexpr std::size_t lines_of_a_sort = 8;
constexpr std::size_t lines_of_a_column = 6;

Target target_of(const Matter& matter) {
    return {&matter.assessment().answer, nullptr, matter.binding(), matter.roles().assessment};
}

Block block_of(const ExplanationSection& section) {
    Block out;
    out.title = section.title;
    for (const auto& one : section.text) out.text.push_back(claim_of(one));
    if (section.table) out.table = table_of(*section.table);
    for (const auto& one : section.notes) out.notes.push_back(claim_of(one));
    return out;
}

/// The first step of the chain that is a define on a scale or choice; side by side, of each column.
std::vector<std::size_t> first_choices(const Matter& matter) {
    std::vector<std::size_t> out;
    std::set<std::size_t> columns;
    const bool side_by_side = matter.roles().columns > 1;
    for (const auto index : matter.roles().chain) {
        const auto& item = matter.item(index);
        if (index == 0 || item.expression->kind != check::ExpressionKind::define ||
            item.expression->type.kind != check::TypeKind::scale || (side_by_side && !item.column))
            continue;
        if (columns.insert(side_by_side ? *item.column : 0).second) out.push_back(index);
    }
    return out;
}

/// "disposition"; side by side "disposition (C02)".
std::string label_of_step(const Matter& matter, std::size_t step) {
    if (matter.roles().columns == 1) return matter.label(matter.item(step));
    return explain::noun(matter.phrases(), *matter.item(step).expression, matter.binding(), true);
}

/// The steps that read it, in chain order.
std::vector<std::size_t> readers_of(const Matter& matter, std::size_t step) {
    std::vector<std::size_t> out;
    std::set<std::size_t> reading{step};
    for (const auto index : matter.roles().chain) {
        const auto& reads = matter.item(index).reads;
        if (index == 0 || !std::any_of(reads.begin(), reads.end(), [&](std::size_t i) { return reading.contains(i); }))
            continue;
        reading.insert(index);
        out.push_back(index);
    }
    return out;
}

struct Carry {
    std::size_t step = 0;
    std::vector<std::size_t> readers;
    std::vector<std::vector<explain::Reached>> lines;  // by value: the answer, then the readers
};

std::vector<Carry> carries_of(const Matter& matter) {
    std::vector<Carry> out;
    for (const auto step : first_choices(matter)) {
        const auto arguments = matter.arguments(matter.item(step));
        if (!arguments) continue;
        auto& carry = out.emplace_back(Carry{step, readers_of(matter, step), {}});
        std::vector<Target> targets{target_of(matter)};
        for (const auto index : carry.readers)
            targets.push_back({matter.item(index).expression, nullptr, matter.binding(), {}});
        carry.lines = explain::carried(matter.rulebase(), matter.phrases().facts(), matter.model().settings(), targets,
                                       check::DefineId{matter.item(step).expression->index}, *arguments);
    }
    return out;
}

/// Each value of the step, what follows from it, and the answer; values that lead to the same stand together.
Block carry_block(const Matter& matter, const Carry& carry) {
    const auto& words = matter.words();
    const auto target = target_of(matter);
    const auto type = matter.item(carry.step).expression->type;
    const auto now = matter.model().value(*matter.item(carry.step).expression, matter.binding());
    Block out;
    out.title = words.say("carry_title", {{"step", label_of_step(matter, carry.step)}});
    Table table;
    table.head.push_back(raised(matter.label(matter.item(carry.step))));
    for (const auto index : carry.readers) table.head.push_back(raised(matter.label(matter.item(index))));
    table.head.push_back(words.say("head_answer"));
    std::vector<bool> said(carry.lines.size());
    for (std::size_t i = 0; i < carry.lines.size(); ++i) {
        if (said[i]) continue;
        std::vector<std::string> values;
        for (std::size_t j = i; j < carry.lines.size(); ++j) {
            if (carry.lines[j] != carry.lines[i]) continue;
            said[j] = true;
            auto value = matter.phrases().value(type, static_cast<Cell>(j), Form::longer);
            const bool is_now = now.state == engine::Known::known && now.cell == static_cast<Cell>(j);
            values.push_back(is_now ? words.say("now_marked", {{"value", value}}) : value);
        }
        Row row;
        row.cells.push_back(cell(matter.phrases().list_of_clauses(values)));
        for (std::size_t k = 0; k < carry.readers.size(); ++k) {
            const Target reader{matter.item(carry.readers[k]).expression, nullptr, matter.binding(), {}};
            row.cells.push_back(cell(explain::in_words(matter.phrases(), reader, carry.lines[i][k + 1], Form::shorter)));
        }
        row.cells.push_back(cell(explain::in_words(matter.phrases(), target, carry.lines[i][0])));
        table.rows.push_back(std::move(row));
    }
    out.table = std::move(table);
    return out;
}

/// "1, 3": the numbers of asks that have the same interview question.
struct Question {
    std::string text, whom;
    std::vector<std::string> numbers;
};

void add_questions(const Matter& matter, const explain::ToAsk& ask, const std::string& number,
                   std::vector<Question>& questions) {
    for (const auto& [text, whom] : matter.rulebase().attributes[ask.what.attribute.index()].asks) {
        const auto same = std::find_if(questions.begin(), questions.end(),
                                       [&](const Question& q) { return q.text == text && q.whom == whom; });
        if (same != questions.end())
            same->numbers.push_back(number);
        else
            questions.push_back({text, whom, {number}});
    }
}

Block questions_block(const Matter& matter, const std::vector<Question>& questions) {
    const auto& words = matter.words();
    Block out;
    for (const auto& question : questions) {
        Claim claim = cell(words.say("quote", {{"quote", question.text}}));
        auto whom = question.whom;
        std::replace(whom.begin(), whom.end(), '_', ' ');
        const auto numbers = words.list(question.numbers);
        claim.lead = whom.empty() ? words.say("put_for", {{"numbers", numbers}})
                                  : words.say("put_for_to", {{"numbers", numbers}, {"whom", whom}});
        out.notes.push_back(std::move(claim));
    }
    return out;
}

struct AskedBefore {
    explain::Reachable still;
    std::vector<explain::ToAsk> asks;
};

AskedBefore asked_of(const Matter& matter) {
    const auto target = target_of(matter);
    const auto& settings = matter.model().settings();
    AskedBefore out;
    out.still = explain::reachable(matter.rulebase(), matter.phrases().facts(), settings, target, runs_of_enumeration);
    out.asks = explain::ask_next(matter.rulebase(), matter.phrases().facts(), settings, target,
                                 explain::steps_of(matter.rulebase(), target), out.still);
    return out;
}

}  // namespace

Claim still_reachable(const Matter& matter) {
    const auto target = target_of(matter);
    return claim_of(explain::could_become(matter.phrases(), target,
                                          explain::reachable(matter.rulebase(), matter.phrases().facts(),
                                                             matter.model().settings(), target, runs_of_enumeration)));
}

std::optional<Claim> carries_claim(const Matter& matter) {
    const auto& words = matter.words();
    const auto target = target_of(matter);
    Claim out;
    out.lead = words.say("carries");
    const auto now = explain::reach(matter.model(), target);
    for (const auto& carry : carries_of(matter)) {
        std::vector<std::pair<explain::Reached, std::size_t>> others;
        std::size_t same = 0;
        for (const auto& line : carry.lines) {
            if (line[0] == now) {
                ++same;
                continue;
            }
            const auto known =
                std::find_if(others.begin(), others.end(), [&](const auto& other) { return other.first == line[0]; });
            if (known == others.end())
                others.emplace_back(line[0], 1);
            else
                ++known->second;
        }
        std::sort(others.begin(), others.end());
        out.text +=
            (out.text.empty() ? "" : " ") + raised(words.say("carries_values", {{"step", label_of_step(matter, carry.step)},
                                                                                {"same", std::to_string(same)},
                                                                                {"all", std::to_string(carry.lines.size())}}));
        for (const auto& [reached, count] : others) {
            out.text += " " + words.say("carries_to", {{"values", std::to_string(count)},
                                                       {"answer", explain::in_words(matter.phrases(), target, reached)}});
        }
    }
    for (const auto index : matter.roles().chain) {
        const auto* expression = matter.item(index).expression;
        if (expression->kind != check::ExpressionKind::range) continue;
        const auto reached = explain::without(matter.rulebase(), matter.phrases().facts(), matter.model().settings(), target,
                                              check::RangeId{expression->index});
        const auto label = matter.label(matter.item(index));
        const auto answer = explain::in_words(matter.phrases(), target, reached);
        out.text += (out.text.empty() ? "" : " ") + raised(reached == now
                                                               ? words.say("set_aside_same", {{"what", label}})
                                                               : words.say("set_aside", {{"what", label}, {"answer", answer}}));
    }
    if (out.text.empty()) return {};
    return out;
}

std::optional<Otherwise> changes_part(const Matter& matter) {
    const auto target = target_of(matter);
    const auto read = explain::read_by(matter.rulebase(), target);
    const bool varies = std::any_of(read.begin(), read.end(), [](DeclarationRef ref) {
        return ref.kind == DeclarationKind::attribute || ref.kind == DeclarationKind::relation ||
               ref.kind == DeclarationKind::parameter;
    });
    if (!varies) return {};
    const explain::Narrator narrator(matter.phrases(), matter.assumptions());
    explain::FlipRequest request;
    request.most = 2;
    request.runs = runs_of_a_sort;
    request.lines = lines_of_a_sort;
    bool complete = true;
    Otherwise out;
    Block rest;
    rest.title = matter.words().say("does_not_change");
    for (const auto& section : explain::flip_sections(narrator, target, request, complete)) {
        if (section.table) {
            out.blocks.push_back(block_of(section));
            auto& rows = out.blocks.back().table->rows;
            const bool because =
                std::any_of(rows.begin(), rows.end(), [](const Row& row) { return !row.cells[2].rules.empty(); });
            if (!because) drop_empty_column(*out.blocks.back().table, 2);
            continue;
        }
        for (const auto& one : section.text) rest.notes.push_back(claim_of(one));
        for (const auto& one : section.notes) rest.notes.back().text += " " + one.text;
    }
    if (!out.blocks.empty()) out.text.push_back(cell(matter.words().say("each_line_changes")));
    if (!rest.notes.empty()) out.blocks.push_back(std::move(rest));
    for (const auto& carry : carries_of(matter)) out.blocks.push_back(carry_block(matter, carry));
    if (out.blocks.empty()) return {};
    return out;
}

std::optional<Otherwise> ask_part(const Matter& matter) {
    const auto& words = matter.words();
    const auto target = target_of(matter);
    const auto steps = explain::steps_of(matter.rulebase(), target);
    const auto asked = asked_of(matter);
    if (asked.asks.empty()) return {};
    Otherwise out;
    out.text.push_back(claim_of(explain::could_become(matter.phrases(), target, asked.still, asked.asks)));
    Block block;
    Table table;
    table.head = {words.say("head_ask"), words.say("head_could_move")};
    std::vector<Question> questions;
    std::vector<std::string> idle;
    for (const auto& ask : asked.asks) {
        if (ask.effect == explain::Effect::nothing) {
            idle.push_back(explain::whose(matter.phrases(), ask.what));
            continue;
        }
        const auto number = std::to_string(table.rows.size() + 1);
        auto claim = claim_of(explain::lack_of(matter.phrases(), ask));
        claim.lead = number + ".";
        add_questions(matter, ask, number, questions);
        Row row;
        row.cells = {std::move(claim), cell(explain::effect_of(matter.phrases(), target, steps, ask))};
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty())
        out.text.push_back(cell(words.say("nothing_to_ask")));
    else
        block.table = std::move(table);
    if (!idle.empty()) {
        block.notes.push_back(cell(sentence(words.list(idle))));
        block.notes.back().lead = words.say("headed", {{"label", words.say("not_worth_asking")}});
    }
    out.blocks.push_back(std::move(block));
    if (!questions.empty()) out.blocks.push_back(questions_block(matter, questions));
    return out;
}

std::optional<Otherwise> robustness_part(const Matter& matter) {
    const auto target = target_of(matter);
    const auto steps = explain::steps_of(matter.rulebase(), target);
    const explain::Narrator narrator(matter.phrases(), matter.assumptions());
    const auto found =
        explain::sensitivity(matter.rulebase(), matter.phrases().facts(), matter.model().settings(), target, steps);
    if (found.facts.empty() && found.rules.empty()) return {};
    Otherwise out;
    for (const auto& section : explain::sensitivity_sections(narrator, target, steps, found))
        out.blocks.push_back(block_of(section));
    for (const bool facts : {true, false}) {
        if (auto figure = tornado(matter, found, facts)) out.figures.push_back(std::move(*figure));
    }
    return out;
}

Claim could_become_cell(const Matter& matter) {
    const auto target = target_of(matter);
    const auto still =
        explain::reachable(matter.rulebase(), matter.phrases().facts(), matter.model().settings(), target, runs_of_enumeration);
    std::vector<std::string> others;
    for (const auto& reached : still.answers) {
        if (reached != still.now) others.push_back(explain::in_words(matter.phrases(), target, reached, Form::shorter));
    }
    const auto& words = matter.words();
    const auto list = others.empty() ? words.say("nothing_else") : matter.phrases().list_of_clauses(others);
    return cell(still.complete ? list : words.say("among_others", {{"answers", list}}));
}

Otherwise reverses_part(const std::vector<const Matter*>& columns, const std::vector<std::string>& ids,
                        const std::string& who) {
    struct Line {
        std::vector<std::string> ids;
        Claim change, becomes;
    };
    std::vector<Line> lines;
    const auto& words = columns.front()->words();
    Block rest;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& matter = *columns[i];
        const auto target = target_of(matter);
        std::size_t found_of_column = 0;
        std::size_t left = 0;
        for (const auto sort : {explain::ChangeSort::correction, explain::ChangeSort::new_fact,
                                explain::ChangeSort::circumstance, explain::ChangeSort::declaration}) {
            explain::FlipOptions options;
            options.sorts = {sort};
            options.most = 1;
            const auto found =
                explain::find_flips(matter.rulebase(), matter.phrases().facts(), matter.model().settings(), target, options);
            for (const auto& line : explain::lines_of(found.flips)) {
                if (found_of_column == lines_of_a_column) {
                    ++left;
                    continue;
                }
                ++found_of_column;
                auto change = claim_of(explain::in_words(matter.phrases(), line.choices));
                auto becomes = cell(explain::in_words(matter.phrases(), target, line.becomes, Form::shorter));
                const auto same = std::find_if(lines.begin(), lines.end(), [&](const Line& other) {
                    return other.change.text == change.text && other.becomes.text == becomes.text;
                });
                if (same != lines.end())
                    same->ids.push_back(ids[i]);
                else
                    lines.push_back({{ids[i]}, std::move(change), std::move(becomes)});
            }
        }
        if (left > 0)
            rest.notes.push_back(
                cell(words.say("label_and_value", {{"label", ids[i]}, {"value", words.count("more_changes", left)}})));
        if (found_of_column == 0)
            rest.notes.push_back(
                cell(words.say("label_and_value", {{"label", ids[i]}, {"value", words.say("nothing_reverses")}})));
    }
    Otherwise out;
    Table table;
    table.head = {who, words.say("head_if"), words.say("head_becomes")};
    for (auto& line : lines) {
        Row row;
        row.cells = {cell(words.list(line.ids)), std::move(line.change), std::move(line.becomes)};
        table.rows.push_back(std::move(row));
    }
    if (!table.rows.empty()) {
        out.text.push_back(cell(words.say("reverses")));
        rest.table = std::move(table);
    }
    out.blocks.push_back(std::move(rest));
    return out;
}

std::optional<Otherwise> ask_all_part(const std::vector<const Matter*>& columns) {
    const auto& words = columns.front()->words();
    Otherwise out;
    Block block;
    Table table;
    table.head = {words.say("head_ask"), words.say("head_could_move")};
    std::vector<Question> questions;
    std::set<engine::AttributeOf> said;
    for (const auto* matter : columns) {
        const auto target = target_of(*matter);
        const auto steps = explain::steps_of(matter->rulebase(), target);
        for (const auto& ask : asked_of(*matter).asks) {
            const bool moves = ask.effect == explain::Effect::answer || ask.effect == explain::Effect::answer_with_others;
            if (!moves || !said.insert(ask.what).second) continue;
            const auto number = std::to_string(table.rows.size() + 1);
            auto claim = claim_of(explain::lack_of(matter->phrases(), ask));
            claim.lead = number + ".";
            add_questions(*matter, ask, number, questions);
            Row row;
            row.cells = {std::move(claim), cell(explain::effect_of(matter->phrases(), target, steps, ask))};
            table.rows.push_back(std::move(row));
        }
    }
    if (table.rows.empty()) {
        out.text.push_back(cell(words.say("ask_nothing_moves")));
        return out;
    }
    block.table = std::move(table);
    block.notes.push_back(cell(words.say("ask_all_the_same")));
    out.blocks.push_back(std::move(block));
    if (!questions.empty()) out.blocks.push_back(questions_block(*columns.front(), questions));
    return out;
}

}  // namespace credence::report
