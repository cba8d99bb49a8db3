#include "analyse/mutants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "base/decimal.hpp"
#include "check/dependencies.hpp"
#include "check/print.hpp"
#include "check/reporter.hpp"
#include "check/safety.hpp"

namespace credence::analyse {
namespace {

using check::BoundKind;
using check::Cell;
using check::Comparison;
using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::DeclarationRef;
using check::Expression;
using check::ExpressionKind;
using check::TypeKind;
using check::VariableId;
using text::Span;

std::optional<std::pair<Comparison, const char*>> neighbour(Comparison comparison) {
    switch (comparison) {
        case Comparison::less: return {{Comparison::less_equal, "`<` becomes `<=`"}};
        case Comparison::less_equal: return {{Comparison::less, "`<=` becomes `<`"}};
        case Comparison::greater: return {{Comparison::greater_equal, "`>` becomes `>=`"}};
        case Comparison::greater_equal: return {{Comparison::greater, "`>=` becomes `>`"}};
        case Comparison::within: return {{Comparison::overlaps, "`within` becomes `overlaps`"}};
        case Comparison::overlaps: return {{Comparison::within, "`overlaps` becomes `within`"}};
        default: return {};
    }
}

std::optional<std::pair<ExpressionKind, const char*>> counterpart(ExpressionKind kind) {
    switch (kind) {
        case ExpressionKind::minimum: return {{ExpressionKind::maximum, "`min` becomes `max`"}};
        case ExpressionKind::maximum: return {{ExpressionKind::minimum, "`max` becomes `min`"}};
        case ExpressionKind::lowest: return {{ExpressionKind::highest, "`lowest` becomes `highest`"}};
        case ExpressionKind::highest: return {{ExpressionKind::lowest, "`highest` becomes `lowest`"}};
        case ExpressionKind::up: return {{ExpressionKind::down, "`up` becomes `down`"}};
        case ExpressionKind::down: return {{ExpressionKind::up, "`down` becomes `up`"}};
        case ExpressionKind::add: return {{ExpressionKind::subtract, "`+` becomes `-`"}};
        case ExpressionKind::subtract: return {{ExpressionKind::add, "`-` becomes `+`"}};
        default: return {};
    }
}

/// A condition is sound where every variable has values: those from `first` up to `bound` and those that are `read` elsewhere.
struct Root {
    Condition* condition = nullptr;
    Expression* expression = nullptr;  // instead
    const std::vector<check::Variable>* variables = nullptr;
    std::uint32_t first = 0, bound = 0;
    std::set<VariableId> read;  // by texts and heads
};

class Mutator {
public:
    Mutator(check::Rulebase& copy, const text::SourceSet& sources) : rulebase_(copy), sources_(sources) {}

    std::vector<Mutant> all() {
        for (std::uint32_t i = 0; i < rulebase_.parameters.size(); ++i) parameter(i);
        for (std::uint32_t i = 0; i < rulebase_.defines.size(); ++i) define(i);
        for (std::uint32_t i = 0; i < rulebase_.rules.size(); ++i) rule(i);
        for (std::uint32_t i = 0; i < rulebase_.propositions.size(); ++i) proposition(i);
        for (std::uint32_t i = 0; i < rulebase_.boundaries.size(); ++i) boundary(i);
        for (std::uint32_t i = 0; i < rulebase_.advice.size(); ++i) {
            at_ = {DeclarationKind::advice, i};
            clauses(rulebase_.advice[i].clauses, {}, &rulebase_.advice[i].words);
        }
        std::erase_if(out_, [this](const Mutant& m) { return !sources_.own(m.span); });
        std::stable_sort(out_.begin(), out_.end(), [](const Mutant& a, const Mutant& b) { return a.span < b.span; });
        return std::move(out_);
    }

private:
    template <class Node>
    void swap_in(Node& at, Node with, Span span, std::string change) {
        auto held = std::make_shared<Node>(std::move(with));
        Mutant mutant{at_, span, std::move(change), [&at, held] { std::swap(at, *held); }, nullptr, false};
        if (root_.variables != nullptr) {
            mutant.root = root_.condition;
            mutant.swap();
            const bool sound = is_sound();
            mutant.swap();
            if (!sound) return;
        }
        out_.push_back(std::move(mutant));
    }

