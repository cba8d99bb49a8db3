// What of a rulebase its examples exercise: rules that apply, cases that give a value, and each condition shown true, false and
// unknown. Counted is what the expectations of an example rest on (demand.hpp), not all that happens to hold beside them.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "check/rulebase.hpp"
#include "engine/model.hpp"
#include "text/source.hpp"

namespace credence::analyse {

/// In which states something was seen. A dispute leaves a condition open like what is missing does: both are `open`.
struct Shown {
    bool met = false, not_met = false, open = false;

    void add(engine::State state) {
        (state == engine::State::met ? met : state == engine::State::not_met ? not_met : open) = true;
    }
};

enum class ItemKind : std::uint8_t { rule, proposition, boundary, advice, condition_define, one_case, row };
inline constexpr std::size_t item_kinds = 7;

/// A rule, proposition, boundary or piece of advice, which is to apply; a named condition, which is to be met; a case, which is to
/// give its define's value. What stands in a table is its row.
struct Item {
    ItemKind kind = ItemKind::rule;
    check::DeclarationRef declaration;
    std::optional<std::uint32_t> one_case;  // index into Define::cases
    std::uint32_t row = 0;                  // of a table, from 1
    text::Span span;
    Shown shown;

    [[nodiscard]] bool exercised() const { return shown.met; }
};

/// A condition that reads no other by `and`, `or` or `not`.
struct Atom {
    const check::Condition* condition = nullptr;
    check::DeclarationRef declaration;
    bool can_be_open = true;  // else it is true or false, whatever is on record
    Shown shown;
};

class Openness;

class Coverage {
public:
    /// Nothing is shown yet. Of the rulebase's own declarations, not those of one it uses. Keeps addresses inside it.
    Coverage(const check::Rulebase& rulebase, const text::SourceSet& sources);

    /// Adds what the expectations of an example rest on; `model` is that of its facts. Throws engine::EvaluationError.
    void add(engine::Model& model, const check::Example& example);

    [[nodiscard]] const std::vector<Item>& items() const { return items_; }
    [[nodiscard]] const std::vector<Atom>& atoms() const { return atoms_; }

    // For demand.cpp: what was seen.
    void see(check::DeclarationRef declaration, engine::State state);
    void see_case(check::DefineId define, std::uint32_t index, engine::State state);
    void see(const check::Condition& atom, engine::State state);

private:
    void add_atoms(const check::Condition& condition, check::DeclarationRef declaration, Openness& openness);
    void add_atoms(const check::Expression& expression, check::DeclarationRef declaration, Openness& openness);

    std::vector<Item> items_;
    std::vector<Atom> atoms_;
    std::unordered_map<const check::Condition*, std::size_t> atom_at_;
    std::vector<std::optional<std::size_t>> first_case_;         // by DefineId: its first item
    std::vector<std::pair<check::DeclarationRef, std::size_t>> item_at_;  // sorted; of declarations that are items
};

/// What it shows, of what there is.
struct Share {
    std::size_t shown = 0, all = 0;

    /// Rounded down, so that 100 means all; 100 where there is nothing.
    [[nodiscard]] std::size_t percent() const { return all == 0 ? 100 : shown * 100 / all; }
};
[[nodiscard]] Share share_of_items(const Coverage& coverage, std::optional<ItemKind> kind = {});
/// Of the states that conditions can be in.
[[nodiscard]] Share share_of_conditions(const Coverage& coverage);

}  // namespace credence::analyse
