// The stages of check_rulebase on one rulebase under construction: declare all names, settle all types, then look into every
// declaration. What concerns the whole afterwards (circles, protected attributes, cases) works on the result; see check.cpp.
#pragma once

#include <string>
#include <vector>

#include "check/check.hpp"
#include "check/reporter.hpp"
#include "check/rulebase.hpp"
#include "check/scope.hpp"
#include "check/symbols.hpp"
#include "check/typer.hpp"
#include "syntax/ast.hpp"

namespace credence::check {

/// Where a rule or boundary comes from: a declaration of its own, or a row (and outcome column) of a table.
template <class Declaration>
struct Origin {
    std::string name;
    const Declaration* declaration = nullptr;
    const syntax::Table* table = nullptr;
    std::uint32_t row = 0, column = 0;  // from 0

    [[nodiscard]] const syntax::Head& head() const { return table != nullptr ? table->head : declaration->head; }
    [[nodiscard]] const syntax::Clauses& clauses() const { return table != nullptr ? table->clauses : declaration->clauses; }
};

/// What was written, table by table, in the order of the rulebase's tables.
struct Written {
    const syntax::Rulebase* rulebase = nullptr;
    std::vector<const syntax::Rulebase*> used;  // those of the rulebases that it uses
    std::vector<const syntax::Source*> sources;
    std::vector<const syntax::Parameter*> parameters;
    std::vector<const syntax::Entity*> entities;
    std::vector<const syntax::Scale*> scales;
    std::vector<const syntax::Attribute*> attributes;
    std::vector<const syntax::Relation*> relations;
    std::vector<const syntax::Question*> questions;
    std::vector<const syntax::Range*> ranges;
    std::vector<const syntax::Define*> defines;
    std::vector<Origin<syntax::Rule>> rules;
    std::vector<const syntax::Proposition*> propositions;
    std::vector<Origin<syntax::Boundary>> boundaries;
    std::vector<const syntax::Table*> tables;
    std::vector<const syntax::Advice*> advice;
    std::vector<const syntax::Assessment*> assessments;
    std::vector<const syntax::Refuse*> refusals;
    std::vector<const syntax::Strength*> strengths;
    std::vector<const syntax::Weigh*> weighs;
    std::vector<const syntax::Correlated*> correlated;
    std::vector<const syntax::Bands*> bands;
    std::vector<const syntax::Property*> properties;
    std::vector<const syntax::Example*> examples;  // scenes among them
};

/// Empty where nothing is written.
[[nodiscard]] inline std::string text_of(const std::optional<syntax::Words>& written) { return written ? written->text : std::string(); }

class Checker {
public:
    Checker(const text::SourceSet& sources, Reporter& reporter) : sources_(sources), reporter_(reporter) {}

    /// declare.cpp: names, ids, values of scales, units.
    void declare(const Trees& trees);
    /// signatures.cpp: the types of everything that can be called, and what is derived.
    void settle_signatures();
    /// The bodies: vocabulary.cpp, rules.cpp, tables.cpp, defines.cpp, examples.cpp.
    void check_vocabulary();
    void check_rules();
    /// weights.cpp
    void check_weights();
    void check_defines();
    void check_assessments();
    void check_examples();

    [[nodiscard]] Rulebase& rulebase() { return rulebase_; }
    [[nodiscard]] const Written& written() const { return written_; }

private:
    friend class Examples;

    // declare.cpp
    bool declare_name(const syntax::Head& head, SymbolKind kind);
    void declare_one(const syntax::Declaration& declaration, std::string_view folder);
    void declare_rulebase(const syntax::Rulebase& declaration, std::string_view folder);
    void declare_tables();
    void declare_units(const std::vector<const syntax::Declaration*>& declarations);
    void declare_built_in();
    void declare_scale(std::uint32_t index);
    [[nodiscard]] std::vector<Value> values(const std::vector<syntax::Value>& written, std::string_view of);

    // weights.cpp
    void declare_bands();
    [[nodiscard]] Bands bands_of(const syntax::Bands& written, const syntax::Question& question);
    void refuse_unsorted(const syntax::Bands& written, const Bands& bands, const syntax::Question& question);
    [[nodiscard]] std::optional<std::int64_t> weight_of(const syntax::Odds& written);
    [[nodiscard]] const Symbol* declared(const syntax::Name& name, SymbolKind kind, const char* why);
    void refuse_second(Span at, Span first, std::string message);
    void check_weight(const syntax::Weigh& written);
    void check_correlation(const syntax::Correlated& written);