    [[nodiscard]] bool is_sound() const {
        std::vector<text::Diagnostic> unused;
        check::Reporter reporter(unused);
        if (root_.expression != nullptr) {
            check::require_bound(reporter, *root_.expression, *root_.variables);
            return reporter.errors() == 0;
        }
        check::require_bound(reporter, *root_.condition, *root_.variables, root_.first, root_.bound);
        if (reporter.errors() > 0) return false;
        std::set<VariableId> met;
        check::visit(
            *root_.condition, [](const Condition&) {},
            [&](const Expression& e) {
                if (e.kind == ExpressionKind::variable) met.insert(e.variable);
            });
        return std::all_of(root_.read.begin(), root_.read.end(),
                           [&](VariableId v) { return v.index() < root_.bound || met.contains(v); });
    }

    [[nodiscard]] std::string quoted(Span span) const {
        constexpr std::size_t most = 60;
        std::string out;
        bool blank = false;
        for (const char c : sources_.text(span)) {
            blank = blank || c == ' ' || c == '\n' || c == '\r' || c == '\t';
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
            if (blank && !out.empty()) out += ' ';
            blank = false;
            out += c;
        }
        if (out.size() > most) {
            std::size_t cut = most;
            while ((static_cast<unsigned char>(out[cut]) & 0xc0U) == 0x80U) --cut;
            out = out.substr(0, cut) + " …";
        }
        return "`" + out + "`";
    }

    // --- Conditions and expressions --------------------------------------------------------------------------------------

    void condition(Condition& c, bool below_not = false) {
        switch (c.kind) {
            case ConditionKind::always:
            case ConditionKind::instance: return;
            case ConditionKind::conjunction:
            case ConditionKind::disjunction:
                for (std::size_t i = 0; i < c.operands.size(); ++i) {
                    if (c.operands[i].kind != c.kind) leave_out(c, i);  // else its parts are
                }
                for (auto& operand : c.operands) condition(operand);
                return;
            case ConditionKind::negation:
                if (!is_exception(c)) swap_in(c, Condition(c.operands.front()), c.span, fmt::format("{} without its `not`", quoted(c.span)));
                condition(c.operands.front(), true);
                return;
            case ConditionKind::exists: {
                const auto inner = c.operands.front().kind;
                const bool single = inner != ConditionKind::conjunction && inner != ConditionKind::disjunction &&
                                    inner != ConditionKind::negation;
                if (single && !below_not) negate(c);
                condition(c.operands.front(), single || below_not);
                return;
            }
            default: break;
        }
        if (!below_not) negate(c);
        if (c.kind == ConditionKind::compare) {
            if (const auto next = neighbour(c.comparison)) {
                Condition other = c;
                other.comparison = next->first;
                swap_in(c, std::move(other), c.span, fmt::format("in {} {}", quoted(c.span), next->second));
            }
        }
        if (c.kind == ConditionKind::in && c.expressions.size() > 2) {
            for (std::size_t i = 1; i < c.expressions.size(); ++i) {
                Condition other = c;
                other.expressions.erase(other.expressions.begin() + static_cast<std::ptrdiff_t>(i));
                swap_in(c, std::move(other), c.span, fmt::format("{} left out of {}", quoted(c.expressions[i].span), quoted(c.span)));
            }
        }
        const auto outside = std::exchange(within_, c.span);
        const bool listed = c.kind == ConditionKind::in && c.expressions.size() > 2;
        for (std::size_t i = 0; i < c.expressions.size(); ++i) {
            if (!listed || i == 0) expression(c.expressions[i]);
        }
        for (auto& argument : c.arguments) {
            if (argument) expression(*argument);
        }
        within_ = outside;
        for (auto& operand : c.operands) condition(operand, true);  // of `known`
    }

    [[nodiscard]] bool is_exception(const Condition& negation) const { return exception_ && negation.span == *exception_; }

