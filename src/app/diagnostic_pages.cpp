#include "app/diagnostic_pages.hpp"

#include "embedded/diagnostics.hpp"

namespace credence::app {
namespace {

std::string_view code_of(const embedded::File& page) { return page.path.substr(0, page.path.rfind('.')); }

}  // namespace

std::optional<std::string_view> diagnostic_page(std::string_view code) {
    for (const auto& page : embedded::diagnostics()) {
        if (code_of(page) == code) return page.text;
    }
    return {};
}

std::vector<std::string> explained_codes() {
    std::vector<std::string> out;
    for (const auto& page : embedded::diagnostics()) out.emplace_back(code_of(page));
    return out;
}

}  // namespace credence::app
