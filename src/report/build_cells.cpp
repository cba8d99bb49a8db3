// Cells of tables with a column a subject: a value, what is observed of an attribute, a relation in few words, rules that
// point.
#include <algorithm>

#include "report/build_matter.hpp"

namespace credence::report {

using check::TypeKind;

Claim value_cell(const Matter& matter, std::size_t index) {
    const auto& item = matter.item(index);
    auto claim = matter.claim(matter.outcome(item, Form::shorter), matter.support(index), Matter::Cite::page_one);
    if (claim.text.empty()) claim.text = matter.words().say("none");
    claim.state = matter.state(item);
    return claim;
}

Claim attribute_cell(const Matter& matter, check::AttributeId attribute, Cell subject) {
    const auto& declared = matter.rulebase().attributes[attribute.index()];
    const auto& summary = matter.model().summary(attribute, subject);
    if (summary.rows.empty()) return cell(matter.words().say("not_observed_cell"));
    std::vector<std::string> values;
    Support support;
    for (const auto fact : explain::counting(matter.phrases(), attribute, subject)) {
        values.push_back(matter.phrases().value(
            declared.type, matter.phrases().facts().observations[fact.index].value[fact.row], Form::shorter));
        support.facts.insert(fact);
    }
    auto text = matter.words().list(values);
    if (summary.state == engine::Known::disputed)
        text = matter.words().say("label_and_value", {{"label", matter.words().say("disputed")}, {"value", text}});
    return matter.claim(std::move(text), support);
}

Claim list_cell(const Matter& matter, const Item& item) {
    const auto& relation = matter.rulebase().relations[item.condition->index];
    const auto view = matter.model().relation(check::RelationId{item.condition->index});
    std::vector<std::string> texts;
    Support support;
    for (const auto& listed : matter.listed(item)) {
        std::vector<std::string> columns;
        for (std::size_t i = 0; i < relation.columns.size(); ++i) {
            const auto type = relation.columns[i].type;
            const bool bound = i < item.condition->arguments.size() && item.condition->arguments[i];
            if (bound || type.kind == TypeKind::text || (*view.columns)[i][listed.row] == check::no_cell) continue;
            columns.push_back(matter.phrases().column(relation, i, (*view.columns)[i][listed.row]));
        }
        texts.push_back(columns.empty() ? listed.text : matter.words().list(columns));
        support.facts.insert(listed.support.facts.begin(), listed.support.facts.end());
    }
    if (texts.empty()) return cell(matter.words().say(relation.derived ? "none" : "not_recorded"));
    std::string text;
    for (const auto& one : texts)
        text = text.empty() ? one : matter.words().say("listed_after", {{"first", text}, {"next", one}});
    if (relation.derived) return cell(text);
    return matter.claim(std::move(text), support);
}

Claim pointers_cell(const Matter& matter, const Use& use, bool upper) {
    const auto subject = explain::individual_of(matter.phrases(), use.subject, matter.binding());
    if (!subject) return cell(matter.words().say("unknown"));
    std::vector<std::string> stated, implied;
    for (const auto& pointer : explain::ledger(matter.phrases(), check::QuestionId{use.index}, *subject)) {
        const auto& proposition = matter.rulebase().propositions[pointer.proposition.index()];
        if (pointer.standing != explain::Standing::met || pointer.upper != upper) continue;
        (proposition.implied_only ? implied : stated).push_back(proposition.head.name);
        matter.took_part({DeclarationKind::proposition, pointer.proposition.value});
    }
    auto text = stated.empty() ? matter.words().say("none") : matter.words().list(stated);
    if (!implied.empty())
        text = matter.words().say("with_implied", {{"stated", text}, {"implied", matter.words().list(implied)}});
    return cell(std::move(text));
}

}  // namespace credence::report
