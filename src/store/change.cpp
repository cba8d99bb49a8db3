#include "store/change.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"
#include "base/date.hpp"
#include "store/cursor.hpp"

namespace credence::store {
namespace {

SaltSource salts_of(Connection& connection, bool sample, std::int64_t change) {
    if (!sample) return {};
    return SaltSource(fmt::format("{} {}", connection.meta("rulebase").value_or(""), change));
}

void bind_blob(SQLite::Statement& statement, int at, std::span<const unsigned char> bytes) {
    statement.bind(at, static_cast<const void*>(bytes.data()), static_cast<int>(bytes.size()));
}

void bind_text(SQLite::Statement& statement, int at, const std::optional<std::string>& text) {
    if (text) {
        statement.bind(at, *text);
    } else {
        statement.bind(at);
    }
}

}  // namespace

Bytes32 Link::head(const Bytes32& before) const {
    RunningDigest digest("credence head 1");
    digest.add(before);
    digest.add_number(number);
    for (const auto* text : {&made, &what, &since}) digest.add_text(*text);
    digest.add_number(first);
    digest.add_number(last);
    for (const auto* part : {&words, &content, &meta}) digest.add(*part);
    return digest.value();
}

Bytes32 words_digest(const Salt& salt, const std::optional<std::string>& by, const std::optional<std::string>& reason) {
    RowBytes words;
    words.start("words", 0);
    for (const auto* text : {&by, &reason}) words.add(*text ? std::optional<std::string_view>(**text) : std::nullopt);
    return commitment(salt, "credence words 1", words.bytes());
}

Bytes32 meta_digest(Connection& connection) {
    RunningDigest digest("credence meta 1");
    Cursor meta(connection, "SELECT \"key\", \"value\" FROM \"credence_meta\" ORDER BY \"key\"");
    while (meta.next()) {
        for (const std::size_t column : {0U, 1U}) digest.add_text(meta.text(column).value_or(""));
    }
    return digest.value();
}

Change::Change(Connection& connection, Act act)
    : connection_(connection),
      act_(std::move(act)),
      sample_(connection.meta("sample").has_value()) {
    Cursor last(connection,
                "SELECT \"number\", \"last\", \"meta\", \"head\" FROM \"credence_change\" ORDER BY \"number\" DESC LIMIT 1");
    if (last.next()) {
        link_.number = last.number(0);
        link_.last = last.number(1);
        meta_before_ = bytes32(last.blob(2));
        before_ = bytes32(last.blob(3));
    }
    ++link_.number;
    link_.first = link_.last + 1;
    salts_ = salts_of(connection, sample_, link_.number);
}

const std::string& Change::seal(const RowBytes& row) {
    make_seal(row, salts_.next(), seal_);
    content_.add(SealView({reinterpret_cast<const unsigned char*>(seal_.data()), seal_.size()}, row.cells()).digest());
    ++link_.last;
    return seal_;
}

void Change::recorded(std::string_view time) {
    if (earliest_.empty() || time < earliest_) earliest_ = time;
    if (time > latest_) latest_ = time;
}

void Change::erased(std::int64_t entry, const Bytes32& digest) {
    SQLite::Statement insert(connection_.database, "INSERT INTO \"credence_erased\" VALUES (?, ?, ?)");
    insert.bind(1, entry);
    insert.bind(2, link_.number);
    bind_blob(insert, 3, digest);
    insert.exec();
    erases_ = true;
}

std::int64_t Change::add(std::string_view table, const std::vector<std::optional<std::string>>& cells) {
    const auto number = entry();
    row_.start(table, number);
    std::string marks = "?, ?";
    for (const auto& cell : cells) {
        row_.add(cell ? std::optional<std::string_view>(*cell) : std::nullopt);
        marks += ", ?";
    }
    SQLite::Statement insert(connection_.database, fmt::format("INSERT INTO {} VALUES ({})", sql_name(table), marks));
    insert.bind(1, number);
    for (std::size_t i = 0; i < cells.size(); ++i) bind_text(insert, static_cast<int>(i) + 2, cells[i]);
    const auto& sealed = seal(row_);
    insert.bind(static_cast<int>(cells.size()) + 2, sealed.data(), static_cast<int>(sealed.size()));
    insert.exec();
    return number;
}

std::string Change::now() const { return time_text(act_.now); }

void Change::finish() {
    if (latest_ > connection_.meta("last_record").value_or("")) connection_.set_meta("last_record", latest_);
    link_.meta = meta_digest(connection_);
    if (rows() == 0 && !erases_ && link_.meta == meta_before_) return;
    // A sample's clock is that of its rows, so that the same files give the same heads.
    link_.made = now();
    if (sample_) link_.made = !latest_.empty() ? latest_ : link_.number == 1 ? time_text(0) : now();
    link_.since = earliest_.empty() || link_.made < earliest_ ? link_.made : earliest_;
    link_.what = act_.what;
    const auto salt = salts_.next();
    link_.words = words_digest(salt, act_.by, act_.reason);
    if (erases_) {
        RunningDigest erased("credence erased");
        Cursor rows(
            connection_,
            fmt::format("SELECT \"entry\", \"digest\" FROM \"credence_erased\" WHERE \"change\" = {} ORDER BY \"entry\"",
                        link_.number));
        while (rows.next()) {
            erased.add_number(rows.number(0));
            erased.add(rows.blob(1));
        }
        content_.add(erased.value());
    }
    link_.content = content_.value();
    SQLite::Statement insert(connection_.database,
                             "INSERT INTO \"credence_change\" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, link_.number);
    insert.bind(2, link_.made);
    insert.bind(3, link_.what);
    bind_text(insert, 4, act_.by);
    bind_text(insert, 5, act_.reason);
    insert.bind(6, link_.since);
    insert.bind(7, link_.first);
    insert.bind(8, link_.last);
    bind_blob(insert, 9, salt);
    bind_blob(insert, 10, link_.words);
    bind_blob(insert, 11, link_.content);
    bind_blob(insert, 12, link_.meta);
    bind_blob(insert, 13, link_.head(before_));
    insert.exec();
}

}  // namespace credence::store
