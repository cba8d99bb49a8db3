// The ledger of a weighed question for one individual, in words: what each rule weighs, what was bounded together, and what it all
// comes to. The best evidence of the rows that count adds up to that of the sum, exactly.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "explain/phrases.hpp"

namespace credence::explain {

enum class Counting : std::uint8_t { counted, correlated, unweighted, sum };  // correlated: a stronger one counts instead

/// What a rule weighs on a question, or all together: millibans, above 0 towards the upper pole.
struct Weighed {
    std::string rule, label;  // of the sum the label alone
    std::string pole, odds;   // where it points, or what it follows; "2:1"
    Counting counting = Counting::counted;
    std::int64_t lo = 0, best = 0, hi = 0;
    std::string strength, because;  // "moderately (2:1)"
};

struct WeighedLedger {
    std::string title;               // "What the rules weigh: …"
    std::string lower, upper;        // the poles
    std::string band;                // empty: none
    std::vector<Weighed> rows;       // the sum last
    std::vector<std::string> notes;  // sentences
    std::set<DeclarationRef> took_part;
};

[[nodiscard]] bool is_weighed(const check::Rulebase& rulebase, check::QuestionId question);
[[nodiscard]] WeighedLedger weighed_ledger(const Phrases& phrases, check::QuestionId question, Cell subject);

/// "+3.01": millibans as decibans.
[[nodiscard]] std::string with_sign(const Words& words, std::int64_t millibans);
/// The cells of a row's least, best and greatest evidence; empty for what has no weight.
[[nodiscard]] std::vector<std::string> evidence_cells(const Words& words, const Weighed& row);

}  // namespace credence::explain
