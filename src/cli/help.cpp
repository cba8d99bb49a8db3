#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/verbs.hpp"
#include "embedded/diagnostics.hpp"
#include "text/diagnostic.hpp"

namespace credence::cli {

int run_help(const std::vector<std::string>& words) {
    std::vector<std::string> known;
    for (const auto& page : verb_pages()) known.emplace_back(page.verb);
    for (const auto& page : embedded::diagnostics()) known.emplace_back(page.path.substr(0, page.path.rfind('.')));

    std::string out;
    for (auto word : words) {
        if (word.ends_with(',')) word.pop_back();  // as check lists them
        const auto& pages = embedded::diagnostics();
        const auto page = std::find_if(pages.begin(), pages.end(), [&](const auto& p) { return p.path == word + ".md"; });
        if (page == pages.end()) {
            const auto close = text::nearest(word, known);
            return fail({FailureKind::usage, fmt::format("no verb and no code `{}`", word),
                         close ? fmt::format("did you mean `{}`?", *close) : "credence --help lists the verbs"});
        }
        out += (out.empty() ? "" : "\n") + std::string(page->text);
    }
    print(out);
    return 0;
}

}  // namespace credence::cli
