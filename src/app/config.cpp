#include "app/config.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <charconv>
#include <sstream>

#include "report/words.hpp"
#include "text/diagnostic.hpp"

namespace credence::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* file_name = "credence.toml";

tl::unexpected<Failure> wrong(const fs::path& file, const toml::source_region& where, std::string message,
                              std::string help = {}) {
    return failure(FailureKind::usage, fmt::format("{}:{}: {}", file.filename().string(), where.begin.line, message),
                   std::move(help));
}

std::string toml_text(const toml::node& node) {
    if (const auto text = node.value<std::string>(); text && node.is_string()) return *text;
    std::ostringstream out;  // numbers and dates as TOML writes them; toml++ prints without locale
    node.visit([&](const auto& value) { out << value; });
    return out.str();
}

Result<lint::Levels> levels(const fs::path& file, const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr) return wrong(file, node.source(), "`lint` is a table of codes and levels");
    lint::Levels out;
    for (const auto& [key, value] : *table) {
        const std::string code(key.str());
        if (lint::find_lint(code) == nullptr) {
            const auto close = text::nearest(code, lint::lint_codes());
            return wrong(file, value.source(), fmt::format("there is no lint `{}`", code),
                         close ? fmt::format("did you mean `{}`?", *close) : "");
        }
        const auto level = lint::level_of(toml_text(value));
        if (!level) {
            return wrong(file, value.source(), fmt::format("`{}` is no level of a lint", toml_text(value)),
                         "write \"off\", \"note\", \"warning\" or \"error\"");
        }
        out[code] = *level;
    }
    return out;
}

Result<Options> read(const fs::path& file) {
    toml::table table;
    try {
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        return wrong(file, error.source(), fmt::format("this is not TOML: {}", error.description()));
    }
    Options out;
    for (const auto& [key, node] : table) {
        const std::string name(key.str());
        if (name == "set") {
            const auto* values = node.as_table();
            if (values == nullptr) return wrong(file, node.source(), "`set` is a table of parameters");
            for (const auto& [parameter, value] : *values)
                out.set.push_back(fmt::format("{}={}", parameter.str(), toml_text(value)));
        } else if (name == "lint") {
            auto found = levels(file, node);
            if (!found) return tl::unexpected(found.error());
            out.lint = std::move(*found);
        } else if (name == "steps") {
            const auto steps = number_of_steps(toml_text(node));
            if (!steps) return wrong(file, node.source(), steps.error().message, steps.error().help);
            out.steps = *steps;
        } else if (name == "memory" || name == "time") {
            const auto limit = name == "memory" ? size_of_memory(toml_text(node)) : number_of_seconds(toml_text(node));
            if (!limit) return wrong(file, node.source(), limit.error().message, limit.error().help);
            (name == "memory" ? out.memory : out.seconds) = *limit;
        } else if (name == "rules" || name == "kb") {
            if (!node.is_string()) return wrong(file, node.source(), fmt::format("`{}` is a path in quotes", name));
            (name == "rules" ? out.rules : out.kb) = (file.parent_path() / toml_text(node)).lexically_normal();
        } else if (name == "as_of") {
            out.as_of = toml_text(node);
        } else if (name == "known_at") {
            out.known_at = toml_text(node);
        } else if (name == "language") {
            const auto language = language_named(toml_text(node));
            if (!language) return wrong(file, node.source(), language.error().message, language.error().help);
            out.language = *language;
        } else if (name == "color") {
            out.color = toml_text(node);
            if (*out.color != "auto" && *out.color != "always" && *out.color != "never") {
                return wrong(file, node.source(), fmt::format("`{}` is no choice of colour", *out.color),
                             "write \"auto\", \"always\" or \"never\"");
            }
        } else {
            const auto close = text::nearest(
                name, {"rules", "kb", "as_of", "known_at", "color", "language", "steps", "memory", "time", "set", "lint"});
            return wrong(file, node.source(), fmt::format("there is no setting `{}`", name),
                         close ? fmt::format("did you mean `{}`?", *close) : "");
        }
    }
    return out;
}

}  // namespace

std::optional<fs::path> options_file(const fs::path& start) {
    std::error_code error;
    for (auto folder = fs::absolute(start, error).lexically_normal();; folder = folder.parent_path()) {
        if (fs::is_regular_file(folder / file_name, error)) return folder / file_name;
        if (folder == folder.parent_path()) return {};
    }
}

Result<lint::Levels> lint_levels(const fs::path& folder) {
    const auto file = options_file(folder);
    if (!file) return lint::Levels{};
    auto options = read(*file);
    if (!options) return tl::unexpected(options.error());
    return std::move(options->lint);
}

Result<std::optional<Date>> day_of(const std::optional<std::string>& as_of) {
    if (!as_of) return std::optional<Date>{};
    const auto day = Date::parse(*as_of);
    if (!day || day->precision != Precision::day)
        return failure(FailureKind::usage, fmt::format("`{}` is not a day", *as_of), "write --as-of as in 2026-05-04");
    return day;
}

