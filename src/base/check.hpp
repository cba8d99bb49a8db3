// The third kind of error: we are wrong. A failed check aborts with its place; no input may reach one.
#pragma once

namespace credence {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace credence

#define CREDENCE_CHECK(condition) \
    ((condition) ? static_cast<void>(0) : ::credence::check_failed(#condition, __FILE__, __LINE__))
