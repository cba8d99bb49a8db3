#include "explain/candidates.hpp"

#include <algorithm>

#include "base/sets.hpp"
#include "check/dependencies.hpp"

namespace credence::explain {
namespace {

using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::Expression;
using check::ExpressionKind;
using check::no_cell;
using check::Type;
using check::TypeKind;
using Kind = Change::Kind;

/// Tuples of one relation that are tried one by one, whoever they are about; of larger ones only those about who is asked about.
constexpr std::size_t most_tuples = 64;
/// New tuples of one relation.
constexpr std::size_t most_new_tuples = 4'096;
constexpr std::size_t most_values = 64;

bool compares(check::Comparison comparison, Cell a, Cell b) {
    switch (comparison) {
        case check::Comparison::equal: return a == b;
        case check::Comparison::not_equal: return a != b;
        case check::Comparison::less: return a < b;
        case check::Comparison::less_equal: return a <= b;
        case check::Comparison::greater: return a > b;
        case check::Comparison::greater_equal: return a >= b;
        case check::Comparison::within:
        case check::Comparison::overlaps: break;
    }
    return false;
}

/// Values whose cells compare as the values do.
bool plain(Type type) { return type.kind == TypeKind::scale || type.kind == TypeKind::yes_no || type.kind == TypeKind::number; }

}  // namespace

Candidates::Candidates(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
                       const Target& target, bool apart, bool everyone)
    : rulebase_(rulebase),
      facts_(facts),
      settings_(settings),
      apart_(apart),
      everyone_(everyone),
      read_(read_by(rulebase, target)),
      framed_(framed_entities(rulebase, read_)),
      read_otherwise_(rulebase.attributes.size()) {
    if (target.expression != nullptr)
        look_at(*target.expression);
    else
        look_at(*target.condition);
    for (const auto ref : read_) {
        look_at(ref);
        if (ref.kind == DeclarationKind::relation && !rulebase.relations[ref.index].derived)
            left_out_ = left_out_ || facts.relations[ref.index].size() > most_tuples;
    }
    make_set(literals_);

    for (const auto& individuals : facts.individuals) asked_.emplace_back(individuals.size());
    std::vector<check::Variable> variables;
    if (target.assessment) variables = rulebase.assessments[target.assessment->index()].variables;
    for (std::size_t v = 0; v < variables.size() && v < target.binding.size(); ++v) {
        if (variables[v].type.kind == TypeKind::entity && target.binding[v] != no_cell)
            asked_[variables[v].type.index][static_cast<std::size_t>(target.binding[v])] = true;
    }
    const auto named = [this](const Expression& e) {
        if (e.kind != ExpressionKind::individual) return;
        if (const auto cell = facts_.find(e.type.entity(), e.text))
            asked_[e.type.index][static_cast<std::size_t>(*cell)] = true;
    };
    const auto nothing = [](const Condition&) {};
    if (target.expression != nullptr)
        check::visit(*target.expression, nothing, named);
    else
        check::visit(*target.condition, nothing, named);
    Supposed supposed(rulebase, facts, settings);
    auto& model = supposed.with({});
    (void)reach(model, target);
    for (const auto& [attribute, subject] : model.looked_at())
        asked_[rulebase.attributes[attribute.index()].of.index()][static_cast<std::size_t>(subject)] = true;
}

// --- What rules tell apart -----------------------------------------------------------------------------------------------------

void Candidates::one(const Condition& c) {
    const auto otherwise = [this](const Expression& e) {
        if (e.kind == ExpressionKind::attribute) read_otherwise_[e.index] = true;
    };
    if (is_test(c)) {
        for (const auto& e : c.expressions) {
            if (e.kind == ExpressionKind::attribute) tests_[e.index].push_back(&c);
        }
        return;
    }
    if (c.kind != ConditionKind::known && c.kind != ConditionKind::unknown)
        for (const auto& e : c.expressions) otherwise(e);
    for (const auto& argument : c.arguments) {
        if (argument) otherwise(*argument);
    }
    if (c.kind != ConditionKind::observed) return;
    for (std::size_t a = 0; a < rulebase_.attributes.size(); ++a) {
        if (c.index == check::no_index || c.index == a) read_otherwise_[a] = true;
    }
}

void Candidates::one(const Expression& e) {
    if (e.kind == ExpressionKind::literal && e.text.empty()) literals_.emplace_back(e.type, e.cell);
    for (const auto& operand : e.operands) {
        if (operand.kind == ExpressionKind::attribute) read_otherwise_[operand.index] = true;
    }
}

void Candidates::look_at(const Condition& condition) {
    check::visit(
        condition, [this](const Condition& c) { one(c); }, [this](const Expression& e) { one(e); });
}

void Candidates::look_at(const Expression& expression) {
    if (expression.kind == ExpressionKind::attribute) read_otherwise_[expression.index] = true;
    check::visit(
        expression, [this](const Condition& c) { one(c); }, [this](const Expression& e) { one(e); });
}

void Candidates::look_at(check::DeclarationRef ref) {
    const auto clauses = [this](const check::Clauses& c) { look_at(c.body); };
    switch (ref.kind) {
        case DeclarationKind::define: {
            const auto& define = rulebase_.defines[ref.index];
            if (define.condition) look_at(*define.condition);
            for (const auto& one : define.cases) {
                look_at(one.value);
                if (one.when) look_at(*one.when);
            }
            break;
        }
        case DeclarationKind::rule: {
            const auto& rule = rulebase_.rules[ref.index];
            clauses(rule.clauses);
            for (const auto& argument : rule.arguments) look_at(argument);
            break;
        }
        case DeclarationKind::proposition: {
            const auto& proposition = rulebase_.propositions[ref.index];
            clauses(proposition.clauses);
            look_at(proposition.subject);
            if (proposition.attribute) look_at(*proposition.attribute);
            break;
        }
        case DeclarationKind::boundary: {
            const auto& boundary = rulebase_.boundaries[ref.index];
            clauses(boundary.clauses);
            look_at(boundary.subject);
            look_at(boundary.value);
            break;
        }
        case DeclarationKind::advice: clauses(rulebase_.advice[ref.index].clauses); break;
        default: break;
    }
}

std::optional<Cell> Candidates::constant(const Expression& expression) const {
    if (expression.kind == ExpressionKind::literal) return expression.cell;
    if (expression.kind == ExpressionKind::parameter) return settings_.parameters[expression.index];
    return {};
}

/// A comparison of one attribute, alone on its side, with constants.
bool Candidates::is_test(const Condition& c) const {
    if (c.kind != ConditionKind::compare && c.kind != ConditionKind::in && c.kind != ConditionKind::between &&
        c.kind != ConditionKind::truth)
        return false;
    if (c.kind == ConditionKind::compare &&
        (c.comparison == check::Comparison::within || c.comparison == check::Comparison::overlaps))
        return false;
    std::size_t attributes = 0;
    for (std::size_t k = 0; k < c.expressions.size(); ++k) {
        const auto& e = c.expressions[k];
        if (!plain(e.type)) return false;
        if (e.kind == ExpressionKind::attribute) {
            if (c.kind != ConditionKind::compare && k != 0) return false;
            ++attributes;
        } else if (!constant(e)) {
            return false;
        }
    }
    return attributes == 1;
}

std::vector<bool> Candidates::verdicts(std::uint32_t attribute, Cell cell) const {
    std::vector<bool> out;
    const auto tests = tests_.find(attribute);
    if (tests == tests_.end()) return out;
    for (const auto* c : tests->second) {
        const auto side = [&](std::size_t k) {
            const auto& e = c->expressions[k];
            return e.kind == ExpressionKind::attribute ? cell : *constant(e);
        };
        switch (c->kind) {
            case ConditionKind::compare: out.push_back(compares(c->comparison, side(0), side(1))); break;
            case ConditionKind::between: out.push_back(side(1) <= side(0) && side(0) <= side(2)); break;
            case ConditionKind::in: {
                bool any = false;
                for (std::size_t k = 1; k < c->expressions.size(); ++k) any = any || side(k) == cell;
                out.push_back(any);
                break;
            }
            default: out.push_back(cell != 0);
        }
    }
    return out;
}

std::vector<Cell> Candidates::told_apart(std::uint32_t attribute, const std::vector<Cell>& cells) const {
    if (!apart_ || read_otherwise_[attribute] || !plain(rulebase_.attributes[attribute].type)) return cells;
    std::vector<Cell> out;
    std::vector<std::vector<bool>> seen;
    for (const auto cell : cells) {
        auto verdict = verdicts(attribute, cell);
        if (std::find(seen.begin(), seen.end(), verdict) != seen.end()) continue;
        seen.push_back(std::move(verdict));
        out.push_back(cell);
    }
    return out;
}

// --- Values ----------------------------------------------------------------------------------------------------------------------

Candidates::Values Candidates::values(Type type, std::vector<Cell> recorded) const {
    Values out;
    const auto count = [&](std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) out.cells.push_back(static_cast<Cell>(i));
    };
    switch (type.kind) {
        case TypeKind::scale: count(rulebase_.scales[type.index].values.size()); return out;
        case TypeKind::yes_no: count(2); return out;
        case TypeKind::entity: count(facts_.individuals[type.index].size()); return out;
        case TypeKind::range: {
            const auto size = static_cast<Cell>(rulebase_.scales[type.index].values.size());
            for (Cell low = 0; low < size; ++low) {
                for (Cell high = low; high < size; ++high) out.cells.push_back(check::pack_range(low, high));
            }
            return out;
        }
        default: break;
    }
    out.listed = false;
    out.cells = std::move(recorded);
    for (const auto& [of, cell] : literals_) {
        if (of == type) out.cells.push_back(cell);
    }
    for (const auto ref : read_) {
        if (ref.kind == DeclarationKind::parameter && rulebase_.parameters[ref.index].type == type &&
            type.kind != TypeKind::text)
            out.cells.push_back(settings_.parameters[ref.index]);
    }
    if (type.kind == TypeKind::number) {
        const auto known = out.cells;
        for (const auto cell : known) {
            out.cells.push_back(cell - Decimal::scale);
            out.cells.push_back(cell + Decimal::scale);
        }
    }
    std::erase(out.cells, no_cell);
    make_set(out.cells);
    if (out.cells.size() > most_values) out.cells.resize(most_values);
    return out;
}

