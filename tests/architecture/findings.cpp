#include "architecture/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "support/diff.hpp"

namespace credence::testing {
namespace {

constexpr std::size_t longest_file = 600;
constexpr std::size_t longest_readme = 20;

/// Which library a header in angle brackets belongs to.
struct Library {
    std::string_view prefix;
    std::string_view target;  // as src/CMakeLists.txt names it; empty: allowed everywhere
};
constexpr auto libraries = std::to_array<Library>({
    {"fmt/", ""},
    {"tl/expected.hpp", ""},
    {"boost/", "Boost::headers"},
    {"SQLiteCpp/", "SQLiteCpp"},
    {"sqlite3.h", "SQLiteCpp"},
    {"CLI/", "CLI11::CLI11"},
    {"nlohmann/", "nlohmann_json::nlohmann_json"},
    {"toml++/", "tomlplusplus::tomlplusplus"},
    {"sodium.h", "PkgConfig::sodium"},
    {"utf8proc.h", "PkgConfig::utf8proc"},
    {"cmark-gfm", "cmark_gfm"},
    {"expat.h", "EXPAT::EXPAT"},
    {"zlib.h", "ZLIB::ZLIB"},
});

/// The layers that talk to the operating system; base asks it for one thing, how much memory there is.
constexpr auto system_layers = std::to_array<std::string_view>({"base", "store", "report", "app", "lsp", "cli"});
constexpr auto system_headers = std::to_array<std::string_view>(
    {"unistd.h", "fcntl.h", "signal.h", "spawn.h", "sys/stat.h", "sys/types.h", "sys/wait.h", "sys/ioctl.h"});

bool is_standard(std::string_view header) { return header.find_first_of("./") == std::string_view::npos; }

std::string forbidden_angle(std::string_view header, const std::string& name, const Layer& layer) {
    if (is_standard(header)) return {};
    if (std::find(system_headers.begin(), system_headers.end(), header) != system_headers.end()) {
        const bool may = std::find(system_layers.begin(), system_layers.end(), name) != system_layers.end();
        return may ? "" : fmt::format("{} may not talk to the operating system", name);
    }
    for (const auto& library : libraries) {
        if (!header.starts_with(library.prefix)) continue;
        const bool may = library.target.empty() || layer.libraries.count(std::string(library.target)) > 0;
        return may ? "" : fmt::format("{} may not use {}", name, library.target);
    }
    return "no library of the project";
}

std::string forbidden_quoted(std::string_view header, const std::string& name, const Layer& layer,
                             const std::set<std::string>& known) {
    constexpr std::string_view embedded = "embedded/";
    if (header.starts_with(embedded)) {
        const auto set = header.substr(embedded.size(), header.size() - embedded.size() - std::string_view(".hpp").size());
        return set == "file" || layer.embedded.count(std::string(set)) > 0 ? "" : fmt::format("{} does not embed it", name);
    }
    const auto path = "src/" + std::string(header);
    if (known.count(path) == 0) return "no file below src";
    const auto used = layer_of(path);
    return layer.uses.count(used) > 0 ? "" : fmt::format("{} may not use {}", name, used);
}

bool below_src(const SourceText& file) { return file.path.starts_with("src/"); }

}  // namespace

LayerTable read_layer_table(std::string_view cmake) {
    LayerTable table;
    for (const auto line : lines(cmake)) {
        const auto open = line.find('(');
        const auto close = line.rfind(')');
        if (open == std::string_view::npos || close == std::string_view::npos) continue;
        std::vector<std::string> words;
        for (auto rest = line.substr(open + 1, close - open - 1); !rest.empty();) {
            const auto blank = std::min(rest.find(' '), rest.size());
            if (blank > 0) words.emplace_back(rest.substr(0, blank));
            rest.remove_prefix(std::min(blank + 1, rest.size()));
        }
        if (line.starts_with("credence_layer(")) {
            Layer layer{{words[0]}, {}, {}};
            bool links = true;
            for (std::size_t i = 1; i < words.size(); ++i) {
                if (words[i] == "LINKS" || words[i] == "LIBRARIES") {
                    links = words[i] == "LINKS";
                } else if (links) {
                    const auto& below = table.at(words[i]).uses;
                    layer.uses.insert(below.begin(), below.end());
                } else {
                    layer.libraries.insert(words[i]);
                }
            }
            table.emplace(words[0], std::move(layer));
        } else if (line.starts_with("credence_embed(")) {
            table.at(words[0].substr(std::string_view("credence_").size())).embedded.insert(words[1]);
        }
    }
    return table;
}

Findings forbidden_includes(const std::vector<SourceText>& files, const LayerTable& table) {
    std::set<std::string> known;
    for (const auto& file : files) known.insert(file.path);
    Findings result;
    for (const auto& file : files) {
        if (!below_src(file) || !is_cpp(file)) continue;
        const auto name = layer_of(file.path);
        const auto layer = table.find(name);
        if (layer == table.end()) {
            result.push_back(fmt::format("{}: `{}` is no layer of src/CMakeLists.txt", file.path, name));
            continue;
        }
        for (const auto& include : includes_of(file)) {
            const auto why = include.angle ? forbidden_angle(include.path, name, layer->second)
                                           : forbidden_quoted(include.path, name, layer->second, known);
            if (!why.empty()) result.push_back(fmt::format("{} includes {}: {}", file.path, include.path, why));
        }
    }
    return result;
}

Findings include_circles(const std::vector<SourceText>& files) {
    std::map<std::string, std::vector<std::string>> edges;
    for (const auto& file : files) {
        if (!below_src(file) || !is_cpp(file)) continue;
        for (const auto& include : includes_of(file)) {
            if (!include.angle) edges[file.path].push_back("src/" + include.path);
        }
    }
    Findings result;
    std::set<std::string> done;
    std::vector<std::string> path;
    const auto visit = [&](const auto& self, const std::string& file) -> void {
        const auto seen = std::find(path.begin(), path.end(), file);
        if (seen != path.end()) {
            std::string circle;
            for (auto step = seen; step != path.end(); ++step) circle += *step + " -> ";
            result.push_back(circle + file);
            return;
        }
        if (!done.insert(file).second) return;
        path.push_back(file);
        for (const auto& next : edges[file]) self(self, next);
        path.pop_back();
    };
    for (const auto& file : files) visit(visit, file.path);
    return result;
}

Findings long_files(const std::vector<SourceText>& files) {
    Findings result;
    for (const auto& file : files) {
        const auto count = lines(file.text).size();
        if (is_cpp(file) && count > longest_file) result.push_back(fmt::format("{} has {} lines", file.path, count));
    }
    return result;
}

Findings banned_names(const std::vector<SourceText>& files) {
    constexpr auto banned =
        std::to_array<std::string_view>({"std::regex", "std::stod", "std::stof", "std::stold", "strtod", "strtof", "atof",
                                         "std::locale", "setlocale", "std::random_device"});
    Findings result;
    for (const auto& file : files) {
        if (!below_src(file) || !is_cpp(file)) continue;
        const auto code = scan(file.text).code;
        for (const auto name : banned) {
            if (code.find(name) != std::string::npos) result.push_back(fmt::format("{} uses {}", file.path, name));
        }
    }
    return result;
}

Findings missing_readmes(const std::vector<SourceText>& files) {
    std::map<std::string, std::size_t> length;  // of each folder's README, 0 without one
    for (const auto& file : files) {
        const auto layer = layer_of(file.path);
        if (layer.empty()) continue;
        auto& known = length[layer];
        if (file.path == "src/" + layer + "/README.md") known = lines(file.text).size();
    }
    Findings result;
    for (const auto& [layer, count] : length) {
        if (count == 0) result.push_back(fmt::format("src/{} has no README.md", layer));
        if (count > longest_readme) result.push_back(fmt::format("src/{}/README.md has {} lines", layer, count));
    }
    return result;
}

Findings unexplained_headers(const std::vector<SourceText>& files) {
    Findings result;
    for (const auto& file : files) {
        if (below_src(file) && file.path.ends_with(".hpp") && !file.text.starts_with("//")) {
            result.push_back(fmt::format("{} does not open with a comment that says what it is", file.path));
        }
    }
    return result;
}

}  // namespace credence::testing
