// What `credence` says about itself.
#pragma once

#include <string>

namespace credence::cli {

inline constexpr const char* version = CREDENCE_VERSION;

/// One screen: what it is for, three examples, the verbs.
[[nodiscard]] std::string short_help();

}  // namespace credence::cli
