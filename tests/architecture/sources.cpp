#include "architecture/sources.hpp"

#include <algorithm>
#include <cctype>

#include "support/diff.hpp"
#include "support/files.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Reads C++ once, from left to right.
class Scanner {
public:
    explicit Scanner(std::string_view cpp) : cpp_(cpp) { result_.code.assign(cpp); }

    Scanned take() {
        while (at_ < cpp_.size()) step();
        return std::move(result_);
    }

private:
    void step() {
        if (starts("//")) return blank_to(cpp_.find('\n', at_));
        if (starts("/*")) return blank_to(after(cpp_.find("*/", at_), 2));
        if (starts("#include")) {
            at_ = std::min(cpp_.find('\n', at_), cpp_.size());
            return;
        }
        const bool in_word = at_ > 0 && is_word(cpp_[at_ - 1]);
        if (starts("R\"") && !in_word) return raw_literal();
        if (cpp_[at_] == '"') return literal('"');
        if (cpp_[at_] == '\'' && !in_word) return literal('\'');  // in a word it separates digits
        ++at_;
    }

    bool starts(std::string_view what) const { return cpp_.substr(at_).starts_with(what); }
    std::size_t after(std::size_t found, std::size_t length) const {
        return found == std::string_view::npos ? cpp_.size() : found + length;
    }

    void blank_to(std::size_t end) {
        for (end = std::min(end, cpp_.size()); at_ < end; ++at_) {
            if (cpp_[at_] != '\n') result_.code[at_] = ' ';
        }
    }

    void raw_literal() {
        const auto open = std::min(cpp_.find('(', at_), cpp_.size() - 1);
        const std::string close = ")" + std::string(cpp_.substr(at_ + 2, open - at_ - 2)) + "\"";
        const auto end = std::min(cpp_.find(close, open), cpp_.size());
        result_.literals.emplace_back(cpp_.substr(open + 1, end - open - 1));
        at_ = open + 1;
        blank_to(end);
        at_ = std::min(at_ + close.size(), cpp_.size());
    }

    void literal(char quote) {
        auto end = at_ + 1;
        while (end < cpp_.size() && cpp_[end] != quote && cpp_[end] != '\n') end += cpp_[end] == '\\' ? 2U : 1U;
        end = std::min(end, cpp_.size());
        if (quote == '"') result_.literals.emplace_back(cpp_.substr(at_ + 1, end - at_ - 1));
        ++at_;
        blank_to(end);
        ++at_;
    }

    std::string_view cpp_;
    std::size_t at_ = 0;
    Scanned result_;
};

}  // namespace

std::vector<SourceText> read_sources(const fs::path& root) {
    std::vector<SourceText> result;
    for (const char* top : {"src", "tests", "bench"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto& path = entry.path();
            if (path.extension() != ".cpp" && path.extension() != ".hpp" && path.filename() != "README.md") continue;
            result.push_back({path.lexically_relative(root).generic_string(), read_file(path)});
        }
    }
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return result;
}

bool is_cpp(const SourceText& file) { return file.path.ends_with(".cpp") || file.path.ends_with(".hpp"); }

std::string layer_of(std::string_view path) {
    constexpr std::string_view top = "src/";
    const auto end = path.find('/', top.size());
    if (!path.starts_with(top) || end == std::string_view::npos) return {};
    return std::string(path.substr(top.size(), end - top.size()));
}

std::vector<Include> includes_of(const SourceText& file) {
    constexpr std::string_view directive = "#include ";
    std::vector<Include> result;
    for (auto line : lines(file.text)) {
        if (!line.starts_with(directive)) continue;
        line.remove_prefix(directive.size());
        if (line.empty()) continue;
        const bool angle = line.front() == '<';
        const auto end = line.find(angle ? '>' : '"', 1);
        result.push_back({std::string(line.substr(1, end - 1)), angle});
    }
    return result;
}

Scanned scan(std::string_view cpp) { return Scanner(cpp).take(); }

}  // namespace credence::testing