bool Candidates::varied(check::AttributeId attribute) const {
    const auto& declared = rulebase_.attributes[attribute.index()];
    return !declared.derived && !declared.is_protected && declared.type.kind != TypeKind::entity &&
           std::binary_search(read_.begin(), read_.end(), check::DeclarationRef{DeclarationKind::attribute, attribute.value});
}

bool Candidates::listed(check::AttributeId attribute) const {
    return values(rulebase_.attributes[attribute.index()].type, {}).listed;
}

std::pair<std::uint32_t, std::uint32_t> Candidates::rows_of(engine::AttributeOf what) const {
    const auto& subjects = facts_.observations[what.attribute.index()].subject;
    const auto [first, last] = std::equal_range(subjects.begin(), subjects.end(), what.subject);
    return {static_cast<std::uint32_t>(first - subjects.begin()), static_cast<std::uint32_t>(last - subjects.begin())};
}

std::vector<Cell> Candidates::values_of(engine::AttributeOf what, bool all) const {
    const auto index = what.attribute.value;
    auto cells = values(rulebase_.attributes[index].type, facts_.observations[index].value).cells;
    return all ? cells : told_apart(index, cells);
}

// --- Changes ---------------------------------------------------------------------------------------------------------------------

std::vector<Change> Candidates::of_attribute(engine::AttributeOf what) const {
    std::vector<Change> out;
    if (!varied(what.attribute)) return out;
    const auto index = what.attribute.value;
    const auto& attribute = rulebase_.attributes[index];
    const auto [first, last] = rows_of(what);
    if (first == last) return further_source(what);
    const auto& recorded = facts_.observations[index].value;
    if (framed_[attribute.of.index()] || attribute.combination == check::Combination::declared) {
        for (auto& change : settled(what, false)) {
            const bool same = last - first == 1 && recorded[first] == change.cells[1];
            if (!same) out.push_back(std::move(change));
        }
        return out;
    }
    for (auto row = first; row < last; ++row) {
        for (const auto cell : values_of(what, last - first > 1)) {
            if (cell != recorded[row]) out.push_back({Kind::correct, index, row, {cell}, {}});
        }
        out.push_back({Kind::withdraw, index, row, {}, {}});
    }
    std::vector<Cell> values(recorded.begin() + first, recorded.begin() + last);
    make_set(values);
    for (std::size_t i = 0; values.size() > 1 && i < values.size(); ++i)
        out.push_back({Kind::settle, index, 0, {what.subject, values[i]}, {}});
    for (auto& change : further_source(what)) out.push_back(std::move(change));
    return out;
}

