#include "app/supposing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/query.hpp"
#include "base/sets.hpp"
#include "check/print.hpp"
#include "explain/phrases.hpp"
#include "text/diagnostic.hpp"

namespace credence::app {
namespace {

using check::Cell;
using check::Condition;
using check::ConditionKind;
using check::Expression;
using check::ExpressionKind;
using explain::Change;
using explain::Changes;
using Kind = Change::Kind;

constexpr const char* forms =
    "write a value, `attribute(\"ID\") = value`, a record, `relation(\"ID\", ...)`, or one that is not there, `not "
    "relation(\"ID\", "
    "...)`";

class SupposedReader {
public:
    explicit SupposedReader(Session& session) : session_(session), rulebase_(session.rulebase()) {}

    Result<void> add(const Condition& condition) {
        switch (condition.kind) {
            case ConditionKind::conjunction:
                for (const auto& operand : condition.operands) {
                    if (auto done = add(operand); !done) return done;
                }
                return {};
            case ConditionKind::exists: return add(condition.operands.front());
            case ConditionKind::compare:
                if (condition.comparison != check::Comparison::equal) break;
                for (const std::size_t side : {0U, 1U}) {
                    if (condition.expressions[side].kind == ExpressionKind::attribute)
                        return value(condition.expressions[side], condition.expressions[1 - side]);
                }
                break;
            case ConditionKind::truth:
                if (condition.expressions[0].kind == ExpressionKind::attribute) return settle(condition.expressions[0], 1);
                break;
            case ConditionKind::unknown:
                if (!condition.expressions.empty() && condition.expressions[0].kind == ExpressionKind::attribute)
                    return forget(condition.expressions[0]);
                break;
            case ConditionKind::relation: return tuple(condition, true);
            case ConditionKind::observed: return observed(condition);
            case ConditionKind::negation: {
                const auto& inner = condition.operands.front().kind == ConditionKind::exists
                                        ? condition.operands.front().operands.front()
                                        : condition.operands.front();
                if (inner.kind == ConditionKind::relation) return tuple(inner, false);
                if (inner.kind == ConditionKind::truth && inner.expressions[0].kind == ExpressionKind::attribute)
                    return settle(inner.expressions[0], 0);
                break;
            }
            default: break;
        }
        return failure(FailureKind::usage, "this is nothing that can be on record", forms);
    }

    Changes changes;

private:
    Result<Cell> known(const Expression& expression) {
        const auto outcome = session_.model().value(expression, {});
        if (outcome.state == engine::Known::known) return outcome.cell;
        return failure(FailureKind::usage, "a supposed value must be known itself", forms);
    }

    Result<Cell> subject(const Expression& attribute) {
        const auto& declared = rulebase_.attributes[attribute.index];
        if (declared.derived)
            return failure(FailureKind::usage, fmt::format("`{}` is concluded by rules, never recorded", declared.head.name),
                           forms);
        return known(attribute.operands.front());
    }

    Result<void> settle(const Expression& attribute, Cell cell) {
        auto of = subject(attribute);
        if (!of) return tl::unexpected(of.error());
        changes.push_back({Kind::settle, attribute.index, 0, {*of, cell}, {}});
        return {};
    }

    Result<void> value(const Expression& attribute, const Expression& to) {
        auto cell = known(to);
        if (!cell) return tl::unexpected(cell.error());
        return settle(attribute, *cell);
    }

    Result<void> forget(const Expression& attribute) {
        auto of = subject(attribute);
        if (!of) return tl::unexpected(of.error());
        changes.push_back({Kind::forget, attribute.index, 0, {*of}, {}});
        return {};
    }

