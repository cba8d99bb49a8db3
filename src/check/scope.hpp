// The variables of one declaration. Those of `for` (or parameters, or subjects) are fixed; any other name that is no value
// and no declaration is an existential variable, held by the nearest `not`, aggregate or alternative of `or` that has all
// its uses. Where that is shows only at the end, so a root (a whole rule, a case's condition, a query) is looked at until
// the types settle, then once more to build what is kept. See settle() in check/typer.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/rulebase.hpp"

namespace credence::check {

struct Existential {
    std::string name;
    Span span;  // of its first use
    std::optional<Type> type;
    std::optional<Type> expected;  // what its first place expects
    std::size_t uses = 0;
    bool in_column = false;               // of a relation, where `_` could stand
    bool in_text = false;                 // its first use is the hole of a text
    bool quantified = false;              // declared by `some` or `every`
    bool tainted = false;                 // used beside something already reported
    bool refused = false;                 // reported: used only once
    std::vector<std::uint32_t> path;      // holders around all its uses in this look, outermost first
    std::optional<std::uint32_t> holder;  // the innermost of them, once all uses are known
    VariableId id;
};

class Scope {
public:
    /// A variable of `for`. The caller has refused duplicates.
    VariableId add_fixed(std::string name, Type type, Span span);
    /// One whose type could not be settled and is reported.
    void add_poisoned(std::string name);
    [[nodiscard]] const std::vector<std::string>& poisoned() const { return poisoned_; }
    /// Where the first entry of `given` stands: others may be put before it.
    void set_entries(std::optional<Span> first) { entries_ = first; }
    [[nodiscard]] std::optional<Span> entries() const { return entries_; }
    void add_individual(std::string name, EntityId entity) { individuals_.insert_or_assign(std::move(name), entity); }

    [[nodiscard]] std::optional<VariableId> fixed(std::string_view name) const;
    [[nodiscard]] bool poisoned(std::string_view name) const;
    [[nodiscard]] std::optional<EntityId> individual(std::string_view name) const;
    [[nodiscard]] const Variable& variable(VariableId id) const { return variables_[id.index()]; }
    /// All variables so far: fixed ones first, then those of the roots that are done.
    [[nodiscard]] const std::vector<Variable>& variables() const { return variables_; }
    [[nodiscard]] std::uint32_t bound() const { return bound_; }
    /// Names of fixed variables, individuals, and existential ones used at least twice.
    [[nodiscard]] std::vector<std::string> names() const;

    // --- One look at a root ---
    void begin_look();
    /// Holders: opened and closed in the order of the text; the root is the first.
    std::uint32_t open();
    void close() { holders_.pop_back(); }

    /// A use of a name that is nothing else. Nothing after it was refused.
    Existential* use(const std::string& name, Span span, std::optional<Type> expected, bool in_text);
    /// The variable of `some` or `every`; it hides others of its name until released.
    Existential& quantify(const std::string& name, Span span, std::optional<Type> type);
    void release() { quantified_.pop_back(); }
    [[nodiscard]] const Existential* quantified(std::string_view name) const;
    [[nodiscard]] const Existential* existential(std::string_view name) const;

    void learn(Existential& variable, Type type);
    [[nodiscard]] bool learned() const { return learned_; }

    /// After the types have settled: gives existential variables their holders, and their ids, those of the root first.
    void number();
    [[nodiscard]] std::vector<Existential>& existentials() { return existentials_; }
    /// Those that `holder` holds, in the order of their first use.
    [[nodiscard]] std::vector<VariableId> held_by(std::uint32_t holder) const;
    /// Ends the root: its variables join the declaration's.
    void finish();

private:
    std::vector<Variable> variables_;
    std::uint32_t bound_ = 0;
    std::vector<std::string> poisoned_;
    std::optional<Span> entries_;
    std::map<std::string, EntityId, std::less<>> individuals_;

    std::vector<Existential> existentials_;  // of this root, in the order of their first use
    std::vector<std::size_t> quantified_;    // open quantifiers
    std::vector<std::uint32_t> holders_;     // open holders
    std::uint32_t next_holder_ = 0;
    bool learned_ = false;
};

}  // namespace credence::check
