#include "support/diff.hpp"

#include <algorithm>
#include <cstdint>

namespace credence::testing {
namespace {

struct Step {
    char mark;  // ' ' in both, '-' expected only, '+' found only
    std::string_view line;
};

/// By a longest common subsequence of what stands between the common head and tail.
std::vector<Step> steps(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
    const std::size_t rows = a.size() - head - tail;
    const std::size_t columns = b.size() - head - tail;

    std::vector<std::vector<std::uint32_t>> longest(rows + 1, std::vector<std::uint32_t>(columns + 1));
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            longest[i][j] =
                a[head + i] == b[head + j] ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
        }
    }

    std::vector<Step> result;
    for (std::size_t i = 0; i < head; ++i) result.push_back({' ', a[i]});
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < rows || j < columns) {
        if (i < rows && j < columns && a[head + i] == b[head + j]) {
            result.push_back({' ', a[head + i]});
            ++i;
            ++j;
        } else if (i < rows && (j == columns || longest[i + 1][j] >= longest[i][j + 1])) {
            result.push_back({'-', a[head + i++]});
        } else {
            result.push_back({'+', b[head + j++]});
        }
    }
    for (std::size_t k = a.size() - tail; k < a.size(); ++k) result.push_back({' ', a[k]});
    return result;
}

}  // namespace

std::vector<std::string_view> lines(std::string_view text) {
    std::vector<std::string_view> result;
    while (!text.empty()) {
        const auto end = text.find('\n');
        result.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return result;
}

std::string difference(std::string_view expected, std::string_view found) {
    if (expected == found) return {};
    constexpr std::size_t around = 3;
    const auto all = steps(lines(expected), lines(found));
    std::vector<bool> shown(all.size());
    bool any = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].mark == ' ') continue;
        any = true;
        for (std::size_t k = i - std::min(i, around); k <= std::min(i + around, all.size() - 1); ++k) shown[k] = true;
    }
    if (!any) return "the last line break differs\n";

    std::string result;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (shown[i]) {
            result += all[i].mark;
            result.append(all[i].line) += '\n';
        } else if (i == 0 || shown[i - 1]) {
            result += "...\n";
        }
    }
    return result;
}

}  // namespace credence::testing
