#include "explain/changes.hpp"

#include <algorithm>

#include "engine/arrange.hpp"

namespace credence::explain {
namespace {

using check::no_cell;
using engine::EvidenceColumns;
using engine::Facts;
using engine::Observations;
using engine::Tuples;
using Kind = Change::Kind;

bool of_facts(Kind kind) { return kind != Kind::set && kind != Kind::leave_out; }

bool of_attribute(Kind kind) {
    return kind == Kind::correct || kind == Kind::withdraw || kind == Kind::observe || kind == Kind::settle ||
           kind == Kind::forget;
}

template <class Table>
void erase_row(Table& table, std::size_t row) {
    each_column(table, [row](auto& column) { column.erase(column.begin() + static_cast<std::ptrdiff_t>(row)); });
}

/// What arrange.hpp would call one more row of a table of that name, about that individual.
template <class IsTaken>
Cell next_item(const std::string& individual, const std::string& table, engine::TextPool& texts, IsTaken is_taken) {
    const auto name = individual.empty() ? table : individual + "/" + table;
    for (std::size_t number = 1;; ++number) {
        const auto written = number == 1 ? name : name + "/" + std::to_string(number);
        const auto known = texts.find(written);
        if (!known) return texts.intern(written);
        if (!is_taken(*known)) return *known;
    }
}

bool stands_in(const std::vector<Cell>& items, std::size_t first, std::size_t last, Cell item) {
    const auto end = items.begin() + static_cast<std::ptrdiff_t>(std::min(last, items.size()));
    return first < items.size() && std::find(items.begin() + static_cast<std::ptrdiff_t>(first), end, item) != end;
}

/// One more row that is certain and of which nothing else is recorded but that it came last.
void append_evidence(EvidenceColumns& evidence, std::size_t rows_before, Cell item, Cell recorded) {
    evidence.append(rows_before);
    evidence.item[rows_before] = item;
    evidence.recorded[rows_before] = recorded;
}

std::pair<std::size_t, std::size_t> rows_of(const Observations& observations, Cell subject) {
    const auto [first, last] = std::equal_range(observations.subject.begin(), observations.subject.end(), subject);
    return {static_cast<std::size_t>(first - observations.subject.begin()),
            static_cast<std::size_t>(last - observations.subject.begin())};
}

/// What keeps its rows first, then what takes rows away, from the last one on, then what adds some.
int turn(Kind kind) {
    switch (kind) {
        case Kind::correct: return 0;
        case Kind::withdraw:
        case Kind::remove: return 1;
        case Kind::forget:
        case Kind::settle: return 2;
        case Kind::observe:
        case Kind::add: return 3;
        case Kind::set:
        case Kind::leave_out: return 4;
    }
    return 4;
}

Changes in_turn(const Changes& changes) {
    Changes out = changes;
    std::stable_sort(out.begin(), out.end(), [](const Change& a, const Change& b) {
        if (turn(a.kind) != turn(b.kind)) return turn(a.kind) < turn(b.kind);
        return turn(a.kind) == 1 && a.row > b.row;
    });
    return out;
}

/// After all that is on record.
Cell last_moment(const Facts& facts) {
    Cell out = facts.known_at;
    const auto look = [&](const EvidenceColumns& evidence) {
        for (const auto recorded : evidence.recorded) out = recorded == no_cell ? out : std::max(out, recorded);
    };
    for (const auto& observations : facts.observations) look(observations.evidence);
    return out + 1;
}

template <class T>
std::vector<T> part(const std::vector<T>& column, std::size_t first, std::size_t last) {
    if (column.empty()) return {};
    return {column.begin() + static_cast<std::ptrdiff_t>(first), column.begin() + static_cast<std::ptrdiff_t>(last)};
}

/// The rows of one subject.
Observations part(const Observations& observations, std::size_t first, std::size_t last) {
    Observations out;
    out.subject = part(observations.subject, first, last);
    out.value = part(observations.value, first, last);
    out.evidence.confidence = part(observations.evidence.confidence, first, last);
    for (const auto column : engine::text_columns_of_evidence)
        out.evidence.*column = part(observations.evidence.*column, first, last);
    for (const auto column : engine::value_columns_of_evidence)
        out.evidence.*column = part(observations.evidence.*column, first, last);
    return out;
}

/// Makes changes into what is supposed, table by table. Texts are added to `facts`, nothing else.
class Supposing {
public:
    Supposing(const check::Rulebase& rulebase, Facts& facts, Cell recorded)
        : rulebase_(rulebase),
          facts_(facts),
          recorded_(recorded) {}

