#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace credence {

void check_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "internal error: %s does not hold (%s:%d); please report this\n", condition, file, line);
    std::_Exit(70);
}

}  // namespace credence
