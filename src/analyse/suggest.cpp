#include "analyse/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyse/maker.hpp"
#include "check/dependencies.hpp"
#include "check/print.hpp"

namespace credence::analyse {
namespace {

using check::Cell;
using check::Condition;
using check::ConditionKind;
using check::DeclarationKind;
using check::DeclarationRef;
using check::Expression;
using check::ExpressionKind;
using check::no_cell;
using check::TypeKind;
using engine::State;

constexpr std::size_t effort = 600;    // proposals for one goal
constexpr std::size_t most_runs = 48;  // of them that are run
/// For all goals together; a run costs as much as the rulebase is large.
std::size_t all_runs(const Coverage& coverage) {
    return std::clamp<std::size_t>(4'000'000 / (coverage.items().size() + coverage.atoms().size() + 1), 100, 20'000);
}

/// What is to be shown: an item, or a state of an atom.
struct Goal {
    DeclarationRef declaration;
    text::Span span;
    std::optional<std::size_t> item, atom;  // index in the coverage
    Want want = Want::met;
    std::string name, shows;
};

bool is_shown(const Goal& goal, const Coverage& coverage) {
    const auto& shown = goal.item ? coverage.items()[*goal.item].shown : coverage.atoms()[*goal.atom].shown;
    return goal.want == Want::met ? shown.met : goal.want == Want::not_met ? shown.not_met : shown.open;
}

bool holds(const Condition& root, const Condition* atom) {
    bool found = false;
    check::visit(root, [&](const Condition& c) { found = found || &c == atom; }, [](const Expression&) {});
    return found;
}

class Suggester {
public:
    Suggester(const check::Rulebase& rulebase, const text::SourceSet& sources, Coverage covered, std::uint64_t steps)
        : rulebase_(rulebase), sources_(sources), covered_(std::move(covered)), steps_(steps), most_(all_runs(covered_)), today_(check::readers_of_today(rulebase)) {}

    std::vector<Suggestion> all() {
        std::vector<Suggestion> out;
        for (auto& goal : goals()) {
            if (is_shown(goal, covered_)) continue;
            if (const auto again = names_[goal.name]++; again > 0) goal.name += fmt::format("_{}", again + 1);
            out.push_back({goal.name, goal.shows, goal.span, example_for(goal)});
        }
        return out;
    }

private:
    [[nodiscard]] std::vector<Goal> goals() const {
        std::vector<Goal> items, atoms;
        for (std::size_t i = 0; i < covered_.items().size(); ++i) {
            const auto& item = covered_.items()[i];
            const auto& head = rulebase_.head_of(item.declaration);
            const auto name = head.name.substr(0, head.name.find(':'));
            Goal goal{item.declaration, item.span, i, {}, Want::met, {}, {}};
            if (item.row > 0) {
                goal.shows = fmt::format("row {} of {} applies", item.row, name);
                goal.name = fmt::format("{}_row_{}", name, item.row);
            } else if (item.one_case) {
                goal.shows = fmt::format("{}, case {}, gives the value", name, *item.one_case + 1);
                goal.name = fmt::format("{}_case_{}", name, *item.one_case + 1);
            } else {
                const bool named = item.kind == ItemKind::condition_define;
                goal.shows = fmt::format("{} {}", name, named ? "is met" : "applies");
                goal.name = fmt::format("{}_{}", name, named ? "met" : "applies");
            }
            items.push_back(std::move(goal));
        }
        for (std::size_t i = 0; i < covered_.atoms().size(); ++i) {
            const auto& atom = covered_.atoms()[i];
            const auto& head = rulebase_.head_of(atom.declaration);
            const auto name = head.name.substr(0, head.name.find(':'));
            for (const auto& [want, word] : {std::pair{Want::met, "true"}, {Want::not_met, "false"}, {Want::open, "unknown"}}) {
                if (want == Want::open && !atom.can_be_open) continue;
                const auto place = sources_[atom.condition->span.file].place(atom.condition->span.begin);
                atoms.push_back({atom.declaration, atom.condition->span, {}, i, want,
                                 fmt::format("{}_{}_{}", name, place.line, word),
                                 fmt::format("in {}, `{}` is {}", name, on_one_line(atom.condition->span), word)});
            }
        }
        const auto by_place = [](const Goal& a, const Goal& b) { return a.span < b.span; };
        std::stable_sort(items.begin(), items.end(), by_place);
        std::stable_sort(atoms.begin(), atoms.end(), by_place);
        items.insert(items.end(), atoms.begin(), atoms.end());
        return items;
    }

    [[nodiscard]] std::string on_one_line(text::Span span) const {
        std::string out;
        for (const char c : sources_.text(span)) {
            const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            if (!blank) out += c;
            if (blank && !out.empty() && out.back() != ' ') out += ' ';
        }
        return out;
    }

    std::string example_for(const Goal& goal) {
        if (++runs_ > most_) return {};
        Maker maker(rulebase_, effort);
        std::size_t runs = 0;
        for (const auto& way : ways(goal, maker)) {
            if (++runs > most_runs || ++runs_ > most_) break;
            try {
                if (auto text = confirmed(goal, way); !text.empty()) return text;
            } catch (const engine::EvaluationError&) {
                continue;  // a division by zero, or too many steps
            }
        }
        return {};
    }

    // --- Proposals -------------------------------------------------------------------------------------------------------

    Ways ways(const Goal& goal, Maker& maker) const {
        Way empty;
        if (std::binary_search(today_.begin(), today_.end(), goal.declaration)) empty.draft.as_of = Date::parse("2026-01-01");
        const bool define = goal.declaration.kind == DeclarationKind::define;
        if (define) {
            const auto& declared = rulebase_.defines[goal.declaration.index];
            const auto start = maker.with_individuals(declared.variables, declared.bound, empty);
            if (goal.item) {
                const auto one = covered_.items()[*goal.item].one_case;
                if (one) return maker.one_case(declared, *one, start);
                return maker.condition(*declared.condition, Want::met, start);
            }
            return atom_in_define(goal, declared, maker, start);
        }
        const auto& clauses = rulebase_.clauses_of(goal.declaration);
        const auto start = maker.with_individuals(clauses.variables, clauses.bound, empty);
        if (goal.item) return maker.clauses(clauses, Want::met, start);
        const auto* atom = covered_.atoms()[*goal.atom].condition;
        Ways out;
        if (clauses.only_if && holds(*clauses.only_if, atom)) return maker.condition(*atom, goal.want, start);
        Ways in_force = clauses.only_if ? maker.condition(*clauses.only_if, Want::met, start) : Ways{start};
        for (const auto& way : in_force) atom_in(clauses.body, *atom, goal.want, maker, way, out);
        return out;
    }

    Ways atom_in_define(const Goal& goal, const check::Define& declared, Maker& maker, const Way& start) const {
        const auto* atom = covered_.atoms()[*goal.atom].condition;
        Ways out;
        if (declared.condition) {
            atom_in(*declared.condition, *atom, goal.want, maker, start, out);
            return out;
        }
        for (std::size_t i = 0; i < declared.cases.size(); ++i) {
            const auto& one = declared.cases[i];
            if (one.when && holds(*one.when, atom)) {
                for (const auto& way : maker.past_cases(declared, i, start)) atom_in(*one.when, *atom, goal.want, maker, way, out);
                return out;
            }
        }
        atom_in({}, *atom, goal.want, maker, start, out);
        return out;
    }

    /// The state itself, with and without what gives its variables their values; then the whole condition in each state.
    static void atom_in(const Condition& root, const Condition& atom, Want want, Maker& maker, const Way& start, Ways& out) {
        append(out, maker.condition(atom, want, start), 200);
        for (const auto& way : maker.bound_by(root, atom, start)) append(out, maker.condition(atom, want, way), 200);
        for (const auto state : {Want::met, Want::not_met, Want::open}) append(out, maker.condition(root, state, start), 200);
    }

    // --- Runs ------------------------------------------------------------------------------------------------------------

    /// The example, where a run shows the goal; empty where it does not.
    std::string confirmed(const Goal& goal, const Way& way) {
        auto example = way.draft.example(rulebase_);
        auto facts = engine::facts_of(rulebase_, example);
        auto settings = engine::settings_of(rulebase_, example);
        settings.steps = steps_;
        engine::Model model(rulebase_, facts, settings);

        std::vector<std::string> lines;
        if (!expect(goal, way, model, example, lines)) return {};
        auto after = covered_;
        after.add(model, example);
        if (!is_shown(goal, after)) return {};
        covered_ = std::move(after);
        return way.draft.text(rulebase_, goal.name, goal.shows, lines);
    }

    [[nodiscard]] static Expression told(const Draft& draft, check::Type type, Cell cell) {
        Expression out;
        out.type = type;
        if (type.kind == TypeKind::entity) {
            out.kind = ExpressionKind::individual;
            out.text = draft.name(type.entity(), cell);
        } else {
            out.cell = cell;
            if (type.kind == TypeKind::text) out.text = draft.texts[static_cast<std::size_t>(cell)];
        }
        return out;
    }

    /// What the rules come to for the individuals at hand; false where it cannot be said.
    bool expect(const Goal& goal, const Way& way, engine::Model& model, check::Example& example, std::vector<std::string>& lines) const {
        if (goal.declaration.kind == DeclarationKind::define) return expect_define(goal.declaration.index, way, model, example, lines);
        const auto& clauses = rulebase_.clauses_of(goal.declaration);
        auto binding = way.binding;
        binding.resize(clauses.bound, no_cell);
        for (std::size_t v = 0; v < clauses.bound; ++v) {
            if (clauses.variables[v].type.kind == TypeKind::text) return false;  // numbered otherwise in the facts
        }
        const bool open = std::find(binding.begin(), binding.end(), no_cell) != binding.end();
        if (open || (goal.item && model.state(model.applies(clauses, binding)) != State::met)) {
            for (std::size_t v = 0; v < clauses.bound; ++v) {
                if (clauses.variables[v].type.kind != TypeKind::entity) binding[v] = no_cell;
            }
            const auto found = model.solutions(clauses.body, clauses.variables, clauses.bound, binding);
            const auto best =
                std::find_if(found.begin(), found.end(), [&](const auto& one) { return model.state(one.truth) == State::met; });
            if (found.empty() || (goal.item && best == found.end())) return false;
            const auto& chosen = best == found.end() ? found.front() : *best;
            binding.assign(chosen.binding.begin(), chosen.binding.begin() + clauses.bound);
            if (std::find(binding.begin(), binding.end(), no_cell) != binding.end()) return false;
        }
        if (goal.declaration.kind == DeclarationKind::boundary && rulebase_.boundaries[goal.declaration.index].row > 0)
            return expect_range(rulebase_.boundaries[goal.declaration.index], binding, way, model, example, lines);
        const auto& name = rulebase_.head_of(goal.declaration).name;
        if (name.find(':') != std::string::npos) return false;  // a row of a table of rules has no name
        check::Expectation expectation;
        auto& condition = expectation.condition;
        condition.kind = ConditionKind::applies;
        condition.target = goal.declaration;
        std::vector<std::string> arguments;
        for (std::size_t v = 0; v < clauses.bound; ++v) {
            condition.expressions.push_back(told(way.draft, clauses.variables[v].type, binding[v]));
            arguments.push_back(way.draft.written(rulebase_, clauses.variables[v].type, binding[v]));
        }
        const bool met = model.in_force(clauses) && model.state(model.applies(clauses, binding)) == State::met;
        expectation.kind = met ? check::Expectation::Kind::applies : check::Expectation::Kind::applies_not;
        example.expect.push_back(std::move(expectation));
        const auto list = fmt::format("{}", fmt::join(arguments, ", "));
        lines.push_back(fmt::format("{} {} {}", name, met ? "applies to" : "does not apply to",
                                    arguments.size() == 1 ? list : "(" + list + ")"));
        return true;
    }

    bool expect_define(std::uint32_t index, const Way& way, engine::Model& model, check::Example& example,
                       std::vector<std::string>& lines) const {
        const auto& define = rulebase_.defines[index];
        std::vector<Expression> operands;
        std::vector<Cell> cells;
        std::vector<std::string> arguments;
        for (std::uint32_t v = 0; v < define.bound; ++v) {
            const auto type = define.variables[v].type;
            Cell cell = v < way.binding.size() ? way.binding[v] : no_cell;
            if (type.kind == TypeKind::text) return false;
            if (cell == no_cell && type.kind != TypeKind::scale && type.kind != TypeKind::yes_no) return false;
            if (cell == no_cell) cell = 0;
            cells.push_back(cell);
            operands.push_back(told(way.draft, type, cell));
            arguments.push_back(way.draft.written(rulebase_, type, cell));
        }
        const auto call = fmt::format("{}({})", define.head.name, fmt::join(arguments, ", "));
        const auto result = model.define(check::DefineId{index}, cells);
        check::Expectation expectation;
        auto& condition = expectation.condition;
        if (define.condition) {
            condition.kind = ConditionKind::named;
            condition.index = index;
            condition.expressions = std::move(operands);
            const auto state = model.state(result.truth);
            const char* word = state == State::met ? "" : state == State::not_met ? "not " : state == State::disputed ? "disputed " : "unknown ";
            lines.push_back(word + call);
        } else {
            Expression value;
            value.kind = ExpressionKind::define;
            value.index = index;
            value.type = *define.type;
            value.operands = std::move(operands);
            condition.kind = ConditionKind::known;
            condition.expressions.push_back(std::move(value));
            if (result.outcome.state != engine::Known::known) {
                lines.push_back((result.outcome.state == engine::Known::disputed ? "disputed " : "unknown ") + call);
            } else if (define.type->kind == TypeKind::text) {
                return false;
            } else {
                lines.push_back(fmt::format("{} = {}", call, way.draft.written(rulebase_, *define.type, result.outcome.cell)));
            }
        }
        example.expect.push_back(std::move(expectation));
        return true;
    }

    bool expect_range(const check::Boundary& boundary, const engine::Binding& binding, const Way& way, engine::Model& model,
                      check::Example& example, std::vector<std::string>& lines) const {
        const auto subject = model.value(boundary.subject, binding);
        if (subject.state != engine::Known::known) return false;
        const auto& range = rulebase_.ranges[boundary.range.index()];
        const check::Type subject_type{TypeKind::entity, range.of.value};
        Expression value;
        value.kind = ExpressionKind::range;
        value.index = boundary.range.value;
        value.type = {TypeKind::range, range.on.value};
        value.operands.push_back(told(way.draft, subject_type, subject.cell));
        check::Expectation expectation;
        expectation.condition.kind = ConditionKind::conflict;
        expectation.condition.expressions.push_back(std::move(value));
        example.expect.push_back(std::move(expectation));
        const auto result = model.range(boundary.range, subject.cell);
        const auto call = fmt::format("{}({})", range.head.name, way.draft.written(rulebase_, subject_type, subject.cell));
        lines.push_back(result.conflict ? "conflict " + call
                                        : fmt::format("{} = {}", call, check::written(rulebase_, {TypeKind::range, range.on.value}, result.value)));
        return true;
    }

    const check::Rulebase& rulebase_;
    const text::SourceSet& sources_;
    Coverage covered_;
    std::uint64_t steps_;
    std::size_t runs_ = 0, most_;
    std::vector<DeclarationRef> today_;
    std::map<std::string, std::size_t> names_;  // how often each was used
};

}  // namespace

std::vector<Suggestion> suggest(const check::Rulebase& rulebase, const text::SourceSet& sources, Coverage covered,
                                std::uint64_t steps) {
    return Suggester(rulebase, sources, std::move(covered), steps).all();
}

}  // namespace credence::analyse
