// Rules as sentences about any case, for the rule book: variables are named ("the candidate", "some organisation"), a parameter
// stands with its value of this run, labels with whom they are said of. Nothing is evaluated but literals; conditions.hpp says
// conditions of one case. Sentences come from the catalogue, nouns from labels.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "explain/phrases.hpp"

namespace credence::explain {

/// A clause, and what it lists: "all of these hold", each below. Without a full stop.
struct Outline {
    std::string text;
    std::vector<Outline> below;
    std::string_view join;  // the message that joins two of them in one sentence; none where none does
};

/// The label; where there is none, the name with blanks.
[[nodiscard]] std::string label_or_name(const check::Head& head);
/// Whether reports and people speak of a rule by its name: P17, S1_blocking. Other names are for files.
[[nodiscard]] bool is_number(std::string_view name);
/// "post kind" of `PostKind`: for types without a label of their own.
[[nodiscard]] std::string spaced(std::string_view name);

/// The words of one declaration. It remembers which variables it has introduced ("some", then "that"), so the parts of a
/// declaration are asked for in the order in which they print.
class Prose {
public:
    /// The first `bound` variables are given from outside; all must outlive the prose.
    Prose(const Phrases& phrases, const std::vector<check::Variable>& variables, std::uint32_t bound);

    /// A variable that only texts tell apart is called by the column that it stands in: show every condition first.
    void look_at(const check::Condition& condition);
    void look_at(const check::Expression& expression);

    [[nodiscard]] std::string clause(const check::Condition& condition, bool negated = false);
    [[nodiscard]] Outline outline(const check::Condition& condition, bool negated = false);
    /// What an expression is: "the candidate's risk tolerance".
    [[nodiscard]] std::string noun(const check::Expression& expression);
    /// A label with whom it is said of: "the candidate's fit", "the fit for the candidate and the post (activism)".
    [[nodiscard]] std::string whose(const std::string& label, const std::vector<check::Expression>& arguments);
    /// A tuple that a rule concludes.
    [[nodiscard]] std::string tuple(check::RelationId relation, const std::vector<check::Expression>& arguments);
    /// A text with its holes in brackets: "the wind is [the ferry's wind on the route]".
    /// `value`: the variable that stands for a value which is not named, of `reads`.
    [[nodiscard]] std::string text(const check::Text& text, std::optional<std::uint32_t> value = {});
    /// "the candidate", "candidate a".
    [[nodiscard]] std::string variable(check::VariableId id);
    /// "each candidate, each post": those given from outside.
    [[nodiscard]] std::string each();
    [[nodiscard]] std::string value(Type type, Cell cell) const;

private:
    struct Name {
        std::string base;
        bool alone = true;  // no other variable has the base
        bool introduced = false;
    };
    void settle();
    [[nodiscard]] std::string literal(const check::Expression& expression) const;
    [[nodiscard]] std::string parameter(std::uint32_t index) const;
    [[nodiscard]] std::string the_less(const std::string& label) const;
    [[nodiscard]] std::string bare(const check::Expression& expression);
    [[nodiscard]] std::string holds_for(const check::Condition& condition, bool negated);
    [[nodiscard]] std::string aggregate(const check::Expression& expression);
    [[nodiscard]] std::string compare(const check::Condition& condition, bool negated);
    [[nodiscard]] std::string relation(const check::Condition& condition, bool negated);
    [[nodiscard]] std::string observed(const check::Condition& condition, bool negated);
    [[nodiscard]] std::string knowledge(const check::Condition& condition, bool negated);
    [[nodiscard]] std::string every(const check::Condition& condition);
    [[nodiscard]] std::string with(const std::vector<std::pair<std::string, const check::Expression*>>& columns);
    [[nodiscard]] std::string joined(const std::vector<check::Condition>& operands, bool all, bool negated);
    [[nodiscard]] std::string inner(const check::Condition& condition, bool negated);
    [[nodiscard]] std::string all_but_last(const std::vector<std::string>& items, std::string_view last) const;

    const Phrases& phrases_;
    const std::vector<check::Variable>& variables_;
    std::uint32_t bound_;
    std::vector<Name> names_;
    bool settled_ = false;
    bool of_none_ = false;  // inside "there is no …": what is not introduced is "any", not "some"
};

}  // namespace credence::explain
