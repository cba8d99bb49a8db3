#include "report/roles.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "check/dependencies.hpp"
#include "check/print.hpp"
#include "engine/model.hpp"
#include "explain/terms.hpp"

namespace credence::report {
namespace {

using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::DeclarationRef;
using check::Expression;
using check::ExpressionKind;
using check::Rulebase;
using check::TypeKind;
using explain::identity;
using explain::replaced;
using explain::Replacement;

std::string key_of(const Item& item) {
    if (item.expression != nullptr) return identity(*item.expression);
    std::string key = item.condition->kind == ConditionKind::named ? "named " : "relation ";
    key += std::to_string(item.condition->index);
    for (const auto& expression : item.condition->expressions) key += identity(expression);
    for (const auto& argument : item.condition->arguments) key += argument ? identity(*argument) : "_";
    return key;
}

/// What stands for a variable of a declaration that is entered. An argument that has grown beyond what a reader would follow stands for
/// anything: so recursive rules, and defines that pass on more than they get, come to an end.
std::optional<Expression> followed(const Expression& argument) {
    constexpr int most = 32;
    int parts = 0;
    check::visit(
        argument, [&](const Condition&) { ++parts; }, [&](const Expression&) { ++parts; });
    return parts > most ? std::nullopt : std::optional(argument);
}

/// What an item reads, down to the next item: declarations that are not shown are entered, their variables replaced.
class Walk {
public:
    Walk(const Rulebase& rulebase, const std::vector<Item>& items, std::size_t reader)
        : rulebase_(rulebase),
          items_(items),
          reader_(reader) {
        const auto& item = items[reader];
        if (item.expression != nullptr) {
            root_ = true;
            expression(*item.expression);
        } else {
            root_ = true;
            condition(*item.condition);
        }
    }

    std::set<std::size_t> reads;
    std::vector<Use> questions, attributes;

private:
    bool entered_before(const std::string& key) { return !entered_.insert(key).second; }

    /// Whether another item has this key: then it is read, not entered. Named conditions and relations are entered: they are no steps.
    bool is_item(const std::string& key) {
        const bool root = std::exchange(root_, false);
        if (root) return false;
        const auto found = std::find_if(items_.begin(), items_.end(), [&](const Item& item) { return item.key == key; });
        if (found == items_.end() || found->expression == nullptr) return false;
        const auto index = static_cast<std::size_t>(found - items_.begin());
        if (index != reader_) reads.insert(index);
        return true;
    }

    static void add(std::vector<Use>& uses, std::uint32_t index, const Expression& subject) {
        if (explain::is_open(subject)) return;
        const auto key = identity(subject);
        for (const auto& use : uses) {
            if (use.index == index && use.key == key) return;
        }
        uses.push_back({index, subject, key});
    }

    void clauses(const check::Clauses& clauses, const Replacement& by) {
        if (clauses.only_if) condition(replaced(*clauses.only_if, by));
        condition(replaced(clauses.when, by));
        if (clauses.unless) condition(replaced(*clauses.unless, by));
        for (const auto& by_another : clauses.silenced_by) condition(replaced(by_another, by));
    }

    /// The clauses of something about `pattern`, read of `subject`.
    void about(const check::Clauses& entered, const Expression& pattern, const Expression& subject, const Expression* value) {
        Replacement by(entered.variables.size());
        if (pattern.kind == ExpressionKind::variable && pattern.variable.index() < by.size())
            by[pattern.variable.index()] = followed(subject);
        clauses(entered, by);
        if (value != nullptr) expression(replaced(*value, by));
    }

    void define(std::uint32_t index, const std::vector<Expression>& arguments) {
        const auto& define = rulebase_.defines[index];
        if (depth_ == deepest) {
            throw engine::EvaluationError(FailureKind::limit, "too many declarations rest on each other, one on the next",
                                          define.head.span);
        }
        ++depth_;
        Replacement by(define.variables.size());
        for (std::size_t i = 0; i < define.bound && i < arguments.size(); ++i) by[i] = followed(arguments[i]);
        if (define.condition) condition(replaced(*define.condition, by));
        for (const auto& one : define.cases) {
            if (one.when) condition(replaced(*one.when, by));
            expression(replaced(one.value, by));
        }
        --depth_;
    }

