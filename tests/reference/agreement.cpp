#include "reference/agreement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "check/print.hpp"

namespace credence::reference {
namespace {

constexpr std::int64_t ten_thousandth = whole / one;
constexpr std::size_t closely = 2'000;  // argument lists up to which every case of a define is compared too

std::string written(Truth t) { return fmt::format("[{}, {}]{}", t.belief, t.plausibility, t.disputed ? " disputed" : ""); }
std::string written(engine::Truth t) { return written(Truth{t.belief, t.plausibility, t.disputed}); }

std::string triple(Cell least, Cell middle, Cell greatest, std::int64_t ignorance) {
    const auto number = [](Cell cell) { return Decimal::from_raw(cell).text(); };
    return fmt::format("({}, {}, {}) m(?) {}", number(least), number(middle), number(greatest), ignorance);
}

std::string written(const engine::Outcome& o, const std::string& cell) {
    if (o.spread) return triple(o.spread->least, o.spread->middle, o.spread->greatest, o.spread->ignorance);
    if (o.state == engine::Known::known) return cell;
    return o.state == engine::Known::disputed ? "no value, disputed" : "no value";
}

std::string written(const Value& v, check::Type type, const std::string& cell) {
    const auto ignorance = (v.ignorance + ten_thousandth - 1) / ten_thousandth;
    if (v.triple) return triple(v.triple->least, v.triple->middle, v.triple->greatest, ignorance);
    if (v.cell && type.kind == check::TypeKind::number && ignorance > 0) return triple(*v.cell, *v.cell, *v.cell, ignorance);
    if (v.cell) return cell;
    return v.disputed ? "no value, disputed" : "no value";
}

/// A number without doubt is written as such on both sides.
engine::Outcome plain(engine::Outcome o) {
    if (o.spread && o.spread->least == o.spread->greatest && o.spread->ignorance == 0) o.spread.reset();
    return o;
}

Binding bound(const std::vector<Cell>& cells) {
    Binding out;
    for (std::size_t v = 0; v < cells.size(); ++v) {
        if (cells[v] != check::no_cell) out[VariableId{v}] = {cells[v], {}, false, 0};
    }
    return out;
}

}  // namespace

Agreement::Agreement(const check::Rulebase& rulebase, const text::SourceSet& sources, engine::Facts& facts,
                     engine::Settings settings)
    : rulebase_(rulebase),
      sources_(sources),
      facts_(facts),
      settings_(settings),
      model_(std::make_unique<engine::Model>(rulebase, facts, settings)),
      reference_(rulebase, facts, settings.parameters, settings.texts) {}

/// What the engine or the reference says, or that it fails.
template <class F>
std::string Agreement::attempt(F ask) {
    try {
        return ask();
    } catch (const engine::EvaluationError&) {
        model_ = std::make_unique<engine::Model>(rulebase_, facts_, settings_);
        return "fails";
    } catch (const Failed&) {
        return "fails";
    }
}

std::string Agreement::cell_text(check::Type type, Cell cell) const {
    if (cell == check::no_cell) return "?";
    if (type.kind == check::TypeKind::entity) return facts_.individuals[type.index].at(static_cast<std::size_t>(cell)).id;
    if (type.kind == check::TypeKind::text) return '"' + facts_.texts[cell] + '"';
    return check::written(rulebase_, type, cell);
}

std::string Agreement::arguments_text(const std::vector<check::Variable>& variables, const std::vector<Cell>& cells) const {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < cells.size(); ++i) words.push_back(cell_text(variables[i].type, cells[i]));
    return fmt::format("({})", fmt::join(words, ", "));
}

void Agreement::note(bool same, const std::string& where, text::Span span, const std::string& engine,
                     const std::string& reference) {
    ++asked_;
    if (same) return;
    const std::string author = span.valid() ? fmt::format("\n    {}: {}", sources_.place_text(span), sources_.text(span)) : "";
    differences_.push_back(fmt::format("{}{}\n    engine {}, reference {}", where, author, engine, reference));
}

void Agreement::compare_everything() {
    compare_relations();
    compare_summaries();
    compare_defines();
    compare_ranges();
    compare_questions();
    for (const auto& rule : rulebase_.rules) {
        compare_solutions(rule.clauses.body, rule.clauses.variables, rule.clauses.bound, rule.head.name);
    }
    for (const auto& advice : rulebase_.advice) {
        compare_solutions(advice.clauses.body, advice.clauses.variables, advice.clauses.bound, advice.head.name);
    }
    compare_assessments();
}

