// The evidence matrix of an individual: its attributes by the occasions on which something was observed.
#include <algorithm>
#include <map>
#include <set>

#include "base/date.hpp"
#include "explain/words.hpp"
#include "report/build_chart.hpp"
#include "report/build_figures.hpp"

namespace credence::report {
namespace {

using explain::raised;
using explain::sentence;

constexpr std::size_t most_occasions = 7;

/// A source and who asked it: what is observed together is known together.
struct Occasion {
    std::string source, assessor;
    std::set<std::string> dates;

    [[nodiscard]] bool is(const std::string& of, const std::string& by) const { return source == of && assessor == by; }
};

struct Seen {
    std::size_t row = 0, occasion = 0;
    Sighting sighting;
};

ChartColumn occasion_head(const Matter& matter, const Occasion& occasion) {
    const auto& words = matter.words();
    const auto or_say = [&](const std::string& text, std::string_view otherwise) {
        return text.empty() ? words.say(otherwise) : text;
    };
    auto date = words.say("no_date");
    if (!occasion.dates.empty()) {
        date = *occasion.dates.begin();
        if (occasion.dates.size() > 1) date = words.say("range", {{"low", date}, {"high", *occasion.dates.rbegin()}});
    }
    return {raised(or_say(occasion.source, "no_source")),
            words.list({or_say(occasion.assessor, "no_assessor"), std::move(date)})};
}

MatrixRow matrix_row(const Matter& matter, check::AttributeId id, Cell subject) {
    const auto& words = matter.words();
    const auto& attribute = matter.rulebase().attributes[id.index()];
    MatrixRow row;
    row.label = raised(label_of(attribute.head));
    if (attribute.type.kind == check::TypeKind::scale && matter.rulebase().scales[attribute.type.index].ordered) {
        const auto& values = matter.rulebase().scales[attribute.type.index].values;
        row.steps = static_cast<int>(values.size());
        row.note = words.say("range", {{"low", values.front().short_label}, {"high", values.back().short_label}});
    }
    row.known = matter.model().summary(id, subject).state == engine::Known::known;
    row.agreement = agreement_of(matter, id, subject);
    if (matter.model().summary(id, subject).rows.size() == 1) row.agreement = words.say("matrix_one_source");
    const auto values = matter.phrases().observed_values(id, subject);
    row.together =
        row.agreement.empty() ? words.say("unknown") : matter.phrases().values(attribute.type, values, Form::shorter);
    return row;
}

/// "1 agreed, 2 of one source, 1 disputed, 2 not observed".
std::string agreement_counts(const Matter& matter, const Observed& observed) {
    std::size_t agreed = 0, alone = 0, disputed = 0, unknown = 0;
    for (const auto id : observed.role->attributes) {
        const auto& summary = matter.model().summary(id, observed.subject);
        if (summary.rows.empty()) {
            ++unknown;
        } else if (summary.state == engine::Known::disputed) {
            ++disputed;
        } else {
            ++(summary.rows.size() == 1 ? alone : agreed);
        }
    }
    std::vector<std::string> out;
    const auto add = [&](std::string_view word, std::size_t count) {
        if (count != 0) out.push_back(matter.words().count(word, count));
    };
    add("count_agreed", agreed);
    add("count_one_source", alone);
    add("count_disputed", disputed);
    add("count_not_observed", unknown);
    return matter.words().list(out);
}

}  // namespace

std::string agreement_of(const Matter& matter, check::AttributeId attribute, Cell subject) {
    const auto& words = matter.words();
    const auto& declared = matter.rulebase().attributes[attribute.index()];
    const auto& summary = matter.model().summary(attribute, subject);
    if (summary.rows.empty()) return {};
    std::string_view key = "agreed";
    if (summary.state == engine::Known::disputed)
        key = "in_dispute";
    else if (summary.discrepant)
        key = "settled_by_preference";
    else if (summary.rows.size() == 1)
        key = "one_source";
    else if (declared.combination == check::Combination::pooled)
        key = "pooled_sources";
    const auto sources = words.count("sources", summary.rows.size());
    const bool ordered = declared.type.kind == check::TypeKind::scale && matter.rulebase().scales[declared.type.index].ordered;
    if (summary.rows.size() > 1 && ordered && (key == "agreed" || key == "in_dispute")) {
        const auto values = matter.phrases().observed_values(attribute, subject);
        if (const auto apart = static_cast<std::size_t>(values.back() - values.front()); apart > 0)
            return words.say(key == "agreed" ? "agreed_apart" : "in_dispute_apart",
                             {{"sources", sources}, {"steps", words.count("steps", apart)}});
    }
    return key == "one_source" ? words.say(key) : words.say(key, {{"sources", sources}});
}

std::optional<Figure> matrix_figure(const Matter& matter, const Observed& observed, std::size_t number) {
    const auto& words = matter.words();
    std::vector<Occasion> occasions;
    std::vector<Seen> seen;
    const auto& attributes = observed.role->attributes;
    for (std::size_t row = 0; row < attributes.size(); ++row) {
        const auto id = attributes[row];
        const auto& type = matter.rulebase().attributes[id.index()].type;
        const auto& observations = matter.phrases().facts().observations[id.index()];
        for (const auto at : matter.model().summary(id, observed.subject).rows) {
            const FactRef fact{FactRef::Kind::observation, id.value, at};
            const auto& evidence = matter.phrases().evidence(fact);
            const auto source = matter.phrases().stored_text(evidence.source[at]);
            const auto assessor = matter.phrases().stored_text(evidence.assessor[at]);
            auto found =
                std::find_if(occasions.begin(), occasions.end(), [&](const Occasion& one) { return one.is(source, assessor); });
            if (found == occasions.end()) found = occasions.insert(found, {source, assessor, {}});
            if (evidence.on[at] != check::no_cell) found->dates.insert(Date::from_code(evidence.on[at]).text());
            Seen one{row, static_cast<std::size_t>(found - occasions.begin()), {}};
            one.sighting.kind = mark_kind(matter, fact);
            one.sighting.id = matter.phrases().id(fact);
            one.sighting.text = matter.phrases().value(type, observations.value[at], Form::shorter);
            if (type.kind == check::TypeKind::scale && matter.rulebase().scales[type.index].ordered)
                one.sighting.step = static_cast<int>(observations.value[at]);
            seen.push_back(std::move(one));
        }
    }
    if (occasions.empty() || occasions.size() > most_occasions) return {};

    Figure out;
    out.name = number == 1 ? "evidence_matrix" : "evidence_matrix_" + std::to_string(number);
    const auto who = matter.phrases().name_and_id(observed.role->entity, observed.subject);
    out.title = words.say("matrix_title", {{"who", who}, {"counts", agreement_counts(matter, observed)}});
    auto& matrix = out.matrix.emplace();
    matrix.title = out.title;
    matrix.corner = words.say("as_of", {{"date", matter.phrases().facts().as_of.text()}});
    for (const auto& occasion : occasions) matrix.occasions.push_back(occasion_head(matter, occasion));
    for (const auto id : attributes) {
        matrix.rows.push_back(matrix_row(matter, id, observed.subject));
        matrix.rows.back().cells.resize(occasions.size());
    }
    for (auto& one : seen) matrix.rows[one.row].cells[one.occasion].sightings.push_back(std::move(one.sighting));
    matrix.kinds = mark_kinds(matter);
    out.alt = sentence(out.title);
    for (const auto& row : matrix.rows) {
        const auto value = row.agreement.empty()
                               ? row.together
                               : words.say("long_and_short", {{"long", row.together}, {"short", row.agreement}});
        out.alt += " " + sentence(words.say("label_and_value", {{"label", row.label}, {"value", value}}));
    }
    return out;
}

}  // namespace credence::report
