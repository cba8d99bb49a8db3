#include "store/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "check/print.hpp"
#include "engine/arrange.hpp"
#include "store/cells.hpp"
#include "store/connection.hpp"
#include "store/content_digest.hpp"
#include "store/cursor.hpp"
#include "store/id_pool.hpp"
#include "store/panels.hpp"
#include "store/problem.hpp"
#include "store/record_reader.hpp"
#include "store/rows.hpp"
#include "store/verifier.hpp"

namespace credence::store {
namespace {

using check::Cell;
using check::DeclarationKind;
using check::no_cell;
using check::Type;
using check::TypeKind;

/// A row that the tables should not hold ends the reading.
struct UnknownContent {
    Failure failure;
};

/// Where the ids of an entity stand in the facts.
class Places {
public:
    /// Of an id that is listed twice, the first counts.
    void add(std::string_view id, Cell place) {
        if (static_cast<std::size_t>(ids_.intern(id)) == places_.size()) places_.push_back(place);
    }
    [[nodiscard]] std::optional<Cell> find(std::string_view id) const {
        const auto number = ids_.find(id);
        if (!number) return std::nullopt;
        return places_[static_cast<std::size_t>(*number)];
    }

private:
    IdPool ids_;
    std::vector<Cell> places_;  // by number
};

/// A column whose texts repeat from row to row is read once for each change.
class Repeating {
public:
    template <class Read>
    Cell read(std::string_view text, Read read) {
        if (!is_known_ || text != text_) {
            cell_ = read();
            text_ = text;
            is_known_ = true;
        }
        return cell_;
    }

private:
    bool is_known_ = false;
    std::string text_;
    Cell cell_ = no_cell;
};

class Loader {
public:
    Loader(Connection& connection, const check::Rulebase& rulebase, const Vocabulary& vocabulary, const LoadRequest& request)
        : connection_(connection),
          rulebase_(rulebase),
          vocabulary_(vocabulary),
          request_(request),
          facts_(engine::empty_facts(rulebase)),
          places_(rulebase.entities.size()) {}

    [[nodiscard]] std::int64_t last_entry() const { return last_entry_; }

    engine::Facts load() {
        settle_change();
        settle_time();
        settle_head();
        facts_.notice = connection_.meta("notice").value_or("");
        for (const auto& table : vocabulary_.tables) {
            if (table.is_entity() && connection_.has_table(table.name)) read_individuals(table);
        }
        hold_back();
        std::vector<Kept> kept;
        for (const auto& table : vocabulary_.tables) {
            if (!is_wanted(table) || !connection_.has_table(table.name)) continue;
            kept.push_back(read_table(table));
        }
        // Items are named before anything is left out, so that they do not depend on the day asked for.
        engine::name_items(rulebase_, facts_);
        for (const auto& rows : kept) drop(rows);
        engine::arrange(rulebase_, facts_);
        facts_.content_digest = content_digest(rulebase_, facts_);
        return std::move(facts_);
    }

    /// Rows by the names that they get before any is left out.
    std::vector<RowAt> named(std::string_view item) {
        settle_time();
        for (const auto& table : vocabulary_.tables) {
            if (table.is_entity() && connection_.has_table(table.name)) read_individuals(table);
        }
        std::vector<Kept> all;
        for (const auto& table : vocabulary_.tables) {
            if (!table.is_entity() && connection_.has_table(table.name)) all.push_back(read_table(table));
        }
        engine::name_items(rulebase_, facts_);
        std::vector<RowAt> out;
        const auto wanted = facts_.texts.find(item);
        if (!wanted) return out;
        for (const auto& kept : all) {
            const auto index = kept.table->declaration.index;
            const auto& evidence = kept.table->declaration.kind == DeclarationKind::attribute
                                       ? facts_.observations[index].evidence
                                       : facts_.relations[index].evidence;
            for (std::size_t row = 0; row < kept.entries.size(); ++row) {
                if (evidence.item[row] == *wanted) out.push_back({kept.table, kept.entries[row], kept.rows[row]});
            }
        }
        return out;
    }

private:
    struct Kept {
        const Table* table = nullptr;
        std::vector<bool> rows;             // in force on the day asked for
        std::vector<std::int64_t> entries;  // of each
    };

