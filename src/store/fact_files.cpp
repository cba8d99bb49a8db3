#include "store/fact_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include "base/check.hpp"
#include "check/print.hpp"
#include "engine/arrange.hpp"
#include "sheet/csv.hpp"
#include "store/header.hpp"
#include "store/id_pool.hpp"
#include "store/sources.hpp"

namespace credence::store {
namespace {

using check::Cell;
using check::DeclarationKind;
using check::no_cell;
using check::Type;
using check::TypeKind;
using engine::EvidenceColumns;

constexpr std::uintmax_t largest_of_facts = std::uintmax_t{16} << 30U;

/// Whole numbers of up to nine digits, as most are.
bool whole_number(std::string_view text, Cell& number) {
    const bool negative = text.size() > 1 && text.front() == '-';
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 9) return false;
    Cell value = 0;
    for (const char c : text) {
        const auto digit = static_cast<unsigned>(static_cast<unsigned char>(c)) - '0';
        if (digit > 9) return false;
        value = value * 10 + digit;
    }
    number = (negative ? -value : value) * Decimal::scale;
    return true;
}

bool take(std::optional<Cell> found, Cell& cell) {
    cell = found.value_or(no_cell);
    return found.has_value();
}

/// Values with few distinct texts: each is looked up once. Short ones are found by their bytes as a number.
class Memo {
public:
    template <class Read>
    std::optional<Cell> read(std::string_view text, Read look_up) {
        if (text.size() >= sizeof(std::uint64_t)) return read_any(text, look_up);
        std::uint64_t word = text.size();  // in the byte that the text leaves free
        std::memcpy(reinterpret_cast<char*>(&word) + 1, text.data(), text.size());
        auto& slot = short_[(word * 0x9e3779b97f4a7c15ULL) >> 58U];
        if (slot.word != word) slot = {word, read_any(text, look_up)};
        return slot.cell;
    }

private:
    template <class Read>
    std::optional<Cell> read_any(std::string_view text, Read look_up) {
        const auto number = static_cast<std::size_t>(texts_.intern(text));
        if (number >= cells_.size()) cells_.resize(number + 1);
        auto& [is_known, cell] = cells_[number];
        if (!is_known) cell = look_up(text);
        is_known = true;
        return cell;
    }

    struct Short {
        std::uint64_t word = ~std::uint64_t{0};  // of no text
        std::optional<Cell> cell;
    };
    std::array<Short, 64> short_;
    engine::TextPool texts_;
    std::vector<std::pair<bool, std::optional<Cell>>> cells_;
};

/// A column of a file, and where its cells go.
struct Target {
    const Column* column = nullptr;
    std::size_t place = Header::nowhere;
    std::vector<Cell>* into = nullptr;
};

/// A table of the facts that a file adds to.
struct Targets {
    std::vector<Target> own;
    std::vector<Target> evidence;  // only those that are in the file
    EvidenceColumns* columns = nullptr;
};

/// What all files of a folder share.
class Reading {
public:
    Reading(const check::Rulebase& all, FactFiles& out)
        : rulebase(all),
          vocabulary(vocabulary_of(all)),
          facts(out.facts),
          report(out.report),
          ids(all.entities.size()),
          listed(all.entities.size()) {
        facts = engine::empty_facts(rulebase);
    }

    const check::Rulebase& rulebase;
    const Vocabulary vocabulary;
    engine::Facts& facts;
    ReadReport& report;
    std::vector<IdPool> ids;   // by entity
    std::vector<bool> listed;  // by entity: a file says who there is

