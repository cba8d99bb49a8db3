#include "cli/here.hpp"

#include <fmt/format.h>

#include "app/rulebase_files.hpp"
#include "cli/table.hpp"

namespace credence::cli {
namespace {

namespace fs = std::filesystem;

std::string shown(const fs::path& path) {
    std::error_code error;
    const auto relative = fs::relative(path, error);
    return harmless(error || relative.empty() ? path.string() : relative.string());
}

}  // namespace

std::string here(const app::Environment& environment) {
    const auto file = app::options_file(".");
    if (!file) return "";
    const auto options = app::default_options(".", environment);
    if (!options) return fmt::format("Here: {}", harmless(options.error().message));
    std::string out;
    if (options->rules) {
        const auto rules = app::read_rulebase(*options->rules);
        if (rules && rules->rulebase)
            out = fmt::format("{} {} ({})", rules->rulebase->head.name, rules->rulebase->version, shown(*options->rules));
        else
            out = fmt::format("{} (with errors: credence check)", shown(*options->rules));
    }
    if (options->kb) out += fmt::format("{}{}", out.empty() ? "" : " and ", shown(*options->kb));
    return fmt::format("Here: {}, from {}", out.empty() ? "neither rules nor a knowledge base" : out, shown(*file));
}

}  // namespace credence::cli