std::vector<Change> Candidates::further_source(engine::AttributeOf what) const {
    std::vector<Change> out;
    const auto [first, last] = rows_of(what);
    for (const auto cell : values_of(what, first != last))
        out.push_back({Kind::observe, what.attribute.value, 0, {what.subject, cell}, {}});
    return out;
}

std::vector<Change> Candidates::settled(engine::AttributeOf what, bool all) const {
    std::vector<Change> out;
    for (const auto cell : values_of(what, all))
        out.push_back({Kind::settle, what.attribute.value, 0, {what.subject, cell}, {}});
    return out;
}

std::vector<Change> Candidates::alike(const Change& change) const {
    if (change.kind != Kind::correct && change.kind != Kind::settle && change.kind != Kind::observe) return {change};
    const auto& observations = facts_.observations[change.index];
    const Cell subject = change.kind == Kind::correct ? observations.subject[change.row] : change.cells[0];
    const engine::AttributeOf what{check::AttributeId{change.index}, subject};
    const auto [first, last] = rows_of(what);
    const bool alone = change.kind == Kind::settle || (change.kind == Kind::correct ? last - first == 1 : last == first);
    if (!alone || !apart_ || read_otherwise_[change.index] || !plain(rulebase_.attributes[change.index].type)) return {change};
    std::vector<Change> out;
    const auto verdict = verdicts(change.index, change.cells.back());
    for (const auto cell : values_of(what, true)) {
        if (verdicts(change.index, cell) != verdict) continue;
        if (change.kind == Kind::correct && cell == observations.value[change.row]) continue;
        auto other = change;
        other.cells.back() = cell;
        out.push_back(std::move(other));
    }
    return out;
}