namespace {

Result<std::uint64_t> whole_above_zero(const std::string& text, std::string_view of_what) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::result_out_of_range)
        return failure(FailureKind::usage, fmt::format("`{}` {} are too many", text, of_what));
    if (error != std::errc{} || end != text.data() + text.size() || number == 0) {
        return failure(FailureKind::usage, fmt::format("`{}` is not a number of {}", text, of_what),
                       "write a whole number above 0");
    }
    return number;
}

}  // namespace

Result<std::string> language_named(const std::string& text) {
    const auto& known = report::Words::languages();
    if (std::find(known.begin(), known.end(), text) != known.end()) return text;
    return failure(FailureKind::usage, fmt::format("there are no words in the language `{}`", text),
                   fmt::format("write one of: {}", fmt::join(known, ", ")));
}

Result<std::uint64_t> number_of_steps(const std::string& text) { return whole_above_zero(text, "steps"); }
Result<std::uint64_t> number_of_seconds(const std::string& text) { return whole_above_zero(text, "seconds"); }

Result<std::uint64_t> size_of_memory(const std::string& text) {
    const auto wrong =
        failure(FailureKind::usage, fmt::format("`{}` is no size of memory", text), "write one such as 512MB or 2GB");
    const auto unit = std::min(text.find_first_not_of("0123456789"), text.size());
    const unsigned shift = text.substr(unit) == "MB" ? 20 : text.substr(unit) == "GB" ? 30 : 0;
    const auto number = whole_above_zero(text.substr(0, unit), "units");
    if (shift == 0 || !number || *number >= std::uint64_t{1} << 24U) return wrong;
    return *number << shift;
}

Result<Options> default_options(const fs::path& folder, const Environment& environment) {
    Options out;
    if (const auto file = options_file(folder)) {
        auto from_file = read(*file);
        if (!from_file) return from_file;
        out = std::move(*from_file);
    }
    Options from_environment;
    if (const auto rules = environment("CREDENCE_RULES")) from_environment.rules = *rules;
    if (const auto kb = environment("CREDENCE_KB")) from_environment.kb = *kb;
    from_environment.as_of = environment("CREDENCE_AS_OF");
    from_environment.known_at = environment("CREDENCE_KNOWN_AT");
    from_environment.color = environment("CREDENCE_COLOR");
    if (const auto text = environment("CREDENCE_LANGUAGE")) {
        const auto language = language_named(*text);
        if (!language)
            return failure(FailureKind::usage, "CREDENCE_LANGUAGE: " + language.error().message, language.error().help);
        from_environment.language = *language;
    }
    if (const auto text = environment("CREDENCE_STEPS")) {
        const auto steps = number_of_steps(*text);
        if (!steps) return failure(FailureKind::usage, "CREDENCE_STEPS: " + steps.error().message, steps.error().help);
        from_environment.steps = *steps;
    }
    if (const auto text = environment("CREDENCE_MEMORY")) {
        const auto memory = size_of_memory(*text);
        if (!memory) return failure(FailureKind::usage, "CREDENCE_MEMORY: " + memory.error().message, memory.error().help);
        from_environment.memory = *memory;
    }
    if (const auto text = environment("CREDENCE_TIME")) {
        const auto seconds = number_of_seconds(*text);
        if (!seconds) return failure(FailureKind::usage, "CREDENCE_TIME: " + seconds.error().message, seconds.error().help);
        from_environment.seconds = *seconds;
    }
    return merged(std::move(out), from_environment);
}

Result<fs::path> rules_of(const Options& options) {
    if (options.rules) return *options.rules;
    return failure(FailureKind::usage, "no rulebase is named",
                   "name one with --rules DIR, or in a credence.toml: rules = \"DIR\"");
}

Result<fs::path> kb_of(const Options& options) {
    if (options.kb) return *options.kb;
    return failure(FailureKind::usage, "no knowledge base is named",
                   "name one with --kb FILE, or in a credence.toml: kb = \"FILE\"");
}

Options merged(Options defaults, const Options& flags) {
    if (flags.rules) defaults.rules = flags.rules;
    if (flags.kb) defaults.kb = flags.kb;
    if (flags.as_of) defaults.as_of = flags.as_of;
    if (flags.known_at) defaults.known_at = flags.known_at;
    if (flags.color) defaults.color = flags.color;
    if (flags.language) defaults.language = flags.language;
    if (flags.steps) defaults.steps = flags.steps;
    if (flags.memory) defaults.memory = flags.memory;
    if (flags.seconds) defaults.seconds = flags.seconds;
    defaults.set.insert(defaults.set.end(), flags.set.begin(), flags.set.end());
    return defaults;
}

}  // namespace credence::app
