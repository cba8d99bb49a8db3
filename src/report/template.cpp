#include "report/template.hpp"

#include <fmt/format.h>

namespace credence::report {

namespace {

using text::Diagnostic;
using text::Span;

constexpr std::size_t deepest = 32;

std::string_view trim(std::string_view s) {
    const auto begin = s.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return s.substr(begin, s.find_last_not_of(" \t\r\n") - begin + 1);
}

class Parser {
public:
    Parser(const text::SourceFile& file, text::FileId id, std::vector<Diagnostic>& diagnostics)
        : input_(file.text()),
          id_(id),
          diagnostics_(diagnostics) {}

    std::vector<Piece> parse() {
        open_.push_back({});  // the file itself
        while (at_ < input_.size()) {
            const std::size_t tag = input_.find("{{", at_);
            if (tag == std::string_view::npos) break;
            if (!parse_tag(tag)) break;
        }
        add_text(input_.substr(std::min(at_, input_.size())));
        while (open_.size() > 1) {
            report("T0104", open_.back().span, fmt::format("the section `{}` is not closed", open_.back().text),
                   fmt::format("close it with {{{{/{}}}}}", open_.back().text));
            close();
        }
        return std::move(open_.front().pieces);
    }

private:
    /// Parses the tag that begins at `tag`, and the text before it; false at a tag without an end.
    bool parse_tag(std::size_t tag) {
        const bool triple = input_.substr(tag).starts_with("{{{");
        const std::size_t inside = tag + (triple ? 3 : 2);
        const std::size_t close_at = input_.find(triple ? "}}}" : "}}", inside);
        if (close_at == std::string_view::npos) {
            report("T0103", span(tag, std::min(tag + 2, input_.size())), "this tag has no end", "end it with }}");
            at_ = input_.size();
            return false;
        }
        const std::size_t end = close_at + (triple ? 3 : 2);
        const std::string_view inner = trim(input_.substr(inside, close_at - inside));
        const char sigil = inner.empty() ? ' ' : inner.front();
        const bool has_sigil = std::string_view("#^/>!&=").find(sigil) != std::string_view::npos;
        const std::string_view name = has_sigil ? trim(inner.substr(1)) : inner;
        const std::size_t name_at = name.empty() ? inside : static_cast<std::size_t>(name.data() - input_.data());
        const Span place = span(name_at, name_at + name.size());

        const bool takes_line = has_sigil && sigil != '&';
        const auto [line_begin, line_end] = takes_line ? alone_on_line(tag, end) : std::pair{tag, end};
        add_text(input_.substr(at_, line_begin - at_));
        at_ = line_end;

        if (triple || sigil == '&') {
            report("T0105", place, "values are always escaped", fmt::format("write {{{{{}}}}}", name));
        } else if (sigil == '=') {
            report("T0105", place, "the delimiters of tags cannot be changed", "write tags as {{name}}");
        } else if (sigil == '!') {
            // a comment
        } else if (name.empty()) {
            report("T0103", span(tag, end), "this tag names nothing", "write a name, as in {{title}}");
        } else if (sigil == '/') {
            close_section(name, place);
        } else if ((sigil == '#' || sigil == '^') && open_.size() > deepest) {
            report("T0104", place, fmt::format("sections are nested deeper than {}", deepest),
                   "move the inner ones to a part of their own");
            at_ = input_.size();
            return false;
        } else if (sigil == '#' || sigil == '^') {
            open_.push_back({sigil == '#' ? Piece::Kind::section : Piece::Kind::inverted, std::string(name), place, {}, false});
        } else {
            add({sigil == '>' ? Piece::Kind::partial : Piece::Kind::value, std::string(name), place, {}, line_end != end});
        }
        return true;
    }

    void close_section(std::string_view name, Span place) {
        if (open_.size() > 1 && open_.back().text == name) {
            close();
            return;
        }
        const std::string help =
            open_.size() > 1 ? fmt::format("the open section is `{}`", open_.back().text) : "no section is open";
        report("T0104", place, fmt::format("`{}` is closed here, but it is not the section that is open", name), help);
        // A name that is open further out was meant: the sections within it were forgotten.
        for (std::size_t i = open_.size() - 1; i > 0; --i) {
            if (open_[i].text != name) continue;
            while (open_.size() > i) close();
            return;
        }
    }

    void close() {
        Piece done = std::move(open_.back());
        open_.pop_back();
        add(std::move(done));
    }

    void add(Piece piece) { open_.back().pieces.push_back(std::move(piece)); }

    void add_text(std::string_view s) {
        if (!s.empty()) add({Piece::Kind::text, std::string(s), {}, {}, false});
    }

    /// The whole line around a tag with nothing but blanks beside it, else the tag.
    [[nodiscard]] std::pair<std::size_t, std::size_t> alone_on_line(std::size_t begin, std::size_t end) const {
        std::size_t line = begin;
        while (line > at_ && (input_[line - 1] == ' ' || input_[line - 1] == '\t')) --line;
        if (line != 0 && input_[line - 1] != '\n') return {begin, end};
        std::size_t next = end;
        while (next < input_.size() && (input_[next] == ' ' || input_[next] == '\t' || input_[next] == '\r')) ++next;
        if (next < input_.size() && input_[next] != '\n') return {begin, end};
        return {line, std::min(next + 1, input_.size())};
    }

    [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
        return {id_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }

    void report(std::string code, Span at, std::string message, std::string help) {
        diagnostics_.push_back({.code = std::move(code),
                                .message = std::move(message),
                                .primary = {at, ""},
                                .secondary = {},
                                .notes = {},
                                .help = std::move(help),
                                .fixes = {}});
    }

    std::string_view input_;
    text::FileId id_;
    std::vector<Diagnostic>& diagnostics_;
    std::size_t at_ = 0;
    std::vector<Piece> open_;
};

}  // namespace

std::vector<Piece> parse_template(const text::SourceFile& file, text::FileId id, std::vector<Diagnostic>& diagnostics) {
    return Parser(file, id, diagnostics).parse();
}

}  // namespace credence::report
