#include "report/templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "base/check.hpp"
#include "embedded/reports.hpp"
#include "report/markdown_text.hpp"
#include "report/reference.hpp"

namespace credence::report {

namespace {

namespace fs = std::filesystem;
using text::Diagnostic;

constexpr std::string_view tops[] = {"dossier.md", "comparison.md", "side_by_side.md", "sheet.md", "index.md"};
constexpr std::string_view book_top = "book.md";
constexpr std::string_view frame = "page.html";
constexpr std::string_view frame_style = "page.css";
constexpr std::string_view own_reference = "reference.docx";

std::string_view top_of(Kind kind) { return tops[static_cast<std::size_t>(kind)]; }

std::string part_file(std::string_view name) { return fmt::format("parts/{}.md", name); }

/// The language of "words/fr.toml"; nothing for other files.
std::optional<std::string> language_of(std::string_view path) {
    for (const auto& language : Words::languages()) {
        if (path == fmt::format("words/{}.toml", language)) return language;
    }
    return std::nullopt;
}

/// The messages that templates may name, as a node.
Node plain_messages(const Words& words) {
    Node out;
    out.kind = Node::Kind::object;
    for (const auto& [key, entry] : words.entries()) {
        if (!entry.plain()) continue;
        Node message;
        message.kind = Node::Kind::text;
        message.text = words.say(key);
        out.members.push_back({key, std::move(message)});
    }
    return out;
}

/// From the innermost section outwards; "a.b" is b of the nearest a; "." is the section's own item.
const Node* look_up(const std::vector<const Node*>& context, std::string_view name) {
    if (name == ".") return context.back();
    const std::size_t dot = name.find('.');
    const Node* found = nullptr;
    for (auto it = context.rbegin(); it != context.rend() && found == nullptr; ++it) found = (*it)->find(name.substr(0, dot));
    // Of a part that is not there, no name is there either.
    for (std::size_t at = dot; at != std::string_view::npos && found != nullptr && found->kind != Node::Kind::absent;) {
        const std::size_t next = name.find('.', at + 1);
        found = found->find(name.substr(at + 1, next == std::string_view::npos ? next : next - at - 1));
        at = next;
    }
    return found;
}

// --- Checking ------------------------------------------------------------------------------------------------------------

/// Walks templates along the shape of a report, without data.
class Checker {
public:
    Checker(const std::map<std::string, std::vector<Piece>, std::less<>>& files, const Words& words, const Node& shape,
            std::vector<Diagnostic>& diagnostics)
        : files_(files),
          words_(words),
          shape_(shape),
          diagnostics_(diagnostics) {}

    void check(std::string_view file) {
        context_ = {&shape_};
        inside_ = {std::string(file)};
        walk(files_.find(file)->second);
    }

    [[nodiscard]] bool used(const std::string& file) const { return used_.contains(file); }

private:
    void walk(const std::vector<Piece>& pieces) {
        for (const Piece& piece : pieces) {
            switch (piece.kind) {
                case Piece::Kind::text: break;
                case Piece::Kind::partial: walk_partial(piece); break;
                case Piece::Kind::value:
                    if (const Node* node = resolve(piece); node != nullptr && !node->printable()) {
                        report("T0107", piece,
                               fmt::format("`{}` is {}", piece.text,
                                           node->kind == Node::Kind::list ? "a list" : "a part with names of its own"),
                               fmt::format("open it with {{{{#{}}}}}", piece.text));
                    }
                    break;
                case Piece::Kind::section:
                case Piece::Kind::inverted: walk_section(piece); break;
            }
        }
    }

    void walk_section(const Piece& piece) {
        const Node* node = resolve(piece);
        const bool enter = node != nullptr && piece.kind == Piece::Kind::section;
        if (enter) context_.push_back(node->kind == Node::Kind::list ? &node->items.front() : node);
        // What stands in a section with an unknown name would only repeat the error.
        if (node != nullptr) walk(piece.pieces);
        if (enter) context_.pop_back();
    }

    void walk_partial(const Piece& piece) {
        const std::string file = part_file(piece.text);
        const auto found = files_.find(file);
        if (found == files_.end()) {
            std::vector<std::string> known;
            for (const auto& [name, pieces] : files_) {
                if (name.starts_with("parts/")) known.push_back(name.substr(6, name.size() - 9));
            }
            const auto near = text::nearest(piece.text, known);
            report("T0108", piece, fmt::format("no part `{}`", piece.text),
                   near ? fmt::format("did you mean `{}`?", *near) : fmt::format("it would be the file {}", file));
        } else if (std::find(inside_.begin(), inside_.end(), file) != inside_.end()) {
            report("T0109", piece, fmt::format("`{}` contains itself", piece.text), "");
        } else {
            inside_.push_back(file);
            used_.insert(file);
            walk(found->second);
            inside_.pop_back();
        }
    }

