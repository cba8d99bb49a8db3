#include "app/rulebase_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "app/files.hpp"
#include "base/digest.hpp"
#include "check/check.hpp"
#include "parse/parse.hpp"

namespace credence::app {
namespace {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> rule_files(const fs::path& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return std::vector{path};
    if (!fs::is_directory(path, error)) {
        return failure(FailureKind::input, fmt::format("there is no rulebase at `{}`", path.string()),
                       "name a folder of *.crd files with --rules");
    }
    std::vector<fs::path> files;
    for (auto at = fs::directory_iterator(path, error); !error && at != fs::directory_iterator(); at.increment(error)) {
        if (at->path().extension() == ".crd" && at->is_regular_file(error)) files.push_back(at->path());
    }
    if (error) return failure(FailureKind::input, fmt::format("cannot list `{}`: {}", path.string(), error.message()));
    if (files.empty()) {
        return failure(FailureKind::input, fmt::format("the folder `{}` has no *.crd files", path.string()),
                       "a rulebase is a folder of *.crd files");
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.filename().string() < b.filename().string(); });
    return files;
}

/// Reads a rulebase and the ones it uses, each folder once, wherever and however often it is named.
class FilesReader {
public:
    explicit FilesReader(RulebaseFiles& out) : out_(out) {}

    /// `folder` is as SourceFile::folder says it; `by` the `use` that asks for it, if any.
    Status read(const fs::path& path, const std::string& folder, const syntax::Use* by) {
        const auto files = rule_files(path);
        if (!files) return tl::unexpected(files.error());
        std::error_code error;
        Folder read;
        read.name = folder;
        read.path = fs::is_directory(path, error) ? path : path.parent_path();
        read.place = fs::canonical(read.path.empty() ? fs::path(".") : read.path, error);
        read.by = by;
        for (const auto& file : *files)
            if (const auto done = read_file_of(read, file); !done) return done;
        folders_.push_back(std::move(read));
        return {};
    }

    /// Once the first is read: those it uses, then those that they use. Of a used one, what is wrong with it alone is said as well.
    std::optional<check::Rulebase> check_all() {
        follow(0, 0);
        std::optional<check::Rulebase> rulebase;
        for (const auto index : finished_) rulebase = check(index);
        return rulebase;
    }

    [[nodiscard]] std::string digest() const { return digest_.hex(); }

private:
    struct Folder {
        std::string name;
        fs::path path, place;  // as it is reached; where it is, behind links
        const syntax::Use* by = nullptr;
        std::deque<syntax::Declaration> declarations;
        std::vector<syntax::Name> broken;
        std::vector<std::size_t> uses;
        bool whole = true;     // else a file could not be read
        bool missing = false;  // one that it uses could not
        bool open = false;     // those it uses are being read
    };

    Status read_file_of(Folder& folder, const fs::path& path) {
        auto text = read_file(path);
        if (!text) return tl::unexpected(text.error());
        const auto name = (folder.name.empty() ? "" : folder.name + '/') + path.filename().string();
        digest_.add(name).add(*text);
        const auto id = out_.sources.add(text::SourceFile(name, std::move(*text)));
        out_.paths.push_back(path);
        const auto before = out_.diagnostics.size();
        auto parsed = parse::parse_file(out_.sources, id, out_.diagnostics);
        const bool unreadable = std::any_of(out_.diagnostics.begin() + static_cast<std::ptrdiff_t>(before),
                                            out_.diagnostics.end(), [](const auto& d) { return d.code == "E0009"; });
        folder.whole = folder.whole && !(unreadable && parsed.declarations.empty());
        std::move(parsed.declarations.begin(), parsed.declarations.end(), std::back_inserter(folder.declarations));
        std::move(parsed.broken_names.begin(), parsed.broken_names.end(), std::back_inserter(folder.broken));
        return {};
    }

    void follow(std::size_t index, std::size_t depth) {
        folders_[index].open = true;
        std::vector<const syntax::Use*> uses;
        for (const auto& declaration : folders_[index].declarations)
            if (const auto* use = std::get_if<syntax::Use>(&declaration)) uses.push_back(use);
        std::stable_sort(uses.begin(), uses.end(), [](auto* a, auto* b) { return a->path.text < b->path.text; });
        for (const auto* use : uses) {
            if (const auto used = used_folder(index, *use, depth)) {
                folders_[index].uses.push_back(*used);
            } else {
                folders_[index].missing = true;
            }
        }
        folders_[index].open = false;
        finished_.push_back(index);
    }