bool Candidates::about_asked(check::RelationId id, const std::vector<Cell>& cells) const {
    if (everyone_ && facts_.relations[id.index()].size() <= most_tuples) return true;
    const auto& columns = rulebase_.relations[id.index()].columns;
    bool about_anyone = false;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].type.kind != TypeKind::entity || cells[c] == no_cell) continue;
        if (asked_[columns[c].type.index][static_cast<std::size_t>(cells[c])]) return true;
        about_anyone = true;
    }
    return !about_anyone;
}

/// Every tuple of listed values about who is asked about, its other cells as in the first on record with these values, else as in the
/// first on record at all.
void Candidates::add_tuples(check::RelationId id, std::vector<Change>& out) const {
    const auto& relation = rulebase_.relations[id.index()];
    const auto& tuples = facts_.relations[id.index()];
    std::vector<std::size_t> listed;
    std::vector<std::vector<Cell>> choices;
    std::size_t combinations = 1;
    for (std::size_t c = 0; c < relation.columns.size(); ++c) {
        const Type type = relation.columns[c].type;
        auto all = values(type, {});
        if (!all.listed) continue;
        if (type.kind == TypeKind::entity && all.cells.size() > most_tuples)
            std::erase_if(all.cells, [&](Cell cell) { return !asked_[type.index][static_cast<std::size_t>(cell)]; });
        listed.push_back(c);
        combinations *= all.cells.size();
        if (combinations == 0 || combinations > most_new_tuples) return;
        choices.push_back(std::move(all.cells));
    }
    for (std::size_t n = 0; n < combinations; ++n) {
        std::vector<Cell> cells(relation.columns.size(), no_cell);
        std::size_t rest = n;
        for (std::size_t k = listed.size(); k > 0; --k) {
            cells[listed[k - 1]] = choices[k - 1][rest % choices[k - 1].size()];
            rest /= choices[k - 1].size();
        }
        if (!about_asked(id, cells)) continue;
        std::optional<std::size_t> like;
        bool there = false;
        for (std::size_t row = 0; row < tuples.size() && !there; ++row) {
            bool same = true;
            bool but_for_individuals = true;
            for (const auto c : listed) {
                const bool equal = tuples.columns[c][row] == cells[c];
                same = same && equal;
                but_for_individuals = but_for_individuals && (equal || relation.columns[c].type.kind == TypeKind::entity);
            }
            there = same && listed.size() == cells.size();
            if (but_for_individuals && !like) like = row;
        }
        if (there) continue;
        if (listed.size() != cells.size()) {
            if (!like && tuples.size() == 0) continue;
            for (std::size_t c = 0; c < cells.size(); ++c) {
                if (std::find(listed.begin(), listed.end(), c) == listed.end()) cells[c] = tuples.columns[c][like.value_or(0)];
            }
        }
        out.push_back({Kind::add, id.value, 0, std::move(cells), {}});
    }
}

std::vector<Change> Candidates::of_relations() const {
    std::vector<Change> out;
    for (const auto ref : read_) {
        if (ref.kind != DeclarationKind::relation || rulebase_.relations[ref.index].derived) continue;
        const check::RelationId id{ref.index};
        const auto& tuples = facts_.relations[ref.index];
        for (std::uint32_t row = 0; row < tuples.size(); ++row) {
            std::vector<Cell> cells;
            for (const auto& column : tuples.columns) cells.push_back(column[row]);
            if (about_asked(id, cells)) out.push_back({Kind::remove, ref.index, row, {}, {}});
        }
        add_tuples(id, out);
    }
    return out;
}

std::vector<Change> Candidates::of_parameters() const {
    std::vector<Change> out;
    for (const auto ref : read_) {
        if (ref.kind != DeclarationKind::parameter) continue;
        const auto& parameter = rulebase_.parameters[ref.index];
        if (parameter.type.kind == TypeKind::text || parameter.type.kind == TypeKind::entity) continue;
        const auto now = settings_.parameters[ref.index];
        for (const auto cell : values(parameter.type, {now}).cells) {
            if (cell != now) out.push_back({Kind::set, ref.index, 0, {cell}, {}});
        }
    }
    return out;
}

}  // namespace credence::explain
