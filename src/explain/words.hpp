// The program's own sentences: a catalogue of messages by key, with named holes that finished strings fill. For explanations and
// reports, which hold no sentence of their own. It reads no file (report/ loads the catalogue) and knows no rulebase.
//
// A message that depends on a number has a form a plural class: "observations.one", "observations.other". Keys that are missing
// are our bug: whoever loads a catalogue checks it against the shipped one first.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace credence::explain {

struct Hole {
    std::string_view name;
    std::string_view text;
};

/// Plural classes of whole numbers (CLDR): English counts 1 as `one`, French 0 and 1.
enum class Plural { one_alone, zero_and_one };

class Words {
public:
    using Messages = std::map<std::string, std::string, std::less<>>;

    explicit Words(Messages messages, Plural plural = Plural::one_alone) : messages_(std::move(messages)), plural_(plural) {}

    [[nodiscard]] bool has(std::string_view key) const { return messages_.contains(key); }
    /// The message with its holes filled; "{{" prints a brace. What fills a hole is not looked into.
    [[nodiscard]] std::string say(std::string_view key, std::initializer_list<Hole> holes = {}) const;
    /// The form for `count`, which fills the hole `count`.
    [[nodiscard]] std::string count(std::string_view key, std::size_t count, std::initializer_list<Hole> holes = {}) const;
    /// "a, b and c", by the messages `list_comma` and `list_last`.
    [[nodiscard]] std::string list(const std::vector<std::string>& items) const;

    [[nodiscard]] const Messages& messages() const { return messages_; }

private:
    Messages messages_;
    Plural plural_;
};

/// The first letter raised (Latin, Greek and Cyrillic small letters); the rest as it is.
[[nodiscard]] std::string raised(std::string_view text);
/// First letter raised, and a full stop where the text ends without a mark.
[[nodiscard]] std::string sentence(std::string_view text);

}  // namespace credence::explain