    Result<void> observed(const Condition& condition) {
        const auto& of = condition.arguments[static_cast<std::size_t>(check::ObservedColumn::subject)];
        const auto& to = condition.arguments[static_cast<std::size_t>(check::ObservedColumn::value)];
        if (condition.index == check::no_index || !of || !to)
            return failure(FailureKind::usage, "a supposed observation has a subject and a value",
                           "write `observed attribute(\"ID\", value: VALUE)`");
        auto who = known(*of);
        if (!who) return tl::unexpected(who.error());
        auto cell = known(*to);
        if (!cell) return tl::unexpected(cell.error());
        changes.push_back({Kind::observe, condition.index, 0, {*who, *cell}, {}});
        return {};
    }

    Result<void> tuple(const Condition& condition, bool there) {
        const auto& relation = rulebase_.relations[condition.index];
        if (relation.derived)
            return failure(FailureKind::usage, fmt::format("`{}` is concluded by rules, never recorded", relation.head.name),
                           forms);
        std::vector<std::optional<Cell>> cells;
        for (std::size_t c = 0; c < relation.columns.size(); ++c) {
            const auto& argument = condition.arguments[c];
            if (!argument || argument->kind == ExpressionKind::variable) {
                if (there && !relation.or_today[c])
                    return failure(
                        FailureKind::usage,
                        fmt::format("a supposed record of `{}` needs its `{}`", relation.head.name, relation.columns[c].name),
                        fmt::format("add {}: VALUE", relation.columns[c].name));
                cells.emplace_back();
                continue;
            }
            auto cell = known(*argument);
            if (!cell) return tl::unexpected(cell.error());
            cells.emplace_back(*cell);
        }
        const auto& tuples = session_.model().facts().relations[condition.index];
        std::size_t found = 0;
        for (std::uint32_t row = 0; row < tuples.size(); ++row) {
            bool fits = true;
            for (std::size_t c = 0; c < cells.size(); ++c) fits = fits && (!cells[c] || *cells[c] == tuples.columns[c][row]);
            if (!fits) continue;
            ++found;
            if (!there) changes.push_back({Kind::remove, condition.index, row, {}, {}});
        }
        if (there && found == 0) {
            std::vector<Cell> all;
            for (const auto& cell : cells) all.push_back(cell.value_or(check::no_cell));
            changes.push_back({Kind::add, condition.index, 0, std::move(all), {}});
        }
        if (!there && found == 0)
            return failure(FailureKind::usage, fmt::format("no such record of `{}`", relation.head.name),
                           fmt::format("credence query '{}(…)' lists what there is", relation.head.name));
        return {};
    }

    Session& session_;
    const check::Rulebase& rulebase_;
};

}  // namespace

Result<Changes> read_supposed(Session& session, text::SourceSet& sources, const std::vector<std::string>& facts,
                              std::vector<text::Diagnostic>& diagnostics) {
    SupposedReader reader(session);
    for (const auto& words : facts) {
        const auto query = read_query(session.rulebase(), sources, words, diagnostics);
        if (!query) return reader.changes;
        if (auto nobody = unknown_individual(session, *query)) return tl::unexpected(std::move(*nobody));
        auto done = guarded(session.files().sources, [&] { return reader.add(query->condition); });
        if (!done) return tl::unexpected(done.error());
        if (!*done) {
            auto wrong = done->error();
            wrong.message = fmt::format("`{}`: {}", words, wrong.message);
            return tl::unexpected(std::move(wrong));
        }
    }
    for (std::size_t i = 0; i < reader.changes.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (reader.changes[i] != reader.changes[j] && clash(session.model().facts(), reader.changes[i], reader.changes[j]))
                return failure(FailureKind::usage, "two of the supposed facts cannot both be so", "suppose one of them");
        }
    }
    make_set(reader.changes);
    return reader.changes;
}

