#include "app/codes.hpp"

#include <algorithm>

#include "check/codes.hpp"
#include "parse/codes.hpp"
#include "report/codes.hpp"
#include "store/codes.hpp"

namespace credence::app {
namespace {

bool before(const text::Code& a, const text::Code& b) { return a.code < b.code; }

}  // namespace

const std::vector<text::Code>& all_codes() {
    static const auto codes = [] {
        std::vector<text::Code> all;
        for (const auto stage : {parse::diagnostic_codes(), check::diagnostic_codes(), store::diagnostic_codes(),
                                 report::diagnostic_codes()}) {
            all.insert(all.end(), stage.begin(), stage.end());
        }
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
