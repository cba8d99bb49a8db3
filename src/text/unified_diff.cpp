#include "text/unified_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace credence::text {
namespace {

constexpr std::size_t around = 3;
constexpr std::size_t most_changes = 4'000;

using Lines = std::vector<std::string_view>;

// With their breaks.
Lines lines_of(std::string_view text) {
    Lines out;
    while (!text.empty()) {
        const auto size = std::min(text.find('\n'), text.size() - 1) + 1;
        out.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return out;
}

// Lines [old_begin, old_end) are replaced by [new_begin, new_end).
struct Change {
    std::size_t old_begin, old_end, new_begin, new_end;
};

// The shortest script (Myers 1986), between the lines that both begin and end with.
std::vector<Change> changes(const Lines& a, const Lines& b) {
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
    std::size_t foot = 0;
    while (foot < a.size() - head && foot < b.size() - head && a[a.size() - 1 - foot] == b[b.size() - 1 - foot]) ++foot;
    const auto n = static_cast<std::int64_t>(a.size() - head - foot);
    const auto m = static_cast<std::int64_t>(b.size() - head - foot);
    if (n == 0 && m == 0) return {};
    const Change whole{head, a.size() - foot, head, b.size() - foot};
    if (n == 0 || m == 0) return {whole};

    const auto most = std::min<std::int64_t>(n + m, most_changes);
    std::vector<std::int64_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
    const auto at = [&](std::int64_t k) -> std::int64_t& { return furthest[static_cast<std::size_t>(k + most + 1)]; };
    std::vector<std::vector<std::int64_t>> trace;  // of each d, the furthest x on the diagonals -d to d
    std::int64_t found = -1;
    for (std::int64_t d = 0; d <= most && found < 0; ++d) {
        for (auto k = -d; k <= d && found < 0; k += 2) {
            auto x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
            while (x < n && x - k < m && a[head + static_cast<std::size_t>(x)] == b[head + static_cast<std::size_t>(x - k)])
                ++x;
            at(k) = x;
            if (x >= n && x - k >= m) found = d;
        }
        trace.emplace_back(furthest.begin() + (most + 1 - d), furthest.begin() + (most + 2 + d));
    }
    if (found < 0) return {whole};

    std::vector<Change> out;
    auto x = n, y = m;
    for (auto d = found; d > 0; --d) {
        const auto& before = trace[static_cast<std::size_t>(d - 1)];  // diagonals -(d-1) to d-1
        const auto reach = [&](std::int64_t k) {
            return k < 1 - d || k > d - 1 ? std::int64_t{-1} : before[static_cast<std::size_t>(k + d - 1)];
        };
        const auto k = x - y;
        const bool added = k == -d || (k != d && reach(k - 1) < reach(k + 1));
        const auto from = added ? k + 1 : k - 1;
        const auto px = reach(from), py = px - from;
        const auto old_at = head + static_cast<std::size_t>(px), new_at = head + static_cast<std::size_t>(py);
        const Change one{old_at, old_at + (added ? 0U : 1U), new_at, new_at + (added ? 1U : 0U)};
        if (!out.empty() && out.back().old_begin == one.old_end && out.back().new_begin == one.new_end) {
            out.back().old_begin = one.old_begin;
            out.back().new_begin = one.new_begin;
        } else {
            out.push_back(one);
        }
        x = px;
        y = py;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

void append(std::string& out, char mark, std::string_view line) {
    out += mark;
    out += line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

std::string range(std::size_t begin, std::size_t end) {
    if (end - begin == 1) return fmt::format("{}", begin + 1);
    return fmt::format("{},{}", end == begin ? begin : begin + 1, end - begin);
}

}  // namespace

std::string unified_diff(std::string_view old_name, std::string_view new_name, std::string_view old_text,
                         std::string_view new_text) {
    const auto a = lines_of(old_text), b = lines_of(new_text);
    const auto all = changes(a, b);
    if (all.empty()) return {};
    auto out = fmt::format("--- {}\n+++ {}\n", old_name, new_name);
    for (std::size_t first = 0; first < all.size();) {
        auto last = first;
        while (last + 1 < all.size() && all[last + 1].old_begin - all[last].old_end <= 2 * around) ++last;
        const auto lead = std::min(all[first].old_begin, around);
        const auto begin = all[first].old_begin - lead;
        const auto end = std::min(all[last].old_end + around, a.size());
        out += fmt::format("@@ -{} +{} @@\n", range(begin, end),
                           range(all[first].new_begin - lead, all[last].new_end + (end - all[last].old_end)));
        auto at = begin;
        for (auto c = first; c <= last; ++c) {
            for (; at < all[c].old_begin; ++at) append(out, ' ', a[at]);
            for (; at < all[c].old_end; ++at) append(out, '-', a[at]);
            for (auto line = all[c].new_begin; line < all[c].new_end; ++line) append(out, '+', b[line]);
        }
        for (; at < end; ++at) append(out, ' ', a[at]);
        first = last + 1;
    }
    return out;
}

}  // namespace credence::text
