// From written conditions and expressions to checked ones: names looked up, types and units settled, variables placed. What is
// wrong is reported once, where it stands; an expression that was reported is nothing, and what uses it says no more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/reporter.hpp"
#include "check/rulebase.hpp"
#include "check/scope.hpp"
#include "check/symbols.hpp"
#include "syntax/ast.hpp"
#include "text/source.hpp"

namespace credence::check {

using Form = syntax::ExpressionKind;  // of what is written

inline constexpr Type number_type{TypeKind::number, 0};
inline constexpr Type years_type{TypeKind::number, 1};  // the unit of `years` and `duration`
inline constexpr Type date_type{TypeKind::date, 0};
inline constexpr Type time_type{TypeKind::time, 0};
inline constexpr Type text_type{TypeKind::text, 0};
inline constexpr Type yes_no_type{TypeKind::yes_no, 0};

/// Where conditions stand decides who may be named: nobody in rules, its own individuals in an example, those of the
/// examples that use it in a scene (whoever that is), anyone in a query.
enum class Place : std::uint8_t { rule, example, scene, query };

class Typer {
public:
    Typer(const text::SourceSet& sources, const Rulebase& rulebase, const Symbols& symbols, Reporter& reporter, Scope& scope,
          Place place = Place::rule)
        : sources_(sources),
          rulebase_(rulebase),
          symbols_(symbols),
          reporter_(reporter),
          scope_(scope),
          place_(place) {}

    /// Looks at a root until the types of its variables are settled, then once more to build and to report. `look` takes
    /// the root's holder and must do the same each time.
    template <class Look>
    void settle(Look look) {
        const bool muted = reporter_.muted();
        const auto once = [&] {
            scope_.begin_look();
            missed_ = false;
            const auto root = scope_.open();
            look(root);
            scope_.close();
        };
        reporter_.mute(true);
        do once();
        while (missed_ && scope_.learned());
        scope_.number();
        reporter_.mute(muted);
        const auto errors = reporter_.errors();
        if (place_ != Place::query) refuse_single_uses();
        once();
        if (reporter_.errors() == errors) refuse_untyped();
        scope_.finish();
    }

    [[nodiscard]] Condition condition(const syntax::Expression& written);
    /// A condition as a holder of variables, as `not`, an aggregate and an alternative of `or` are.
    [[nodiscard]] Condition held(const syntax::Expression& written);
    /// `exists` around a condition, where `holder` holds variables.
    [[nodiscard]] Condition wrapped(Condition condition, std::uint32_t holder) const;
    /// Reports the variables that `holder` holds, where it has no condition that could bind them.
    void refuse_held(std::uint32_t holder);

    /// `hint` is what the place expects; the result may still differ.
    [[nodiscard]] std::optional<Expression> expression(const syntax::Expression& written,
                                                       std::optional<Type> hint = std::nullopt);
    [[nodiscard]] std::optional<Expression> expression_of(const syntax::Expression& written, Type type);
    /// An expression of each, all of one type, whichever of them tells it.
    [[nodiscard]] std::vector<std::optional<Expression>> expressions_alike(
        const std::vector<const syntax::Expression*>& written, std::optional<Type> hint = std::nullopt);
    /// The type of an expression, if it can be told without help. Reports nothing.
    [[nodiscard]] std::optional<Type> probe(const syntax::Expression& written) const;

    [[nodiscard]] Text text(const syntax::Text& written);
    /// Arguments of an atom: one a column, nothing for `_` and for columns left out. Nothing if they do not fit.
    [[nodiscard]] std::optional<std::vector<std::optional<Expression>>> atom_arguments(const syntax::Expression& call,
                                                                                       const std::vector<Variable>& columns,
                                                                                       bool all_by_position = true);
    /// Arguments of something that takes all of them.
    [[nodiscard]] std::optional<std::vector<Expression>> all_arguments(const syntax::Expression& call,
                                                                       const std::vector<Variable>& parameters);

    /// What is called, if it is of a kind that `wanted` accepts; otherwise reports it, `expected` saying what should stand
    /// there.
    template <class Wanted>
    [[nodiscard]] const Symbol* called(const syntax::Expression& call, Wanted wanted, const char* expected) {
        const auto* symbol = symbols_.find(call.text);
        if (symbol == nullptr) {
            // Where hardly anything is declared, looking for near names would take as long as there are names, each time.
            const bool helps = reporter_.errors() < 100;
            if (!reporter_.muted()) unknown_call(call, helps ? symbols_.names(wanted) : std::vector<std::string>{}, expected);
            touch(call);
            return nullptr;
        }
        if (symbol->kind == SymbolKind::broken || symbol->poisoned) {
            touch(call);
            return nullptr;
        }
        if (!wanted(symbol->kind)) {
            wrong_kind(call, *symbol, expected);
            touch(call);
            return nullptr;
        }
        return symbol;
    }

    /// A value stands alone: no relation could bind a variable.
    void expect_value() { values_only_ = true; }

private:
    using Written = syntax::Expression;