void Agreement::compare(const check::Condition& condition, const std::vector<Cell>& binding, const std::string& where) {
    const auto engine = attempt([&] { return written(model_->truth(condition, binding)); });
    const auto reference = attempt([&] { return written(reference_.truth(condition, bound(binding))); });
    note(engine == reference, where, condition.span, engine, reference);
}

void Agreement::compare(const check::Expression& e, const std::vector<Cell>& binding, const std::string& where) {
    const auto engine = attempt([&] {
        const auto o = plain(model_->value(e, binding));
        return written(o, o.state == engine::Known::known ? cell_text(e.type, o.cell) : "");
    });
    const auto reference = attempt([&] {
        const Value v = reference_.value(e, bound(binding));
        return written(v, e.type, v.cell ? cell_text(e.type, *v.cell) : "");
    });
    note(engine == reference, where, e.span, engine, reference);
}

void Agreement::compare_relations() {
    for (std::size_t r = 0; r < rulebase_.relations.size(); ++r) {
        const auto& relation = rulebase_.relations[r];
        std::map<std::vector<Cell>, std::pair<std::string, std::string>> rows;
        const auto view = model_->relation(check::RelationId{r});
        for (std::size_t row = 0; row < view.rows; ++row) {
            if ((*view.superseded)[row] != 0) continue;
            std::vector<Cell> cells;
            for (const auto& column : *view.columns) cells.push_back(column[row]);
            rows[cells] = {written((*view.truths)[row]), "not there"};
        }
        for (const auto& [cells, t] : reference_.relation(check::RelationId{r})) {
            auto& row = rows.try_emplace(cells, "not there", "").first->second;
            row.second = written(t);
        }
        for (const auto& [cells, found] : rows) {
            note(found.first == found.second, relation.head.name + arguments_text(relation.columns, cells), relation.head.span,
                 found.first, found.second);
        }
    }
}

void Agreement::compare_summaries() {
    for (std::size_t a = 0; a < rulebase_.attributes.size(); ++a) {
        const auto& attribute = rulebase_.attributes[a];
        for (std::size_t i = 0; i < facts_.individuals[attribute.of.index()].size(); ++i) {
            const auto subject = static_cast<Cell>(i);
            const auto& e = model_->summary(check::AttributeId{a}, subject);
            const auto r = reference_.summary(check::AttributeId{a}, subject);
            // Weights as shares of their sum, which a common factor does not change.
            std::vector<std::string> engine, reference;
            std::int64_t total = 0;
            for (const auto& [cell, weight] : r.weights) total += weight;
            for (const auto& share : e.shares) {
                engine.push_back(fmt::format("{} {}", cell_text(attribute.type, share.value), share.weight * total));
            }
            for (const auto& [cell, weight] : r.weights)
                reference.push_back(fmt::format("{} {}", cell_text(attribute.type, cell), weight * e.total));
            const auto all = [](const std::vector<std::string>& shares, std::int64_t ignorance, bool disputed,
                                bool discrepant) {
                return fmt::format("{} m(?) {}{}{}", fmt::join(shares, ", "), ignorance, disputed ? " disputed" : "",
                                   discrepant ? " discrepant" : "");
            };
            const auto left = all(engine, e.ignorance, e.state == engine::Known::disputed, e.discrepant);
            const auto right = all(reference, r.ignorance, r.disputed, r.discrepant);
            note(left == right,
                 fmt::format("{}({})", attribute.head.name, cell_text({check::TypeKind::entity, attribute.of.value}, subject)),
                 attribute.head.span, left, right);
        }
    }
}

