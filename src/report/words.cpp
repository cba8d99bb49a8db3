#include "report/words.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>

#include "base/check.hpp"
#include "embedded/reports.hpp"

namespace credence::report {

namespace {

using text::Diagnostic;
using text::SourceFile;
using text::Span;

/// Cuts "moved {steps}" at its holes; `{{` and `}}` are braces. Nothing where a brace stands alone.
std::optional<Message> parse_message(std::string_view written) {
    Message message;
    std::string current;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const char c = written[i];
        if ((c == '{' || c == '}') && i + 1 < written.size() && written[i + 1] == c) {
            current += c;
            ++i;
        } else if (c == '{') {
            const std::size_t end = written.find('}', i);
            if (end == std::string_view::npos || end == i + 1) return std::nullopt;
            message.texts.push_back(std::move(current));
            current.clear();
            message.holes.emplace_back(written.substr(i + 1, end - i - 1));
            i = end;
        } else if (c == '}') {
            return std::nullopt;
        } else {
            current += c;
        }
    }
    message.texts.push_back(std::move(current));
    return message;
}

std::string fill(const Message& message, Words::Holes holes, std::string_view number) {
    std::string out = message.texts.front();
    for (std::size_t i = 0; i < message.holes.size(); ++i) {
        const auto given =
            std::find_if(holes.begin(), holes.end(), [&](const auto& hole) { return hole.first == message.holes[i]; });
        CREDENCE_CHECK(given != holes.end() || (message.holes[i] == "n" && !number.empty()));
        out += given != holes.end() ? given->second : number;
        out += message.texts[i + 1];
    }
    return out;
}

/// Reads one catalogue file; what is wrong with it goes to `diagnostics`, the rest is still read.
class Reader {
public:
    Reader(const SourceFile& file, text::FileId id, std::vector<Diagnostic>& diagnostics)
        : file_(file),
          id_(id),
          diagnostics_(diagnostics) {}

    std::map<std::string, Words::Entry, std::less<>> read() {
        try {
            const toml::table table = toml::parse(file_.text(), file_.name());
            read_table(table);
        } catch (const toml::parse_error& error) {
            report(error.source(), std::string(error.description()), "a catalogue is a TOML file");
        }
        return std::move(entries_);
    }

    [[nodiscard]] Span span_of(const std::string& key) const { return spans_.find(key)->second; }
    [[nodiscard]] Span span_of_key(const std::string& key) const { return key_spans_.find(key)->second; }

private:
    void read_table(const toml::table& table) {
        for (const auto& [key, node] : table) {
            key_spans_.emplace(std::string(key.str()), span(key.source()));
            if (const auto* message = node.as_string()) {
                Words::Entry entry;
                if (read_message(*message, entry.other)) add(std::string(key.str()), node, std::move(entry));
            } else if (const auto* forms = node.as_table(); forms != nullptr && !forms->is_inline()) {
                read_table(*forms);
            } else if (forms != nullptr) {
                read_forms(std::string(key.str()), *forms);
            } else {
                report(node.source(), fmt::format("`{}` is not a message", key.str()), "write it in quotes");
            }
        }
    }

    void read_forms(const std::string& key, const toml::table& forms) {
        const auto* one = forms["one"].as_string();
        const auto* other = forms["other"].as_string();
        if (one == nullptr || other == nullptr || forms.size() != 2) {
            report(forms.source(), fmt::format("`{}` needs the forms `one` and `other`", key),
                   "write it as { one = \"{n} step\", other = \"{n} steps\" }");
            return;
        }
        Words::Entry entry;
        entry.counted = true;
        if (read_message(*one, entry.one) && read_message(*other, entry.other)) add(key, forms, std::move(entry));
    }

    bool read_message(const toml::value<std::string>& written, Message& message) {
        if (auto parsed = parse_message(written.get())) {
            message = std::move(*parsed);
            return true;
        }
        report(written.source(), "a brace of this message has no partner", "a hole is `{name}`, a brace itself `{{`");
        return false;
    }

    void add(const std::string& key, const toml::node& node, Words::Entry entry) {
        if (!entries_.emplace(key, std::move(entry)).second) {
            report(node.source(), fmt::format("`{}` is there twice", key), "keys are unique over all tables of the file");
            return;
        }
        spans_.emplace(key, span(node.source()));
    }

    [[nodiscard]] Span span(const toml::source_region& region) const {
        const auto offset = [&](toml::source_position at) {
            const auto line = std::min<std::uint32_t>(at.line, static_cast<std::uint32_t>(file_.line_count()));
            const auto end = static_cast<std::uint32_t>(file_.text().size());
            return line == 0 ? 0 : std::min(file_.line_start(line) + (at.column == 0 ? 0 : at.column - 1), end);
        };
        const std::uint32_t begin = offset(region.begin);
        return {id_, begin, std::max(begin, offset(region.end))};
    }

    void report(const toml::source_region& region, std::string message, std::string help) {
        diagnostics_.push_back({.code = "T0101",
                                .message = std::move(message),
                                .primary = {span(region), ""},
                                .secondary = {},
                                .notes = {},
                                .help = std::move(help),
                                .fixes = {}});
    }