    /// A cell, or no_cell for one that is empty by right; false for a bad one. (An optional would be written in halves and read as a
    /// whole, which stalls for every cell.)
    bool read(const Column& column, std::string_view text, Cell& cell) {
        cell = no_cell;
        switch (column.type.kind) {
            case TypeKind::text:
                if (text.empty() && column.role == Role::value) return false;
                cell = facts.texts.intern(text);
                return true;
            case TypeKind::number:
                if (whole_number(text, cell)) return true;
                break;
            default: break;
        }
        const auto plain = trimmed(text);
        if (plain.empty()) return column.or_today;
        if (column.type.kind == TypeKind::entity) return take(read_individual(column.type.index, plain), cell);
        const auto look_up = [&](std::string_view word) -> std::optional<Cell> {
            const auto known = check::read_value(rulebase, column.type, word);
            return known ? std::optional(*known) : std::nullopt;
        };
        if (column.type.kind == TypeKind::number) return take(look_up(plain), cell);
        return take(memos_[column.type].read(plain, look_up), cell);
    }

    /// The same of a column that says where a fact is from.
    std::optional<Cell> read_evidence(const Column& column, std::string_view text) {
        const auto stored = CellReader(rulebase, KnownIds(0)).read(column, text);
        if (!stored) return std::nullopt;
        if (!*stored) return column.role == Role::confidence ? Cell{10'000} : no_cell;
        switch (column.role) {
            case Role::confidence: return *confidence_of(rulebase, **stored);
            case Role::kind: return *check::read_value(rulebase, {TypeKind::scale, rulebase.kind_choice.value}, **stored);
            case Role::on: return Date::parse(**stored)->code();
            case Role::recorded: return *parse_time(**stored);
            default: return facts.texts.intern(**stored);
        }
    }

    /// What is wrong with a cell that could not be read.
    [[nodiscard]] CellProblem problem(const Column& column, std::string_view text) const {
        KnownIds known(rulebase.entities.size());
        if (column.type.kind == TypeKind::entity) {
            const auto entity = column.type.entity();
            auto unfit = unfit_as_id(trimmed(text));
            if (!listed[entity.index()] && unfit) return std::move(*unfit);
            constexpr std::size_t most = 5'000;  // for a suggestion
            const auto& pool = ids[entity.index()];
            for (std::size_t i = 0; i < std::min(pool.size(), most); ++i) known.add(entity, pool.id(static_cast<Cell>(i)));
        }
        auto cell = CellReader(rulebase, known).read(column, text);
        CREDENCE_CHECK(!cell.has_value());
        return std::move(cell.error());
    }

private:
    std::optional<Cell> read_individual(std::uint32_t entity, std::string_view id) {
        auto& pool = ids[entity];
        if (listed[entity]) return pool.find(id);
        const auto before = pool.size();
        const Cell number = pool.intern(id);
        if (pool.size() > before && unfit_as_id(id)) return std::nullopt;
        return number;
    }

    std::map<Type, Memo> memos_;
};

class FactFile {
public:
    FactFile(Reading& reading, const Source& source, std::string_view text)
        : reading_(reading),
          source_(source),
          csv_(text),
          size_(text.size()) {
        layout_ = source.table;
        if (layout_ != nullptr) return;
        // The tables of attributes are alike; any one says what columns observations.csv has beside `attribute`.
        layout_ = &*std::find_if(reading.vocabulary.tables.begin(), reading.vocabulary.tables.end(),
                                 [](const Table& t) { return t.declaration.kind == DeclarationKind::attribute; });
    }

