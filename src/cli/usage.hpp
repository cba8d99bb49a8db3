// What `credence` says about itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace credence::cli {

inline constexpr const char* version = CREDENCE_VERSION;

/// One screen: what it is for, three examples, the verbs. `here`: which rulebase and knowledge base a credence.toml names; may be empty.
[[nodiscard]] std::string short_help(const std::string& here);

/// What `credence help VERB` says beside the options.
struct VerbPage {
    std::string_view verb;     // "kb import"
    std::string_view purpose;  // half a sentence
    std::string_view usage;    // behind the verb
    std::string_view text;
    std::string_view examples;
    std::vector<std::string> formats;  // of --format, the default first
};
/// In the order of the short help.
[[nodiscard]] const std::vector<VerbPage>& verb_pages();
[[nodiscard]] const VerbPage& verb_page(std::string_view verb);

struct OptionLine {
    std::string name;  // "--kb FILE"
    std::string what;
};
[[nodiscard]] std::string verb_help(const VerbPage& page, const std::vector<OptionLine>& own,
                                    const std::vector<OptionLine>& common);

}  // namespace credence::cli
