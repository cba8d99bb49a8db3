#include "engine/codes.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "base/sets.hpp"
#include "check/dependencies.hpp"

namespace credence::engine {
namespace {

using check::TypeKind;
using datalog::Code;

constexpr Code no_code = 0xffffffff;

bool is_listed(check::Type type) {
    return type.kind == TypeKind::number || type.kind == TypeKind::date || type.kind == TypeKind::time;
}

/// The literals and parameters of one type in the bodies and heads of rules.
void add_written(const check::Rulebase& rulebase, const std::vector<Cell>& parameters, check::Type type,
                 std::vector<Cell>& out) {
    const auto add = [&](const check::Expression& e) {
        if (e.type != type) return;
        if (e.kind == check::ExpressionKind::literal) out.push_back(e.cell);
        if (e.kind == check::ExpressionKind::parameter) out.push_back(parameters[e.index]);
    };
    for (const auto& rule : rulebase.rules) {
        check::visit(
            rule.clauses.body, [](const check::Condition&) {}, add);
        for (const auto& argument : rule.arguments)
            check::visit(
                argument, [](const check::Condition&) {}, add);
    }
}

void sort_distinct(std::vector<Cell>& cells) { make_set(cells); }

}  // namespace

void Codes::Dictionary::build(std::vector<const std::vector<Cell>*> columns, std::vector<Cell> more) {
    columns.push_back(&more);
    constexpr Cell whole = Decimal::scale;
    Cell least = std::numeric_limits<Cell>::max(), greatest = std::numeric_limits<Cell>::min();
    std::size_t count = 0;
    bool all_whole = true;
    for (const auto* column : columns) {
        for (const Cell cell : *column) {
            if (cell == no_cell) continue;
            least = std::min(least, cell);
            greatest = std::max(greatest, cell);
            all_whole = all_whole && cell % whole == 0;
        }
        count += column->size();
    }
    if (least > greatest) return;
    unit = all_whole ? whole : 1;
    first = least;
    // Unsigned: the ends of the range may be further apart than a cell can say.
    const bool wide = static_cast<std::uint64_t>(greatest / unit) - static_cast<std::uint64_t>(least / unit) > 4 * count + 1024;
    if (!wide) {
        places.assign(static_cast<std::size_t>((greatest - least) / unit) + 1, no_code);
        for (const auto* column : columns) {
            for (const Cell cell : *column) {
                if (cell != no_cell) places[static_cast<std::size_t>((cell - first) / unit)] = 0;
            }
        }
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i] == no_code) continue;
            places[i] = static_cast<Code>(cells.size());
            cells.push_back(first + static_cast<Cell>(i) * unit);
        }
        return;
    }
    for (const auto* column : columns) {
        cells.insert(cells.end(), column->begin(), column->end());
        if (columns.size() > 2) sort_distinct(cells);
    }
    sort_distinct(cells);
    if (cells.front() == no_cell) cells.erase(cells.begin());
}

std::optional<Code> Codes::Dictionary::find(Cell cell) const {
    if (!places.empty()) {
        if (cell < first || cell > cells.back() || (cell - first) % unit != 0) return {};
        const Code code = places[static_cast<std::size_t>((cell - first) / unit)];
        return code == no_code ? std::nullopt : std::optional(code);
    }
    const auto at = std::lower_bound(cells.begin(), cells.end(), cell);
    if (at == cells.end() || *at != cell) return {};
    return static_cast<Code>(at - cells.begin());
}

Codes::Codes(const check::Rulebase& rulebase, const Facts& facts, const std::vector<Cell>& parameters)
    : rulebase_(rulebase),
      facts_(facts),
      parameters_(parameters),
      texts_(static_cast<Code>(facts.texts.size())) {}

const Codes::Dictionary& Codes::dictionary(check::Type type) const {
    const auto [at, is_new] = dictionaries_.try_emplace(type);
    if (!is_new) return at->second;
    std::vector<const std::vector<Cell>*> columns;
    for (std::size_t r = 0; r < rulebase_.relations.size(); ++r) {
        const auto& relation = rulebase_.relations[r];
        for (std::size_t c = 0; c < relation.columns.size(); ++c) {
            if (!relation.derived && relation.columns[c].type == type) columns.push_back(&facts_.relations[r].columns[c]);
        }
    }
    std::vector<Cell> written;
    add_written(rulebase_, parameters_, type, written);
    at->second.build(std::move(columns), std::move(written));
    return at->second;
}

std::optional<Code> Codes::code(check::Type type, Cell cell) const {
    if (is_listed(type)) return dictionary(type).find(cell);
    if (type.kind == TypeKind::range || cell < 0 || cell >= static_cast<Cell>(size(type))) return {};
    return static_cast<Code>(cell);
}

Code Codes::size(check::Type type) const {
    switch (type.kind) {
        case TypeKind::entity: return static_cast<Code>(facts_.individuals[type.index].size());
        case TypeKind::scale: return static_cast<Code>(rulebase_.scales[type.index].values.size());
        case TypeKind::yes_no: return 2;
        case TypeKind::text: return texts_;
        case TypeKind::range: return 0;
        default: return static_cast<Code>(dictionary(type).cells.size());
    }
}

const std::vector<Cell>* Codes::cells(check::Type type) const { return is_listed(type) ? &dictionary(type).cells : nullptr; }

std::optional<datalog::Buffer<Code>> Codes::encode(check::Type type, const std::vector<Cell>& cells) const {
    datalog::Buffer<Code> codes(cells.size());
    if (is_listed(type)) {
        const auto& d = dictionary(type);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto code = d.find(cells[i]);
            if (!code) return {};
            codes[i] = *code;
        }
        return codes;
    }
    const auto end = static_cast<Cell>(size(type));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] < 0 || cells[i] >= end) return {};
        codes[i] = static_cast<Code>(cells[i]);
    }
    return codes;
}

}  // namespace credence::engine
