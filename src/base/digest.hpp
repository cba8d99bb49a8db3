// SHA-256 of a list of texts. Each is preceded by its length, so that no two lists have the same bytes.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace credence {

class Digest {
public:
    /// `purpose` keeps digests of different things apart.
    explicit Digest(std::string_view purpose);
    Digest& add(std::string_view text);
    [[nodiscard]] std::string hex() const;  // 64 letters

private:
    alignas(16) std::array<std::byte, 128> state_{};
};

}  // namespace credence