void Agreement::compare_defines() {
    for (std::size_t d = 0; d < rulebase_.defines.size(); ++d) {
        const auto& define = rulebase_.defines[d];
        std::vector<std::vector<Cell>> all{{}};
        for (std::uint32_t v = 0; v < define.bound; ++v) {
            const auto type = define.variables[v].type;
            const bool finite = type.kind == check::TypeKind::entity || type.kind == check::TypeKind::scale ||
                                type.kind == check::TypeKind::yes_no;
            std::vector<std::vector<Cell>> longer;
            for (const auto& cells : finite ? all : std::vector<std::vector<Cell>>{}) {
                for (const Cell cell : reference_.domain(type)) {
                    longer.push_back(cells);
                    longer.back().push_back(cell);
                }
            }
            all = std::move(longer);
        }
        for (const auto& cells : all) {
            const auto where = define.head.name + arguments_text(define.variables, cells);
            if (define.condition) {
                compare(*define.condition, cells, where);
                continue;
            }
            const auto taken = [](auto t) { return t ? fmt::format("case {}", *t + 1) : std::string("no case"); };
            const auto engine = attempt([&] {
                const auto r = model_->define(check::DefineId{d}, cells);
                const auto text = r.outcome.state == engine::Known::known ? cell_text(*define.type, r.outcome.cell) : "";
                return fmt::format("{} by {}{}", written(r.outcome, text), taken(r.taken), r.open ? ", open before" : "");
            });
            const auto reference = attempt([&] {
                const auto& r = reference_.define(check::DefineId{d}, cells);
                const auto text = r.value.cell ? cell_text(*define.type, *r.value.cell) : "";
                return fmt::format("{} by {}{}", written(r.value, *define.type, text), taken(r.taken),
                                   r.open ? ", open before" : "");
            });
            note(engine == reference, where, define.head.span, engine, reference);
            if (all.size() > closely) continue;
            for (std::size_t c = 0; c < define.cases.size(); ++c) {
                if (define.cases[c].when) compare(*define.cases[c].when, cells, fmt::format("{}, case {}", where, c + 1));
            }
        }
    }
}

void Agreement::compare_ranges() {
    for (std::size_t r = 0; r < rulebase_.ranges.size(); ++r) {
        const auto& range = rulebase_.ranges[r];
        const check::Type type{check::TypeKind::range, range.on.value};
        for (std::size_t i = 0; i < facts_.individuals[range.of.index()].size(); ++i) {
            const auto subject = static_cast<Cell>(i);
            const auto where =
                fmt::format("{}({})", range.head.name, cell_text({check::TypeKind::entity, range.of.value}, subject));
            const auto e = model_->range(check::RangeId{r}, subject);
            const auto p = reference_.range(check::RangeId{r}, subject);
            const auto text = [&](Cell value, bool conflict) {
                return cell_text(type, value) + (conflict ? " in conflict" : "");
            };
            note(e.value == p.value() && e.conflict == p.conflict, where, range.head.span, text(e.value, e.conflict),
                 text(p.value(), p.conflict));

            std::map<std::pair<std::uint32_t, std::vector<Cell>>, std::pair<std::string, std::string>> boundaries;
            const auto said = [](const std::string& t, const std::string& bound) { return t + " to " + bound; };
            for (const auto& b : e.boundaries) {
                const auto& boundary = rulebase_.boundaries[b.boundary.index()];
                const auto value = written(
                    plain(b.bound), b.bound.state == engine::Known::known ? cell_text(boundary.value.type, b.bound.cell) : "");
                const std::vector<Cell> binding(b.binding.begin(), b.binding.begin() + boundary.clauses.bound);
                boundaries[{b.boundary.value, binding}] = {said(written(b.truth), value), "not there"};
            }
            for (const auto& b : p.boundaries) {
                const auto& boundary = rulebase_.boundaries[b.declaration];
                const auto value =
                    written(b.bound, boundary.value.type, b.bound.cell ? cell_text(boundary.value.type, *b.bound.cell) : "");
                boundaries.try_emplace({b.declaration, b.binding}, "not there", "").first->second.second =
                    said(written(b.truth), value);
            }
            for (const auto& [key, found] : boundaries) {
                const auto& boundary = rulebase_.boundaries[key.first];
                note(found.first == found.second,
                     where + ", " + boundary.head.name + arguments_text(boundary.clauses.variables, key.second),
                     boundary.clauses.body.span, found.first, found.second);
            }
        }
    }
}