    /// False if not all rows could be read.
    bool read() {
        const bool any = csv_.next(cells_);
        report_csv_errors();
        if (!any || !read_header()) return false;
        Targets targets;
        if (source_.table != nullptr && !layout_->is_entity()) {
            targets = targets_of(*layout_);
            for (const auto& target : targets.own) target.into->reserve(target.into->size() + size_ / (4 * cells_.size()) / 2);
        }
        while (csv_.next(cells_)) {
            ++rows_;
            bad_row_ = false;
            if (csv_.has_errors()) report_csv_errors();
            if (bad_row_ || !fits()) {
            } else if (layout_->is_entity()) {
                read_individual();
            } else if (source_.table != nullptr) {
                read_row(targets);
            } else if (const auto* of_attribute = attribute_targets()) {
                read_row(*of_attribute);
            }
            if (bad_row_) ++reading_.report.bad_rows;
        }
        report_csv_errors();
        reading_.report.files.push_back({source_.name, rows_, csv_.layout()});
        return !cut_short_;
    }

private:
    void report(CellProblem found, std::optional<std::size_t> column) {
        Problem problem;
        problem.code = std::move(found.code);
        problem.message = std::move(found.message);
        problem.expected = std::move(found.expected);
        problem.help = std::move(found.help);
        problem.file = source_.name;
        problem.row = csv_.row();
        if (column && *column != Header::nowhere) {
            problem.column = static_cast<std::uint32_t>(*column);
            if (*column < header_.words.size()) problem.column_name = header_.words[*column];
            if (*column < cells_.size()) problem.excerpt = row_excerpt(cells_, header_.hidden, *column, csv_.separator());
        }
        bad_row_ = true;
        reading_.report.add(std::move(problem));
    }

    void report_csv_errors() {
        for (auto& error : csv_.take_errors()) {
            cut_short_ = cut_short_ || error.fatal;
            Problem problem{"K0201", false, std::move(error.message), source_.name, error.row, error.column, {}, {},
                            {},      {},    std::move(error.help)};
            if (error.column && *error.column < header_.words.size()) problem.column_name = header_.words[*error.column];
            bad_row_ = true;
            reading_.report.add(std::move(problem));
        }
    }

    bool read_header() {
        header_ = match_header(*layout_, source_.table == nullptr, {cells_.begin(), cells_.end()});
        for (auto& [found, at] : header_.mistakes) report(std::move(found), at);
        for (const auto& name : header_.missing) {
            if (!header_.misspelt) report({"K0209", fmt::format("there is no column `{}`", name), "", ""}, std::nullopt);
        }
        return header_.missing.empty();
    }

    bool fits() {
        if (cells_.size() == header_.words.size()) return true;
        report({"K0206",
                fmt::format("the row has {}, the header {}", plural(cells_.size(), "cell", "cells"), header_.words.size()), "",
                "a cell with a separator or a line break in it stands in quotes"},
               std::nullopt);
        return false;
    }

    Targets targets_of(const Table& table) {
        Targets out;
        std::vector<std::vector<Cell>*> own;
        if (table.declaration.kind == DeclarationKind::attribute) {
            auto& observations = reading_.facts.observations[table.declaration.index];
            own = {&observations.subject, &observations.value};
            out.columns = &observations.evidence;
        } else {
            auto& tuples = reading_.facts.relations[table.declaration.index];
            for (auto& column : tuples.columns) own.push_back(&column);
            out.columns = &tuples.evidence;
        }
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto& column = table.columns[i];
            if (i < own.size()) out.own.push_back({&column, header_.places[i], own[i]});
            if (i < own.size() || header_.places[i] == Header::nowhere) continue;
            out.evidence.push_back({&column, header_.places[i], evidence_column(*out.columns, column.role)});
        }
        return out;
    }

    /// Null for the confidence, which is no column of cells.
    static std::vector<Cell>* evidence_column(EvidenceColumns& columns, Role role) {
        switch (role) {
            case Role::item: return &columns.item;
            case Role::source: return &columns.source;
            case Role::reliability: return &columns.reliability;
            case Role::credibility: return &columns.credibility;
            case Role::assessor: return &columns.assessor;
            case Role::group: return &columns.group;
            case Role::quote: return &columns.quote;
            case Role::kind: return &columns.kind;
            case Role::on: return &columns.on;
            case Role::recorded: return &columns.recorded;
            default: return nullptr;
        }
    }