    void question(std::uint32_t index, const Expression& subject) {
        add(questions, index, subject);
        for (const auto& proposition : rulebase_.propositions) {
            if (proposition.question.index() == index) about(proposition.clauses, proposition.subject, subject, nullptr);
        }
    }

    void rules_of(DeclarationRef derived, const std::vector<std::optional<Expression>>& arguments) {
        for (const auto& rule : rulebase_.rules) {
            const bool concludes = derived.kind == DeclarationKind::relation
                                       ? rule.relation == check::RelationId{derived.index}
                                       : rule.attribute == check::AttributeId{derived.index};
            if (!concludes) continue;
            Replacement by(rule.clauses.variables.size());
            for (std::size_t i = 0; i < arguments.size() && i < rule.arguments.size(); ++i) {
                const auto& pattern = rule.arguments[i];
                if (pattern.kind == ExpressionKind::variable && arguments[i])
                    by[pattern.variable.index()] = followed(*arguments[i]);
            }
            clauses(rule.clauses, by);
            for (const auto& argument : rule.arguments) {
                if (argument.kind != ExpressionKind::variable) expression(replaced(argument, by));
            }
        }
    }

    void applies(const Condition& atom) {
        const auto target = atom.target;
        const auto* entered = &rulebase_.clauses_of(target);
        Replacement by(entered->variables.size());
        for (std::size_t i = 0; i < entered->bound && i < atom.expressions.size(); ++i) by[i] = followed(atom.expressions[i]);
        clauses(*entered, by);
        if (target.kind == DeclarationKind::proposition) {
            const auto& proposition = rulebase_.propositions[target.index];
            question(proposition.question.value, replaced(proposition.subject, by));
        }
    }

    void expression(const Expression& e) {
        switch (e.kind) {
            case ExpressionKind::attribute:
            case ExpressionKind::define:
            case ExpressionKind::range:
            case ExpressionKind::pointers:
            case ExpressionKind::implied_pointers:
            case ExpressionKind::band: {
                const auto key = identity(e);
                if (is_item(key) || entered_before(key)) return;
                if (e.kind == ExpressionKind::define) {
                    define(e.index, e.operands);
                } else if (e.kind == ExpressionKind::range) {
                    for (const auto id : rulebase_.ranges[e.index].boundaries) {
                        const auto& boundary = rulebase_.boundaries[id.index()];
                        about(boundary.clauses, boundary.subject, e.operands[0], &boundary.value);
                    }
                } else if (e.kind == ExpressionKind::attribute) {
                    add(attributes, e.index, e.operands[0]);
                    if (rulebase_.attributes[e.index].derived) rules_of({DeclarationKind::attribute, e.index}, {e.operands[0]});
                } else {
                    question(e.index, e.operands[0]);
                }
                break;
            }
            default: root_ = false; break;
        }
        for (const auto& operand : e.operands) expression(operand);
        for (const auto& inner : e.condition) condition(inner);
    }

    void condition(const Condition& c) {
        if (c.kind == ConditionKind::named) {
            std::string key = "named " + std::to_string(c.index);
            for (const auto& argument : c.expressions) key += identity(argument);
            if (is_item(key) || entered_before(key)) return;
            define(c.index, c.expressions);
        } else if (c.kind == ConditionKind::applies) {
            root_ = false;
            std::string key =
                "applies " + std::to_string(static_cast<int>(c.target.kind)) + " " + std::to_string(c.target.index);
            for (const auto& argument : c.expressions) key += identity(argument);
            if (!entered_before(key)) applies(c);
        } else if (c.kind == ConditionKind::relation) {
            root_ = false;
            std::string key = "relation " + std::to_string(c.index);
            for (const auto& argument : c.arguments) key += argument ? identity(*argument) : "_";
            if (!entered_before(key) && rulebase_.relations[c.index].derived)
                rules_of({DeclarationKind::relation, c.index}, c.arguments);
        } else if (c.kind == ConditionKind::observed) {
            root_ = false;
            observed(c);
        }
        root_ = false;
        for (const auto& argument : c.arguments) {
            if (argument) expression(*argument);
        }
        for (const auto& operand : c.expressions) expression(operand);
        for (const auto& operand : c.operands) condition(operand);
    }

