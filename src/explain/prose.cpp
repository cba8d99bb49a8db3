#include "explain/prose.hpp"

#include <algorithm>
#include <map>

#include "check/dependencies.hpp"
#include "explain/conditions.hpp"
#include "explain/prose_words.hpp"

namespace credence::explain {

using check::Expression;
using check::ExpressionKind;
using check::TypeKind;

namespace {

constexpr std::size_t shortest_word = 3;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::string spaced(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool begins = is_upper(name[i]) && i + 1 < name.size() && is_lower(name[i + 1]);
        if (begins && i > 0 && name[i - 1] != '_') out += ' ';
        out += begins ? static_cast<char>(name[i] - 'A' + 'a') : name[i] == '_' ? ' ' : name[i];
    }
    return out;
}

bool is_number(std::string_view name) { return !name.empty() && is_upper(name.front()); }

std::string label_or_name(const check::Head& head) {
    if (head.labelled && !head.label.empty()) return head.label;
    return spaced(head.name);
}

Prose::Prose(const Phrases& phrases, const std::vector<check::Variable>& variables, std::uint32_t bound)
    : phrases_(phrases),
      variables_(variables),
      bound_(bound) {
    const auto& rulebase = phrases.rulebase();
    const auto& words = phrases.words();
    for (const auto& variable : variables) {
        Name name;
        switch (variable.type.kind) {
            case TypeKind::entity: name.base = label_or_name(rulebase.entities[variable.type.index].head); break;
            case TypeKind::scale: name.base = label_or_name(rulebase.scales[variable.type.index].head); break;
            case TypeKind::date: name.base = words.say("book_a_date"); break;  // columns are called "started", "ended"
            case TypeKind::yes_no: name.base = words.say("book_a_yes_no"); break;
            case TypeKind::range: name.base = words.say("book_a_range"); break;
            case TypeKind::number:
            case TypeKind::time:
            case TypeKind::text: break;  // its column says what it is
        }
        names_.push_back(std::move(name));
    }
}

void Prose::look_at(const check::Condition& condition) {
    check::visit(
        condition,
        [this](const check::Condition& c) {
            const bool relation = c.kind == check::ConditionKind::relation;
            if (!relation && c.kind != check::ConditionKind::observed) return;
            for (std::size_t i = 0; i < c.arguments.size(); ++i) {
                const auto& argument = c.arguments[i];
                if (!argument || argument->kind != ExpressionKind::variable) continue;
                auto& name = names_[argument->variable.index()];
                if (!name.base.empty()) continue;
                name.base = relation ? spaced(phrases_.rulebase().relations[c.index].columns[i].name)
                                     : phrases_.words().say(column_key(static_cast<check::ObservedColumn>(i)));
            }
        },
        [](const Expression&) {});
}

void Prose::look_at(const Expression& expression) {
    check::visit(
        expression, [this](const check::Condition& c) { look_at(c); }, [](const Expression&) {});
}

void Prose::settle() {
    if (settled_) return;
    settled_ = true;
    std::map<std::string, int> uses;
    for (std::size_t i = 0; i < names_.size(); ++i) {
        auto& name = names_[i];
        const auto kind = variables_[i].type.kind;
        if (name.base.empty()) {
            name.base = phrases_.words().say(kind == TypeKind::number ? "book_a_number"
                                             : kind == TypeKind::time ? "book_a_time"
                                                                      : "book_a_text");
        }
        ++uses[name.base];
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
        auto& name = names_[i];
        name.alone = uses[name.base] == 1;
        const auto& written = variables_[i].name;
        if (name.alone || written.size() < shortest_word) continue;
        name.base = spaced(written);  // a word that its author chose says more than "post a"
        name.alone = true;
    }
}

std::string Prose::variable(check::VariableId id) {
    settle();
    if (!id.valid() || id.index() >= names_.size()) return phrases_.words().say("open_column");
    auto& name = names_[id.index()];
    const auto& words = phrases_.words();
    const bool given = id.index() < bound_;
    const auto what =
        name.alone ? name.base : words.say("book_named", {{"what", name.base}, {"name", variables_[id.index()].name}});
    if (given) return name.alone ? words.say("book_the", {{"what", what}}) : what;
    if (name.introduced) return name.alone ? words.say("book_that", {{"what", what}}) : what;
    name.introduced = true;
    return words.say(of_none_ ? "book_any" : "book_some", {{"what", what}});
}

std::string Prose::each() {
    settle();
    std::vector<std::string> out;
    for (std::size_t i = 0; i < bound_; ++i) {
        const auto& name = names_[i];
        const auto& words = phrases_.words();
        const auto what = name.alone ? name.base : words.say("book_named", {{"what", name.base}, {"name", variables_[i].name}});
        out.push_back(words.say("book_each", {{"what", what}}));
    }
    return all_but_last(out, "book_and");
}

std::string Prose::all_but_last(const std::vector<std::string>& items, std::string_view last) const {
    if (items.size() < 2) return items.empty() ? "" : items.front();
    const std::vector<std::string> first(items.begin(), items.end() - 1);
    return phrases_.words().say(last, {{"first", phrases_.words().list(first)}, {"last", items.back()}});
}

std::string Prose::value(Type type, Cell cell) const {
    if (type.kind == TypeKind::scale && cell != check::no_cell) {
        const auto& value = phrases_.rulebase().scales[type.index].values[static_cast<std::size_t>(cell)];
        if (value.label.empty()) return spaced(value.name);
    }
    return phrases_.value(type, cell);
}

std::string Prose::literal(const Expression& expression) const {
    if (expression.type.kind == TypeKind::text) return phrases_.words().say("quote", {{"quote", expression.text}});
    return value(expression.type, expression.cell);
}

std::string Prose::parameter(std::uint32_t index) const {
    const auto& parameter = phrases_.rulebase().parameters[index];
    const auto& settings = phrases_.model().settings();
    const auto label = label_or_name(parameter.head);
    if (parameter.type.kind == TypeKind::yes_no) return phrases_.words().say("book_named_in_quotes", {{"what", label}});
    const auto shown = parameter.type.kind == TypeKind::text ? phrases_.words().say("quote", {{"quote", settings.texts[index]}})
                                                             : value(parameter.type, settings.parameters[index]);
    const auto what = the_less(label);
    return phrases_.words().say(
        "book_parameter",
        {{"value", shown}, {"label", what == label ? phrases_.words().say("book_the_label", {{"what", what}}) : what}});
}

/// The label, in quotes where "the" or a possessive would not go with it: one with marks in it, or "what the fit rests on".
std::string Prose::the_less(const std::string& label) const {
    const auto& words = phrases_.words();
    const auto first = label.substr(0, label.find(' '));
    const auto alone = " " + words.say("book_words_alone") + " ";
    const bool marked = label.find_first_of(",:;.!?") != std::string::npos;
    return marked || alone.find(" " + first + " ") != std::string::npos ? words.say("book_named_in_quotes", {{"what", label}})
                                                                        : label;
}

/// "the candidate's fit", "the fit of the candidate and the post", "… (activism)": individuals before, all else in brackets.
std::string Prose::whose(const std::string& label, const std::vector<Expression>& arguments) {
    const auto& words = phrases_.words();
    std::vector<std::string> whom, beside;
    bool plain = true;
    for (const auto& argument : arguments) {
        if (argument.type.kind == TypeKind::entity) {
            plain = plain && (argument.kind == ExpressionKind::variable || argument.kind == ExpressionKind::individual);
            whom.push_back(noun(argument));
        } else {
            beside.push_back(noun(argument));
        }
    }
    const auto what = the_less(label);
    const bool quoted = what != label;
    std::string out;
    if (whom.empty()) {
        out = quoted ? what : words.say("book_the_label", {{"what", what}});
    } else if (whom.size() == 1 && plain) {
        out = words.say("book_whose", {{"who", whom.front()}, {"what", what}});
    } else {
        const auto who = all_but_last(whom, "book_and");
        const auto all = quoted ? what : words.say("book_the_label", {{"what", what}});
        out = words.say(whom.size() == 1 ? "book_of" : "book_for", {{"what", all}, {"who", who}});
    }
    if (!beside.empty()) out = words.say("book_beside", {{"what", out}, {"beside", words.list(beside)}});
    return out;
}

/// What is counted or added up, without "some" or "that".
std::string Prose::bare(const Expression& expression) {
    if (expression.kind != ExpressionKind::variable || !expression.variable.valid()) return noun(expression);
    settle();
    const auto at = expression.variable.index();
    if (at >= names_.size() || names_[at].alone) return at < names_.size() ? names_[at].base : noun(expression);
    return phrases_.words().say("book_named", {{"what", names_[at].base}, {"name", variables_[at].name}});
}

std::string Prose::aggregate(const Expression& expression) {
    const auto& words = phrases_.words();
    const auto where = clause(expression.condition[0]);
    using check::AggregateFunction;
    if (expression.function == AggregateFunction::count) {
        if (expression.operands.empty()) return words.say("book_count", {{"where", where}});
        return words.say("book_count_of", {{"what", bare(expression.operands[0])}, {"where", where}});
    }
    if (expression.function == AggregateFunction::duration) {
        return words.say("book_duration",
                         {{"from", bare(expression.operands[0])}, {"to", bare(expression.operands[1])}, {"where", where}});
    }
    if (expression.function == AggregateFunction::top) {
        return words.say("book_top", {{"what", bare(expression.operands[0])},
                                      {"by", bare(expression.operands[1])},
                                      {"number", bare(expression.operands[2])},
                                      {"where", where}});
    }
    return words.say(aggregate_key(expression.function),
                     {{"what", expression.operands.empty() ? "" : bare(expression.operands[0])}, {"where", where}});
}

std::string Prose::noun(const Expression& expression) {
    const auto& words = phrases_.words();
    const auto& rulebase = phrases_.rulebase();
    const auto of = [&](std::string_view key) {
        std::vector<std::string> parts;
        for (const auto& operand : expression.operands) parts.push_back(noun(operand));
        return words.say(key, {{"what", all_but_last(parts, "book_and")}});
    };
    const auto two = [&](std::string_view key) {
        const auto left = noun(expression.operands[0]);
        return words.say(key, {{"left", left}, {"right", noun(expression.operands[1])}});
    };
    const auto head = [&](DeclarationKind kind) { return label_or_name(rulebase.head_of({kind, expression.index})); };
    const auto pointing = [&](std::string_view key) {
        return words.say(key,
                         {{"pole", pole(rulebase, expression.index, expression.upper)}, {"who", noun(expression.operands[0])}});
    };
    switch (expression.kind) {
        case ExpressionKind::literal: return literal(expression);
        case ExpressionKind::individual: return expression.text;
        case ExpressionKind::variable: return variable(expression.variable);
        case ExpressionKind::parameter: return parameter(expression.index);
        case ExpressionKind::attribute: return whose(head(DeclarationKind::attribute), expression.operands);
        case ExpressionKind::define: return whose(head(DeclarationKind::define), expression.operands);
        case ExpressionKind::range: return whose(head(DeclarationKind::range), expression.operands);
        case ExpressionKind::pointers: return pointing("book_pointers");
        case ExpressionKind::implied_pointers: return pointing("book_implied_pointers");
        case ExpressionKind::band:
            return words.say("book_band",
                             {{"question", head(DeclarationKind::question)}, {"who", noun(expression.operands[0])}});
        case ExpressionKind::today: return words.say("book_today");
        case ExpressionKind::aggregate: return aggregate(expression);
        case ExpressionKind::make_range: {
            const auto low = noun(expression.operands[0]);
            const auto high = noun(expression.operands[1]);
            return low == high ? low : words.say("from_to", {{"left", low}, {"right", high}});
        }
        default: break;
    }
    const auto key = expression_key(expression.kind);
    return takes_two(expression.kind) ? two(key) : of(key);
}

std::string Prose::text(const check::Text& text, std::optional<std::uint32_t> value) {
    const auto& words = phrases_.words();
    std::string out;
    for (const auto& part : text.parts) {
        out += part.literal;
        if (!part.hole) continue;
        const auto& hole = *part.hole;
        if (hole.kind == ExpressionKind::parameter) {  // has its value in every case
            out += phrases_.outcome(hole, {}, Form::sentence, part.digits);
        } else if (value && hole.kind == ExpressionKind::variable && hole.variable.index() == *value) {
            out += words.say("book_hole", {{"what", words.say("book_the_value")}});
        } else {
            out += words.say("book_hole", {{"what", noun(hole)}});
        }
    }
    return out;
}

}  // namespace credence::explain
