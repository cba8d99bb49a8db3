// Examples and scenes: facts of individuals of their own, with evidence, and what is expected of them. Scenes are folded
// into the examples that use them: a later value of an attribute of someone replaces an earlier one, tuples of relations
// add up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/checker.hpp"

namespace credence::check {

class Examples {
public:
    Examples(Checker& checker, const text::SourceSet& sources, Reporter& reporter, Rulebase& rulebase, const Symbols& symbols)
        : checker_(checker),
          sources_(sources),
          reporter_(reporter),
          rulebase_(rulebase),
          symbols_(symbols) {}

    /// `written` in the order of names, scenes among them. Makes the rulebase's examples.
    void check(const std::vector<const syntax::Example*>& written);

private:
    /// A fact and where it is stated. Cells of entities are numbers of names.
    struct Stated {
        GivenFact fact;
        Span span;
    };
    /// What a scene or example states, its own scenes folded in.
    struct Block {
        std::vector<std::pair<std::string, EntityId>> individuals;
        std::vector<std::string> contradictory;  // individuals of two types or of none, reported
        std::optional<Span> entries;             // the first of `given`
        std::vector<Setting> set;
        std::optional<Date> as_of;
        std::vector<Stated> given;
    };
    enum class Progress : std::uint8_t { untouched, open, done };

    const Block& block(std::size_t index);
    void fold_scenes(const syntax::Example& written, Block& into);
    void fold(Block& into, const Block& from, Span at);
    void add_individual(Block& into, const std::string& name, EntityId entity, Span at);
    void own_individuals(const syntax::Example& written, Block& into);
    void own_settings(const syntax::Example& written, Block& into);
    void own_facts(const syntax::Example& written, Block& into);
    [[nodiscard]] std::optional<GivenFact> fact(const syntax::Given& given, Block& block, bool scene);
    [[nodiscard]] bool plain_cell(const std::optional<Expression>& value, Span at, GivenFact& into);
    [[nodiscard]] Evidence evidence(const syntax::Given& given);
    void finish(const syntax::Example& written, const Block& block);
    [[nodiscard]] bool place_individuals(GivenFact& fact, Span at, const syntax::Example& written, const Block& block);
    [[nodiscard]] std::optional<Expectation> expectation(const syntax::Expectation& written, Scope& scope);
    void require_date(const syntax::Example& written, const Example& example);
    [[nodiscard]] Scope scope_of(const Block& block) const;
    [[nodiscard]] Cell number_of(const std::string& name);

    Checker& checker_;
    const text::SourceSet& sources_;
    Reporter& reporter_;
    Rulebase& rulebase_;
    const Symbols& symbols_;

    std::vector<const syntax::Example*> written_;
    std::vector<Block> blocks_;
    std::vector<Progress> progress_;
    std::vector<std::size_t> path_;   // scenes that are being folded
    std::vector<std::string> names_;  // of all individuals
    std::vector<DeclarationRef> today_;
};

}  // namespace credence::check
