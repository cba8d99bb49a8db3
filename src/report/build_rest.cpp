// What frames a report: what it is not, what the editors added, where it comes from, what the values of its scales look like.
#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "check/print.hpp"
#include "explain/words.hpp"
#include "report/build_matter.hpp"

namespace credence::report {
namespace {

using check::TypeKind;
using explain::raised;
using explain::sentence;

std::string parameters(const Matter& matter) {
    std::string out;
    for (std::size_t i = 0; i < matter.rulebase().parameters.size(); ++i) {
        const auto& parameter = matter.rulebase().parameters[i];
        const auto cell = matter.model().settings().parameters[i];
        if (!out.empty()) out += ' ';
        out += parameter.head.name + "=";
        out += parameter.type.kind == TypeKind::text ? matter.phrases().stored_text(cell)
                                                     : check::written(matter.rulebase(), parameter.type, cell);
    }
    return out;
}

Row row_of(std::string what, Claim value) {
    Row row;
    row.cells = {cell(std::move(what)), std::move(value)};
    return row;
}

Claim verbatim(std::string text) {
    auto out = cell(std::move(text));
    out.verbatim = true;
    return out;
}

}  // namespace

std::optional<IsNot> is_not_part(const Matter& matter) {
    IsNot out;
    for (const auto& caveat : matter.assessment().caveats) {
        Claim claim;
        if (caveat.citation) claim.text = matter.quote(*caveat.citation, "").text;
        if (!caveat.words.empty())
            claim.text += (claim.text.empty() ? "" : " ") + sentence(matter.phrases().text(caveat.words, matter.binding()));
        out.items.push_back(std::move(claim));
    }
    for (const auto& refusal : matter.rulebase().refusals) {
        Claim claim;
        claim.text = matter.words().say(
            "not_answered", {{"question", refusal.head.label},
                             {"because", refusal.because.empty() ? "" : sentence(matter.phrases().text(refusal.because, {}))}});
        for (const auto& citation : refusal.head.citations) claim.text += " " + matter.quote(citation, "").text;
        claim.rules.push_back(refusal.head.name);
        out.items.push_back(std::move(claim));
    }
    if (out.items.empty()) return {};
    return out;
}

std::optional<Assumptions> assumptions_part(const Matter& matter) {
    for (const auto index : matter.roles().chain) {  // values of a scale were chosen by the editors too
        const auto type = matter.item(index).expression->type;
        if (type.kind == TypeKind::scale || type.kind == TypeKind::range)
            matter.took_part({DeclarationKind::scale, type.index});
        if (matter.item(index).expression->kind == check::ExpressionKind::range)
            matter.took_part({DeclarationKind::range, matter.item(index).expression->index});
    }
    std::set<std::uint32_t> numbers;
    for (const auto ref : matter.took_part()) {
        for (const auto number : matter.assumptions().of(ref)) numbers.insert(number);
    }
    if (numbers.empty()) return {};
    const auto& words = matter.words();
    Assumptions out;
    out.table.head = {words.say("head_number"), words.say("head_assumption"), words.say("head_of_rule")};
    for (const auto number : numbers) {
        const auto& assumption = matter.assumptions().all()[number - 1];
        Claim id;
        id.assumptions.push_back(explain::Assumptions::id(number));
        Claim of;
        for (const auto ref : assumption.by) {
            if (matter.took_part().contains(ref))
                of.rules.push_back(explain::declared_name(matter.rulebase().head_of(ref).name));
        }
        explain::sort_ids(of.rules);
        Row row;
        row.cells = {std::move(id), cell(matter.assumptions().text(matter.phrases(), number)), std::move(of)};
        out.table.rows.push_back(std::move(row));
    }
    return out;
}

Provenance provenance_part(const Matter& matter) {
    const auto& words = matter.words();
    const auto& origin = matter.workshop().origin;
    const auto& facts = matter.phrases().facts();
    Provenance out;
    auto& rows = out.table.rows;
    out.table.head = {words.say("head_what"), words.say("head_value")};
    if (!origin.program.empty()) rows.push_back(row_of(words.say("row_program"), cell(origin.program)));
    const auto& rulebase = matter.rulebase();
    rows.push_back(row_of(words.say("row_rulebase"),
                          cell(rulebase.version.empty() ? rulebase.head.name
                                                        : words.say("name_and_version", {{"name", rulebase.head.name},
                                                                                         {"version", rulebase.version}}))));
    if (!origin.rules_digest.empty()) rows.push_back(row_of(words.say("row_rules_digest"), verbatim(origin.rules_digest)));
    if (!facts.content_digest.empty()) rows.push_back(row_of(words.say("row_content_digest"), verbatim(facts.content_digest)));
    if (facts.head.change != 0)
        rows.push_back(row_of(words.say("row_head"), verbatim(fmt::format("{} {}", facts.head.change, facts.head.digest))));
    rows.push_back(row_of(words.say("row_as_of"), cell(facts.as_of.text())));
    if (facts.known_at != 0) rows.push_back(row_of(words.say("row_known_at"), cell(time_text(facts.known_at))));
    if (!rulebase.parameters.empty()) rows.push_back(row_of(words.say("row_parameters"), verbatim(parameters(matter))));
    if (!origin.command.empty()) rows.push_back(row_of(words.say("row_command"), verbatim(origin.command)));
    const bool any = std::any_of(rulebase.attributes.begin(), rulebase.attributes.end(),
                                 [](const check::Attribute& a) { return a.is_protected; });
    rows.push_back(row_of(words.say("row_protected"), cell(words.say(any ? "protected_unread" : "protected_none"))));
    return out;
}

std::vector<ScalePart> scale_parts(const Matter& matter) {
    const auto& words = matter.words();
    std::vector<ScalePart> out;
    for (std::size_t i = 0; i < matter.roles().charted.size(); ++i) {
        if (!matter.roles().charted[i]) continue;
        const auto& scale = matter.rulebase().scales[i];
        ScalePart part;
        part.title = words.say("appendix_scale", {{"scale", scale.head.label}});
        if (!scale.head.about.empty()) part.text.push_back(cell(sentence(matter.phrases().text(scale.head.about, {}))));
        part.table.head = {words.say("head_short"), words.say("head_value"), words.say("head_looks_like")};
        for (const auto& value : scale.values) {
            Row row;
            row.cells = {cell(value.short_label), cell(value.label), cell(value.anchor)};
            part.table.rows.push_back(std::move(row));
        }
        out.push_back(std::move(part));
    }
    return out;
}

}  // namespace credence::report
