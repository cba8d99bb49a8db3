// ZIP archives, as far as workbooks need them: the directory, one file after the other through zlib, and writing. Nothing is
// taken on trust: sizes are limits, checksums are compared, every offset is looked at before it is used.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace credence::sheet {

/// Why an archive or a file of it cannot be read, in words.
struct ZipError {
    std::string message, help;
};

struct ZipEntry {
    std::string name;
    std::uint32_t size = 0;  // unpacked, as the archive says
    std::uint32_t checksum = 0;
    std::string_view packed;
    bool deflated = false;
};

class ZipArchive {
public:
    /// `bytes` is the whole file and must outlive the archive.
    [[nodiscard]] static tl::expected<ZipArchive, ZipError> open(std::string_view bytes);

    /// Without regard to upper and lower case; nothing where there is none.
    [[nodiscard]] const ZipEntry* find(std::string_view name) const;
    [[nodiscard]] const std::vector<ZipEntry>& entries() const { return entries_; }

private:
    std::vector<ZipEntry> entries_;
};

/// Unpacks a file piece by piece, never more than the archive says that it holds.
class ZipStream {
public:
    explicit ZipStream(const ZipEntry& entry);
    ZipStream(ZipStream&&) noexcept;
    ZipStream& operator=(ZipStream&&) noexcept;
    ~ZipStream();

    /// The next bytes, up to 64 kB; none at the end.
    [[nodiscard]] tl::expected<std::string_view, ZipError> next();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// An archive of files, whose bytes depend on nothing else: no time, no machine.
class ZipWriter {
public:
    void add(std::string_view name, std::string_view bytes);
    [[nodiscard]] std::string finish() &&;

private:
    std::string out_, directory_;
    std::uint16_t count_ = 0;
};

}  // namespace credence::sheet