    std::optional<std::size_t> used_folder(std::size_t from, const syntax::Use& use, std::size_t depth) {
        constexpr std::size_t deepest = 64;
        const fs::path written(use.path.text);
        if (written.empty()) return refuse(use, "this names no folder", "empty", "write `use \"../other\"`");
        if (written.is_absolute()) {
            return refuse(use, "a rulebase is used by its path from this folder", "starts at the root",
                          "a path such as \"../other\" still holds where the folders are moved together");
        }
        if (depth == deepest)
            return refuse(use, fmt::format("more than {} rulebases use each other in a row", deepest), "one too many", {});
        auto path = (folders_[from].path / written).lexically_normal();
        if (!path.has_filename()) path = path.parent_path();
        std::error_code error;
        const auto place = fs::canonical(path, error);
        if (error || !fs::is_directory(place, error)) {
            return refuse(use, fmt::format("there is no folder `{}`", use.path.text), "is no folder that can be opened",
                          "the path starts at the folder of the file it stands in");
        }
        for (std::size_t i = 0; i < folders_.size(); ++i) {
            if (folders_[i].place != place) continue;
            if (!folders_[i].open) return i;
            circle(i, from, use);
            return std::nullopt;
        }
        auto name = (fs::path(folders_[from].name) / written).lexically_normal().generic_string();
        if (name.size() > 1 && name.back() == '/') name.pop_back();
        if (const auto done = read(path, name, &use); !done)
            return refuse(use, done.error().message, "cannot be used", done.error().help);
        const auto index = folders_.size() - 1;
        follow(index, depth + 1);
        return index;
    }

    std::nullopt_t refuse(const syntax::Use& use, std::string message, std::string label, std::string help) {
        text::Diagnostic d;
        d.code = "E0501";
        d.message = std::move(message);
        d.primary = {use.path.span, std::move(label)};
        d.help = std::move(help);
        out_.diagnostics.push_back(std::move(d));
        return std::nullopt;
    }

    void circle(std::size_t again, std::size_t from, const syntax::Use& use) {
        text::Diagnostic d;
        d.code = "E0502";
        d.message = again == from ? "a rulebase cannot use itself" : "rulebases use each other in a circle";
        d.primary = {use.path.span, again == from ? "this is its own folder" : "and this uses the first of them again"};
        for (std::size_t i = 0; i < folders_.size(); ++i)
            if (folders_[i].open && i > again) d.secondary.push_back({folders_[i].by->path.span, "used here"});
        d.help = "put what both need in a third rulebase, and let both use that";
        out_.diagnostics.push_back(std::move(d));
    }

    /// What the folder stands on, itself last; each once.
    void gather(std::size_t index, std::vector<std::size_t>& out) const {
        if (std::find(out.begin(), out.end(), index) != out.end()) return;
        for (const auto used : folders_[index].uses) gather(used, out);
        out.push_back(index);
    }

    std::optional<check::Rulebase> check(std::size_t index) {
        std::vector<std::size_t> all;
        gather(index, all);
        check::Trees trees;
        trees.folder = folders_[index].name;
        for (const auto i : all) {
            const auto& folder = folders_[i];
            if (!folder.whole) return std::nullopt;  // what its file declares would be missed everywhere
            trees.whole = trees.whole && !folder.missing;
            for (const auto& declaration : folder.declarations) trees.declarations.push_back(&declaration);
            trees.broken_names.insert(trees.broken_names.end(), folder.broken.begin(), folder.broken.end());
        }
        return check::check_rulebase(out_.sources, trees, out_.diagnostics);
    }

    RulebaseFiles& out_;
    Digest digest_{"credence rules 1"};
    std::deque<Folder> folders_;         // the first is the rulebase itself; what uses another stands before it
    std::vector<std::size_t> finished_;  // each after all that it uses
};

}  // namespace

Result<RulebaseFiles> read_rulebase(const fs::path& path) {
    RulebaseFiles out;
    std::error_code error;
    out.folder = fs::is_directory(path, error) ? path : path.parent_path();
    FilesReader reader(out);
    if (const auto done = reader.read(path, "", nullptr); !done) return tl::unexpected(done.error());
    auto rulebase = reader.check_all();
    out.digest = reader.digest();
    if (!text::has_errors(out.diagnostics)) out.rulebase = std::move(rulebase);
    text::sort_diagnostics(out.diagnostics);
    return out;
}

}  // namespace credence::app