    void observed(const Condition& c) {
        const auto& subject = c.arguments[static_cast<std::size_t>(check::ObservedColumn::subject)];
        if (!subject) return;
        for (const auto ref : check::dependencies(rulebase_, c)) {
            if (ref.kind != DeclarationKind::attribute) continue;
            if (subject->type.kind == TypeKind::entity && rulebase_.attributes[ref.index].of != subject->type.entity())
                continue;
            add(attributes, ref.index, *subject);
        }
    }

    const Rulebase& rulebase_;
    const std::vector<Item>& items_;
    std::size_t reader_;
    static constexpr std::size_t deepest = 300;
    bool root_ = false;
    std::size_t depth_ = 0;
    std::set<std::string> entered_;
};

std::vector<Item> items_of(const check::Assessment& assessment) {
    std::vector<Item> items;
    const auto add = [&](Item item) {
        item.key = key_of(item);
        const bool there = std::any_of(items.begin(), items.end(), [&](const Item& other) { return other.key == item.key; });
        if (!there) items.push_back(std::move(item));
    };
    Item answer;
    answer.role = ItemRole::answer;
    answer.expression = &assessment.answer;
    add(std::move(answer));
    for (const auto& qualifier : assessment.group_by) {
        Item item;
        item.role = ItemRole::qualifier;
        item.expression = &qualifier;
        add(std::move(item));
    }
    for (const auto& shown : assessment.show) {
        Item item;
        item.role = ItemRole::beside;  // until the answer is seen to read it
        if (shown.expression) item.expression = &*shown.expression;
        if (shown.condition) item.condition = &*shown.condition;
        if (item.condition != nullptr && item.condition->kind == ConditionKind::relation) item.role = ItemRole::list;
        add(std::move(item));
    }
    return items;
}

DeclarationRef declaration_of(const Item& item) {
    if (item.condition != nullptr) {
        return {item.condition->kind == ConditionKind::relation ? DeclarationKind::relation : DeclarationKind::define,
                item.condition->index};
    }
    switch (item.expression->kind) {
        case ExpressionKind::attribute: return {DeclarationKind::attribute, item.expression->index};
        case ExpressionKind::range: return {DeclarationKind::range, item.expression->index};
        case ExpressionKind::define: return {DeclarationKind::define, item.expression->index};
        default: return {DeclarationKind::parameter, 0xffffffff};  // nothing that is declared
    }
}

void order_chain(Roles& roles) {
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < roles.items.size(); ++i) {
        if (roles.items[i].role == ItemRole::step) waiting.push_back(i);
    }
    while (!waiting.empty()) {
        const auto ready = std::find_if(waiting.begin(), waiting.end(), [&](std::size_t i) {
            const auto& reads = roles.items[i].reads;
            return std::none_of(reads.begin(), reads.end(), [&](std::size_t read) {
                return read != i && std::find(waiting.begin(), waiting.end(), read) != waiting.end();
            });
        });
        const auto next = ready == waiting.end() ? waiting.begin() : ready;  // a define never reads itself: always ready
        roles.chain.push_back(*next);
        waiting.erase(next);
    }
    roles.chain.push_back(0);
}

void mark_steps(Roles& roles) {
    std::vector<std::size_t> todo = {0};
    std::set<std::size_t> seen;
    while (!todo.empty()) {
        const auto index = todo.back();
        todo.pop_back();
        if (!seen.insert(index).second) continue;
        for (const auto read : roles.items[index].reads) {
            if (roles.items[read].role == ItemRole::beside) roles.items[read].role = ItemRole::step;
            todo.push_back(read);
        }
    }
}

/// A qualifier is read like any step, but it is no step itself: what it reads is what its reader reads.
void fold_qualifiers(std::vector<Item>& items) {
    for (auto& item : items) {
        std::set<std::size_t> reads(item.reads.begin(), item.reads.end());
        for (bool changed = true; changed;) {
            changed = false;
            for (const auto read : std::set<std::size_t>(reads)) {
                if (items[read].role != ItemRole::qualifier && items[read].role != ItemRole::answer) continue;
                reads.erase(read);
                for (const auto further : items[read].reads) {
                    if (&items[further] != &item) changed = reads.insert(further).second || changed;
                }
            }
        }
        item.reads.assign(reads.begin(), reads.end());
    }
}

void mark_frames(const Rulebase& rulebase, Roles& roles) {
    for (auto& item : roles.items) {
        if (item.role != ItemRole::step) continue;
        item.frame = item.expression->kind == ExpressionKind::range ||
                     (item.expression->kind == ExpressionKind::attribute &&
                      rulebase.attributes[item.expression->index].combination == check::Combination::declared);
    }
    const auto subjects_of = [&](const Item& item) {
        std::set<std::string> keys;
        const auto add = [&](const Expression& argument) {
            if (argument.type.kind == TypeKind::entity) keys.insert(identity(argument));
        };
        if (item.expression != nullptr) {
            for (const auto& operand : item.expression->operands) add(operand);
        } else {
            for (const auto& operand : item.condition->expressions) add(operand);
            for (const auto& argument : item.condition->arguments) {
                if (argument) add(*argument);
            }
        }
        return keys;
    };
    for (auto& item : roles.items) {
        if (item.role != ItemRole::beside && item.role != ItemRole::list) continue;
        const auto about = subjects_of(item);
        std::set<std::string> framed;
        std::vector<std::size_t> frames;
        for (const auto step : roles.chain) {
            if (!roles.items[step].frame) continue;
            const auto key = identity(roles.items[step].expression->operands[0]);
            if (!about.contains(key)) continue;
            framed.insert(key);
            frames.push_back(step);
        }
        if (!about.empty() && framed == about) item.frames = std::move(frames);
    }
}

void find_columns(const check::Assessment& assessment, Roles& roles) {
    std::map<DeclarationRef, std::vector<std::size_t>> uses;
    for (std::size_t i = 0; i < roles.items.size(); ++i) {
        const auto& item = roles.items[i];
        if (item.role == ItemRole::answer || item.role == ItemRole::qualifier) continue;
        const auto ref = declaration_of(item);
        if (ref.kind != DeclarationKind::parameter) uses[ref].push_back(i);
    }
    for (const auto& [ref, items] : uses) {
        if (ref.kind == DeclarationKind::define) roles.columns = std::max(roles.columns, items.size());
    }
    if (roles.columns < 2) return;
    roles.column_subjects.resize(roles.columns);
    std::vector<std::set<std::uint32_t>> subjects(roles.columns);
    for (const auto& [ref, items] : uses) {
        if (items.size() < 2) continue;
        for (std::size_t n = 0; n < items.size() && n < roles.columns; ++n) {
            auto& item = roles.items[items[n]];
            item.column = n;
            const auto note = [&](const Expression& e) {
                if (e.kind == ExpressionKind::variable && e.variable.index() < assessment.bound)
                    subjects[n].insert(e.variable.value);
            };
            const auto skip = [](const Condition&) {};
            if (item.expression != nullptr) {
                check::visit(*item.expression, skip, note);
            } else {
                check::visit(*item.condition, skip, note);
            }
        }
    }
    for (std::size_t n = 0; n < roles.columns; ++n) {
        for (const auto variable : subjects[n]) roles.column_subjects[n].emplace_back(variable);
    }
}

void find_charted(const Rulebase& rulebase, Roles& roles) {
    std::vector<int> steps(rulebase.scales.size());
    for (const auto index : roles.chain) {
        const auto& item = roles.items[index];
        if (item.role != ItemRole::step) continue;
        const auto type = item.expression->type;
        if (type.kind == TypeKind::scale || type.kind == TypeKind::range) ++steps[type.index];
    }
    roles.charted.resize(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) roles.charted[i] = steps[i] >= 2 && rulebase.scales[i].ordered;
}

void find_evidence(const Rulebase& rulebase, const std::vector<Use>& uses, Roles& roles) {
    const auto observable = [&](std::size_t i) {
        const auto& attribute = rulebase.attributes[i];
        return attribute.combination != check::Combination::declared && !attribute.is_protected && !attribute.derived;
    };
    for (const auto& use : uses) {
        if (!observable(use.index)) continue;
        const bool there =
            std::any_of(roles.evidence.begin(), roles.evidence.end(), [&](const auto& e) { return e.key == use.key; });
        if (!there) roles.evidence.push_back({use.subject, use.key, rulebase.attributes[use.index].of, {}, {}});
    }
    for (auto& subject : roles.evidence) {
        std::set<std::uint32_t> read;
        std::set<std::string> topics;
        for (const auto& use : uses) {
            if (use.key != subject.key || !observable(use.index)) continue;
            read.insert(use.index);
            if (!rulebase.attributes[use.index].topic.empty()) topics.insert(rulebase.attributes[use.index].topic);
        }
        for (std::size_t i = 0; i < rulebase.attributes.size(); ++i) {
            const auto& attribute = rulebase.attributes[i];
            if (attribute.of != subject.entity || !observable(i)) continue;
            if (read.contains(static_cast<std::uint32_t>(i)) || topics.contains(attribute.topic))
                subject.attributes.emplace_back(i);
        }
        for (const auto step : roles.chain) {
            const auto& item = roles.items[step];
            if (!item.frame || item.expression->kind != ExpressionKind::range) continue;
            if (identity(item.expression->operands[0]) == subject.key) subject.frame = step;
        }
    }
}

}  // namespace

