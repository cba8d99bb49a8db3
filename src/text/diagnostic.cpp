#include "text/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace credence::text {
namespace {

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost 1 each. Gives up above `limit`.
std::size_t distance(const std::string& a, const std::string& b, std::size_t limit) {
    const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit) return limit + 1;
    std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        before_last.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

void sort_diagnostics(std::vector<Diagnostic>& diagnostics) {
    const auto key = [](const Diagnostic& d) {
        return std::tie(d.primary.span.file, d.primary.span.begin, d.primary.span.end, d.code, d.message);
    };
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto same = [](const Diagnostic& a, const Diagnostic& b) {
        return a.code == b.code && a.primary.span == b.primary.span;
    };
    diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const auto& d) { return d.level == Level::error; });
}

std::optional<std::string> nearest(const std::string& written, const std::vector<std::string>& known) {
    std::optional<std::string> best;
    auto best_distance = std::max<std::size_t>(1, written.size() / 3) + 1;
    for (const auto& candidate : known) {
        if (candidate == written) continue;
        const auto d = distance(written, candidate, best_distance);
        const bool better = d < best_distance || (best && d == best_distance && candidate < *best);
        // A word of one or two letters is like every other such word.
        if (!better || d >= std::max(written.size(), candidate.size()) - (candidate.size() > 1 ? 0 : 1)) continue;
        best = candidate;
        best_distance = d;
    }
    return best;
}

}  // namespace credence::text
