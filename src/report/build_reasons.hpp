// What the sections on reasons share. Internal to the builders.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/build_matter.hpp"

namespace credence::report {

/// The case that a define's value comes from, with the binding of its variables.
struct Taken {
    const check::Define* define = nullptr;
    check::DefineId id;
    std::vector<Cell> arguments;
    Binding binding;
    engine::DefineResult result;
    [[nodiscard]] const check::Case* one() const { return result.taken ? &define->cases[*result.taken] : nullptr; }
};

[[nodiscard]] std::optional<Taken> taken_case(const Matter& matter, const Item& item);

/// A rule that holds, as a reason.
[[nodiscard]] Reason reason_of(const Matter& matter, DeclarationRef ref, const Binding& binding);
[[nodiscard]] std::string quotes_text(const std::vector<Quote>& quotes);
/// The pole that the case taken by a step speaks of, where it is one: the pole its reasons point to.
[[nodiscard]] std::optional<bool> pole_of(const Matter& matter, const Item& item, check::QuestionId question);
/// What the rules on the questions of a step weigh; `before`: how many ledgers the report has already; `who`: the column that it
/// belongs to, where the report has several.
[[nodiscard]] std::vector<Ledger> ledgers_of(const Matter& matter, const Item& item, std::size_t before,
                                             const std::string& who = {});
/// What a condition looks at, with what is on record: "consensus-seeking: 2".
[[nodiscard]] std::vector<std::string> on_record(const Matter& matter, const check::Condition& condition,
                                                 const Binding& binding);

}  // namespace credence::report