    /// The node that a name stands for; reports a name that the place does not have.
    const Node* resolve(const Piece& piece) {
        if (const Node* node = look_up(context_, piece.text)) return node;
        const std::size_t dot = piece.text.rfind('.');
        const std::string owner = dot == std::string::npos ? "" : piece.text.substr(0, dot);
        if (owner == "words") {
            report_message(piece, piece.text.substr(dot + 1));
            return nullptr;
        }
        std::vector<std::string> known;
        const Node* place = owner.empty() ? nullptr : look_up(context_, owner);
        if (place != nullptr) {
            for (const auto& [name, node] : place->members) known.push_back(owner + "." + name);
        } else {
            for (auto it = context_.rbegin(); it != context_.rend(); ++it) {
                for (const auto& [name, node] : (*it)->members) known.push_back(name);
            }
        }
        const auto near = text::nearest(piece.text, known);
        report("T0106", piece, fmt::format("nothing is called `{}` here", piece.text),
               near ? fmt::format("did you mean `{}`?", *near) : fmt::format("here are: {}", fmt::join(known, ", ")));
        return nullptr;
    }

    void report_message(const Piece& piece, const std::string& key) {
        if (const auto entry = words_.entries().find(key); entry != words_.entries().end()) {
            report("T0110", piece, fmt::format("the message `{}` has holes, which a template cannot fill", key), "");
            return;
        }
        std::vector<std::string> known;
        for (const auto& [name, entry] : words_.entries()) {
            if (entry.plain()) known.push_back(name);
        }
        const auto near = text::nearest(key, known);
        report("T0110", piece, fmt::format("no message `{}`", key), near ? fmt::format("did you mean `{}`?", *near) : "");
    }

    void report(std::string code, const Piece& piece, std::string message, std::string help) {
        if (!reported_.insert(piece.span).second) return;  // a part is walked once for each place that uses it
        diagnostics_.push_back({.code = std::move(code),
                                .message = std::move(message),
                                .primary = {piece.span, ""},
                                .secondary = {},
                                .notes = {},
                                .help = std::move(help),
                                .fixes = {}});
    }

    const std::map<std::string, std::vector<Piece>, std::less<>>& files_;
    const Words& words_;
    const Node& shape_;
    std::vector<Diagnostic>& diagnostics_;
    std::vector<const Node*> context_;
    std::vector<std::string> inside_;
    std::set<std::string> used_;
    std::set<text::Span> reported_;
};

// --- Files ---------------------------------------------------------------------------------------------------------------

struct Found {
    std::string path;  // "parts/evidence.md"
    std::string name;  // as printed
    std::string text;
};

/// The templates and the catalogue of a folder, sorted by path. Other folders and README.md are the reader's own.
std::vector<Found> read_folder(const fs::path& folder) {
    std::vector<Found> out;
    for (const std::string_view below : {"", "parts/", "words/"}) {
        std::error_code error;
        for (fs::directory_iterator it(folder / below, error), end; !error && it != end; it.increment(error)) {
            const std::string file = it->path().filename().string();
            const bool of_frame = below.empty() && (file.ends_with(".html") || file.ends_with(".css") || file == own_reference);
            const bool wanted = of_frame || (file.ends_with(below == "words/" ? ".toml" : ".md") && file != "README.md");
            if (!wanted || !it->is_regular_file(error)) continue;
            std::ifstream in(it->path(), std::ios::binary);
            const std::string path = std::string(below) + file;
            out.push_back({path, (folder.filename() / path).generic_string(), {std::istreambuf_iterator<char>(in), {}}});
        }
    }
    std::sort(out.begin(), out.end(), [](const Found& a, const Found& b) { return a.path < b.path; });
    return out;
}

Diagnostic misplaced(const std::string& path, text::FileId id, const std::vector<std::string>& known, text::Level level) {
    const auto near = text::nearest(path, known);
    return {.code = "T0111",
            .level = level,
            .message = fmt::format("no report uses the file {}", path),
            .primary = {{id, 0, 0}, ""},
            .secondary = {},
            .notes = {},
            .help = near ? fmt::format("did you mean {}?", *near) : "",
            .fixes = {}};
}

}  // namespace

Templates Templates::load(const std::vector<fs::path>& folders, std::string_view language, text::SourceSet& sources,
                          std::vector<Diagnostic>& diagnostics) {
    Templates out(language);
    std::vector<std::string> known;
    for (const embedded::File& file : embedded::reports()) {
        known.emplace_back(file.path);
        if (language_of(file.path)) continue;
        if (file.path == frame_style) {
            out.style_ = file.text;
            continue;
        }
        if (file.path.starts_with("reference/")) continue;
        const text::FileId id = sources.add({fmt::format("reports/{}", file.path), std::string(file.text)});
        out.files_[known.back()] = parse_template(sources[id], id, diagnostics);
    }
    std::map<std::string, text::FileId> parts;  // of the user's own
    // The most particular folder last: its files replace the others'.
    for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
        for (Found& found : read_folder(*folder)) {
            if (found.path == frame_style || found.path == own_reference) {
                (found.path == frame_style ? out.style_ : out.reference_) = std::move(found.text);
                continue;
            }
            const text::FileId id = sources.add({found.name, std::move(found.text)});
            const bool ours = std::find(known.begin(), known.end(), found.path) != known.end();
            if (const auto of = language_of(found.path)) {
                Words other = Words::of(*of);  // read for its mistakes alone, where it is not the one asked for
                (*of == language ? out.words_ : other).override_with(sources[id], id, diagnostics);
            } else if (!ours && !found.path.starts_with("parts/")) {
                diagnostics.push_back(misplaced(found.path, id, known, text::Level::error));
            } else {
                out.files_[found.path] = parse_template(sources[id], id, diagnostics);
                if (!ours) parts[found.path] = id;
            }
        }
    }
    out.message_names_ = plain_messages(out.words_);
    const auto with_words = [&out](Node shape) {
        shape.members.push_back({"words", out.message_names_});
        return shape;
    };
    const Node report = with_words(shape_of_report());
    const Node book = with_words(shape_of_book());
    Checker reports(out.files_, out.words_, report, diagnostics);
    for (const std::string_view top : tops) reports.check(top);
    Checker books(out.files_, out.words_, book, diagnostics);
    books.check(book_top);
    const Node page = with_words(shape_of_page());
    Checker pages(out.files_, out.words_, page, diagnostics);
    pages.check(frame);
    for (const auto& [path, id] : parts) {
        if (!reports.used(path) && !books.used(path) && !pages.used(path))
            diagnostics.push_back(misplaced(path, id, known, text::Level::warning));
    }
    return out;
}