    void leave_out(Condition& c, std::size_t index) {
        Condition other = c;
        const auto& gone = c.operands[index];
        other.operands.erase(other.operands.begin() + static_cast<std::ptrdiff_t>(index));
        if (other.operands.size() == 1) other = Condition(other.operands.front());
        const bool exception = gone.kind == ConditionKind::negation && is_exception(gone);
        const char* word = exception ? "unless" : c.kind == ConditionKind::conjunction ? "and" : "or";
        swap_in(c, std::move(other), gone.span,
                exception ? fmt::format("`unless` left out") : fmt::format("`{}` without {}", word, quoted(gone.span)));
    }

    void negate(Condition& c) {
        Condition other;
        other.kind = ConditionKind::negation;
        other.span = c.span;
        other.operands.push_back(c);
        swap_in(c, std::move(other), c.span, fmt::format("`not` put before {}", quoted(c.span)));
    }

    void expression(Expression& e) {
        if (e.kind == ExpressionKind::literal) literal(e);
        if (e.kind == ExpressionKind::pointers || e.kind == ExpressionKind::implied_pointers) {
            Expression other = e;
            other.upper = !other.upper;
            swap_in(e, std::move(other), e.span, fmt::format("in {} the other pole", quoted(e.span)));
        }
        if (const auto other_kind = counterpart(e.kind)) {
            Expression other = e;
            other.kind = other_kind->first;
            swap_in(e, std::move(other), e.span, fmt::format("in {} {}", quoted(e.span), other_kind->second));
        }
        if (e.kind == ExpressionKind::aggregate &&
            (e.function == check::AggregateFunction::min || e.function == check::AggregateFunction::max)) {
            Expression other = e;
            const bool least = e.function == check::AggregateFunction::min;
            other.function = least ? check::AggregateFunction::max : check::AggregateFunction::min;
            swap_in(e, std::move(other), e.span,
                    fmt::format("in {} {}", quoted(e.span), least ? "`min` becomes `max`" : "`max` becomes `min`"));
        }
        for (auto& operand : e.operands) expression(operand);
        for (auto& inner : e.condition) condition(inner, inner.kind != ConditionKind::conjunction);
    }

    void literal(Expression& e) {
        const auto next = next_value(e.type, e.cell);
        if (!next) return;
        Expression other = e;
        other.cell = *next;
        const auto where = within_ ? "in " + quoted(*within_) + " " : std::string();
        swap_in(e, std::move(other), e.span,
                fmt::format("{}{} becomes `{}`", where, quoted(e.span), check::written(rulebase_, e.type, *next)));
    }

    /// The value after it, before it where it is the last; of a number one more, or a tenth.
    [[nodiscard]] std::optional<Cell> next_value(check::Type type, Cell cell) const {
        switch (type.kind) {
            case TypeKind::yes_no: return 1 - cell;
            case TypeKind::number: {
                const Cell step = std::max(Decimal::scale, (cell < 0 ? -cell : cell) / 10 / Decimal::scale * Decimal::scale);
                if (const auto more = add(Decimal::from_raw(cell), Decimal::from_raw(step))) return more->raw();
                return {};
            }
            case TypeKind::scale: {
                const auto& scale = rulebase_.scales[type.index];
                const auto count = static_cast<Cell>(scale.values.size());
                if (count < 2) return {};
                if (scale.ordered && cell + 1 == count) return cell - 1;
                return (cell + 1) % count;
            }
            default: return {};
        }
    }

    // --- Declarations ----------------------------------------------------------------------------------------------------

    void parameter(std::uint32_t index) {
        at_ = {DeclarationKind::parameter, index};
        auto& parameter = rulebase_.parameters[index];
        const auto next = next_value(parameter.type, parameter.value);
        if (!next) return;
        swap_in(parameter.value, *next, parameter.head.span,
                fmt::format("`{} = {}` becomes `{}`", parameter.head.name, check::written(rulebase_, parameter.type, parameter.value),
                            check::written(rulebase_, parameter.type, *next)));
    }

