// Which single changes could matter to an answer: to observations of attributes that it looks at, to tuples of relations and to
// parameters that it reads; of tuples those about somebody whom it looks at. Never to a protected attribute, nor to one that says what is spoken of (an individual). Values of scales,
// choices, yes and no and ranges are all tried; of numbers, dates and texts those on record or in a rule, and one more and one less
// than each number.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "explain/changes.hpp"
#include "explain/reach.hpp"

namespace credence::explain {

class Candidates {
public:
    /// The facts are those of record; all must outlive it. `apart`: parameters are not varied together with facts, and no attribute of
    /// one subject twice, so that values which no rule tells apart need not be tried one by one.
    /// `everyone`: of small relations also tuples about others than those who are looked at.
    Candidates(const check::Rulebase& rulebase, const engine::Facts& facts, const engine::Settings& settings,
               const Target& target, bool apart, bool everyone = true);

    [[nodiscard]] const check::Rulebase& rulebase() const { return rulebase_; }
    /// Whether changes to the attribute are ever proposed.
    [[nodiscard]] bool varied(check::AttributeId attribute) const;
    /// Of a record that differs also that it settles for one of the values observed.
    [[nodiscard]] std::vector<Change> of_attribute(engine::AttributeOf what) const;
    [[nodiscard]] std::vector<Change> of_relations() const;
    [[nodiscard]] std::vector<Change> of_parameters() const;
    /// One more source: each value that an attribute could be observed to have.
    [[nodiscard]] std::vector<Change> further_source(engine::AttributeOf what) const;
    /// The subject's record as one certain value: what it may turn out to be. `all`: also values that rules do not tell apart.
    [[nodiscard]] std::vector<Change> settled(engine::AttributeOf what, bool all) const;
    /// Whether `settled` lists every value there may be.
    [[nodiscard]] bool listed(check::AttributeId attribute) const;

    /// Values of a type, of an attribute or parameter. `listed`: they are all there are.
    struct Values {
        std::vector<Cell> cells;
        bool listed = true;
    };
    [[nodiscard]] Values values(check::Type type, std::vector<Cell> recorded) const;
    /// The changes that come to the same as this one, itself among them: other values that no rule tells apart from its own.
    [[nodiscard]] std::vector<Change> alike(const Change& change) const;

    /// A relation that is read has more tuples than can be looked at one by one; only those about somebody looked at are tried.
    [[nodiscard]] bool left_out() const { return left_out_; }
    [[nodiscard]] const std::vector<bool>& framed() const { return framed_; }
    [[nodiscard]] const std::vector<check::DeclarationRef>& read() const { return read_; }

private:
    void one(const check::Condition& condition);
    void one(const check::Expression& expression);
    void look_at(const check::Condition& condition);
    void look_at(const check::Expression& expression);
    void look_at(check::DeclarationRef ref);
    [[nodiscard]] bool is_test(const check::Condition& condition) const;
    [[nodiscard]] std::vector<bool> verdicts(std::uint32_t attribute, Cell cell) const;
    /// The first of each of those that no rule tells apart.
    [[nodiscard]] std::vector<Cell> told_apart(std::uint32_t attribute, const std::vector<Cell>& cells) const;
    [[nodiscard]] std::vector<Cell> values_of(engine::AttributeOf what, bool all) const;
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> rows_of(engine::AttributeOf what) const;
    [[nodiscard]] std::optional<Cell> constant(const check::Expression& expression) const;
    [[nodiscard]] bool about_asked(check::RelationId relation, const std::vector<Cell>& cells) const;
    void add_tuples(check::RelationId relation, std::vector<Change>& out) const;

    const check::Rulebase& rulebase_;
    const engine::Facts& facts_;
    const engine::Settings& settings_;
    bool apart_, everyone_;
    std::vector<check::DeclarationRef> read_;
    std::vector<bool> framed_;
    std::vector<std::vector<bool>> asked_;  // entity, individual: in the binding
    std::map<std::uint32_t, std::vector<const check::Condition*>>
        tests_;                         // by attribute: comparisons with what no fact decides
    std::vector<bool> read_otherwise_;  // by attribute: its values are told apart in other ways too
    std::vector<std::pair<check::Type, Cell>> literals_;
    bool left_out_ = false;
};

}  // namespace credence::explain
