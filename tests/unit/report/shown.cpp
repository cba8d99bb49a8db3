#include "unit/report/shown.hpp"

#include <cstdlib>

#include "report/markdown_text.hpp"
#include "support/process.hpp"

namespace credence::report {

namespace {

std::vector<std::string> command_of(const std::string& renderer) {
    if (renderer == "pandoc") return {"pandoc", "-f", "gfm", "-t", "html", "--wrap=none"};
    return {"cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "footnotes", "-e", "tasklist"};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

}  // namespace

std::vector<std::string> renderers() {
    std::vector<std::string> out;
    for (const std::string name : {"cmark-gfm", "pandoc"}) {
        if (std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0) out.push_back(name);
    }
    return out;
}

std::string html_of(const std::string& renderer, std::string_view markdown) {
    return testing::run(command_of(renderer), "/", {{"PATH", std::getenv("PATH")}, {"LC_ALL", "C.UTF-8"}}, markdown).out;
}

std::string text_in(std::string_view html, std::string_view element) {
    std::size_t begin = html.find("<" + std::string(element));
    while (begin != std::string_view::npos && html[begin + element.size() + 1] != '>' &&
           html[begin + element.size() + 1] != ' ') {
        begin = html.find("<" + std::string(element), begin + 1);
    }
    if (begin == std::string_view::npos) return "<none>";
    const std::string_view inside = html.substr(begin, html.find("</" + std::string(element) + ">", begin) - begin);
    std::string out;
    bool in_tag = false;
    for (const char c : inside) {
        if (c == '<') in_tag = true;
        if (!in_tag) out += c;
        if (c == '>') in_tag = false;
    }
    for (const auto& [from, to] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}) {
        out = replaced(std::move(out), from, to);
    }
    return one_line(out);
}

}  // namespace credence::report
