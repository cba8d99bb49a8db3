// Texts that must not be printed, found in other texts. Internal to audience.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace credence::report {

/// Of whom or what a hidden text is: a name that a stand-in may take the place of, or something whose whole sentence goes.
enum class SecretKind : std::uint8_t { own, who, other, fact, quote };

class SecretTexts {
public:
    /// `own` is never hidden, and goes before hidden texts that it contains. Texts of one letter and numbers are too common to be found.
    void add(SecretKind kind, std::string_view text);
    /// A text that is public: words that stand in it, in this order, are not hidden, whoever wrote or is called them.
    void use(std::string_view text);

    struct Found {
        std::size_t begin = 0, end = 0;
        SecretKind kind = SecretKind::own;
        std::string_view text;  // as it was added
    };
    /// The first at or behind `from`, the longest of those that begin alike; `end` 0: none.
    [[nodiscard]] Found find(std::string_view text, std::size_t from) const;
    [[nodiscard]] std::vector<std::string> hidden() const;

private:
    struct Secret {
        std::string text, folded;
        SecretKind kind = SecretKind::own;
    };
    [[nodiscard]] bool is_used(const Secret& secret) const;

    std::map<std::string, std::vector<Secret>, std::less<>> by_first_word_;  // the longest first
    std::string used_;                                                       // public texts, folded, a line each
    mutable std::map<std::string, bool, std::less<>> known_;  // whether it stands in them, of those that were looked for
};

}  // namespace credence::report