    void settle_change() {
        if (!request_.change) return;
        Cursor change(connection_,
                      fmt::format("SELECT \"last\" FROM \"credence_change\" WHERE \"number\" = {}", *request_.change));
        if (change.next()) last_entry_ = change.number(0);
        Cursor later(connection_, fmt::format("SELECT \"of\" FROM \"credence_retraction\" WHERE \"entry\" > {}", last_entry_));
        while (later.next()) not_yet_retracted_.insert(later.number(0));
    }

    /// The last change that recorded anything by the moment asked for: no later one holds a row of that time.
    void settle_head() {
        Cursor change(
            connection_,
            fmt::format("SELECT \"number\", \"head\" FROM \"credence_change\" WHERE \"since\" <= '{}' AND \"number\" <= {} "
                        "ORDER BY \"number\" DESC LIMIT 1",
                        time_text(facts_.known_at), request_.change.value_or(std::numeric_limits<std::int64_t>::max())));
        if (change.next()) facts_.head = {change.number(0), hex(change.blob(1))};
    }

    void settle_time() {
        const auto last = connection_.meta("last_record");
        const auto last_moment = parse_time(last ? *last : connection_.meta("created").value_or("")).value_or(0);
        facts_.known_at = request_.known_at.value_or(last_moment);
        if (request_.as_of) {
            facts_.as_of = {request_.as_of->last(), Precision::day};
        } else {
            const auto day = Date::parse(time_text(std::min(facts_.known_at, last_moment)).substr(0, 10));
            facts_.as_of = day.value_or(Date{});
        }
    }

    void hold_back() {
        const auto held = held_back(connection_, vocabulary_, {facts_.known_at, last_entry_});
        held_back_ = entries_of(held);
        for (const auto& each : held) {
            const auto attribute = each.table->declaration.index;
            const auto& places = places_[rulebase_.attributes[attribute].of.index()];
            const auto subject = places.find(each.subject);
            if (is_wanted(*each.table) && subject)
                facts_.held_back.push_back({check::AttributeId{attribute}, *subject, each.panel});
        }
    }

    [[nodiscard]] bool is_wanted(const Table& table) const {
        const auto has = [&](const auto& ids) {
            return std::any_of(ids.begin(), ids.end(), [&](auto id) { return id.value == table.declaration.index; });
        };
        switch (table.declaration.kind) {
            case DeclarationKind::attribute: return has(request_.attributes);
            case DeclarationKind::relation: return has(request_.relations);
            default: return false;
        }
    }

    [[nodiscard]] bool in_force(std::optional<std::string_view> recorded, std::optional<std::string_view> retracted) const {
        const auto by_then = [&](std::string_view time) { return parse_time(time).value_or(0) <= facts_.known_at; };
        return (!recorded || by_then(*recorded)) && (!retracted || !by_then(*retracted));
    }

    [[nodiscard]] std::optional<std::string_view> retracted(std::optional<std::string_view> time, std::int64_t entry) const {
        return time && not_yet_retracted_.contains(entry) ? std::nullopt : time;
    }

    void read_individuals(const Table& table) {
        auto& listed = facts_.individuals[table.declaration.index];
        Cursor query(connection_, fmt::format("SELECT {}, \"entry\" FROM {}", column_list(table), sql_name(table.name)));
        while (query.next()) {
            const auto entry = query.number(4);
            if (entry > last_entry_ || !in_force(query.text(2), retracted(query.text(3), entry))) continue;
            listed.push_back({std::string(query.text(0).value_or("")), std::string(query.text(1).value_or(""))});
        }
        std::sort(listed.begin(), listed.end(), [](const auto& a, const auto& b) { return check::natural_less(a.id, b.id); });
        auto& places = places_[table.declaration.index];
        for (std::size_t i = 0; i < listed.size(); ++i) places.add(listed[i].id, static_cast<Cell>(i));
    }

    Kept read_table(const Table& table) {
        std::string columns;
        for (const auto& column : table.columns) {
            const bool read = column.role != Role::quote || request_.with_quotes;
            columns += (columns.empty() ? "" : ", ") + (read ? sql_name(column.name) : std::string("NULL"));
        }
        Cursor query(connection_, fmt::format("SELECT {}, \"entry\" FROM {}", columns, sql_name(table.name)));
        Kept kept{&table, {}, {}};
        while (query.next()) {
            const auto entry = query.number(table.columns.size());
            if (entry > last_entry_) continue;
            auto row = read_row(table, query);
            if (!row) continue;
            kept.rows.push_back(row->kept && !held_back_.contains(entry));
            kept.entries.push_back(entry);
            append(table, *row);
        }
        return kept;
    }

