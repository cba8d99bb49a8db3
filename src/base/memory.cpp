#include "base/memory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>

namespace credence {
namespace {

std::uint64_t page_bytes() {
    const auto size = ::sysconf(_SC_PAGESIZE);
    return size > 0 ? static_cast<std::uint64_t>(size) : 0;
}

}  // namespace

std::uint64_t resident_bytes() {
    const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    char text[64] = {};  // "SIZE RESIDENT …", in pages
    const auto length = ::read(file, text, sizeof text - 1);
    ::close(file);
    const char* at = text;
    while (at < text + length && *at != ' ') ++at;
    std::uint64_t pages = 0;
    if (at < text + length) std::from_chars(at + 1, text + length, pages);
    return pages * page_bytes();
}

std::uint64_t physical_bytes() {
    const auto pages = ::sysconf(_SC_PHYS_PAGES);
    return pages > 0 ? static_cast<std::uint64_t>(pages) * page_bytes() : 0;
}

}  // namespace credence