    void define(std::uint32_t index) {
        at_ = {DeclarationKind::define, index};
        auto& define = rulebase_.defines[index];
        if (define.condition) rooted(*define.condition, {&*define.condition, nullptr, &define.variables, define.bound, define.bound, {}});
        for (std::uint32_t i = 0; define.cases.size() > 1 && i < define.cases.size(); ++i) {
            auto fewer = define.cases;
            fewer.erase(fewer.begin() + i);
            swap_in(define.cases, std::move(fewer), define.cases[i].span, fmt::format("case {} left out: {}", i + 1, quoted(define.cases[i].span)));
            out_.back().cases = true;
        }
        for (auto& one : define.cases) {
            if (one.when) rooted(*one.when, {&*one.when, nullptr, &define.variables, define.bound, define.bound, {}});
            rooted(one.value, define.variables);
        }
    }

    void rule(std::uint32_t index) {
        at_ = {DeclarationKind::rule, index};
        auto& rule = rulebase_.rules[index];
        std::vector<Expression*> head;
        for (auto& argument : rule.arguments) head.push_back(&argument);
        clauses(rule.clauses, head, nullptr);
    }

    void proposition(std::uint32_t index) {
        at_ = {DeclarationKind::proposition, index};
        auto& proposition = rulebase_.propositions[index];
        clauses(proposition.clauses, {&proposition.subject}, nullptr);
        if (proposition.effect == check::Effect::leans) {
            swap_in(proposition.upper, !proposition.upper, proposition.head.span, "leans to the other pole");
            swap_in(proposition.implied_only, !proposition.implied_only, proposition.head.span,
                    proposition.implied_only ? "`implied only` left out" : "`implied only` added");
        }
    }

    void boundary(std::uint32_t index) {
        at_ = {DeclarationKind::boundary, index};
        auto& boundary = rulebase_.boundaries[index];
        clauses(boundary.clauses, {&boundary.subject, &boundary.value}, nullptr);
        const auto becomes = [&](BoundKind kind, const char* change) { swap_in(boundary.bound, kind, boundary.value.span, change); };
        switch (boundary.bound) {
            case BoundKind::at_most: becomes(BoundKind::at_least, "`at most` becomes `at least`"); break;
            case BoundKind::at_least: becomes(BoundKind::at_most, "`at least` becomes `at most`"); break;
            case BoundKind::exactly: becomes(BoundKind::at_most, "`exactly` becomes `at most`"); break;
            default: break;
        }
    }

    void clauses(check::Clauses& clauses, const std::vector<Expression*>& head, const check::Text* words) {
        if (clauses.only_if) {
            swap_in(clauses.only_if, std::optional<Condition>{}, clauses.only_if->span, "`only if` left out");
            rooted(*clauses.only_if, {&*clauses.only_if, nullptr, &clauses.variables, 0, 0, {}});
        }
        Root root{&clauses.body, nullptr, &clauses.variables, 0, clauses.bound, {}};
        for (const check::Text* text : {static_cast<const check::Text*>(&clauses.because), words}) {
            if (text == nullptr) continue;
            for (const auto& part : text->parts) {
                if (part.hole) root.read.merge(variables_in(*part.hole));
            }
        }
        for (const auto* one : head) root.read.merge(variables_in(*one));
        exception_ = clauses.unless ? std::optional(clauses.unless->span) : std::nullopt;
        rooted(clauses.body, std::move(root));
        exception_.reset();
        for (auto* one : head) rooted(*one, clauses.variables);
    }

    static std::set<VariableId> variables_in(const Expression& expression) {
        const auto free = check::free_variables(expression);
        return {free.begin(), free.end()};
    }

    void rooted(Condition& c, Root root) {
        root_ = std::move(root);
        condition(c);
        root_ = {};
    }

    void rooted(Expression& e, const std::vector<check::Variable>& variables) {
        root_ = {nullptr, &e, &variables, 0, 0, {}};
        expression(e);
        root_ = {};
    }

    check::Rulebase& rulebase_;
    const text::SourceSet& sources_;
    DeclarationRef at_;
    Root root_;
    std::optional<Span> within_;     // the condition at hand
    std::optional<Span> exception_;  // of the `unless` of the clauses at hand
    std::vector<Mutant> out_;
};

}  // namespace

std::vector<Mutant> mutants_of(check::Rulebase& copy, const text::SourceSet& sources) { return Mutator(copy, sources).all(); }

}  // namespace credence::analyse