    struct Evidence {
        std::int32_t confidence = 10'000;
        Cell reliability = no_cell, credibility = no_cell;
        Cell item = no_cell, source = no_cell, assessor = no_cell, group = no_cell, quote = no_cell;
        Cell kind = no_cell, on = no_cell, recorded = no_cell;
    };
    struct Row {
        std::vector<Cell> cells;  // subject and value, or a relation's own
        Evidence evidence;
        bool kept = true;
    };

    /// Nothing for a row about somebody who is not listed at that time.
    std::optional<Row> read_row(const Table& table, const Cursor& query) {
        Row row;
        row.cells.reserve(table.columns.size());
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto& column = table.columns[i];
            const auto text = query.text(i);
            switch (column.role) {
                case Role::subject:
                case Role::value:
                case Role::own: {
                    const auto cell = text ? own_cell(table, column, *text) : no_cell;
                    if (!cell) return std::nullopt;
                    row.cells.push_back(*cell);
                    break;
                }
                case Role::item: row.evidence.item = text_cell(text); break;
                case Role::source: row.evidence.source = text_cell(text); break;
                case Role::reliability: row.evidence.reliability = text_cell(text); break;
                case Role::credibility: row.evidence.credibility = text_cell(text); break;
                case Role::assessor: row.evidence.assessor = text_cell(text); break;
                case Role::group: row.evidence.group = text_cell(text); break;
                case Role::quote: row.evidence.quote = text_cell(text); break;
                case Role::confidence:
                    if (text) row.evidence.confidence = known(confidence_of(rulebase_, *text), table, column, *text);
                    break;
                case Role::kind:
                    if (text)
                        row.evidence.kind = value_cell(table, column, {TypeKind::scale, rulebase_.kind_choice.value}, *text);
                    break;
                case Role::on: {
                    if (!text) break;
                    row.evidence.on = on_.read(*text, [&] { return known(Date::parse(*text), table, column, *text).code(); });
                    row.kept = row.kept && Date::from_code(row.evidence.on).first <= facts_.as_of.first;
                    break;
                }
                case Role::recorded:
                    if (!text) break;
                    row.evidence.recorded =
                        recorded_.read(*text, [&] { return known(parse_time(*text), table, column, *text); });
                    row.kept = row.kept && row.evidence.recorded <= facts_.known_at;
                    break;
                case Role::retracted:
                    row.kept = row.kept && in_force(std::nullopt, retracted(text, query.number(table.columns.size())));
                    break;
                case Role::id:
                case Role::name: break;
            }
        }
        return row;
    }

    template <class T>
    T known(std::optional<T> value, const Table& table, const Column& column, std::string_view text) const {
        if (value) return *value;
        throw UnknownContent{{FailureKind::knowledge_base,
                              fmt::format("the table `{}` of `{}` holds `{}` in `{}`, which the rulebase does not know",
                                          table.name, connection_.path.string(), shown(text), column.name),
                              "it was recorded for another version of the rulebase, or changed by another program"}};
    }

    [[nodiscard]] Cell text_cell(std::optional<std::string_view> text) { return text ? facts_.texts.intern(*text) : no_cell; }

    std::optional<Cell> own_cell(const Table& table, const Column& column, std::string_view text) {
        if (column.type.kind == TypeKind::text) return facts_.texts.intern(text);
        if (column.type.kind != TypeKind::entity) return value_cell(table, column, column.type, text);
        return places_[column.type.index].find(text);
    }

    Cell value_cell(const Table& table, const Column& column, Type type, std::string_view text) {
        switch (type.kind) {
            case TypeKind::number: {
                const auto number = Decimal::parse(text);
                return known(number ? std::optional(number->raw()) : std::nullopt, table, column, text);
            }
            case TypeKind::date: return known(Date::parse(text), table, column, text).code();
            case TypeKind::time: return known(parse_time(text), table, column, text);
            default: break;
        }
        // Few distinct texts: each is looked up once.
        auto& cells = values_[{type.kind, type.index}];
        const auto [entry, is_new] = cells.try_emplace(std::string(text), no_cell);
        if (is_new) {
            const auto cell = check::read_value(rulebase_, type, text);
            entry->second = known(cell ? std::optional(*cell) : std::nullopt, table, column, text);
        }
        return entry->second;
    }

