#include "store/sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "check/print.hpp"

namespace credence::store {
namespace {

namespace fs = std::filesystem;
using check::DeclarationKind;

bool is_derived(const check::Rulebase& rulebase, const std::string& name) {
    const auto among = [&](const auto& declarations) {
        return std::any_of(declarations.begin(), declarations.end(),
                           [&](const auto& d) { return d.derived && d.head.name == name; });
    };
    return among(rulebase.relations) || among(rulebase.attributes);
}

/// Which files, sheets and keys hold which tables.
class Sorter {
public:
    Sorter(const check::Rulebase& rulebase, const Vocabulary& vocabulary, Forms forms, ReadReport& report)
        : rulebase_(rulebase),
          vocabulary_(vocabulary),
          forms_(forms),
          report_(report),
          observes_(std::any_of(vocabulary.tables.begin(), vocabulary.tables.end(),
                                [](const auto& table) { return table.declaration.kind == DeclarationKind::attribute; })) {}

    Status add(const fs::path& path) {
        const Source source{path, path.filename().string()};
        const auto form = sheet::form_of(source.name);
        if (source.name == "notice.txt") {
            sources_.push_back(source);
            sources_.back().kind = Source::Kind::notice;
            return {};
        }
        const auto stem = path.stem().string();
        if (!form || (forms_ == Forms::csv && *form != sheet::Form::csv)) {
            unknown(source.name, source.name, path.extension().string());
        } else if (*form == sheet::Form::csv) {
            if (!take(source, stem)) unknown(source.name, source.name, path.extension().string());
        } else {
            return add_parts(source, *form, stem);
        }
        return {};
    }

    /// Individuals first: other tables name them. Then panels, which say who may enter what.
    std::vector<Source> sources() && {
        std::stable_sort(sources_.begin(), sources_.end(), [](const Source& a, const Source& b) { return a.kind < b.kind; });
        return std::move(sources_);
    }

private:
    /// A file named after a table holds it in its first sheet; any other holds tables named as its sheets or keys are.
    Status add_parts(Source source, sheet::Form form, const std::string& stem) {
        auto file = load_file(source.path, form);
        if (!file) return tl::unexpected(file.error());
        source.file = *file;
        const auto& parts = source.file->book->parts();
        const auto shown_part = std::find_if(parts.begin(), parts.end(), [](const sheet::Part& part) { return !part.hidden; });
        source.part = shown_part == parts.end() ? 0 : static_cast<std::size_t>(shown_part - parts.begin());
        if ((form == sheet::Form::workbook || parts[0].name.empty()) && take(source, stem)) return {};
        const bool workbook = form == sheet::Form::workbook;
        for (source.part = 0; source.part < parts.size(); ++source.part) {
            const auto& part = parts[source.part];
            if (part.hidden || part.name == "README") continue;
            auto named = source;
            named.name += part.name.empty() ? "" : fmt::format(", {}`{}`", workbook ? "sheet " : "", shown(part.name));
            if (take(named, part.name) || unreadable(named)) continue;
            unknown(named.name, part.name.empty() ? source.name : part.name,
                    part.name.empty() ? "." + source.path.extension().string().substr(1) : "");
        }
        return {};
    }

    bool take(const Source& source, const std::string& name) {
        const auto* table = vocabulary_.find(name);
        if (table == nullptr) table = cut_short(name);
        const bool panels = name == "panels" && forms_ == Forms::all, notice = name == "notice" && source.file;
        if (table == nullptr && !panels && !notice && !(name == "observations" && observes_)) return false;
        sources_.push_back(source);
        sources_.back().table = table;
        if (table != nullptr && table->is_entity()) sources_.back().kind = Source::Kind::entities;
        if (table == nullptr && panels) sources_.back().kind = Source::Kind::panels;
        if (table == nullptr && notice) sources_.back().kind = Source::Kind::notice;
        return true;
    }

    /// The names of sheets end after 31 characters.
    [[nodiscard]] const Table* cut_short(const std::string& name) const {
        if (name.size() != sheet::longest_sheet_name) return nullptr;
        const Table* found = nullptr;
        for (const auto& table : vocabulary_.tables) {
            if (!table.name.starts_with(name)) continue;
            if (found != nullptr) return nullptr;
            found = &table;
        }
        return found;
    }

