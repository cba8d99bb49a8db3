// The pages that explain the codes of errors, docs/diagnostics/, which the program carries.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace credence::app {

/// The page of "E0102"; nothing where there is none.
[[nodiscard]] std::optional<std::string_view> diagnostic_page(std::string_view code);
/// The codes that have a page, in order.
[[nodiscard]] std::vector<std::string> explained_codes();

}  // namespace credence::app
