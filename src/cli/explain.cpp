#include "cli/explaining.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "explain/why.hpp"

namespace credence::cli {

int run_explain_why(const Context& context, const ExplainOptions& options) {
    Explaining asked(context, options, false);
    if (!asked.ready()) return asked.exit();
    auto explanation = asked.begin();
    if (!explanation) return fail(explanation.error());
    const auto done = app::guarded(asked.session().files().sources, [&] {
        for (const auto& target : asked.targets()) {
            if (!target.assessment) explanation->answer.push_back(explain::in_short(asked.narrator(), target));
        }
        explain::explain_why(asked.narrator(), asked.targets(), *explanation);
        return true;
    });
    if (!done) return fail(done.error());
    asked.print(std::move(*explanation));
    return 0;
}

}  // namespace credence::cli
