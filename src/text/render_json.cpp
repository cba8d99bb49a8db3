#include "text/render_json.hpp"

#include <nlohmann/json.hpp>

namespace credence::text {
namespace {

using Json = nlohmann::ordered_json;

Json place_json(const SourceFile& file, std::uint32_t offset) {
    const auto place = file.place(offset);
    return {{"line", place.line}, {"column", place.column}, {"offset", offset}};
}

Json span_json(const SourceSet& sources, Span span) {
    if (!span.valid()) return nullptr;
    const auto& file = sources[span.file];
    return {{"file", file.name()}, {"begin", place_json(file, span.begin)}, {"end", place_json(file, span.end)}};
}

Json label_json(const SourceSet& sources, const Label& label) {
    return {{"span", span_json(sources, label.span)}, {"message", label.message}};
}

Json fix_json(const SourceSet& sources, const Fix& fix) {
    Json edits = Json::array();
    for (const auto& edit : fix.edits)
        edits.push_back({{"span", span_json(sources, edit.span)}, {"replacement", edit.replacement}});
    return {{"title", fix.title}, {"safe", fix.safe}, {"edits", std::move(edits)}};
}

const char* level_name(Level level) {
    switch (level) {
        case Level::error: return "error";
        case Level::warning: return "warning";
        case Level::note: return "note";
    }
    return "";
}

Json diagnostic_json(const SourceSet& sources, const Diagnostic& d) {
    Json secondary = Json::array(), fixes = Json::array();
    for (const auto& label : d.secondary) secondary.push_back(label_json(sources, label));
    for (const auto& fix : d.fixes) fixes.push_back(fix_json(sources, fix));
    return {{"code", d.code},
            {"level", level_name(d.level)},
            {"message", d.message},
            {"primary", label_json(sources, d.primary)},
            {"secondary", std::move(secondary)},
            {"notes", d.notes},
            {"help", d.help},
            {"fixes", std::move(fixes)}};
}

}  // namespace

std::string render_json(const SourceSet& sources, const std::vector<Diagnostic>& diagnostics) {
    Json all = Json::array();
    for (const auto& d : diagnostics) all.push_back(diagnostic_json(sources, d));
    const Json out = {{"schema", "credence/diagnostics/v1"}, {"diagnostics", std::move(all)}};
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace credence::text
