#include "sheet/zip.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>
#include <set>
#include <utility>

namespace credence::sheet {
namespace {

constexpr std::size_t end_size = 22, entry_size = 46, local_size = 30;
constexpr std::size_t most_entries = 4'096;
constexpr std::string_view end_sign = "PK\x05\x06", entry_sign = "PK\x01\x02", local_sign = "PK\x03\x04";

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(static_cast<unsigned char>(value >> (8 * i) & 0xffU));
}

tl::unexpected<ZipError> damaged(std::string what) {
    return tl::unexpected<ZipError>(ZipError{fmt::format("the archive is damaged: {}", what), "save the workbook again"});
}

std::string lowered(std::string_view name) {
    std::string out(name);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

/// The end record stands last, behind it only a comment.
std::size_t find_end(std::string_view bytes) {
    constexpr std::size_t longest_comment = 0xffff;
    if (bytes.size() < end_size) return std::string_view::npos;
    const std::size_t last = bytes.size() - end_size;
    for (std::size_t back = 0; back <= std::min(last, longest_comment); ++back) {
        const auto at = last - back;
        if (bytes.substr(at).starts_with(end_sign) && number_at(bytes, at + 20, 2) == back) return at;
    }
    return std::string_view::npos;
}

}  // namespace

tl::expected<ZipArchive, ZipError> ZipArchive::open(std::string_view bytes) {
    if (bytes.starts_with("\xd0\xcf\x11\xe0")) {
        return tl::unexpected<ZipError>(
            ZipError{"the workbook is protected by a password, or has the old form of Excel 97", "save it without, as .xlsx"});
    }
    if (!bytes.starts_with(local_sign))
        return tl::unexpected<ZipError>(ZipError{"the file is not a workbook", "save it as .xlsx, or as \"CSV UTF-8\""});
    const auto end = find_end(bytes);
    if (end == std::string_view::npos) return damaged("its end is missing");
    const auto count = number_at(bytes, end + 10, 2);
    std::size_t at = number_at(bytes, end + 16, 4);
    if (count > most_entries) {
        return tl::unexpected<ZipError>(
            ZipError{fmt::format("the archive holds {} files; a workbook has fewer than {}", count, most_entries), ""});
    }
    ZipArchive archive;
    std::set<std::string> names;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (at > end || end - at < entry_size || !bytes.substr(at).starts_with(entry_sign)) return damaged("its directory");
        const auto flags = number_at(bytes, at + 8, 2), method = number_at(bytes, at + 10, 2);
        const auto packed = number_at(bytes, at + 20, 4), unpacked = number_at(bytes, at + 24, 4);
        const std::size_t name = number_at(bytes, at + 28, 2), extra = number_at(bytes, at + 30, 2),
                          comment = number_at(bytes, at + 32, 2), local = number_at(bytes, at + 42, 4);
        if (end - at - entry_size < name + extra + comment) return damaged("its directory");
        ZipEntry entry;
        entry.name = bytes.substr(at + entry_size, name);
        entry.checksum = number_at(bytes, at + 16, 4);
        at += entry_size + name + extra + comment;
        if ((flags & 1U) != 0)
            return tl::unexpected<ZipError>(ZipError{"the archive is protected by a password", "save it without"});
        if (unpacked == 0xffffffffU || packed == 0xffffffffU || local == 0xffffffffU)
            return tl::unexpected<ZipError>(ZipError{"the archive has the form for files above 4 GB", "split the workbook"});
        if (!names.insert(lowered(entry.name)).second) return damaged("two of its files have one name");
        if (local > end || end - local < local_size || !bytes.substr(local).starts_with(local_sign))
            return damaged("the head of a file");
        const std::size_t body = local + local_size + number_at(bytes, local + 26, 2) + number_at(bytes, local + 28, 2);
        if (body > end || end - body < packed) return damaged("a file is cut off");
        if (method != 0 && method != Z_DEFLATED)
            return tl::unexpected<ZipError>(ZipError{"a file of the archive is packed in an uncommon way", "save it again"});
        entry.packed = bytes.substr(body, packed);
        entry.size = unpacked;
        entry.deflated = method == Z_DEFLATED;
        archive.entries_.push_back(std::move(entry));
    }
    return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
    const auto wanted = lowered(name);
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const ZipEntry& entry) { return lowered(entry.name) == wanted; });
    return found == entries_.end() ? nullptr : &*found;
}

