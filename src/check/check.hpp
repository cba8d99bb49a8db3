// Typed syntax trees to a checked rulebase: names, types, safety, strata, cases. Every mistake of every file is reported once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/rulebase.hpp"
#include "syntax/ast.hpp"
#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace credence::check {

/// A rulebase and those it uses, as they are written.
struct Trees {
    std::vector<const syntax::Declaration*> declarations;  // in any order; where names clash, the later one is said to be too many
    std::vector<syntax::Name> broken_names;  // of declarations that could not be parsed: what uses them is not reported as unknown
    std::string folder;                      // the rulebase's own, as SourceFile::folder says it
    bool whole = true;                       // else something it uses could not be read: no name is reported as unknown
};

/// Nothing if any error was found; warnings alone do not stop it.
[[nodiscard]] std::optional<Rulebase> check_rulebase(const text::SourceSet& sources, const Trees& trees,
                                                     std::vector<text::Diagnostic>& diagnostics);
/// One that uses no other.
[[nodiscard]] std::optional<Rulebase> check_rulebase(const text::SourceSet& sources,
                                                     const std::vector<syntax::Declaration>& declarations,
                                                     std::vector<text::Diagnostic>& diagnostics,
                                                     const std::vector<syntax::Name>& broken_names = {});

/// A condition over a checked rulebase, as `credence query` takes it: every variable is asked for; none is wrapped in `exists`
/// but those below `not`, an aggregate or a quantifier. Individuals are named by their ids in quotes.
struct Query {
    Condition condition;
    std::vector<Variable> variables;
    std::uint32_t bound = 0;  // the variables asked for come first, in the order of their first use
};
[[nodiscard]] std::optional<Query> check_query(const Rulebase& rulebase, const text::SourceSet& sources,
                                               const syntax::Expression& condition, std::vector<text::Diagnostic>& diagnostics);

}  // namespace credence::check
