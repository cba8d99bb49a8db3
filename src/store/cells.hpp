// Cells of an imported file: from what people write to what a table holds. Values of scales and choices are kept by their
// names, numbers as exact decimals, dates and times as ISO texts, so that any SQLite tool can read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "store/connection.hpp"
#include "store/id_pool.hpp"
#include "store/schema.hpp"

namespace credence::store {

struct CellProblem {
    std::string code, message, expected, help;
};

using Stored = std::optional<std::string>;  // nothing: NULL
using CellResult = tl::expected<Stored, CellProblem>;

/// The ids of each entity: on record, and of the files being imported.
class KnownIds {
public:
    explicit KnownIds(std::size_t entities) : ids_(entities), excused_(entities) {}
    KnownIds(Connection& connection, const Vocabulary& vocabulary, std::size_t entities);

    void add(check::EntityId entity, std::string_view id) { (void)ids_[entity.index()].intern(id); }
    /// The entity's file could not be read: no row is blamed for naming somebody in it.
    void excuse(check::EntityId entity) { excused_[entity.index()] = true; }
    [[nodiscard]] bool contains(check::EntityId entity, std::string_view id) const;
    [[nodiscard]] std::vector<std::string> listed(check::EntityId entity) const;  // not above some thousands, for suggestions

private:
    std::vector<IdPool> ids_;
    std::vector<bool> excused_;
};

class CellReader {
public:
    CellReader(const check::Rulebase& rulebase, const KnownIds& known) : rulebase_(rulebase), known_(known) {}

    [[nodiscard]] CellResult read(const Column& column, std::string_view text) const;

private:
    CellResult read_value(const Column& column, std::string_view text) const;
    CellResult read_individual(check::EntityId entity, std::string_view text) const;
    CellResult read_confidence(std::string_view text) const;
    CellResult read_kind(std::string_view text) const;
    static CellResult read_rating(std::string_view text, std::string_view signs, std::string_view what,
                                  std::string_view expected);
    CellProblem explain(check::Type type, std::string_view text, std::string expected) const;
    CellProblem not_a_value(check::ScaleId scale, std::string_view text, std::string expected) const;

    const check::Rulebase& rulebase_;
    const KnownIds& known_;
};

/// Without the blanks around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Ids and items stand in commands, reports and other cells: on one line, visible, and not endless.
[[nodiscard]] std::optional<CellProblem> unfit_as_id(std::string_view text);

/// A confidence as the table keeps it, in ten-thousandths: a word of the rulebase, or a decimal above 0 and up to 1.
[[nodiscard]] std::optional<std::int32_t> confidence_of(const check::Rulebase& rulebase, std::string_view text);

}  // namespace credence::store