    /// Reports why the rows cannot be read, where they cannot.
    bool unreadable(const Source& source) {
        sheet::Cells cells;
        const auto rows = source.file->book->open(source.part);
        if (rows->next(cells)) return false;
        for (auto& error : rows->take_errors()) {
            Problem problem;
            problem.code = "K0201";
            problem.message = std::move(error.message);
            problem.file = source.name;
            problem.row = error.row;
            problem.by_line = rows->by_line();
            problem.help = std::move(error.help);
            report_.add(std::move(problem));
        }
        return true;
    }

    void unknown(const std::string& name, const std::string& written, const std::string& ending) {
        const bool in_file = ending.empty();
        std::vector<std::string> known{"observations" + ending};
        if (forms_ == Forms::all) known.push_back("panels" + ending);
        if (!in_file) known.emplace_back("notice.txt");
        for (const auto& table : vocabulary_.tables) known.push_back(table.name + ending);
        Problem problem;
        problem.code = "K0202";
        problem.file = name;
        const auto stem = written.substr(0, written.size() - ending.size());
        if (is_derived(rulebase_, stem)) {
            problem.message = fmt::format("`{}` is concluded by rules, not recorded", shown(stem, 60));
        } else {
            problem.message = fmt::format("no table for the {} `{}`", in_file ? "rows under" : "file", shown(written, 60));
            problem.help = suggestion(written, known);
        }
        if (problem.help.empty() && !is_derived(rulebase_, stem)) {
            problem.help = in_file ? "a sheet or a key is named after its table, or `observations`"
                                   : "a file is named after its table: `TABLE.csv`, or `observations.csv`";
        }
        report_.add(std::move(problem));
    }

    const check::Rulebase& rulebase_;
    const Vocabulary& vocabulary_;
    Forms forms_;
    ReadReport& report_;
    bool observes_;
    std::vector<Source> sources_;
};

}  // namespace

Result<std::vector<fs::path>> list_files(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) return failure(FailureKind::input, fmt::format("there is no file or folder `{}`", path.string()));
    if (!fs::is_directory(status)) return std::vector{path};
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (!name.starts_with('.') && name != "README.md") files.push_back(entry->path());
    }
    if (error) return failure(FailureKind::input, fmt::format("cannot read `{}`: {}", path.string(), error.message()));
    if (files.empty()) return failure(FailureKind::input, fmt::format("there are no files in `{}`", path.string()));
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return check::natural_less(a.filename().string(), b.filename().string()); });
    return files;
}

Result<std::vector<Source>> sort_out(const check::Rulebase& rulebase, const Vocabulary& vocabulary,
                                     const std::vector<fs::path>& files, Forms forms, ReadReport& report) {
    Sorter sorter(rulebase, vocabulary, forms, report);
    for (const auto& path : files) {
        if (auto added = sorter.add(path); !added) return tl::unexpected(added.error());
    }
    return std::move(sorter).sources();
}

Result<Bytes> read_whole(const fs::path& path, std::uintmax_t largest) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return failure(FailureKind::input, fmt::format("`{}` is not a file", path.string()));
    const auto size = fs::file_size(path, error);
    if (error) return failure(FailureKind::input, fmt::format("cannot read `{}`: {}", path.string(), error.message()));
    if (size > largest)
        return failure(FailureKind::limit, fmt::format("`{}` is larger than {} MB", path.string(), largest >> 20U), "split it");
    std::ifstream in(path, std::ios::binary);
    Bytes bytes(size);
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
        return failure(FailureKind::input, fmt::format("cannot read `{}`", path.string()));
    return bytes;
}

Result<std::shared_ptr<LoadedFile>> load_file(const fs::path& path, sheet::Form form) {
    auto bytes = read_whole(path);
    if (!bytes) return tl::unexpected(bytes.error());
    auto file = std::make_shared<LoadedFile>(LoadedFile{std::move(*bytes), nullptr});
    file->book = sheet::open_book(form, file->bytes.text());
    return file;
}

}  // namespace credence::store
