// From the prover's claims to the statements of an explanation: with what the author quotes and assumes, and with who said what is on
// record.
#pragma once

#include "explain/assumptions.hpp"
#include "explain/explanation.hpp"
#include "explain/proof.hpp"

namespace credence::explain {

/// A source's sentence as reports print it: `In the source's words (more likely): “…” (Handbook).`
[[nodiscard]] std::string quoted(const Phrases& phrases, const check::Citation& citation, const std::string& wording);
[[nodiscard]] std::string source_label(const check::Rulebase& rulebase, check::SourceId source);

/// What is recorded about a fact beside its value.
[[nodiscard]] Record record_of(const Phrases& phrases, FactRef fact);

class Narrator {
public:
    /// Both must outlive it.
    Narrator(const Phrases& phrases, const Assumptions& assumptions) : phrases_(phrases), assumptions_(assumptions) {}

    [[nodiscard]] const Phrases& phrases() const { return phrases_; }
    [[nodiscard]] std::string say(std::string_view key, Words::Holes holes = {}) const {
        return phrases_.words().say(key, holes);
    }

    /// The claim with all that it rests on.
    [[nodiscard]] Statement tell(const Claim& claim) const;
    /// The claim alone, citing the rules and facts of all that it rests on.
    [[nodiscard]] Statement brief(const Claim& claim) const;
    /// "P17, complete coercion side."
    [[nodiscard]] std::string headed(DeclarationRef ref) const;
    /// Sources, scope and assumptions of a declaration, a statement each.
    void add_texts(DeclarationRef ref, std::vector<Statement>& out) const;
    /// Ids of rules and facts.
    void cite(const Support& support, Statement& out) const;
    /// "Not met.", "Unknown.", "Disputed."; empty for what is met.
    [[nodiscard]] std::string state_lead(State state) const;

private:
    /// Who said it, how and when, and how long ago.
    [[nodiscard]] std::string who(FactRef fact) const;
    void add_child(const Claim& child, std::vector<Statement>& out) const;
    void tell_who(const Claim& claim, Statement& out) const;
    [[nodiscard]] std::string value_of(const Claim& attribute) const;
    void add_record(FactRef fact, Statement& out) const;

    const Phrases& phrases_;
    const Assumptions& assumptions_;
};

}  // namespace credence::explain