    engine::Supposition of(const Changes& changes) {
        for (const auto& change : in_turn(changes)) {
            if (!of_facts(change.kind)) continue;
            if (of_attribute(change.kind))
                make(change, subject(change));
            else if (change.kind == Kind::remove)
                relation(change.index).without.push_back(change.row);
            else
                add_tuple(change);
        }
        for (auto& of : out_.tuples) std::sort(of.without.begin(), of.without.end());
        return std::move(out_);
    }

private:
    struct Part {
        engine::Supposition::OfSubject& of;
        std::size_t first, last;  // rows on record
    };

    Part subject(const Change& change) {
        const auto& observations = facts_.observations[change.index];
        const bool by_row = change.kind == Kind::correct || change.kind == Kind::withdraw;
        const Cell subject = by_row ? observations.subject[change.row] : change.cells[0];
        const auto [first, last] = rows_of(observations, subject);
        for (auto& of : out_.observations) {
            if (of.attribute.value == change.index && of.subject == subject) return {of, first, last};
        }
        out_.observations.push_back({check::AttributeId{change.index}, subject, part(observations, first, last)});
        return {out_.observations.back(), first, last};
    }

    engine::Supposition::OfRelation& relation(std::uint32_t index) {
        for (auto& of : out_.tuples) {
            if (of.relation.value == index) return of;
        }
        out_.tuples.push_back({check::RelationId{index}, {}, {}});
        out_.tuples.back().more.columns.resize(rulebase_.relations[index].columns.size());
        return out_.tuples.back();
    }

    void make(const Change& change, const Part& part) {
        auto& instead = part.of.instead;
        switch (change.kind) {
            case Kind::correct: instead.value[change.row - part.first] = change.cells[0]; return;
            case Kind::withdraw: return erase_row(instead, change.row - part.first);
            case Kind::forget: instead = {}; return;
            case Kind::settle: instead = {}; break;
            default: break;
        }
        const auto& attribute = rulebase_.attributes[change.index];
        const auto& of = facts_.individuals[attribute.of.index()][static_cast<std::size_t>(change.cells[0])];
        const auto& items = facts_.observations[change.index].evidence.item;
        const auto item = next_item(of.id, attribute.head.name, facts_.texts, [&](Cell name) {
            return stands_in(items, 0, part.first, name) || stands_in(items, part.last, items.size(), name) ||
                   stands_in(instead.evidence.item, 0, instead.size(), name);
        });
        append_evidence(instead.evidence, instead.size(), item, recorded_);
        instead.subject.push_back(change.cells[0]);
        instead.value.push_back(change.cells[1]);
    }

    void add_tuple(const Change& change) {
        const auto& declared = rulebase_.relations[change.index];
        auto& more = relation(change.index).more;
        std::string individual;
        for (std::size_t c = 0; c < declared.columns.size() && individual.empty(); ++c) {
            if (declared.columns[c].type.kind == check::TypeKind::entity && change.cells[c] != no_cell)
                individual = facts_.individuals[declared.columns[c].type.index][static_cast<std::size_t>(change.cells[c])].id;
        }
        const auto& items = facts_.relations[change.index].evidence.item;
        const auto& without = relation(change.index).without;
        const auto item = next_item(individual, declared.head.name, facts_.texts, [&](Cell name) {
            for (std::size_t row = 0; row < items.size(); ++row) {
                if (items[row] == name && std::find(without.begin(), without.end(), row) == without.end()) return true;
            }
            return stands_in(more.evidence.item, 0, more.size(), name);
        });
        append_evidence(more.evidence, more.size(), item, recorded_);
        for (std::size_t c = 0; c < more.columns.size(); ++c) {
            const bool goes_on = declared.or_today[c] && change.cells[c] == no_cell;
            more.columns[c].push_back(goes_on ? facts_.as_of.code() : change.cells[c]);
        }
    }

