// Only on one line: brackets over several lines also say where a condition goes on.
#include "lint/lint.hpp"
#include "lint/lints.hpp"
#include "lint/words.hpp"

namespace credence::lint {
namespace {

using syntax::NodeKind;

bool needless(const std::vector<syntax::Node>& nodes, std::size_t at) {
    switch (nodes[at + 1].kind) {
        case NodeKind::parentheses:
        case NodeKind::reference:
        case NodeKind::literal:
        case NodeKind::aggregate:
        case NodeKind::observed:
        case NodeKind::status: return true;
        default: return false;
    }
}

void find_needless_brackets(const Subject& subject, Findings& findings) {
    for (const auto& tree : subject.trees()) {
        const auto& nodes = tree.nodes();
        const auto& tokens = tree.tokens();
        std::size_t last = nodes.size();  // that was found: of brackets in brackets the outermost
        for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
            if (last + 1 == i && nodes[i].kind == NodeKind::parentheses) {
                last = i;
                continue;
            }
            if (nodes[i].kind != NodeKind::parentheses || !needless(nodes, i)) continue;
            const auto& open = tokens[nodes[i].first];
            const auto& close = tokens[nodes[i].last - 1];
            const text::Span whole{tree.file(), open.begin, close.end};
            if (open.first_on_line || subject.written(whole).find('\n') != std::string_view::npos) continue;
            last = i;
            auto& d = findings.add(whole, "these brackets hold nothing together", "not needed");
            const auto text = subject.sources()[tree.file()].text();
            const bool word_before = open.begin > 0 && is_word(text[open.begin - 1]);
            const bool word_after = close.end < text.size() && is_word(text[close.end]);
            d.fixes.push_back({"take the brackets out",
                               {{{tree.file(), open.begin, open.end}, word_before ? " " : ""},
                                {{tree.file(), close.begin, close.end}, word_after ? " " : ""}},
                               true});
        }
    }
}

}  // namespace

constinit const Lint needless_brackets{"L0316", "needless-brackets", Level::note, "brackets that hold nothing together",
                                       find_needless_brackets};

}  // namespace credence::lint
