#include "store/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "store/change.hpp"
#include "store/cursor.hpp"
#include "store/seal.hpp"
#include "store/verifier.hpp"

namespace credence::store {
namespace {

constexpr std::int64_t no_entry = std::numeric_limits<std::int64_t>::max();

/// The sealed rows of a table, one at a time, by their entries.
struct Rows {
    TableForm form;
    Cursor cursor;
    std::int64_t entry = no_entry;

    void step() { entry = cursor.next() ? cursor.number(0) : no_entry; }
};

/// Equal for equal sets of numbers, in whatever order they come.
struct Gathered {
    std::uint64_t sum = 0;
    std::int64_t count = 0;
    void add(std::string_view item, std::int64_t entry) {
        constexpr Salt fixed{};
        sum += short_check(fixed, item) * (2 * static_cast<std::uint64_t>(entry) + 1);
        ++count;
    }
    bool operator==(const Gathered&) const = default;
};

class Verifier {
public:
    explicit Verifier(Connection& connection) : connection_(connection) {}

    Verification run() {
        open_tables();
        read_retractions();
        read_erased();
        read_changes();
        leftover();
        check_items();
        return std::move(out_);
    }

private:
    void add(Finding finding) {
        constexpr std::size_t most = 1'000;
        ++out_.found;
        if (out_.findings.size() < most) out_.findings.push_back(std::move(finding));
    }

    void open_tables() {
        Cursor schema(connection_, "SELECT \"sql\" FROM sqlite_schema WHERE \"type\" = 'table' ORDER BY \"name\"");
        std::vector<TableForm> forms;
        while (schema.next()) {
            if (auto form = form_of(schema.text(0).value_or(""))) forms.push_back(std::move(*form));
        }
        for (auto& form : forms) {
            Cursor cursor(connection_, form.select());
            tables_.push_back(Rows{std::move(form), std::move(cursor), no_entry});
        }
        for (auto& rows : tables_) rows.step();
    }

    void read_retractions() {
        Cursor rows(connection_, "SELECT \"of\", \"retracted\" FROM \"credence_retraction\"");
        while (rows.next()) retracted_.emplace(rows.number(0), rows.text(1).value_or(""));
    }

    void read_erased() {
        Cursor rows(connection_, "SELECT \"entry\", \"change\", \"digest\" FROM \"credence_erased\" ORDER BY \"entry\"");
        while (rows.next()) {
            erased_.emplace(rows.number(0), bytes32(rows.blob(2)));
            auto& by_change = erasures_.try_emplace(rows.number(1), "credence erased").first->second;
            by_change.add_number(rows.number(0));
            by_change.add(rows.blob(2));
            if (rows.blob(2).size() != sizeof(Bytes32))
                add({rows.number(1), rows.number(0), "credence_erased", "digest", "the digest of an erased row was changed"});
        }
        // Erased words of a change stand there by its number, below zero.
        out_.erased = std::count_if(erased_.begin(), erased_.end(), [](const auto& row) { return row.first > 0; });
    }

    void read_changes() {
        Cursor changes(
            connection_,
            "SELECT \"number\", \"made\", \"what\", \"by\", \"reason\", \"since\", \"first\", \"last\", \"salt\", \"words\", "
            "\"content\", \"meta\", \"head\" FROM \"credence_change\" ORDER BY \"number\"");
        Bytes32 before{}, meta{};
        std::int64_t number = 0, last = 0;
        const auto text = [&](std::size_t column) { return std::string(changes.text(column).value_or("")); };
        const auto maybe = [&](std::size_t column) -> std::optional<std::string> {
            return changes.text(column) ? std::optional(text(column)) : std::nullopt;
        };
        while (changes.next()) {
            ++number;
            if (changes.number(0) != number) {
                add({number, 0, "credence_change", "", fmt::format("change {} is missing", number)});
                number = changes.number(0);
            }
            const Link link{number,
                            changes.number(6),
                            changes.number(7),
                            text(1),
                            text(2),
                            text(5),
                            bytes32(changes.blob(9)),
                            bytes32(changes.blob(10)),
                            bytes32(changes.blob(11))};
            if (link.first != last + 1 || link.last < link.first - 1)
                add({number, 0, "credence_change", "first", "its rows do not follow those of the change before"});
            last = std::max(last, link.last);
            if (read_rows(link) != link.content)
                add({number, 0, "credence_change", "content", "its rows are not those that were recorded"});
            const auto salt = changes.blob(8);
            if (!salt.empty() || changes.text(3) || changes.text(4) || !erased_.contains(-number)) {
                Salt read{};
                std::copy_n(salt.begin(), std::min(salt.size(), read.size()), read.begin());
                if (words_digest(read, maybe(3), maybe(4)) != link.words)
                    add({number, 0, "credence_change", "reason", "who made it, or why, was changed"});
            }
            if (link.head(before) != bytes32(changes.blob(12)))
                add({number, 0, "credence_change", "head", "its head does not follow from it and the head before"});
            before = bytes32(changes.blob(12));
            meta = link.meta;
            out_.heads.push_back(hex(before));
        }
        if (number == 0) add({0, 0, "credence_change", "", "there is no change at all"});
        if (meta_digest(connection_) != meta)
            add({number, 0, "credence_meta", "", "what it says of itself is not what was recorded last"});
        out_.changes = number;
        out_.head = {number, hex(before)};
    }

