#include "engine/model.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "engine/evaluator.hpp"

namespace credence::engine {

struct Model::Impl : Evaluator {
    using Evaluator::Evaluator;
    bool whole = true;

    /// What throws half-way leaves things that are not worked out.
    template <class Ask>
    auto asked(Ask ask) -> decltype(ask()) {
        try {
            return ask();
        } catch (...) {
            whole = false;
            throw;
        }
    }
};

namespace {

std::vector<Witness> in_order(std::vector<Witness> witnesses) {
    std::sort(witnesses.begin(), witnesses.end(), [](const Witness& a, const Witness& b) {
        if (a.binding != b.binding) return a.binding < b.binding;
        return std::lexicographical_compare(
            a.atoms.begin(), a.atoms.end(), b.atoms.begin(), b.atoms.end(),
            [](const auto& x, const auto& y) { return std::pair(x.attribute, x.row) < std::pair(y.attribute, y.row); });
    });
    return witnesses;
}

}  // namespace

Settings default_settings(const check::Rulebase& rulebase) {
    Settings settings;
    for (const auto& parameter : rulebase.parameters) {
        settings.parameters.push_back(parameter.value);
        settings.texts.push_back(parameter.text_value);
    }
    return settings;
}

Settings settings_of(const check::Rulebase& rulebase, const check::Example& example) {
    auto settings = default_settings(rulebase);
    for (const auto& one : example.set) {
        settings.parameters[one.parameter.index()] = one.value;
        settings.texts[one.parameter.index()] = one.text;
    }
    return settings;
}

Model::Model(const check::Rulebase& rulebase, Facts& facts, Settings settings)
    : impl_(std::make_unique<Impl>(rulebase, facts, std::move(settings))) {}

Model::~Model() = default;

const check::Rulebase& Model::rulebase() const { return impl_->rulebase; }
const Facts& Model::facts() const { return impl_->facts; }
const Settings& Model::settings() const { return impl_->settings; }
const std::string& Model::text(Cell id) const { return impl_->facts.texts[id]; }
State Model::state(Truth truth) const { return impl_->state(truth); }

Truth Model::truth(const check::Condition& condition, const Binding& binding) {
    return impl_->asked([&] { return impl_->truth(condition, Batch::one(binding)).front(); });
}

Outcome Model::value(const check::Expression& expression, const Binding& binding) {
    return impl_->asked([&] { return impl_->value(expression, Batch::one(binding)).outcome(0); });
}

std::vector<Witness> Model::witnesses(const check::Condition& condition, const Binding& binding) {
    std::vector<Witness> out;
    Evaluator::JoinOptions options;
    options.matched = true;
    const auto note = [&](Rows& rows) {
        for (std::size_t i = 0; i < rows.truth.size(); ++i) {
            Witness witness{rows.batch.binding(i), rows.truth[i], {}};
            for (std::size_t a = 0; a < rows.atoms.size(); ++a) {
                Witness::Matched matched{rows.atoms[a], {}, static_cast<std::uint32_t>(rows.matched[a][i])};
                if (rows.atoms[a]->kind == check::ConditionKind::observed)
                    matched.attribute = AttributeId{rows.matched[a][i] >> 32};
                witness.atoms.push_back(matched);
            }
            out.push_back(std::move(witness));
        }
    };
    impl_->asked([&] { impl_->join(condition, Batch::one(binding), options, note); });
    return in_order(std::move(out));
}

std::vector<Witness> Model::solutions(const check::Condition& condition, const std::vector<check::Variable>& variables,
                                      std::uint32_t bound, const Binding& fixed) {
    const Rows rows = impl_->asked([&] { return impl_->solve(condition, variables, bound, Batch::one(fixed)); });
    std::vector<Witness> out;
    for (std::size_t i = 0; i < rows.truth.size(); ++i) {
        if (rows.truth[i].plausibility > 0) out.push_back({rows.batch.binding(i), rows.truth[i], {}});
    }
    return in_order(std::move(out));
}

DefineResult Model::define(check::DefineId define, const std::vector<Cell>& arguments) {
    return impl_->asked([&] { return impl_->define(define, arguments); });
}
RangeResult Model::range(check::RangeId range, Cell subject) {
    return impl_->asked([&] { return impl_->range_result(range, subject); });
}
std::vector<PropositionResult> Model::propositions(check::QuestionId question, Cell subject) {
    return impl_->asked([&] { return impl_->propositions(question, subject); });
}
Weighing Model::weighing(check::QuestionId question, Cell subject) {
    return impl_->asked([&] { return impl_->weighing(question, subject); });
}
const Summary& Model::summary(AttributeId attribute, Cell subject) {
    return impl_->asked([&]() -> const Summary& { return impl_->summary(attribute, subject); });
}

RelationView Model::relation(RelationId relation) {
    const auto& stored = impl_->asked([&]() -> const StoredRelation& { return impl_->relation(relation); });
    return {&stored.table.columns(), &stored.truths, &stored.superseded, stored.table.rows()};
}

std::vector<AttributeOf> Model::looked_at() const { return impl_->looked_at(); }
std::optional<CodedRelation> Model::coded(RelationId relation) {
    return impl_->asked([&] { return impl_->coded(relation); });
}
std::optional<std::size_t> Model::coded_rows(RelationId relation) {
    return impl_->asked([&] { return impl_->coded_rows(relation); });
}

bool Model::is_left_out(LeftOut what) const { return impl_->is_left_out(what); }

bool Model::in_force(const check::Clauses& clauses) { return impl_->in_force(clauses); }

Truth Model::applies(const check::Clauses& clauses, const Binding& binding) {
    return impl_->asked([&] { return impl_->applies(clauses, Batch::one(binding)).front(); });
}

std::optional<Derivation> Model::derivation(RelationId relation, std::uint32_t row) {
    return impl_->asked([&] { return impl_->derivation(relation, row); });
}

void Model::suppose(const Supposition& supposition, const Settings& settings) {
    impl_->suppose(supposition, settings);
    if (!impl_->whole) CREDENCE_CHECK(supposition.observations.empty() && supposition.tuples.empty());
}
bool Model::whole() const { return impl_->whole; }

}  // namespace credence::engine
