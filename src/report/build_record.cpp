// What was decided earlier about the same subjects, and what was declared anew once there was evidence.
#include <algorithm>

#include "base/date.hpp"
#include "check/print.hpp"
#include "explain/words.hpp"
#include "report/build_matter.hpp"

namespace credence::report {
namespace {

using explain::raised;

/// The earliest time of record of what was observed of the subjects; of one left open, of any individual that it may be.
std::optional<std::string> first_evidence(const Matter& matter) {
    std::optional<check::Cell> first;
    for (std::size_t a = 0; a < matter.rulebase().attributes.size(); ++a) {
        const auto& attribute = matter.rulebase().attributes[a];
        if (attribute.combination == check::Combination::declared || attribute.is_protected) continue;
        const auto& observed = matter.phrases().facts().observations[a];
        for (std::size_t v = 0; v < matter.assessment().bound; ++v) {
            if (matter.assessment().variables[v].type != check::Type{check::TypeKind::entity, attribute.of.value}) continue;
            const auto subject = matter.binding()[v];
            auto rows = std::pair(observed.subject.begin(), observed.subject.end());
            if (subject != check::no_cell) rows = std::equal_range(observed.subject.begin(), observed.subject.end(), subject);
            for (auto at = rows.first; at != rows.second; ++at) {
                const auto recorded = observed.evidence.recorded[static_cast<std::size_t>(at - observed.subject.begin())];
                if (recorded != check::no_cell) first = std::min(first.value_or(recorded), recorded);
            }
        }
    }
    return first ? std::optional(time_text(*first)) : std::nullopt;
}

bool about(const std::vector<Subject>& subjects, const EarlierDecision& decision) {
    return std::all_of(subjects.begin(), subjects.end(), [&](const Subject& subject) {
        return subject.id.empty() || std::any_of(decision.subjects.begin(), decision.subjects.end(), [&](const auto& named) {
                   return named.first == subject.role && named.second == subject.id;
               });
    });
}

}  // namespace

std::vector<Claim> declared_anew(const Matter& matter, check::EntityId entity, Cell individual) {
    const auto& words = matter.words();
    const auto evidence = first_evidence(matter);
    std::vector<Claim> out;
    if (!evidence) return out;
    const auto& id = matter.phrases().individual(entity, individual).id;
    const auto or_none = [&](const std::string& text) { return text.empty() ? words.say("not_recorded") : text; };
    const EarlierDeclared* before = nullptr;
    for (const auto& declared : matter.workshop().origin.declared) {
        const auto& attribute = matter.rulebase().attributes[declared.attribute.index()];
        if (attribute.of != entity || declared.subject != id || attribute.is_protected) continue;
        const bool follows = before != nullptr && before->attribute == declared.attribute;
        if (follows && declared.recorded > *evidence) {
            Claim claim;
            claim.lead = words.say("declared_anew");
            const auto value = [&](const EarlierDeclared& one) { return matter.phrases().value(attribute.type, one.value); };
            claim.text =
                words.say("declared_change", {{"label", raised(label_of(attribute.head))},
                                              {"before", value(*before)},
                                              {"by_before", or_none(before->assessor)},
                                              {"when_before", before->recorded},
                                              {"after", value(declared)},
                                              {"by", or_none(declared.assessor)},
                                              {"when", declared.recorded},
                                              {"evidence", *evidence},
                                              {"why", or_none(declared.reason.empty() ? declared.quote : declared.reason)}});
            out.push_back(std::move(claim));
        }
        before = &declared;
    }
    return out;
}

Decision decision_part(const Matter& matter) {
    const auto& words = matter.words();
    const auto subjects = matter.subjects();
    const bool open = std::any_of(subjects.begin(), subjects.end(), [](const Subject& subject) { return subject.id.empty(); });
    Decision out;
    Table table;
    for (const auto* head : {"head_decided_at", "head_subjects", "head_advice_then", "head_decision", "head_with_advice",
                             "head_reason", "head_decided_by"})
        table.head.push_back(words.say(head));
    for (const auto& decision : matter.workshop().origin.decisions) {
        if (decision.assessment != matter.assessment().head.name || !about(subjects, decision)) continue;
        std::string named;
        for (const auto& [role, id] : decision.subjects)
            named = named.empty() ? id : words.say("listed_after", {{"first", named}, {"next", id}});
        Row row;
        for (auto text : {decision.recorded, named, decision.advice, decision.decision,
                          words.say(decision.follows ? "decided_with" : "decided_against"), decision.reason, decision.name}) {
            row.cells.push_back(cell(std::move(text)));
        }
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) return out;
    if (!open) {
        table.head.erase(table.head.begin() + 1);
        for (auto& row : table.rows) row.cells.erase(row.cells.begin() + 1);
    }
    out.earlier = std::move(table);
    return out;
}

}  // namespace credence::report