    // typer.cpp: names, single uses, agreement of types
    void refuse_single_uses();
    void refuse_untyped();
    void refuse_single_use(const Existential& variable);
    void touch(const Written& written);
    [[nodiscard]] std::optional<Expression> name(const Written& written, std::optional<Type> hint);
    [[nodiscard]] std::optional<Expression> declared_name(const Written& written, const Symbol& symbol);
    [[nodiscard]] std::optional<Expression> value_name(const Written& written, std::optional<Type> hint, bool& settled);
    [[nodiscard]] std::optional<Expression> existential(const Written& written, std::optional<Type> hint);
    [[nodiscard]] bool agrees(const Expression& found, Type expected, Span at);
    void not_a_value(const Written& written, ScaleId scale, const std::vector<ScaleValue>& elsewhere);
    void unknown_call(const Written& call, const std::vector<std::string>& known, const char* expected);
    void wrong_kind(const Written& call, const Symbol& symbol, const char* expected);
    [[nodiscard]] bool ordered(Type type, Span at);

    // slips.cpp: each reports and returns true where it is one
    [[nodiscard]] bool undeclared(const Written& written) const;
    [[nodiscard]] bool a_value(const Written& written) const;
    [[nodiscard]] bool fits(const Written& written, Type type) const;
    [[nodiscard]] bool word_as_value(const Written& compared);
    [[nodiscard]] bool values_as_alternatives(const Written& alternatives);
    [[nodiscard]] bool values_of_several_scales(const Written& compared);
    [[nodiscard]] bool hyphen_in_name(const Written& difference);
    [[nodiscard]] bool swapped(const Written& call, const std::vector<Variable>& columns);
    [[nodiscard]] bool keyword_as_call(const Written& call);

    // expressions.cpp
    [[nodiscard]] std::optional<Expression> literal(const Written& written, std::optional<Type> hint);
    [[nodiscard]] std::optional<Expression> qualified(const Written& written);
    [[nodiscard]] std::optional<Expression> sum(const Written& written, std::optional<Type> hint);
    [[nodiscard]] std::optional<Expression> product(const Written& written, std::optional<Type> hint);
    [[nodiscard]] std::optional<Expression> step(const Written& written, std::optional<Type> hint);
    [[nodiscard]] std::optional<Expression> make_range(const Written& written, std::optional<Type> hint);
    [[nodiscard]] std::optional<Expression> aggregate(const Written& written, std::optional<Type> hint);
    [[nodiscard]] std::optional<Expression> top(const Written& written);
    [[nodiscard]] std::optional<Expression> call(const Written& written, std::optional<Type> hint);

    // functions.cpp
    [[nodiscard]] std::optional<Expression> function(const Written& written, std::optional<Type> hint);
    [[nodiscard]] std::optional<Expression> pointers(const Written& written, ExpressionKind kind);
    [[nodiscard]] std::optional<Expression> band(const Written& written);
    [[nodiscard]] std::optional<Type> probe_band(const Written& written) const;
    [[nodiscard]] std::optional<Expression> of_question(const Written& written, ExpressionKind kind, const char* form);
    [[nodiscard]] std::optional<std::vector<const Written*>> operands_of(const Written& call, std::size_t least,
                                                                         std::size_t most);
    [[nodiscard]] std::optional<Type> probe_call(const Written& call) const;

    // conditions.cpp
    [[nodiscard]] Condition compare(const Written& written);
    [[nodiscard]] Condition membership(const Written& written);
    [[nodiscard]] Condition atom(const Written& written);
    [[nodiscard]] Condition status(const Written& written);
    [[nodiscard]] Condition supposed(const Written& written);
    [[nodiscard]] Condition applies(const Written& written);
    [[nodiscard]] Condition quantifier(const Written& written);
    [[nodiscard]] Condition truth(const Written& written);
    [[nodiscard]] std::optional<Type> type_of(const std::string& name, Span at);

    // observed.cpp
    [[nodiscard]] Condition observed(const Written& written);


    /// The author's own words, if they are short.
    [[nodiscard]] std::string quoted(Span span, const char* otherwise) const;

    const text::SourceSet& sources_;
    const Rulebase& rulebase_;
    const Symbols& symbols_;
    Reporter& reporter_;
    Scope& scope_;
    Place place_;
    bool values_only_ = false;
    bool missed_ = false;   // a variable had no type yet
    bool in_text_ = false;  // inside a hole
};

/// The type that a reference names; nothing if it names none, which is reported.
[[nodiscard]] std::optional<Type> resolve_type(const Rulebase& rulebase, const Symbols& symbols, Reporter& reporter,
                                               const syntax::TypeRef& written);

/// "Unity: blocking < open_split < lukewarm".
[[nodiscard]] std::string scale_line(const Scale& scale);

/// A fix that writes the nearest of `known`, if one is near enough to what is written at `at`.
void suggest(text::Diagnostic& diagnostic, const std::string& written, Span at, const std::vector<std::string>& known);

}  // namespace credence::check
