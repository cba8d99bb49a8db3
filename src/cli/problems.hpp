// What was wrong with rows that somebody gave by hand, on the terminal.
#pragma once

#include <vector>

#include "store/problem.hpp"

namespace credence::cli {

void print_problems(const std::vector<store::Problem>& problems);

}  // namespace credence::cli