    void append(const Table& table, const Row& row) {
        const auto add_evidence = [&](engine::EvidenceColumns& columns, std::size_t at) {
            const auto& e = row.evidence;
            columns.append(at);
            columns.confidence[at] = e.confidence;
            columns.item[at] = e.item;
            columns.source[at] = e.source;
            columns.reliability[at] = e.reliability;
            columns.credibility[at] = e.credibility;
            columns.assessor[at] = e.assessor;
            columns.group[at] = e.group;
            columns.quote[at] = e.quote;
            columns.kind[at] = e.kind;
            columns.on[at] = e.on;
            columns.recorded[at] = e.recorded;
        };
        if (table.declaration.kind == DeclarationKind::attribute) {
            auto& observed = facts_.observations[table.declaration.index];
            add_evidence(observed.evidence, observed.size());
            observed.subject.push_back(row.cells[0]);
            observed.value.push_back(row.cells[1]);
        } else {
            auto& tuples = facts_.relations[table.declaration.index];
            add_evidence(tuples.evidence, tuples.size());
            for (std::size_t i = 0; i < row.cells.size(); ++i) tuples.columns[i].push_back(row.cells[i]);
        }
    }

    void drop(const Kept& kept) {
        if (kept.table->declaration.kind == DeclarationKind::attribute) {
            auto& observed = facts_.observations[kept.table->declaration.index];
            engine::keep_rows(observed.subject, kept.rows);
            engine::keep_rows(observed.value, kept.rows);
            observed.evidence.keep(kept.rows);
        } else {
            auto& tuples = facts_.relations[kept.table->declaration.index];
            for (auto& column : tuples.columns) engine::keep_rows(column, kept.rows);
            tuples.evidence.keep(kept.rows);
        }
    }

    struct TypeHash {
        std::size_t operator()(const std::pair<TypeKind, std::uint32_t>& type) const noexcept {
            return static_cast<std::size_t>(type.first) << 32U | type.second;
        }
    };

    Connection& connection_;
    const check::Rulebase& rulebase_;
    const Vocabulary& vocabulary_;
    const LoadRequest& request_;
    engine::Facts facts_;
    std::int64_t last_entry_ = std::numeric_limits<std::int64_t>::max();
    std::unordered_set<std::int64_t> not_yet_retracted_;  // by the change asked for
    std::unordered_set<std::int64_t> held_back_;          // rows of panels that are not complete
    std::vector<Places> places_;                          // by entity
    std::unordered_map<std::pair<TypeKind, std::uint32_t>, std::unordered_map<std::string, Cell>, TypeHash> values_;
    Repeating on_, recorded_;
};

}  // namespace

LoadRequest whole_content(const check::Rulebase& rulebase) {
    LoadRequest request;
    for (std::size_t i = 0; i < rulebase.attributes.size(); ++i) request.attributes.emplace_back(i);
    for (std::size_t i = 0; i < rulebase.relations.size(); ++i) request.relations.emplace_back(i);
    request.with_quotes = true;
    return request;
}

Result<engine::Facts> load_content(KnowledgeBase& kb, const check::Rulebase& rulebase, const LoadRequest& request,
                                   Record* record) {
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::read, [&]() -> Result<engine::Facts> {
        const SQLite::Transaction snapshot(connection.database);
        const auto vocabulary = vocabulary_of(rulebase);
        if (auto fits = check_tables(connection, vocabulary); !fits) return tl::unexpected(fits.error());
        if (request.verified) {
            if (auto sound = require_sound(connection); !sound) return tl::unexpected(sound.error());
        }
        try {
            Loader loader(connection, rulebase, vocabulary, request);
            auto facts = loader.load();
            if (record != nullptr) *record = read_record(connection, rulebase, vocabulary, facts.known_at, loader.last_entry());
            return facts;
        } catch (const UnknownContent& unknown) {
            return tl::unexpected(unknown.failure);
        }
    });
}

std::vector<RowAt> rows_named(Connection& connection, const check::Rulebase& rulebase, const Vocabulary& vocabulary,
                              std::string_view item) {
    const auto everything = whole_content(rulebase);
    return Loader(connection, rulebase, vocabulary, everything).named(item);
}

Result<engine::Facts> load_facts(KnowledgeBase& kb, const check::Rulebase& rulebase, const LoadRequest& request,
                                 Record* record) {
    auto facts = load_content(kb, rulebase, request, record);
    if (facts) engine::fill_today(rulebase, *facts);
    return facts;
}

}  // namespace credence::store