    // signatures.cpp
    void settle_all_signatures();
    [[nodiscard]] std::optional<Type> type(const syntax::TypeRef& written) {
        return resolve_type(rulebase_, symbols_, reporter_, written);
    }
    [[nodiscard]] std::optional<EntityId> entity(const syntax::Name& name);
    [[nodiscard]] bool variables(const std::vector<syntax::Variable>& written, std::vector<Variable>& out);
    bool not_a_value_of_its_type(const syntax::Name& name, Type type);
    void poison(const std::string& name);
    void settle_clauses(const syntax::Head& head, const syntax::Clauses& written, Clauses& out);
    void short_form_variables(const syntax::Rule& rule, Clauses& out);
    void mark_derived(const syntax::Expression& conclusion);

    // vocabulary.cpp
    void check_head(const syntax::Head& written, Head& head);
    void check_rulebase_head();
    void check_confidence();
    void check_margin();
    void check_chapters();
    void check_parameter(std::uint32_t index);
    void check_attribute(std::uint32_t index);
    void check_combination(const syntax::Attribute& written, Attribute& attribute);
    void check_preferences(const syntax::Attribute& written, Attribute& attribute);
    [[nodiscard]] std::vector<std::pair<Cell, std::string>> anchors(const std::vector<syntax::Anchor>& written, ScaleId scale);
    [[nodiscard]] std::optional<std::int32_t> share(const syntax::Name& written, bool zero_too);
    /// A text over these variables alone.
    [[nodiscard]] Text text_over(const std::vector<Variable>& variables, const syntax::Text& written);

    // rules.cpp
    [[nodiscard]] Typer typer(Scope& scope, Place place = Place::rule) {
        return {sources_, rulebase_, symbols_, reporter_, scope, place};
    }
    /// The first `bound` variables; of those written, any that are not among them are poisoned.
    [[nodiscard]] Scope scope_over(const std::vector<Variable>& variables, std::uint32_t bound,
                                   const std::vector<syntax::Variable>& written = {}) const;
    template <class Then>
    void check_clauses(const syntax::Head& written_head, Head& head, const syntax::Clauses& written,
                       const syntax::Expression* when, Clauses& out, Then then);
    [[nodiscard]] std::optional<Condition> only_if(const syntax::Expression& written);
    void refuse_loose(const Expression& conclusion, const Clauses& clauses);
    void add_to_for(text::Diagnostic& d, const Variable& loose, Span conclusion, const Clauses& clauses) const;
    void check_rule(std::uint32_t index);
    void check_proposition(std::uint32_t index);
    void follow(Typer& typer, Proposition& proposition, const syntax::Expression& attribute);
    void check_boundary(std::uint32_t index);
    void check_advice(std::uint32_t index);
    void conclude(Typer& typer, Rule& rule, const syntax::Expression& conclusion, const syntax::Expression* value);
    void check_overrides();
    void check_override(DeclarationRef by, std::string_view own_name, const syntax::Name& name);
    void check_citations(const syntax::Head& written, Head& head);
    [[nodiscard]] std::optional<Citation> citation(const syntax::Citation& written);

    // tables.cpp
    [[nodiscard]] bool check_table_shape(const syntax::TableBody& table, std::string_view name, bool of_define);
    [[nodiscard]] std::optional<syntax::Expression> row_condition(const syntax::TableBody& table, std::size_t row) const;

    /// With the table's own `when`.
    [[nodiscard]] std::optional<syntax::Expression> table_condition(const syntax::Table& table, std::size_t row) const;

    // defines.cpp
    void check_define(std::uint32_t index);
    void check_case(Scope& scope, Define& define, const syntax::Expression* value, const syntax::Expression* when, Case made);
    void refuse_loose_value(const Expression& value, const Scope& scope);
    void check_define_table(Scope& scope, Define& define, const syntax::TableBody& table);
    void check_assessment(std::uint32_t index);
    [[nodiscard]] std::optional<Expression> value_root(Scope& scope, const syntax::Expression& written,
                                                       std::optional<Type> type = std::nullopt);
    [[nodiscard]] Condition condition_root(Scope& scope, const syntax::Expression& written, Place place = Place::rule);
    void check_property(std::uint32_t index);

    /// Nothing was reported since there were `errors`, and no signature was: what was built is whole, so more can be said
    /// of it.
    [[nodiscard]] bool sound_since(std::size_t errors) const { return signatures_sound_ && reporter_.errors() == errors; }

    const text::SourceSet& sources_;
    Reporter& reporter_;
    bool signatures_sound_ = false;
    Rulebase rulebase_;
    Symbols symbols_;
    Written written_;
};

/// The name with blanks for `_`.
[[nodiscard]] std::string label_from(std::string_view name);

}  // namespace credence::check
