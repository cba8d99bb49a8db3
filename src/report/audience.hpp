// Who reads a report or an explanation, and what is left out for them. What is left out goes from the tree, before anything is
// printed, so that no print, no figure and no name of a file can hold it.
//
//     planner    everything that the answer rests on
//     panel      the same; while a panel still holds entries back, not who assessed
//     candidate  the first of the assessment's subjects: what is on record about them and what the rules make of it; no others,
//                nobody's name, nothing that shows how to reach another answer; and that they may comment
//     auditor    everything, and when it was recorded
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "explain/explanation.hpp"
#include "report/build.hpp"

namespace credence::report {

/// "planner", "panel", "candidate", "auditor", in the order of the enumerators.
[[nodiscard]] const std::vector<std::string>& audience_names();
[[nodiscard]] std::optional<Audience> audience_named(std::string_view name);
/// How much of an explanation they read, where they do not say it.
[[nodiscard]] explain::Detail detail_of(Audience audience);

/// What an audience must not read of a knowledge base, about the subjects that were asked for. A hidden text is found where it stands
/// as words of its own, in upper or lower case; what the rules or the catalogue say themselves is not hidden.
class Redaction {
public:
    /// The workshop's origin says for whom.
    Redaction(const Workshop& workshop, const Asking& asking);
    ~Redaction();
    Redaction(Redaction&&) noexcept;
    Redaction& operator=(Redaction&&) = delete;

    /// Leaves out what speaks of what is hidden, names it otherwise where the rest must stay, and says so.
    void apply(Report& report) const;
    void apply(explain::Explanation& explanation) const;
    /// Every text that must not stand anywhere, each once.
    [[nodiscard]] std::vector<std::string> hidden() const;

private:
    struct Secrets;
    Workshop workshop_;
    std::string reader_;  // of a candidate: name, or id
    std::unique_ptr<Secrets> secrets_;
};

}  // namespace credence::report