namespace {

std::string written_out(const Node& node, bool html) {
    if (node.kind == Node::Kind::markup) return node.text;
    if (html) return markup_text(node.text);
    switch (node.kind) {
        case Node::Kind::code: return markdown_code(node.text);
        case Node::Kind::path: return markdown_path(node.text);
        default: return markdown_text(node.text);
    }
}

}  // namespace

void Templates::render(const std::vector<Piece>& pieces, Into into, std::vector<const Node*>& context, std::string& out) const {
    for (const Piece& piece : pieces) {
        if (piece.kind == Piece::Kind::text) {
            out += piece.text;
            continue;
        }
        if (piece.kind == Piece::Kind::partial) {
            render(files_.find(part_file(piece.text))->second, into, context, out);
            if (!piece.alone && out.ends_with('\n')) out.pop_back();
            continue;
        }
        const Node* node = look_up(context, piece.text);
        CREDENCE_CHECK(node != nullptr);  // the checker knows every name
        if (piece.kind == Piece::Kind::value) {
            out += written_out(*node, into == Into::html);
        } else if (piece.kind == Piece::Kind::inverted) {
            if (!node->present()) render(piece.pieces, into, context, out);
        } else if (node->kind == Node::Kind::list) {
            for (const Node& item : node->items) {
                context.push_back(&item);
                render(piece.pieces, into, context, out);
                context.pop_back();
            }
        } else if (node->present()) {
            context.push_back(node);
            render(piece.pieces, into, context, out);
            context.pop_back();
        }
    }
}

namespace {

/// One blank line where there are several, none at the ends; lines without blanks at their ends.
std::string tidy(std::string_view text) {
    std::string out;
    bool blank = false;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        if (line.empty()) {
            blank = true;
            continue;
        }
        if (blank && !out.empty()) out += '\n';
        blank = false;
        out += line;
        out += '\n';
    }
    return out;
}

}  // namespace

std::string Templates::markdown(const Report& report) const {
    return tidy(rendered(top_of(report.kind), tree_of(report, words_), Into::markdown));
}

std::string Templates::markdown(const Book& book) const {
    return tidy(rendered(book_top, tree_of(book, words_), Into::markdown));
}

std::string Templates::html(Page page) const {
    page.style = style_;
    for (std::size_t at = 0; (at = page.style.find("</", at)) != std::string::npos; at += 3) page.style.replace(at, 2, "<\\/");
    return rendered(frame, tree_of(page, words_), Into::html);
}

std::string Templates::reference() const { return reference_.empty() ? reference_docx() : reference_; }

std::string Templates::rendered(std::string_view file, Node root, Into into) const {
    root.members.push_back({"words", message_names_});
    std::vector<const Node*> context{&root};
    std::string out;
    render(files_.find(file)->second, into, context, out);
    return out;
}

}  // namespace credence::report