struct ZipStream::State {
    static constexpr std::size_t piece = 65'536;

    explicit State(const ZipEntry& of) : entry(of) {
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(entry.packed.data()));  // zlib only reads it
        stream.avail_in = static_cast<uInt>(entry.packed.size());
        ready = !entry.deflated || inflateInit2(&stream, -MAX_WBITS) == Z_OK;
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (entry.deflated) inflateEnd(&stream);
    }

    tl::expected<std::string_view, ZipError> next() {
        if (!ready) return damaged("a file");
        std::string_view bytes;
        if (entry.deflated) {
            stream.next_out = reinterpret_cast<Bytef*>(out.data());
            stream.avail_out = static_cast<uInt>(out.size());
            const int state = ended ? Z_STREAM_END : inflate(&stream, Z_NO_FLUSH);
            bytes = std::string_view(out.data(), out.size() - stream.avail_out);
            ended = state == Z_STREAM_END;
            if (!ended && (state != Z_OK || bytes.empty())) return damaged("a file");
        } else {
            bytes = entry.packed.substr(given, out.size());
        }
        if (bytes.size() > entry.size - given) return damaged("a file holds more than its directory says");
        given += static_cast<std::uint32_t>(bytes.size());
        checksum = crc32(checksum, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
        if (bytes.empty() && (given != entry.size || checksum != entry.checksum)) return damaged("a checksum differs");
        return bytes;
    }

    ZipEntry entry;
    z_stream stream{};
    std::array<char, piece> out{};
    std::uint32_t given = 0;
    uLong checksum = crc32(0, nullptr, 0);
    bool ready = false, ended = false;
};

ZipStream::ZipStream(const ZipEntry& entry) : state_(std::make_unique<State>(entry)) {}
ZipStream::ZipStream(ZipStream&&) noexcept = default;
ZipStream& ZipStream::operator=(ZipStream&&) noexcept = default;
ZipStream::~ZipStream() = default;

tl::expected<std::string_view, ZipError> ZipStream::next() { return state_->next(); }

void ZipWriter::add(std::string_view name, std::string_view bytes) {
    const auto* in = reinterpret_cast<const Bytef*>(bytes.data());
    z_stream stream{};
    std::string packed;
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    packed.resize(deflateBound(&stream, static_cast<uLong>(bytes.size())));
    stream.next_in = const_cast<Bytef*>(in);  // zlib only reads it
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);

    std::string head;
    put(head, 20, 2);      // version that can unpack it
    put(head, 0x0800, 2);  // the name is UTF-8
    put(head, Z_DEFLATED, 2);
    put(head, 0x00210000, 4);  // 1980-01-01, the first day of the form
    put(head, static_cast<std::uint32_t>(crc32(crc32(0, nullptr, 0), in, static_cast<uInt>(bytes.size()))), 4);
    put(head, static_cast<std::uint32_t>(packed.size()), 4);
    put(head, static_cast<std::uint32_t>(bytes.size()), 4);
    put(head, static_cast<std::uint32_t>(name.size()), 2);
    put(head, 0, 2);

    directory_ += entry_sign;
    put(directory_, 20, 2);
    directory_ += head;
    put(directory_, 0, 2);  // no comment
    put(directory_, 0, 4);  // disk, kind
    put(directory_, 0, 4);  // mode
    put(directory_, static_cast<std::uint32_t>(out_.size()), 4);
    directory_ += name;
    out_ += local_sign;
    out_ += head;
    out_ += name;
    out_ += packed;
    ++count_;
}

std::string ZipWriter::finish() && {
    const auto begin = static_cast<std::uint32_t>(out_.size());
    out_ += directory_;
    out_ += end_sign;
    put(out_, 0, 4);
    put(out_, count_, 2);
    put(out_, count_, 2);
    put(out_, static_cast<std::uint32_t>(directory_.size()), 4);
    put(out_, begin, 4);
    put(out_, 0, 2);
    return std::move(out_);
}

}  // namespace credence::sheet