    const check::Rulebase& rulebase_;
    Facts& facts_;
    const Cell recorded_;
    engine::Supposition out_;
};

}  // namespace

ChangeSort sort_of(const check::Rulebase& rulebase, const Change& change, const std::vector<bool>& framed) {
    if (!of_facts(change.kind)) return ChangeSort::parameter;
    if (of_attribute(change.kind)) {
        const auto& attribute = rulebase.attributes[change.index];
        if (framed[attribute.of.index()]) return ChangeSort::circumstance;
        if (attribute.combination == check::Combination::declared) return ChangeSort::declaration;
        return change.kind == Kind::observe ? ChangeSort::new_fact : ChangeSort::correction;
    }
    for (const auto& column : rulebase.relations[change.index].columns) {
        if (column.type.kind != check::TypeKind::entity) continue;
        if (framed[column.type.index]) return ChangeSort::circumstance;
        break;  // a tuple is about its first individual
    }
    return change.kind == Kind::add ? ChangeSort::new_fact : ChangeSort::correction;
}

std::vector<bool> framed_entities(const check::Rulebase& rulebase, const std::vector<check::DeclarationRef>& read) {
    std::vector<bool> out(rulebase.entities.size());
    for (const auto ref : read) {
        if (ref.kind == check::DeclarationKind::range) out[rulebase.ranges[ref.index].of.index()] = true;
    }
    return out;
}

bool clash(const Facts& facts, const Change& a, const Change& b) {
    if (a == b) return true;
    if (!of_facts(a.kind) || !of_facts(b.kind)) return a.kind == Kind::set && b.kind == Kind::set && a.index == b.index;
    if (a.index != b.index || of_attribute(a.kind) != of_attribute(b.kind)) return false;
    if (a.kind == Kind::add || b.kind == Kind::add) return false;
    if (a.kind == Kind::remove) return a.row == b.row;
    const auto by_row = [](const Change& c) { return c.kind == Kind::correct || c.kind == Kind::withdraw; };
    const auto subject = [&](const Change& c) { return by_row(c) ? facts.observations[c.index].subject[c.row] : c.cells[0]; };
    if (subject(a) != subject(b)) return false;
    if (by_row(a) && by_row(b)) return a.row == b.row;
    const auto whole = [](const Change& c) { return c.kind == Kind::settle || c.kind == Kind::forget; };
    return whole(a) || whole(b) || (a.kind == Kind::observe && b.kind == Kind::observe);
}

engine::Settings changed(engine::Settings settings, const Changes& changes) {
    for (const auto& change : changes) {
        if (change.kind == Kind::leave_out) settings.left_out.push_back({{change.declared, change.index}, change.row});
        if (change.kind != Kind::set) continue;
        if (!change.cells.empty()) settings.parameters[change.index] = change.cells[0];
        settings.texts[change.index] = change.text;
    }
    return settings;
}

Changes settings_apart(const engine::Settings& from, const engine::Settings& to) {
    Changes out;
    for (std::uint32_t i = 0; i < from.parameters.size(); ++i) {
        if (from.parameters[i] != to.parameters[i] || from.texts[i] != to.texts[i])
            out.push_back({Kind::set, i, 0, {to.parameters[i]}, to.texts[i]});
    }
    return out;
}

Facts changed(const check::Rulebase& rulebase, const Facts& facts, const Changes& changes) {
    Facts out = facts;
    const auto supposed = Supposing(rulebase, out, last_moment(facts)).of(changes);
    std::vector<std::vector<bool>> stay(out.observations.size());
    for (const auto& of : supposed.observations) {
        auto& rows = stay[of.attribute.index()];
        const auto& observations = facts.observations[of.attribute.index()];
        rows.resize(observations.size(), true);
        const auto [first, last] = rows_of(observations, of.subject);
        std::fill(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.begin() + static_cast<std::ptrdiff_t>(last), false);
    }
    const auto keep = [](auto& table, const std::vector<bool>& rows) {
        engine::each_column(table, [&](auto& column) {
            if (!column.empty()) engine::keep_rows(column, rows);
        });
    };
    for (std::size_t a = 0; a < stay.size(); ++a) {
        if (!stay[a].empty()) keep(out.observations[a], stay[a]);
    }
    for (const auto& of : supposed.observations) engine::append_rows(out.observations[of.attribute.index()], of.instead);
    for (const auto& of : supposed.tuples) {
        auto& tuples = out.relations[of.relation.index()];
        std::vector<bool> rows(tuples.size(), true);
        for (const auto row : of.without) rows[row] = false;
        keep(tuples, rows);
        engine::append_rows(tuples, of.more);
    }
    engine::arrange(rulebase, out);
    return out;
}

Supposed::Supposed(const check::Rulebase& rulebase, const Facts& facts, engine::Settings settings)
    : rulebase_(rulebase),
      facts_(facts),
      settings_(std::move(settings)),
      last_moment_(last_moment(facts)) {}

Supposed::~Supposed() = default;

engine::Model& Supposed::with(const Changes& changes) {
    if (model_ != nullptr) model_->suppose({}, settings_);  // the facts as they are on record, for what is supposed now
    if (model_ == nullptr || !model_->whole()) model_ = std::make_unique<engine::Model>(rulebase_, facts_, settings_);
    const auto supposition = Supposing(rulebase_, facts_, last_moment_).of(changes);
    model_->suppose(supposition, changed(settings_, changes));
    return *model_;
}

}  // namespace credence::explain
