#include "text/render_sarif.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/digest.hpp"

namespace credence::text {
namespace {

using Json = nlohmann::ordered_json;

const char* sarif_level(Level level) {
    switch (level) {
        case Level::error: return "error";
        case Level::warning: return "warning";
        case Level::note: return "note";
    }
    return "none";
}

class Writer {
public:
    Writer(const SourceSet& sources, const SarifTool& tool) : sources_(sources), tool_(tool) {}

    Json run(const std::vector<Diagnostic>& diagnostics) {
        Json rules = Json::array(), results = Json::array();
        std::set<std::string_view> used;
        for (const auto& d : diagnostics) used.insert(d.code);
        for (const auto& rule : tool_.rules) {
            if (!used.contains(rule.code.code)) continue;
            index_[rule.code.code] = rules.size();
            rules.push_back(described(rule));
        }
        for (const auto& d : diagnostics) results.push_back(result(d));
        Json driver = {{"name", "Credence"}, {"version", tool_.version}, {"rules", std::move(rules)}};
        return {{"tool", {{"driver", std::move(driver)}}},
                {"columnKind", "unicodeCodePoints"},
                {"artifacts", artifacts()},
                {"results", std::move(results)}};
    }

private:
    static Json message(std::string_view text) { return {{"text", text}}; }

    static Json described(const SarifRule& rule) {
        return {{"id", rule.code.code},
                {"shortDescription", message(rule.code.title)},
                {"help", {{"text", rule.page}, {"markdown", rule.page}}},
                {"defaultConfiguration", {{"level", sarif_level(rule.code.level)}}}};
    }

    Json artifacts() const {
        Json out = Json::array();
        for (const auto& uri : tool_.uris) out.push_back({{"location", {{"uri", uri}}}});
        return out;
    }

    Json artifact(FileId file) const { return {{"uri", tool_.uris[file.index()]}, {"index", file.index()}}; }

    Json region(Span span) const {
        const auto begin = sources_[span.file].place(span.begin);
        const auto end = sources_[span.file].place(span.end);
        return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
    }

    Json place(Span span) const {
        return {{"physicalLocation", {{"artifactLocation", artifact(span.file)}, {"region", region(span)}}}};
    }

    Json related(const std::vector<Label>& labels) const {
        Json out = Json::array();
        for (const auto& label : labels) {
            if (!label.span.valid()) continue;
            auto location = place(label.span);
            location["id"] = out.size() + 1;
            location["message"] = message(label.message.empty() ? "see also" : label.message);
            out.push_back(std::move(location));
        }
        return out;
    }

    Json fix(const Fix& fix) const {
        std::map<FileId, Json> by_file;
        for (const auto& edit : fix.edits) {
            by_file[edit.span.file].push_back(
                {{"deletedRegion", region(edit.span)}, {"insertedContent", message(edit.replacement)}});
        }
        Json changes = Json::array();
        for (auto& [file, replacements] : by_file)
            changes.push_back({{"artifactLocation", artifact(file)}, {"replacements", std::move(replacements)}});
        return {
            {"description", message(fix.title)}, {"artifactChanges", std::move(changes)}, {"properties", {{"safe", fix.safe}}}};
    }

    // By code, file and what the line says; equal ones are numbered.
    std::string fingerprint(const Diagnostic& d) {
        Digest digest("credence/sarif/v1");
        digest.add(d.code);
        if (d.primary.span.valid()) {
            const auto& file = sources_[d.primary.span.file];
            auto line = file.line(file.place(d.primary.span.begin).line);
            line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
            digest.add(tool_.uris[d.primary.span.file.index()]).add(line);
        }
        const auto hex = digest.hex().substr(0, 16);
        return fmt::format("{}:{}", hex, ++seen_[hex]);
    }

    static std::string words(const Diagnostic& d) {
        auto out = d.message;
        for (const auto& note : d.notes) out += "\nnote: " + note;
        if (!d.help.empty()) out += "\nhelp: " + d.help;
        return out;
    }

    Json result(const Diagnostic& d) {
        Json out = {{"ruleId", d.code}};
        if (const auto found = index_.find(d.code); found != index_.end()) out["ruleIndex"] = found->second;
        out["level"] = sarif_level(d.level);
        out["message"] = message(words(d));
        if (d.primary.span.valid()) out["locations"] = Json::array({place(d.primary.span)});
        if (auto labels = related(d.secondary); !labels.empty()) out["relatedLocations"] = std::move(labels);
        out["partialFingerprints"] = {{"credence/v1", fingerprint(d)}};
        Json fixes = Json::array();
        for (const auto& one : d.fixes) {
            if (!one.edits.empty()) fixes.push_back(fix(one));
        }
        if (!fixes.empty()) out["fixes"] = std::move(fixes);
        return out;
    }

    const SourceSet& sources_;
    const SarifTool& tool_;
    std::map<std::string_view, std::size_t> index_;
    std::map<std::string, int> seen_;
};

}  // namespace

std::string render_sarif(const SourceSet& sources, const std::vector<Diagnostic>& diagnostics, const SarifTool& tool) {
    const Json out = {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
                      {"version", "2.1.0"},
                      {"runs", Json::array({Writer(sources, tool).run(diagnostics)})}};
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string uri_of_path(std::string_view path) {
    constexpr std::string_view plain = "-._~/";
    std::string out;
    for (const char c : path) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || plain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

}  // namespace credence::text
