#include "support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "support/files.hpp"
#include "syntax/lexer.hpp"

namespace credence::parse {
namespace {

using syntax::ExpressionKind;

std::string_view comparison_sign(syntax::Comparison c) {
    constexpr std::string_view signs[] = {"=", "!=", "<", "<=", ">", ">=", "within", "overlaps"};
    return signs[static_cast<std::size_t>(c)];
}

std::string_view function_word(syntax::AggregateFunction f) {
    constexpr std::string_view words[] = {"count", "sum", "min", "max", "average", "list", "duration"};
    return words[static_cast<std::size_t>(f)];
}

std::string_view kind_word(ExpressionKind kind) {
    switch (kind) {
        case ExpressionKind::negate: return "-";
        case ExpressionKind::add: return "+";
        case ExpressionKind::subtract: return "-";
        case ExpressionKind::multiply: return "*";
        case ExpressionKind::divide: return "/";
        case ExpressionKind::up: return "up";
        case ExpressionKind::down: return "down";
        case ExpressionKind::range: return "..";
        case ExpressionKind::between: return "between";
        case ExpressionKind::known: return "known";
        case ExpressionKind::unknown: return "unknown";
        case ExpressionKind::disputed: return "disputed";
        case ExpressionKind::conflict: return "conflict";
        case ExpressionKind::surely: return "surely";
        case ExpressionKind::possibly: return "possibly";
        case ExpressionKind::settled: return "settled";
        case ExpressionKind::conjunction: return "and";
        case ExpressionKind::disjunction: return "or";
        case ExpressionKind::negation: return "not";
        case ExpressionKind::top: return "top";
        default: return "?";
    }
}

}  // namespace

std::string in_words(const std::vector<syntax::TextPart>& parts) {
    std::string out;
    for (const auto& part : parts) {
        out += part.literal;
        if (part.hole) out += "{" + in_words(*part.hole) + (part.digits ? fmt::format(":.{}", *part.digits) : "") + "}";
    }
    return out;
}

std::string in_words(const syntax::Expression& e) {
    std::string head;
    switch (e.kind) {
        case ExpressionKind::name:
        case ExpressionKind::number:
        case ExpressionKind::date:
        case ExpressionKind::time: return e.text;
        case ExpressionKind::wildcard: return "_";
        case ExpressionKind::empty: return "EMPTY";
        case ExpressionKind::today: return "TODAY";
        case ExpressionKind::qualified: return e.text + "." + e.member;
        case ExpressionKind::text: return "\"" + in_words(e.parts) + "\"";
        case ExpressionKind::call: head = "call " + e.text + (e.member.empty() ? "" : ":" + e.member); break;
        case ExpressionKind::compare: head = comparison_sign(e.comparison); break;
        case ExpressionKind::in: head = e.negated ? "not-in" : "in"; break;
        case ExpressionKind::applies: head = (e.negated ? "not-applies " : "applies ") + e.text; break;
        case ExpressionKind::some: head = "some " + e.text + ":" + e.member; break;
        case ExpressionKind::every: head = "every " + e.text + ":" + e.member; break;
        case ExpressionKind::aggregate: head = function_word(e.function); break;
        default: head = kind_word(e.kind); break;
    }
    std::string out = "(" + head;
    for (const auto& o : e.operands) out += " " + in_words(o);
    for (const auto& a : e.arguments) out += " " + (a.name.empty() ? "" : a.name.text + ":") + in_words(a.value);
    return out + ")";
}

std::vector<std::string> Parsed::errors() const {
    auto all = diagnostics;
    text::sort_diagnostics(all);
    std::vector<std::string> out;
    for (const auto& d : all) {
        const auto place = sources[d.primary.span.file].place(d.primary.span.begin);
        out.push_back(fmt::format("{} {}:{} {}", d.code, place.line, place.column, d.message));
    }
    return out;
}

Parsed parsed(std::string source) {
    Parsed out;
    const auto file = out.sources.add(text::SourceFile("test.crd", std::move(source)));
    out.file = parse_file(out.sources, file, out.diagnostics);
    return out;
}

std::string condition_in_words(const std::string& source) {
    Parsed out;
    const auto file = out.sources.add(text::SourceFile("query", source));
    const auto expression = parse_condition(out.sources, file, out.diagnostics);
    if (!expression) return fmt::format("{}", fmt::join(out.errors(), "; "));
    return in_words(*expression);
}

std::vector<std::filesystem::path> rule_files() {
    std::vector<std::filesystem::path> files;
    for (const auto* folder : {"rules", "grammar", "tests/fixtures"}) {
        const auto root = testing::root() / folder;
        if (!std::filesystem::exists(root)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
            if (entry.path().extension() == ".crd") files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string content(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string tree_faults(const std::string& source, const syntax::SyntaxTree& tree) {
    const auto& tokens = tree.tokens();
    std::uint32_t at = 0;
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
        const auto begin = i < tokens.size() ? tokens[i].begin : static_cast<std::uint32_t>(source.size());
        if (begin < at) return fmt::format("token {} begins before the last one ends", i);
        // Between tokens there are blanks and comments, and the odd characters that the lexer reports as blanks.
        std::string gap = source.substr(at, begin - at);
        for (const auto& comment : syntax::comments_between(source, at, begin)) {
            for (auto b = comment.begin; b < comment.end; ++b) gap[b - at] = ' ';
        }
        const auto foreign = std::find_if(gap.begin(), gap.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x80 && std::string_view(" \t\r\n").find(c) == std::string_view::npos;
        });
        if (foreign != gap.end()) return fmt::format("`{}` before token {} belongs to no token", *foreign, i);
        if (i < tokens.size()) at = tokens[i].end;
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> around;  // last token and last node of those that are open
    for (std::uint32_t n = 0; n < tree.nodes().size(); ++n) {
        const auto& node = tree.nodes()[n];
        while (!around.empty() && n >= around.back().second) around.pop_back();
        if (node.first >= node.last || node.last > tokens.size()) return fmt::format("node {} has no tokens", n);
        if (!around.empty() && (node.last > around.back().first || n + node.size > around.back().second))
            return fmt::format("node {} does not nest", n);
        around.emplace_back(node.last, n + node.size);
    }
    return {};
}

}  // namespace credence::parse
