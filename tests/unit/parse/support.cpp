#include "support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "support/files.hpp"

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

}  // namespace credence::parse