    const Targets* attribute_targets() {
        const std::string name(cells_[header_.attribute_at]);
        const auto known = by_attribute_.find(name);
        if (known != by_attribute_.end()) return &known->second;
        const Table* table = reading_.vocabulary.find(name);
        if (table == nullptr || table->declaration.kind != DeclarationKind::attribute) {
            std::vector<std::string> attributes;
            for (const auto& each : reading_.vocabulary.tables) {
                if (each.declaration.kind == DeclarationKind::attribute) attributes.push_back(each.name);
            }
            report({"K0202", fmt::format("no attribute `{}`", shown(name)), "", suggestion(name, attributes)},
                   header_.attribute_at);
            return nullptr;
        }
        return &by_attribute_.emplace(name, targets_of(*table)).first->second;
    }

    void read_row(const Targets& targets) {
        for (const auto& target : targets.own) {
            const auto text = target.place == Header::nowhere ? std::string_view() : cells_[target.place];
            Cell cell = no_cell;
            if (!reading_.read(*target.column, text, cell)) report(reading_.problem(*target.column, text), target.place);
            target.into->push_back(cell);
        }
        if (targets.evidence.empty() && targets.columns->empty()) return;
        const auto row = targets.own.front().into->size() - 1;
        targets.columns->resize(row + 1);
        for (const auto& target : targets.evidence) {
            const auto cell = reading_.read_evidence(*target.column, cells_[target.place]);
            if (!cell) {
                report(reading_.problem(*target.column, cells_[target.place]), target.place);
            } else if (target.into != nullptr) {
                (*target.into)[row] = *cell;
            } else {
                targets.columns->confidence[row] = static_cast<std::int32_t>(*cell);
            }
        }
    }

    void read_individual() {
        const auto entity = layout_->declaration.index;
        auto& pool = reading_.ids[entity];
        const auto& columns = layout_->columns;
        const auto place = header_.places[*layout_->find(Role::id)];
        const auto id = trimmed(cells_[place]);
        if (id.empty() || unfit_as_id(id)) {
            return report(reading_.problem(columns[*layout_->find(Role::id)], cells_[place]), place);
        }
        const auto before = pool.size();
        const Cell number = pool.intern(id);
        if (pool.size() == before)
            return report({"K0208", fmt::format("`{}` is there already", shown(id)), "", "an id is given once"}, place);
        const auto named = header_.places[*layout_->find(Role::name)];
        if (named != Header::nowhere) pool.set_name(number, cells_[named]);
    }

