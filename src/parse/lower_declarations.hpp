// One declaration of the lossless tree to one of the typed tree.
#pragma once

#include "parse/lower.hpp"
#include "syntax/forms.hpp"

namespace credence::parse {

class DeclarationLowering {
public:
    DeclarationLowering(Lowering& pieces, syntax::Cursor declaration);

    [[nodiscard]] syntax::Declaration lower();
    /// False where a clause is missing without which there is nothing to check; reported.
    [[nodiscard]] bool complete();

private:
    syntax::Declaration rulebase();
    syntax::Declaration source();
    syntax::Declaration scale();
    syntax::Declaration attribute();
    syntax::Declaration relation();
    syntax::Declaration question();
    syntax::Declaration define();
    syntax::Declaration rule();
    syntax::Declaration proposition();
    syntax::Declaration boundary();
    syntax::Declaration table();
    syntax::Declaration advice();
    syntax::Declaration assessment();
    syntax::Declaration property();
    syntax::Declaration bands();
    syntax::Declaration example();
    syntax::Declaration simple();

    [[nodiscard]] syntax::Head make_head();
    /// Clauses that any declaration may have; false for others.
    bool common(syntax::Head& head, syntax::Cursor clause);
    /// Those of rules, propositions, boundaries, tables and advice.
    bool shared(syntax::Clauses& clauses, syntax::Cursor clause);
    void read_common(syntax::Head& head);
    /// All clauses of something that concludes: `then` where it says what follows.
    template <class Declaration, class Then>
    void reasoning(Declaration& declaration, Then then) {
        for (const auto clause : clauses()) {
            if (clause.front().kind == syntax::TokenKind::kw_then)
                then(clause);
            else if (!shared(declaration.clauses, clause))
                common(declaration.head, clause);
        }
    }
    void combine(syntax::Attribute& attribute, syntax::Combination combination, syntax::Cursor clause);
    [[nodiscard]] syntax::Citation citation(syntax::Cursor clause, std::uint32_t name_token) const;
    [[nodiscard]] syntax::Ask ask(syntax::Cursor clause) const;
    [[nodiscard]] syntax::BoundKind bound(syntax::Cursor node) const;
    [[nodiscard]] std::vector<syntax::Name> names(syntax::Cursor node) const;
    [[nodiscard]] std::vector<syntax::Expression> expressions(syntax::Cursor node);
    [[nodiscard]] std::vector<syntax::Variable> variables(syntax::Cursor node) const;
    [[nodiscard]] syntax::TableBody table_body();
    [[nodiscard]] syntax::Column column(syntax::Cursor node);
    [[nodiscard]] syntax::Cell cell(syntax::Cursor node);
    [[nodiscard]] syntax::Given given(syntax::Cursor node);
    [[nodiscard]] syntax::Expectation expectation(syntax::Cursor node);
    void cases(syntax::Define& define, syntax::Cursor clause);

    [[nodiscard]] syntax::Cursor head() const { return *declaration_.begin(); }
    [[nodiscard]] std::vector<syntax::Cursor> clauses() const;
    [[nodiscard]] std::string title() const;
    [[nodiscard]] bool has_clause(syntax::TokenKind opener) const;
    /// The tokens of a node that belong to none of its children.
    [[nodiscard]] std::vector<std::uint32_t> direct(syntax::Cursor node) const;

    Lowering& pieces_;
    syntax::Cursor declaration_;
    const syntax::DeclarationForm& form_;
};

}  // namespace credence::parse
