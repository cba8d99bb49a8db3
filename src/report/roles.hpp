// What an assessment's expressions are to its reports: the answer, what qualifies it, the steps that lead to it, what frames
// it, what stands beside it. Computed from the checked rulebase alone, whatever the data, so that no section comes and goes
// with a value. Documents read roles; they know no declaration by name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/rulebase.hpp"

namespace credence::report {

/// `qualifier`: further expressions of `group by`. `step`: a value shown, and read by the answer. `beside`: shown, and no step.
/// `list`: a shown relation.
enum class ItemRole : std::uint8_t { answer, qualifier, step, beside, list };

/// A question, attribute or range that is read, with the individual it is read of, in the assessment's variables.
struct Use {
    std::uint32_t index = 0;  // of the question, attribute or range
    check::Expression subject;
    std::string key;  // identity of the subject
};

/// One expression of `answer`, `group by` or `show`.
struct Item {
    ItemRole role = ItemRole::step;
    bool frame = false;                             // a step that is a range, or a declared attribute: has a section of its own
    const check::Expression* expression = nullptr;  // of the assessment; else
    const check::Condition* condition = nullptr;    // a named condition or a relation
    std::string key;
    std::vector<std::size_t> reads;     // items that it reads, directly or through what is not shown
    std::vector<Use> questions;         // read by it and by no step that it reads
    std::vector<std::size_t> frames;    // beside and list: the frames of whose individual it speaks
    std::optional<std::size_t> column;  // side by side: the n-th use of its declaration
};

/// Individuals of whom something may be observed that the chain reads, or that shares a topic with what it reads.
struct EvidenceSubject {
    check::Expression subject;
    std::string key;
    check::EntityId entity;
    std::vector<check::AttributeId> attributes;  // not declared, not protected; in natural order
    std::optional<std::size_t> frame;            // the range whose section prints them
};

struct Roles {
    check::AssessmentId assessment;
    std::vector<Item> items;         // the answer, then as in `group by` and `show`; each expression once
    std::vector<std::size_t> chain;  // the steps, none before what it reads, and the answer last
    std::vector<EvidenceSubject> evidence;
    std::size_t columns = 1;                                      // two or more: printed side by side
    std::vector<std::vector<check::VariableId>> column_subjects;  // by column: the subjects that head it
    std::vector<bool> charted;                                    // by ScaleId: two steps or more lie on it
    std::vector<check::DeclarationRef> read;                      // all that answer, qualifiers and what is shown read, sorted

    [[nodiscard]] std::vector<std::size_t> of(ItemRole role) const;
    /// The steps that the answer reads directly, in chain order; and the others.
    [[nodiscard]] std::vector<std::size_t> near_steps() const;
    [[nodiscard]] std::vector<std::size_t> far_steps() const;
};

[[nodiscard]] Roles roles_of(const check::Rulebase& rulebase, check::AssessmentId assessment);

}  // namespace credence::report