    /// The digest of the rows of a change, as they should be.
    Bytes32 read_rows(const Link& link) {
        ContentDigest digest;
        std::int64_t expected = link.first;
        const auto end = std::min(link.last, no_entry - 1);
        while (expected <= end) {
            auto& next = lowest();
            const auto erased = erased_.lower_bound(expected);
            if (erased != erased_.end() && erased->first == expected) {
                digest.add(erased->second);
                if (next.entry == expected) {
                    add({link.number, expected, next.form.name, "", "a row stands where one was erased"});
                    next.step();
                }
                ++expected;
                continue;
            }
            if (next.entry < expected) {
                add({link.number, next.entry, next.form.name, "", "a row that no change recorded"});
                next.step();
                continue;
            }
            const auto upto = std::min({next.entry, end + 1, erased == erased_.end() ? no_entry : erased->first});
            if (upto > expected) {
                const auto what =
                    upto == expected + 1 ? "the row is missing" : fmt::format("the rows up to {} are missing", upto - 1);
                add({link.number, expected, "", "", what});
                expected = upto;
                continue;
            }
            digest.add(read_row(next, link.number));
            ++out_.rows;
            next.step();
            ++expected;
        }
        const auto erasure = erasures_.find(link.number);
        if (erasure != erasures_.end()) digest.add(erasure->second.value());
        return digest.value();
    }

    /// The digest that the row's seal holds, once row and seal are compared.
    Bytes32 read_row(Rows& rows, std::int64_t change) {
        const auto& form = rows.form;
        row_.start(form.name, rows.entry);
        for (std::size_t i = 0; i < form.columns.size(); ++i) {
            if (form.retracted != i) row_.add(rows.cursor.text(i + 1));
        }
        const SealView seal(rows.cursor.blob(form.columns.size() + 1), row_.cells());
        const auto found = [&](std::string_view column, std::string what) {
            add({change, rows.entry, form.name, std::string(column), std::move(what)});
        };
        if (!seal.whole()) {
            found("seal", "the seal was changed");
        } else if (seal.digest() != digest_of(row_, seal.salt())) {
            const auto changed = seal.changed(row_);
            for (const auto column : changed)
                found(form.columns[column], fmt::format("`{}` was changed", form.columns[column]));
            if (changed.empty()) found("seal", "the seal was changed");
        }
        if (form.item) {
            if (const auto item = rows.cursor.text(*form.item + 1)) items_.add(*item, rows.entry);
        }
        if (form.retracted) check_retraction(rows, found);
        return seal.digest();
    }

    template <class Found>
    void check_retraction(Rows& rows, const Found& found) {
        const auto& name = rows.form.columns[*rows.form.retracted];
        const auto there = rows.cursor.text(*rows.form.retracted + 1);
        const auto said = retracted_.find(rows.entry);
        if (said == retracted_.end()) {
            if (there) found(name, fmt::format("`{}` was set, but no change retracted the row", name));
        } else if (!there || *there != said->second) {
            found(name, fmt::format("`{}` was changed", name));
        }
    }

