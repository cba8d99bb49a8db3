// What might be on record, declared or set otherwise: single changes to facts and settings, applied together to a copy. For every
// explanation that asks "what if": flips, what-ifs, sensitivity, what to ask. Nothing here says what a change comes to; a model on
// the changed facts does.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "check/rulebase.hpp"
#include "engine/model.hpp"

namespace credence::explain {

using check::Cell;

/// One change. Rows are those of the facts that are changed, as they were before any change.
struct Change {
    enum class Kind : std::uint8_t {
        correct,   // attribute, row: the observation has the value cells[0] instead
        withdraw,  // attribute, row: the observation is taken off the record
        observe,   // attribute: one more observation, of its own group and certain: cells are the subject and the value
        settle,    // attribute: all observations of the subject give way to one, certain: cells are the subject and the value
        forget,    // attribute: all observations of the subject, cells[0], are taken off the record
        add,       // relation: one more tuple, certain: cells are its columns
        remove,    // relation, row: the tuple is taken off the record
        set,       // parameter: cells[0], or of a text parameter `text`
        leave_out  // the declaration `declared`, index is supposed not to be there; of a define its case `row`
    } kind = Kind::observe;
    std::uint32_t index = 0;  // of the attribute, relation, parameter or what is left out
    std::uint32_t row = 0;
    std::vector<Cell> cells;
    std::string text;
    check::DeclarationKind declared = check::DeclarationKind::rule;
    friend auto operator<=>(const Change&, const Change&) = default;
};
using Changes = std::vector<Change>;

/// What a change would be in the world: the record was wrong, something is recorded that was not, what frames the answer is another
/// (facts about an individual that a range is of), somebody declares otherwise, a parameter is set otherwise.
enum class ChangeSort : std::uint8_t { correction, new_fact, circumstance, declaration, parameter };
/// `framed`: by EntityId, whether a range that the answer reads is of it.
[[nodiscard]] ChangeSort sort_of(const check::Rulebase& rulebase, const Change& change, const std::vector<bool>& framed);
/// The entities of the ranges among `read`, by EntityId.
[[nodiscard]] std::vector<bool> framed_entities(const check::Rulebase& rulebase,
                                                const std::vector<check::DeclarationRef>& read);

/// Whether the two are not made together: both say what one observation, subject, tuple or parameter is instead, or what one more
/// source says of an attribute.
[[nodiscard]] bool clash(const engine::Facts& facts, const Change& a, const Change& b);

/// The settings with the parameters that are changed, and without what is left out.
[[nodiscard]] engine::Settings changed(engine::Settings settings, const Changes& changes);
/// The changes that make the one from the other.
[[nodiscard]] Changes settings_apart(const engine::Settings& from, const engine::Settings& to);
/// A copy of the facts with the changes made, named and arranged as if they had been read so. Text cells are of `facts`. What is
/// added comes last in time of record.
[[nodiscard]] engine::Facts changed(const check::Rulebase& rulebase, const engine::Facts& facts, const Changes& changes);

/// A copy of the facts and one model of it, asked about one set of changes after the other. Quicker than a model for each: only what
/// rests on a change is worked out anew. Rows that come in stand last.
class Supposed {
public:
    /// Both must outlive it.
    Supposed(const check::Rulebase& rulebase, const engine::Facts& facts, engine::Settings settings);
    ~Supposed();
    Supposed(const Supposed&) = delete;
    Supposed& operator=(const Supposed&) = delete;
    /// The model with these changes and no others, until the next call. It looked at nothing yet.
    [[nodiscard]] engine::Model& with(const Changes& changes);
    /// The facts that the model reads; texts may be added to it.
    [[nodiscard]] engine::Facts& facts() { return facts_; }

private:
    const check::Rulebase& rulebase_;
    engine::Facts facts_;
    engine::Settings settings_;
    Cell last_moment_ = 0;
    std::unique_ptr<engine::Model> model_;
};

}  // namespace credence::explain
