// The catalogue: every sentence of the program as a message with holes, in one language. Rulebase texts are not in it.
//
//     words.say("moved", {{"steps", words.count("steps", 2)}})
//
// A message is found by its key alone; the tables of the file group keys for its readers. Holes are filled with finished
// strings: no string is ever inflected. Counts choose a form by CLDR class. Asking for a message or leaving out a hole that
// does not exist is our bug, not the user's: tests say that every key asked for is there.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "explain/words.hpp"
#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace credence::report {

/// A message cut at its holes: text, hole, text, …
struct Message {
    std::vector<std::string> texts;  // one more than holes
    std::vector<std::string> holes;
};

class Words : public explain::Words {
public:
    /// The languages of the catalogues that the program carries: "en", "fr".
    [[nodiscard]] static const std::vector<std::string>& languages();
    /// The catalogue of one of them.
    [[nodiscard]] static Words of(std::string_view language);
    [[nodiscard]] static Words english() { return of("en"); }
    [[nodiscard]] const std::string& language() const { return language_; }

    /// A user's catalogue over this one: what it has replaces ours. Its keys must be ours, its holes among ours.
    void override_with(const text::SourceFile& file, text::FileId id, std::vector<text::Diagnostic>& diagnostics);

    [[nodiscard]] std::string say(std::string_view key, Holes holes = {}) const override;
    /// A message with forms; `{n}` is the number.
    [[nodiscard]] std::string count(std::string_view key, std::size_t n, Holes holes = {}) const override;
    /// "a, b, c"
    [[nodiscard]] std::string list(const std::vector<std::string>& items) const override;

    struct Entry {
        Message one, other;  // `one` of counted messages only
        bool counted = false;
        [[nodiscard]] bool plain() const { return !counted && other.holes.empty(); }  // a template may name it
    };
    [[nodiscard]] const std::map<std::string, Entry, std::less<>>& entries() const { return entries_; }

private:
    std::string language_;
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace credence::report
