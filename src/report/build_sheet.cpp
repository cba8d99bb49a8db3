// All that is on record of one individual, and what bounds it: no question is asked, so nothing answers one.
#include <algorithm>

#include "check/print.hpp"
#include "explain/changes.hpp"
#include "explain/words.hpp"
#include "report/build_matter.hpp"
#include "report/sections.hpp"

namespace credence::report {
namespace {

check::Expression the_individual(check::EntityId entity) {
    check::Expression out;
    out.kind = check::ExpressionKind::variable;
    out.type = {check::TypeKind::entity, entity.value};
    out.variable = check::VariableId{0};
    return out;
}

/// The rulebase with an assessment more, whose subject is the individual: it shows its ranges and the relations that it stands in.
check::Rulebase with_sheet(const check::Rulebase& rulebase, check::EntityId entity) {
    auto out = rulebase;
    check::Assessment sheet;
    sheet.head.name = "sheet";
    sheet.head.label = label_of(rulebase.entities[entity.index()].head);
    check::Variable subject;
    subject.name = rulebase.entities[entity.index()].head.name;
    subject.type = {check::TypeKind::entity, entity.value};
    sheet.variables.push_back(std::move(subject));
    sheet.bound = 1;
    sheet.answer.type = {check::TypeKind::yes_no, 0};
    for (std::size_t r = 0; r < rulebase.ranges.size(); ++r) {
        if (rulebase.ranges[r].of != entity) continue;
        check::Expression range;
        range.kind = check::ExpressionKind::range;
        range.type = {check::TypeKind::range, rulebase.ranges[r].on.value};
        range.index = static_cast<std::uint32_t>(r);
        range.operands.push_back(the_individual(entity));
        sheet.show.push_back({std::move(range), {}, {}});
    }
    for (std::size_t r = 0; r < rulebase.relations.size(); ++r) {
        const auto& columns = rulebase.relations[r].columns;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (columns[c].type != check::Type{check::TypeKind::entity, entity.value}) continue;
            check::Condition rows;
            rows.kind = check::ConditionKind::relation;
            rows.index = static_cast<std::uint32_t>(r);
            rows.arguments.resize(columns.size());
            rows.arguments[c] = the_individual(entity);
            sheet.show.push_back({{}, std::move(rows), {}});
        }
    }
    out.assessments.push_back(std::move(sheet));
    return out;
}

Roles roles_of_sheet(const check::Rulebase& rulebase, check::EntityId entity) {
    Roles out;
    out.assessment = check::AssessmentId{rulebase.assessments.size() - 1};
    out.charted.resize(rulebase.scales.size());
    const auto& sheet = rulebase.assessments.back();
    Item answer;
    answer.role = ItemRole::answer;
    answer.expression = &sheet.answer;
    out.items.push_back(std::move(answer));
    EvidenceSubject evidence;
    evidence.subject = the_individual(entity);
    evidence.entity = entity;
    for (const auto& shown : sheet.show) {
        Item item;
        item.role = shown.expression ? ItemRole::step : ItemRole::list;
        item.frame = shown.expression.has_value();
        if (shown.expression) {
            item.expression = &*shown.expression;
            out.charted[shown.expression->type.index] = true;
            out.chain.push_back(out.items.size());
            if (!evidence.frame) evidence.frame = out.items.size();
        } else {
            item.condition = &*shown.condition;
        }
        out.items.push_back(std::move(item));
    }
    out.chain.push_back(0);
    for (std::size_t a = 0; a < rulebase.attributes.size(); ++a) {
        const auto& attribute = rulebase.attributes[a];
        if (attribute.of == entity && attribute.combination != check::Combination::declared && !attribute.is_protected &&
            !attribute.derived)
            evidence.attributes.emplace_back(a);
    }
    std::sort(evidence.attributes.begin(), evidence.attributes.end(), [&](check::AttributeId a, check::AttributeId b) {
        return check::natural_less(rulebase.attributes[a.index()].head.name, rulebase.attributes[b.index()].head.name);
    });
    if (!evidence.attributes.empty()) out.evidence.push_back(std::move(evidence));
    return out;
}

}  // namespace

Report build_sheet(const Workshop& workshop, check::EntityId entity, check::Cell individual) {
    const auto rulebase = with_sheet(workshop.model.rulebase(), entity);
    explain::Supposed supposed(rulebase, workshop.model.facts(), workshop.model.settings());
    auto& model = supposed.with({});
    const auto roles = roles_of_sheet(rulebase, entity);
    const explain::Assumptions assumptions(rulebase);
    const Matter matter({model, workshop.words, workshop.origin}, roles, assumptions, {individual});
    Report out;
    out.kind = Kind::sheet;
    fill_head(matter, out);
    out.title = matter.words().say("title_sheet", {{"id", out.subjects.front().id}});
    out.declared = declared_part(matter);
    out.ranges = range_parts(matter);
    out.evidence = evidence_part(matter);
    out.assumptions = assumptions_part(matter);
    out.provenance = provenance_part(matter);
    out.scales = scale_parts(matter);
    out.all_evidence = all_evidence_part(matter, {});
    number_sections(out, matter.words());
    return out;
}

}  // namespace credence::report
