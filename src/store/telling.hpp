// Words in evidence that tell what rules may not read, such as somebody's sex. A rule cannot use them; whoever reads the text can,
// so an import warns of them. The words stand in kb/telling, a file a language.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/show.hpp"

namespace credence::store {

struct Telling {
    std::string words;  // "her", as the list has it
    std::string tells;  // "sex"
};

class TellingWords {
public:
    TellingWords();

    /// What the text holds of the list, each once, as it comes. Whole words, in whatever case.
    [[nodiscard]] std::vector<Telling> find(std::string_view text) const;

private:
    struct Entry {
        std::vector<std::string> words;  // in lower case
        Telling telling;
    };
    std::map<std::string, std::vector<Entry>, std::less<>> by_first_;  // by the first word
};

/// The texts on record that are in force and tell something: by table and entry, the texts themselves left out. Those that a panel holds
/// back are not looked at.
[[nodiscard]] Result<ShownTable> telling_texts(KnowledgeBase& kb, const check::Rulebase& rulebase);

/// "`her` (sex), `years old` (age)"
[[nodiscard]] std::string telling_text(const std::vector<Telling>& found);

}  // namespace credence::store
