#include "app/codes.hpp"

#include <algorithm>
#include <iterator>

#include "check/codes.hpp"
#include "lint/lint.hpp"
#include "parse/codes.hpp"
#include "report/codes.hpp"
#include "store/codes.hpp"

namespace credence::app {
namespace {

using enum text::Level;

// Of rulebases that use others
constexpr text::Code of_use[] = {
    {"E0501", error, "a rulebase to use that cannot be read"},
    {"E0502", error, "rulebases that use each other in a circle"},
    {"E0503", error, "rulebases that are used together and do not agree"},
};

bool before(const text::Code& a, const text::Code& b) { return a.code < b.code; }

}  // namespace

const std::vector<text::Code>& all_codes() {
    static const auto codes = [] {
        std::vector<text::Code> all(std::begin(of_use), std::end(of_use));
        for (const auto stage : {parse::diagnostic_codes(), check::diagnostic_codes(), store::diagnostic_codes(),
                                 report::diagnostic_codes()}) {
            all.insert(all.end(), stage.begin(), stage.end());
        }
        for (const auto* lint : lint::lints()) all.push_back({lint->code, lint::shown_level(lint->level), lint->title});
        std::sort(all.begin(), all.end(), before);
        return all;
    }();
    return codes;
}

std::optional<text::Code> find_code(std::string_view code) {
    const auto& all = all_codes();
    const auto found = std::lower_bound(all.begin(), all.end(), text::Code{code, {}, {}}, before);
    return found != all.end() && found->code == code ? std::optional(*found) : std::nullopt;
}

}  // namespace credence::app
