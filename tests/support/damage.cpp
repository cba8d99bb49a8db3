#include "support/damage.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace credence::testing {

std::string damaged(std::string source, std::mt19937& random) {
    static constexpr std::string_view pieces[] = {
        "(", ")",  "{",  "}",      "\"",      "|",           "\n",   "\n\n", " when ", ",",    "= =", "\xFF", "\xE2\x80\x9C",
        "#", "..", "\r", "entity", "  then ", "\n  given\n", "not ", "---",  ":",      "\\\"", "1e5"};
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n == 0 ? 0 : n - 1)(random); };
    for (std::size_t edits = 1 + below(4); edits > 0; --edits) {
        const auto at = below(source.size());
        const auto length = std::min(below(12), source.size() - at);
        switch (below(4)) {
            case 0: source.erase(at, length); break;
            case 1: source.insert(at, source.substr(at, length)); break;
            case 2: source.insert(at, pieces[below(std::size(pieces))]); break;
            default: source.replace(at, length, pieces[below(std::size(pieces))]); break;
        }
    }
    return source;
}

}  // namespace credence::testing