void Agreement::compare_questions() {
    for (std::size_t q = 0; q < rulebase_.questions.size(); ++q) {
        const auto& question = rulebase_.questions[q];
        for (std::size_t i = 0; i < facts_.individuals[question.of.index()].size(); ++i) {
            const auto subject = static_cast<Cell>(i);
            std::map<std::pair<std::uint32_t, std::vector<Cell>>, std::pair<std::string, std::string>> found;
            for (const auto& p : model_->propositions(check::QuestionId{q}, subject)) {
                const auto& proposition = rulebase_.propositions[p.proposition.index()];
                const std::vector<Cell> binding(p.binding.begin(), p.binding.begin() + proposition.clauses.bound);
                found[{p.proposition.value, binding}] = {written(p.truth), "not there"};
            }
            for (const auto& p : reference_.propositions(check::QuestionId{q}, subject)) {
                found.try_emplace({p.declaration, p.binding}, "not there", "").first->second.second = written(p.truth);
            }
            for (const auto& [key, truths] : found) {
                const auto& proposition = rulebase_.propositions[key.first];
                note(truths.first == truths.second,
                     proposition.head.name + arguments_text(proposition.clauses.variables, key.second),
                     proposition.clauses.body.span, truths.first, truths.second);
            }
            compare_weighing(check::QuestionId{q}, subject);
        }
    }
}

void Agreement::compare_weighing(check::QuestionId id, Cell subject) {
    const auto& question = rulebase_.questions[id.index()];
    const auto e = model_->weighing(id, subject);
    const auto r = reference_.weighing(id, subject);
    const auto said = [](const auto& evidence) { return fmt::format("({}, {}, {})", evidence.lo, evidence.best, evidence.hi); };
    const auto where =
        fmt::format("evidence on {}({})", question.head.name, cell_text({check::TypeKind::entity, question.of.value}, subject));
    const auto band = [](std::optional<Cell> cell) {
        return cell ? fmt::format("band {}", *cell + 1) : std::string("no band");
    };
    note(said(e.evidence) == said(r.evidence) && e.band == r.band, where, question.head.span,
         fmt::format("{} {}", said(e.evidence), band(e.band)), fmt::format("{} {}", said(r.evidence), band(r.band)));

    engine::Evidence contributions, groups;
    std::map<std::pair<std::uint32_t, std::vector<Cell>>, std::pair<std::string, std::string>> alone;
    for (const auto& c : e.contributions) {
        alone[{c.proposition.value, c.binding}] = {said(c.alone), "nothing"};
        if (c.counts) contributions.best += c.alone.best;
    }
    for (const auto& group : e.groups) groups += group.evidence;
    for (const auto& [key, evidence] : r.alone) alone.try_emplace(key, "nothing", "").first->second.second = said(evidence);
    for (const auto& [key, found] : alone) {
        const auto& proposition = rulebase_.propositions[key.first];
        note(found.first == found.second,
             where + ", " + proposition.head.name + arguments_text(proposition.clauses.variables, key.second),
             proposition.clauses.body.span, found.first, found.second);
    }
    // Law 4: what the explanation lists adds up to the evidence.
    note(groups == e.evidence && contributions.best == e.evidence.best, where + " adds up", question.head.span,
         fmt::format("{} of groups, {} of contributions", said(groups), contributions.best), said(e.evidence));
}

void Agreement::compare_solutions(const check::Condition& condition, const std::vector<check::Variable>& variables,
                                  std::uint32_t n, const std::string& name) {
    std::map<std::vector<Cell>, std::pair<std::string, std::string>> found;
    for (const auto& s : model_->solutions(condition, variables, n, {})) {
        found[{s.binding.begin(), s.binding.begin() + n}] = {written(s.truth), "not there"};
    }
    for (const auto& [cells, t] : reference_.solutions(condition, variables, n)) {
        found.try_emplace(cells, "not there", "").first->second.second = written(t);
    }
    for (const auto& [cells, truths] : found) {
        note(truths.first == truths.second, name + arguments_text(variables, cells), condition.span, truths.first,
             truths.second);
    }
}

void Agreement::compare_assessments() {
    for (const auto& assessment : rulebase_.assessments) {
        compare_solutions(assessment.when, assessment.variables, assessment.bound, assessment.head.name);
        for (const auto& [cells, t] : reference_.solutions(assessment.when, assessment.variables, assessment.bound)) {
            const auto where = assessment.head.name + arguments_text(assessment.variables, cells);
            compare(assessment.answer, cells, where);
            for (const auto& e : assessment.group_by) compare(e, cells, where);
            for (const auto& e : assessment.rank_by) compare(e, cells, where);
            for (const auto& shown : assessment.show) {
                if (shown.expression) compare(*shown.expression, cells, where);
                if (shown.condition) compare(*shown.condition, cells, where);
            }
        }
    }
}

}  // namespace credence::reference