    Rows& lowest() {
        // Rows come in long runs of one table.
        if (tables_[at_].entry > run_end_) {
            at_ = static_cast<std::size_t>(std::min_element(tables_.begin(), tables_.end(),
                                                            [](const Rows& a, const Rows& b) { return a.entry < b.entry; }) -
                                           tables_.begin());
            run_end_ = no_entry;
            for (std::size_t i = 0; i < tables_.size(); ++i) {
                if (i != at_) run_end_ = std::min(run_end_, tables_[i].entry);
            }
        }
        return tables_[at_];
    }

    void leftover() {
        while (lowest().entry != no_entry) {
            auto& rows = lowest();
            add({0, rows.entry, rows.form.name, "", "a row that no change recorded"});
            rows.step();
        }
    }

    void check_items() {
        Gathered listed;
        Cursor items(connection_, "SELECT \"item\", \"entry\" FROM \"credence_item\"");
        while (items.next()) listed.add(items.text(0).value_or(""), items.number(1));
        if (!(listed == items_)) add({0, 0, "credence_item", "", "the list of items is not that of the rows"});
    }

    Connection& connection_;
    Verification out_;
    std::vector<Rows> tables_;
    std::size_t at_ = 0;
    std::int64_t run_end_ = -1;
    std::map<std::int64_t, std::string> retracted_;  // by the entry of the row retracted
    std::map<std::int64_t, Bytes32> erased_;
    std::map<std::int64_t, RunningDigest> erasures_;  // by change
    Gathered items_;
    RowBytes row_;
};

}  // namespace

Verification verify_snapshot(Connection& connection) { return Verifier(connection).run(); }

Status require_sound(Connection& connection) {
    const auto found = verify_snapshot(connection);
    if (found.sound()) return {};
    return failure(
        FailureKind::knowledge_base,
        fmt::format("`{}` is not as it was recorded: {}", connection.path.string(), finding_text(found.findings.front())),
        "`credence kb verify` lists all; take the last backup");
}

Result<Verification> verify(KnowledgeBase& kb) {
    auto& connection = kb.connection();
    return guarded(connection.path, Mode::read, [&]() -> Result<Verification> {
        const SQLite::Transaction snapshot(connection.database);
        return verify_snapshot(connection);
    });
}

void hold_against(Verification& verification, const ChainHead& printed) {
    const auto at = static_cast<std::size_t>(printed.change) - 1;
    std::string what;
    if (printed.change < 1 || at >= verification.heads.size()) {
        what = fmt::format(
            "the report rests on change {}; the chain ends at {}: its end was cut off, or this is another knowledge base",
            printed.change, verification.changes);
    } else if (verification.heads[at] != printed.head) {
        what = "its head is not the one that the report prints: the chain was made anew, or this is another knowledge base";
    } else {
        return;
    }
    verification.findings.push_back({printed.change, 0, "credence_change", "head", std::move(what)});
    ++verification.found;
}

std::string finding_text(const Finding& finding) {
    std::string place;
    const auto add = [&](std::string part) { place += (place.empty() ? "" : ", ") + part; };
    if (finding.entry != 0) add(fmt::format("entry {}", finding.entry));
    if (finding.change != 0) add(fmt::format("change {}", finding.change));
    if (!finding.table.empty()) add(fmt::format("table `{}`", finding.table));
    return place + (place.empty() ? "" : ": ") + finding.what;
}

std::string verification_text(const Verification& verification, std::string_view kb_name) {
    const auto plural = [](std::int64_t count, std::string_view one, std::string_view many) {
        return fmt::format("{} {}", count, count == 1 ? one : many);
    };
    std::string out;
    for (const auto& finding : verification.findings) out += finding_text(finding) + "\n";
    if (verification.found > verification.findings.size())
        out += fmt::format("… and {} more\n", verification.found - verification.findings.size());
    if (!out.empty()) out += "\n";
    out += fmt::format("{}: {} in {}{}, head {}\n", kb_name, plural(verification.rows, "row", "rows"),
                       plural(verification.changes, "change", "changes"),
                       verification.erased == 0 ? "" : fmt::format(", {} erased", verification.erased), verification.head.head);
    out += verification.sound() ? "All is as it was recorded.\n"
                                : fmt::format("{} as recorded; the first is named first.\n",
                                              verification.found == 1 ? "One place is not"
                                                                      : fmt::format("{} places are not", verification.found));
    return out;
}

}  // namespace credence::store
