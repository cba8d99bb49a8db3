#include <fmt/format.h>

#include <algorithm>

#include "app/diagnostic_pages.hpp"
#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/verbs.hpp"
#include "text/diagnostic.hpp"

namespace credence::cli {

int run_help(const std::vector<std::string>& words) {
    auto known = app::explained_codes();
    for (const auto& page : verb_pages()) known.emplace_back(page.verb);

    const bool is_verb = std::any_of(verb_pages().begin(), verb_pages().end(), [&](const VerbPage& page) {
        return page.verb.substr(0, page.verb.find(' ')) == words.front();
    });

    std::string out;
    for (auto word : words) {
        if (word.ends_with(',')) word.pop_back();  // as check lists them
        const auto page = app::diagnostic_page(word);
        if (!page) {
            const auto close = text::nearest(word, known);
            return fail({FailureKind::usage,
                         fmt::format("no verb and no code `{}`", is_verb ? fmt::format("{}", fmt::join(words, " ")) : word),
                         close ? fmt::format("did you mean `{}`?", *close) : "credence --help lists the verbs"});
        }
        out += (out.empty() ? "" : "\n") + std::string(*page);
    }
    print(out);
    return 0;
}

}  // namespace credence::cli
