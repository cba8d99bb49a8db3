// The second kind of error: the world failed (a file, a lock, a disk, a limit). What went wrong, in words for a person.
// The user's text or data being wrong is the first kind (text::Diagnostic), our being wrong the third (base/check.hpp).
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace credence {

enum class FailureKind {
    usage,           // exit 2: wrong option, unknown name
    input,           // exit 3: input that cannot be used
    knowledge_base,  // exit 4: not ours, newer, busy, damaged
    limit,           // exit 5: a budget was used up
    write,           // exit 6: writing failed
};

struct Failure {
    FailureKind kind = FailureKind::input;
    std::string message;  // one sentence, lower case, without a full stop
    std::string help;     // one way out; may be empty
};

template <class T>
using Result = tl::expected<T, Failure>;

using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Failure> failure(FailureKind kind, std::string message, std::string help = {}) {
    return tl::unexpected<Failure>(Failure{kind, std::move(message), std::move(help)});
}

}  // namespace credence
