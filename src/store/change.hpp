// A change of a knowledge base: what one command records, as one link of a chain. Every row that it records has a number of its own in
// the whole knowledge base and a seal; the change keeps the digest of all of these and of what the knowledge base says of itself, and its
// head is a digest of all that and of the head before it. So nothing on record can be changed, moved, added or left out without
// changing every later head; reports print the head that they rest on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/connection.hpp"
#include "store/seal.hpp"

namespace credence::store {

/// Who did what, and why: what a command says of its change.
struct Act {
    std::string_view what;  // "import"
    std::optional<std::string> by, reason;
    std::int64_t now = 0;  // seconds since 1970
};

/// What the head of a change is made of, beside the head before it.
struct Link {
    std::int64_t number = 0, first = 0, last = 0;  // rows have the entries first..last
    std::string made, what, since;                 // since: the earliest time of record in it
    Bytes32 words{}, content{}, meta{};

    [[nodiscard]] Bytes32 head(const Bytes32& before) const;
};

/// Of who did it and why; `salt` hides them once they are erased.
[[nodiscard]] Bytes32 words_digest(const Salt& salt, const std::optional<std::string>& by,
                                   const std::optional<std::string>& reason);

/// Of what the knowledge base says of itself (credence_meta).
[[nodiscard]] Bytes32 meta_digest(Connection& connection);

/// The digest of the rows of a change, in the order of their entries.
class ContentDigest {
public:
    void add(const Bytes32& row) { digest_.add(row); }
    [[nodiscard]] Bytes32 value() const { return digest_.value(); }

private:
    RunningDigest digest_{"credence rows 1"};
};

class Change {
public:
    /// Inside a transaction that writes.
    Change(Connection& connection, Act act);

    /// The entry of the next row.
    [[nodiscard]] std::int64_t entry() const { return link_.last + 1; }
    /// Seals the row that `row` holds, which was started with entry(), and counts it. Valid until the next call.
    const std::string& seal(const RowBytes& row);
    /// The time of record of a row, as its table keeps it.
    void recorded(std::string_view time);
    /// Rows that leave by this change: their digests stay behind.
    void erased(std::int64_t entry, const Bytes32& digest);
    /// A row of a table of kb/schema.sql, sealed and written; the texts of its columns but `entry` and `seal`.
    std::int64_t add(std::string_view table, const std::vector<std::optional<std::string>>& cells);

    [[nodiscard]] std::int64_t rows() const { return link_.last - link_.first + 1; }
    [[nodiscard]] std::int64_t number() const { return link_.number; }
    [[nodiscard]] std::string now() const;

    /// Writes the link, if anything was recorded, erased or said anew.
    void finish();

private:
    Connection& connection_;
    Act act_;
    Link link_;
    Bytes32 before_{}, meta_before_{};
    bool sample_ = false, erases_ = false;
    SaltSource salts_;
    ContentDigest content_;
    std::string seal_, earliest_, latest_;
    RowBytes row_;
};

}  // namespace credence::store
