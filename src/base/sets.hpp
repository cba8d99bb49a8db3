// Sets as sorted vectors of different values.
#pragma once

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace credence {

template <class T>
void make_set(std::vector<T>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Adds the values of one set to another.
template <class T>
void merge(std::vector<T>& to, const std::vector<T>& from) {
    std::vector<T> out;
    std::set_union(to.begin(), to.end(), from.begin(), from.end(), std::back_inserter(out));
    to = std::move(out);
}

}  // namespace credence
