// Values, individuals and texts as people read them: labels instead of names, ranges "low to high", numbers with their unit,
// dates as ISO, holes filled from the model. For every sentence about a rulebase; it makes none itself (the catalogue and the
// author do).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "check/rulebase.hpp"
#include "engine/model.hpp"
#include "explain/words.hpp"

namespace credence::explain {

using check::Cell;
using check::DeclarationKind;
using check::DeclarationRef;
using check::Type;
using engine::Binding;
using engine::Model;
using engine::State;

/// In running text a value of a charted scale prints long and short: "late (IV)". Tables and figures print the short label.
enum class Form { sentence, longer, shorter };

/// One thing that is on record: an observation of an attribute, or a tuple of a relation.
struct FactRef {
    enum class Kind : std::uint8_t { observation, tuple } kind = Kind::observation;
    std::uint32_t index = 0;  // of the attribute or relation
    std::uint32_t row = 0;
    friend auto operator<=>(const FactRef&, const FactRef&) = default;
};

class Phrases {
public:
    /// `charted`: by ScaleId, the scales whose values print long and short in sentences. All must outlive the phrases.
    Phrases(Model& model, const Words& words, std::vector<bool> charted);

    /// The same words for another model of the same rulebase.
    [[nodiscard]] Phrases of(Model& other) const { return {other, *words_, charted_}; }

    [[nodiscard]] Model& model() const { return *model_; }
    [[nodiscard]] const Words& words() const { return *words_; }
    [[nodiscard]] const check::Rulebase& rulebase() const { return model_->rulebase(); }
    [[nodiscard]] const engine::Facts& facts() const { return model_->facts(); }

    [[nodiscard]] std::string value(Type type, Cell cell, Form form = Form::sentence) const;
    [[nodiscard]] std::string values(Type type, const std::vector<Cell>& cells,
                                     Form form = Form::sentence) const;  // "low, high"
    /// A number at `digits` after the point (else at most two, without trailing zeros), with its unit.
    [[nodiscard]] std::string number(Type type, Cell cell, std::optional<int> digits) const;

    [[nodiscard]] const engine::Individual& individual(check::EntityId entity, Cell cell) const;
    [[nodiscard]] std::string name(check::EntityId entity,
                                   Cell cell) const;  // "Sorrel Blanc"; the id where there is no name of its own
    [[nodiscard]] std::string name_and_id(check::EntityId entity, Cell cell) const;  // "Sorrel Blanc (V07)"
    [[nodiscard]] std::string ids(const std::vector<check::Expression>& arguments, const Binding& binding) const;  // "V07, S2"

    /// What an expression came to. Of an attribute each observed value; "unknown", "disputed" or conflicting boundaries in
    /// words.
    [[nodiscard]] std::string outcome(const check::Expression& expression, const Binding& binding, Form form = Form::sentence,
                                      std::optional<int> digits = {}) const;
    /// The same for a result at hand.
    [[nodiscard]] std::string outcome(Type type, const engine::Outcome& outcome, Form form = Form::sentence,
                                      std::optional<int> digits = {}) const;
    /// The distinct values observed of an attribute, ascending; also those that dispute each other, without those that a
    /// preference set aside.
    [[nodiscard]] std::vector<Cell> observed_values(check::AttributeId attribute, Cell subject) const;

    /// The text with its holes filled. `instead` replaces variables by words, by VariableId; a hole that needs more than such a
    /// variable prints "…".
    [[nodiscard]] std::string text(const check::Text& text, const Binding& binding,
                                   const std::vector<std::optional<std::string>>& instead = {}) const;
    /// Once for each way to meet the clauses that gives other words: texts print once for each binding of their holes.
    struct Filled {
        std::string text;
        Binding binding;  // also of the variables that only the clauses bind
    };
    [[nodiscard]] std::vector<Filled> filled(const check::Text& text, const check::Clauses& clauses,
                                             const Binding& binding) const;
    [[nodiscard]] std::vector<std::string> texts(const check::Text& text, const check::Clauses& clauses,
                                                 const Binding& binding) const;

    [[nodiscard]] std::string label(DeclarationRef ref) const;  // as declared, may be empty
    /// "Label: value." or the author's clause with `{value}` in its place.
    [[nodiscard]] std::string clause(const check::Expression& expression, const Binding& binding,
                                     Form form = Form::sentence) const;
    /// The words that the author gave for a value of an attribute, range or define; null where there are none.
    [[nodiscard]] const check::Text* reads_of(const check::Expression& expression) const;
    /// A cell of a relation; "today" where an empty one goes on to it.
    [[nodiscard]] std::string column(const check::Relation& relation, std::size_t column, Cell cell) const;
    /// A row of a relation by its `reads`, else its label and columns.
    [[nodiscard]] std::string tuple(check::RelationId relation, std::uint32_t row) const;
    [[nodiscard]] std::string tuple(check::RelationId relation,
                                    const std::vector<Cell>& cells) const;  // also one not on record

    /// "E1501"; else "S2/wish" for an observation, "planted/3" for a tuple.
    [[nodiscard]] std::string id(FactRef fact) const;
    [[nodiscard]] const engine::EvidenceColumns& evidence(FactRef fact) const;
    [[nodiscard]] std::string stored_text(Cell text) const;  // empty for no_cell
    /// "a; b": for what may have commas of its own.
    [[nodiscard]] std::string list_of_clauses(const std::vector<std::string>& items) const;

private:
    [[nodiscard]] bool goes_on(const check::Relation& relation, std::size_t column, Cell cell) const;

    Model* model_;
    const Words* words_;
    std::vector<bool> charted_;
    mutable std::vector<std::optional<std::set<std::string>>> shared_names_;  // by EntityId: names that several have
};

/// The names of declarations, "S3_mandate" for a table's row "S3_mandate:2".
[[nodiscard]] std::string declared_name(const std::string& id);
/// Sorted by natural order, each once.
void sort_ids(std::vector<std::string>& ids);

}  // namespace credence::explain