std::vector<std::size_t> Roles::of(ItemRole role) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].role == role) out.push_back(i);
    }
    return out;
}

std::vector<std::size_t> Roles::near_steps() const {
    std::vector<std::size_t> out;
    const auto& direct = items.front().reads;
    for (const auto step : chain) {
        if (items[step].role == ItemRole::step && std::find(direct.begin(), direct.end(), step) != direct.end())
            out.push_back(step);
    }
    return out;
}

std::vector<std::size_t> Roles::far_steps() const {
    std::vector<std::size_t> out;
    const auto& direct = items.front().reads;
    for (const auto step : chain) {
        if (items[step].role == ItemRole::step && std::find(direct.begin(), direct.end(), step) == direct.end())
            out.push_back(step);
    }
    return out;
}

Roles roles_of(const Rulebase& rulebase, check::AssessmentId id) {
    const auto& assessment = rulebase.assessments[id.index()];
    Roles roles;
    roles.assessment = id;
    roles.items = items_of(assessment);

    std::vector<std::vector<Use>> attributes(roles.items.size());
    for (std::size_t i = 0; i < roles.items.size(); ++i) {
        Walk walk(rulebase, roles.items, i);
        roles.items[i].reads.assign(walk.reads.begin(), walk.reads.end());
        roles.items[i].questions = std::move(walk.questions);
        attributes[i] = std::move(walk.attributes);
    }
    fold_qualifiers(roles.items);
    mark_steps(roles);
    order_chain(roles);
    mark_frames(rulebase, roles);
    find_columns(assessment, roles);
    find_charted(rulebase, roles);

    std::vector<Use> chain_reads;
    for (const auto step : roles.chain) {
        for (auto& use : attributes[step]) chain_reads.push_back(std::move(use));
    }
    find_evidence(rulebase, chain_reads, roles);

    std::vector<DeclarationRef> roots;
    for (const auto& item : roles.items) {
        const auto read = item.expression != nullptr ? check::dependencies(rulebase, *item.expression)
                                                     : check::dependencies(rulebase, *item.condition);
        roots.insert(roots.end(), read.begin(), read.end());
    }
    roles.read = check::closure(rulebase, std::move(roots));
    return roles;
}

}  // namespace credence::report