    const SourceFile& file_;
    text::FileId id_;
    std::vector<Diagnostic>& diagnostics_;
    std::map<std::string, Words::Entry, std::less<>> entries_;
    std::map<std::string, Span, std::less<>> spans_;      // of messages
    std::map<std::string, Span, std::less<>> key_spans_;  // of what they are called
};

bool has_hole(const Message& message, const std::string& hole) {
    return std::find(message.holes.begin(), message.holes.end(), hole) != message.holes.end();
}

bool holes_among(const Message& theirs, const Message& ours) {
    return std::all_of(theirs.holes.begin(), theirs.holes.end(), [&](const std::string& hole) { return has_hole(ours, hole); });
}

}  // namespace

const std::vector<std::string>& Words::languages() {
    static const std::vector<std::string> found = [] {
        std::vector<std::string> out;
        for (const embedded::File& file : embedded::reports()) {
            if (!file.path.starts_with("words/")) continue;
            const std::string_view name = file.path.substr(6);
            out.emplace_back(name.substr(0, name.find('.')));
        }
        std::sort(out.begin(), out.end());
        return out;
    }();
    return found;
}

Words Words::of(std::string_view language) {
    static const std::map<std::string, Words, std::less<>> all = [] {  // read once: a run asks many times
        std::map<std::string, Words, std::less<>> out;
        for (const auto& name : languages()) {
            const std::string path = "words/" + name + ".toml";
            for (const embedded::File& file : embedded::reports()) {
                if (file.path != path) continue;
                std::vector<Diagnostic> diagnostics;
                const SourceFile source(path, std::string(file.text));
                Words& words = out[name];
                words.language_ = name;
                words.entries_ = Reader(source, text::FileId(0), diagnostics).read();
                CREDENCE_CHECK(diagnostics.empty());
            }
        }
        return out;
    }();
    const auto found = all.find(language);
    CREDENCE_CHECK(found != all.end());
    return found->second;
}

void Words::override_with(const SourceFile& file, text::FileId id, std::vector<Diagnostic>& diagnostics) {
    Reader reader(file, id, diagnostics);
    std::vector<std::string> known;
    for (const auto& [key, entry] : entries_) known.push_back(key);
    for (auto& [key, entry] : reader.read()) {
        const auto ours = entries_.find(key);
        const auto tell = [&](std::string code, text::Level level, Span at, std::string message, std::string help) {
            diagnostics.push_back({.code = std::move(code),
                                   .level = level,
                                   .message = std::move(message),
                                   .primary = {at, ""},
                                   .secondary = {},
                                   .notes = {},
                                   .help = std::move(help),
                                   .fixes = {}});
        };
        const auto at = reader.span_of(key);
        const auto refuse = [&](std::string message, std::string help) {
            tell("T0102", text::Level::error, at, std::move(message), std::move(help));
        };
        if (ours == entries_.end()) {
            const auto near = text::nearest(key, known);
            tell("T0102", text::Level::error, reader.span_of_key(key), fmt::format("no message `{}`", key),
                 near ? fmt::format("did you mean `{}`?", *near) : "");
        } else if (entry.counted != ours->second.counted) {
            refuse(fmt::format("`{}` {}", key, entry.counted ? "has one form" : "needs the forms `one` and `other`"), "");
        } else if (!holes_among(entry.other, ours->second.other) || !holes_among(entry.one, ours->second.other)) {
            refuse(fmt::format("`{}` has a hole that nothing fills", key),
                   ours->second.other.holes.empty() ? "this message has no holes"
                                                    : fmt::format("its holes: {}", fmt::join(ours->second.other.holes, ", ")));
        } else {
            for (const auto& hole : ours->second.other.holes) {
                if (has_hole(entry.other, hole)) continue;
                tell("T0112", text::Level::warning, at, fmt::format("`{}` does not print `{}`", key, hole),
                     fmt::format("write {{{}}} where it shall stand", hole));
            }
            ours->second = std::move(entry);
        }
    }
}

std::string Words::say(std::string_view key, Holes holes) const {
    const auto found = entries_.find(key);
    CREDENCE_CHECK(found != entries_.end());
    CREDENCE_CHECK(!found->second.counted);
    return fill(found->second.other, holes, {});
}

std::string Words::count(std::string_view key, std::size_t n, Holes holes) const {
    const auto found = entries_.find(key);
    CREDENCE_CHECK(found != entries_.end());
    CREDENCE_CHECK(found->second.counted);
    const Words::Entry& entry = found->second;
    const bool one = language_ == "fr" ? n < 2 : n == 1;  // the classes of CLDR; French has another for millions
    return fill(one ? entry.one : entry.other, holes, fmt::to_string(n));
}

std::string Words::list(const std::vector<std::string>& items) const {
    if (items.empty()) return {};
    std::string out = items.front();
    for (std::size_t i = 1; i < items.size(); ++i) out = say("list", {{"first", out}, {"next", items[i]}});
    return out;
}

}  // namespace credence::report
