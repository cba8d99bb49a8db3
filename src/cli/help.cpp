#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/usage.hpp"
#include "cli/verbs.hpp"
#include "embedded/diagnostics.hpp"
#include "text/diagnostic.hpp"

namespace credence::cli {

int run_help(const std::string& subject) {
    if (subject.empty()) {
        print(short_help());
        return 0;
    }
    std::vector<std::string> codes;
    for (const auto& page : embedded::diagnostics()) {
        const std::string code(page.path.substr(0, page.path.rfind('.')));
        if (code == subject) {
            print(page.text);
            return 0;
        }
        codes.push_back(code);
    }
    const auto close = text::nearest(subject, codes);
    return fail({FailureKind::usage, fmt::format("no verb and no code `{}`", harmless(subject)),
                 close ? fmt::format("did you mean `{}`?", *close) : "credence --help lists the verbs"});
}

}  // namespace credence::cli