    Reading& reading_;
    const Source& source_;
    sheet::CsvReader csv_;
    std::size_t size_;
    const Table* layout_ = nullptr;
    Header header_;
    sheet::Cells cells_;
    std::map<std::string, Targets> by_attribute_;  // of observations.csv
    std::size_t rows_ = 0;
    bool bad_row_ = false;
    bool cut_short_ = false;  // the rest of the file cannot be read
};

/// Individuals go where natural order has them.
void arrange_individuals(Reading& reading) {
    auto& facts = reading.facts;
    for (std::uint32_t e = 0; e < reading.ids.size(); ++e) {
        std::vector<Cell> places;
        facts.individuals[e] = reading.ids[e].arrange(places);
        if (places.empty()) continue;
        const auto move = [&](std::vector<Cell>& column) {
            for (Cell& cell : column) cell = places[static_cast<std::size_t>(cell)];
        };
        const Type type{TypeKind::entity, e};
        for (std::size_t a = 0; a < facts.observations.size(); ++a) {
            if (reading.rulebase.attributes[a].of.index() == e) move(facts.observations[a].subject);
            if (reading.rulebase.attributes[a].type == type) move(facts.observations[a].value);
        }
        for (std::size_t r = 0; r < facts.relations.size(); ++r) {
            for (std::size_t c = 0; c < facts.relations[r].columns.size(); ++c) {
                if (reading.rulebase.relations[r].columns[c].type == type) move(facts.relations[r].columns[c]);
            }
        }
    }
}

template <class Visit>
void each_evidence(engine::Facts& facts, Visit visit) {
    for (auto& observations : facts.observations)
        visit(observations.evidence, std::vector{&observations.subject, &observations.value});
    for (auto& tuples : facts.relations) {
        std::vector<std::vector<Cell>*> own;
        for (auto& column : tuples.columns) own.push_back(&column);
        visit(tuples.evidence, own);
    }
}

/// What day it is, and what was known by then; later evidence goes.
void settle_time(engine::Facts& facts, const LoadRequest& request, bool& day_is_known) {
    Cell last = no_cell;
    each_evidence(facts, [&](EvidenceColumns& evidence, const auto&) {
        for (const Cell moment : evidence.recorded) last = std::max(last, moment);
    });
    facts.known_at = request.known_at.value_or(last == no_cell ? 0 : last);
    day_is_known = request.as_of || last != no_cell;
    if (request.as_of) {
        facts.as_of = {request.as_of->last(), Precision::day};
    } else if (last != no_cell) {
        facts.as_of = Date::parse(time_text(std::min(last, facts.known_at)).substr(0, 10)).value_or(Date{});
    }
    each_evidence(facts, [&](EvidenceColumns& evidence, const std::vector<std::vector<Cell>*>& own) {
        std::vector<bool> kept(evidence.on.size(), true);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const bool later =
                day_is_known && evidence.on[i] != no_cell && Date::from_code(evidence.on[i]).first > facts.as_of.first;
            kept[i] = !later && (!request.known_at || evidence.recorded[i] <= *request.known_at);
        }
        if (std::find(kept.begin(), kept.end(), false) == kept.end()) return;
        for (auto* column : own) engine::keep_rows(*column, kept);
        evidence.keep(kept);
    });
}

/// An open end that nothing closes.
std::optional<Failure> unknown_day(const check::Rulebase& rulebase, const engine::Facts& facts) {
    for (std::size_t r = 0; r < facts.relations.size(); ++r) {
        const auto& relation = rulebase.relations[r];
        for (std::size_t c = 0; c < relation.columns.size(); ++c) {
            const auto& cells = facts.relations[r].columns[c];
            if (!relation.or_today[c] || std::find(cells.begin(), cells.end(), no_cell) == cells.end()) continue;
            return Failure{FailureKind::usage,
                           fmt::format("an empty `{}` of `{}` means today, and nothing says which day that is",
                                       relation.columns[c].name, relation.head.name),
                           "say it as in --as-of 2026-05-04"};
        }
    }
    return std::nullopt;
}

}  // namespace

Result<FactFiles> read_fact_files(const check::Rulebase& rulebase, const std::filesystem::path& folder,
                                  const LoadRequest& request) {
    const auto files = list_files(folder);
    if (!files) return tl::unexpected(files.error());
    FactFiles out;
    Reading reading(rulebase, out);
    auto sources = sort_out(rulebase, reading.vocabulary, *files, Forms::csv, out.report);
    if (!sources) return tl::unexpected(sources.error());
    for (const auto& source : *sources) {
        if (source.kind == Source::Kind::notice) continue;
        const auto bytes = read_whole(source.path, largest_of_facts);
        if (!bytes) return tl::unexpected(bytes.error());
        const bool whole = FactFile(reading, source, bytes->text()).read();
        // Where the file of an entity could not be read, no row is blamed for naming somebody in it.
        if (source.table != nullptr && source.table->is_entity()) reading.listed[source.table->declaration.index] = whole;
    }
    if (!out.report.accepted()) return out;
    bool day_is_known = false;
    settle_time(out.facts, request, day_is_known);
    if (!day_is_known) {
        if (auto failed = unknown_day(rulebase, out.facts)) return tl::unexpected(std::move(*failed));
    }
    arrange_individuals(reading);
    engine::arrange_to_infer(rulebase, out.facts);
    engine::fill_today(rulebase, out.facts);
    return out;
}

}  // namespace credence::store