namespace {

/// What may be left out, under every name that it goes by.
std::vector<std::pair<std::string, Change>> what_may_be_left_out(const check::Rulebase& rulebase) {
    using check::DeclarationKind;
    std::vector<std::pair<std::string, Change>> out;
    const auto add = [&](const std::string& name, DeclarationKind kind, std::size_t index, std::size_t which) {
        Change change;
        change.kind = Kind::leave_out;
        change.declared = kind;
        change.index = static_cast<std::uint32_t>(index);
        change.row = static_cast<std::uint32_t>(which);
        out.emplace_back(name, std::move(change));
    };
    const auto add_all = [&](const auto& table, DeclarationKind kind) {
        for (std::size_t i = 0; i < table.size(); ++i) {
            const auto& name = table[i].head.name;
            add(name, kind, i, 0);
            if (const auto whole = explain::declared_name(name); whole != name) add(whole, kind, i, 0);
        }
    };
    add_all(rulebase.rules, DeclarationKind::rule);
    add_all(rulebase.propositions, DeclarationKind::proposition);
    add_all(rulebase.boundaries, DeclarationKind::boundary);
    add_all(rulebase.advice, DeclarationKind::advice);
    for (std::size_t d = 0; d < rulebase.defines.size(); ++d) {
        const auto& define = rulebase.defines[d];
        for (std::size_t c = 0; c < define.cases.size(); ++c)
            add(fmt::format("{}:{}", define.head.name, c + 1), DeclarationKind::define, d, c);
    }
    return out;
}

}  // namespace

Result<Changes> read_left_out(const check::Rulebase& rulebase, const std::vector<std::string>& names) {
    const auto all = what_may_be_left_out(rulebase);
    Changes out;
    for (const auto& name : names) {
        const auto before = out.size();
        for (const auto& [known, change] : all) {
            if (known == name) out.push_back(change);
        }
        if (out.size() > before) continue;
        std::vector<std::string> known;
        for (const auto& one : all) known.push_back(one.first);
        const auto declared = rulebase.find(name);
        if (declared && declared->kind == check::DeclarationKind::define && !rulebase.defines[declared->index].cases.empty()) {
            return failure(FailureKind::usage, fmt::format("--without: `{}` is a define, of which cases can be left out", name),
                           fmt::format("name one: {}:1 to {}:{}", name, name, rulebase.defines[declared->index].cases.size()));
        }
        if (declared) {
            return failure(FailureKind::usage, fmt::format("--without: `{}` is nothing that concludes by itself", name),
                           "name a rule, proposition, boundary or advice, or a case as DEFINE:1");
        }
        const auto close = text::nearest(name, known);
        return failure(FailureKind::usage, fmt::format("--without: there is no rule or case `{}`", name),
                       close ? fmt::format("did you mean `{}`?", *close)
                             : "name a rule, proposition, boundary or advice, or a case as DEFINE:1");
    }
    make_set(out);
    return out;
}

Result<explain::Reached> read_answer(const check::Rulebase& rulebase, const explain::Target& target, const std::string& words) {
    using engine::State;
    if (words == "unknown") return explain::Reached{State::unknown, check::no_cell, {}};
    if (words == "disputed") return explain::Reached{State::disputed, check::no_cell, {}};
    if (target.condition != nullptr) {
        if (words == "met") return explain::Reached{State::met, check::no_cell, {}};
        if (words == "not met") return explain::Reached{State::not_met, check::no_cell, {}};
        return failure(FailureKind::usage, fmt::format("a condition is never `{}`", words),
                       "write met, not met, unknown or disputed");
    }
    const auto type = target.expression->type;
    if (type.kind == check::TypeKind::text) return explain::Reached{State::met, check::no_cell, words};
    if (type.kind == check::TypeKind::entity)
        return failure(FailureKind::usage, "an answer that is an individual cannot be named yet", "leave --to out");
    const auto cell = check::read_value(rulebase, type, words);
    if (!cell) {
        return failure(FailureKind::usage, fmt::format("`{}` is no such answer", words),
                       fmt::format("expected {}", cell.error().message));
    }
    return explain::Reached{State::met, *cell, {}};
}

}  // namespace credence::app
