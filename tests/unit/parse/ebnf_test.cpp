// grammar/credence.ebnf is normative: what the parser reads and what the page says are held together, in both directions.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support.hpp"
#include "support/files.hpp"
#include "syntax/forms.hpp"

namespace credence::parse {
namespace {

using Names = std::set<std::string>;
using enum syntax::TokenKind;
using syntax::NodeKind;

// What stands right of `=` in each production above the tokens: the productions and the words that it names.
std::map<std::string, Names> read_page() {
    const auto page = content(testing::root() / "grammar/credence.ebnf");
    std::map<std::string, Names> out;
    std::string left, word;
    bool quoted = false, comment = false, right = false;
    const auto stop = page.find("(* --- Tokens");
    for (std::size_t i = 0; i < stop; ++i) {
        const char c = page[i];
        if (!quoted && page.substr(i, 2) == "(*") comment = true;
        if (comment) {
            if (page.substr(i, 2) == "*)") {
                comment = false;
                ++i;
            }
            continue;
        }
        if (c == '"') {
            if (quoted) out[left].insert('"' + word);
            word.clear();
            quoted = !quoted;
        } else if (quoted || (c >= 'a' && c <= 'z') || c == '_') {
            word += c;
        } else {
            if (!word.empty()) {
                if (right)
                    out[left].insert(word);
                else
                    left = word;
            }
            word.clear();
            if (c == '=') {
                right = true;
                out[left];
            }
            if (c == ';') right = false;
        }
    }
    return out;
}

const std::map<std::string, Names>& page() {
    static const auto all = read_page();
    return all;
}

// The production of a clause, by the token that opens it.
std::string production_of(syntax::TokenKind declaration, syntax::TokenKind opener) {
    switch (opener) {
        case equal: return "cases";
        case row: return "rows";
        case entry: return "band";
        case kw_only: return "only_if";
        case kw_as: return "as_of";
        case kw_group: return "group_by";
        case kw_rank: return "rank_by";
        case kw_never: return "law";
        case kw_then: return std::string(syntax::spelling(declaration)) + "_then";
        default: return std::string(syntax::spelling(opener));
    }
}

TEST(Ebnf, GivesEachDeclarationTheClausesOfItsForm) {
    Names declarations;
    for (const auto& form : syntax::declaration_forms()) {
        const std::string declaration(syntax::spelling(form.keyword));
        declarations.insert(declaration);
        ASSERT_TRUE(page().contains(declaration)) << declaration;
        auto named = page().at(declaration);
        for (const auto* group : {"reasoning", "common"}) {
            if (named.erase(group) == 0) continue;
            named.insert(page().at(group).begin(), page().at(group).end());
            named.erase("common");
            if (std::string_view(group) == "reasoning") named.insert(page().at("common").begin(), page().at("common").end());
        }
        Names clauses;
        for (const auto& clause : form.clauses) clauses.insert(production_of(form.keyword, clause.opener));
        if (form.keyword == kw_question) clauses.insert("poles");  // opened by `from`, too
        // What the page names beside clauses are the pieces of the head.
        for (const auto* piece :
             {"new_name", "name", "text", "type", "condition", "value", "stored_column", "variables", "argument", "odds"})
            named.erase(piece);
        std::erase_if(named, [](const auto& word) { return word.front() == '"'; });
        EXPECT_EQ(named, clauses) << declaration;
    }
    EXPECT_EQ(page().at("declaration"), declarations);
}

// Each production and each kind of node of the parser, as grammar.cpp names it.
Names parser_names() {
    const auto source = content(testing::root() / "src/parse/grammar.cpp");
    Names names;
    for (const std::string_view start : {"\nconst auto ", "\nconst rule<struct ", "NodeKind::"}) {
        for (auto at = source.find(start); at != std::string::npos; at = source.find(start, at + 1)) {
            const auto begin = at + start.size();
            const auto end = source.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", begin);
            names.insert(source.substr(begin, end - begin));
        }
    }
    return names;
}

std::string page_name(std::string name) {
    static const std::map<std::string, std::string> others = {{"total", "sum"},
                                                              {"negation", "inverted"},
                                                              {"minus", "signed"},
                                                              {"define_case", "case"},
                                                              {"setting", "set"},
                                                              {"arguments", "rule"},
                                                              {"clause", "law"},
                                                              {"signed", "signed"},
                                                              {"set_of_values", "comparison"},
                                                              {"named", "applies"},
                                                              {"targets", "applies"},
                                                              {"status_of", "status"},
                                                              {"parentheses", "operand"},
                                                              {"texts", "authors"},
                                                              {"citation", "from"},
                                                              {"kinds", "kinds"},
                                                              {"only", "only_if"},
                                                              {"case", "cases"},
                                                              {"as", "as_of"},
                                                              {"never", "law"},
                                                              {"expect", "expectation"},
                                                              {"quoted", "about"},
                                                              {"named_clause", "topic"},
                                                              {"names", "chapters"},
                                                              {"number", "margin"},
                                                              {"bare", "pooled"},
                                                              {"condition_clause", "when"},
                                                              {"shown", "show"},
                                                              {"by", "group_by"}};
    if (const auto whole = others.find(name); whole != others.end()) return whole->second;
    for (const std::string_view suffix : {"_tag", "_def", "_head", "_clause", "_entry", "_row", "_operand"}) {
        if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
    }
    const auto found = others.find(name);
    return found == others.end() ? name : found->second;
}

TEST(Ebnf, NamesEveryProductionOfTheParserAndNoOther) {
    Names known;
    for (const auto& name : parser_names()) {
        if (name == "labelled") continue;  // a name and its label, written out on the page
        const auto on_page = page_name(name);
        EXPECT_TRUE(page().contains(on_page)) << name << " of src/parse/grammar.cpp has no production `" << on_page << "`";
        known.insert(on_page);
    }
    EXPECT_GT(known.size(), 90U);
    // Clauses that share a production of the parser are known by the words that open them.
    for (const auto& form : syntax::declaration_forms()) {
        for (const auto& clause : form.clauses) known.insert(production_of(form.keyword, clause.opener));
    }
    // What drives the productions (parser.cpp, forms.cpp), and signs that the parser keeps in sets.
    for (const auto* frame :
         {"file", "declaration", "common", "reasoning", "rows", "comparison_sign", "dashes_cell", "literal"})
        known.insert(frame);
    for (const auto& [name, words] : page()) {
        EXPECT_TRUE(known.contains(name)) << "the parser has nothing for the production `" << name << "`";
    }
}

// Each word in quotes on the page is a keyword or a sign, and each keyword stands on the page.
TEST(Ebnf, SpellsAllKeywords) {
    Names spelt, keywords;
    for (const auto& [name, words] : page()) {
        for (const auto& word : words) {
            if (word.size() > 2 && word[0] == '"' && word[1] >= 'a') spelt.insert(word.substr(1));
        }
    }
    for (auto i = static_cast<std::size_t>(syntax::first_keyword); i < static_cast<std::size_t>(count_of_kinds); ++i)
        keywords.insert(std::string(syntax::spelling(static_cast<syntax::TokenKind>(i))));
    for (const auto* type : {"date", "time", "text", "yes_no", "empty"}) keywords.erase(type);  // among the names
    EXPECT_EQ(spelt, keywords);
}

bool has_node(const Parsed& p, NodeKind kind) {
    return std::any_of(p.file.tree.nodes().begin(), p.file.tree.nodes().end(), [&](const auto& n) { return n.kind == kind; });
}

// An example shows what it is named after: the declaration, the clause or the piece.
TEST(Ebnf, HasExamplesThatShowTheirProduction) {
    const std::map<std::string, NodeKind> pieces = {{"condition", NodeKind::conjunction},
                                                    {"disjunction", NodeKind::disjunction},
                                                    {"conjunction", NodeKind::conjunction},
                                                    {"inverted", NodeKind::negation},
                                                    {"assurance", NodeKind::assurance},
                                                    {"quantifier", NodeKind::quantifier},
                                                    {"comparison", NodeKind::comparison},
                                                    {"interval", NodeKind::range},
                                                    {"sum", NodeKind::sum},
                                                    {"product", NodeKind::product},
                                                    {"step", NodeKind::step},
                                                    {"signed", NodeKind::minus},
                                                    {"operand", NodeKind::parentheses},
                                                    {"literal", NodeKind::literal},
                                                    {"aggregate", NodeKind::aggregate},
                                                    {"top", NodeKind::top},
                                                    {"status", NodeKind::status},
                                                    {"observed", NodeKind::observed},
                                                    {"reference", NodeKind::reference},
                                                    {"call", NodeKind::reference},
                                                    {"argument", NodeKind::argument},
                                                    {"variable", NodeKind::variable},
                                                    {"type", NodeKind::type},
                                                    {"value", NodeKind::value},
                                                    {"odds", NodeKind::odds},
                                                    {"evidence", NodeKind::evidence},
                                                    {"expectation", NodeKind::expectation},
                                                    {"columns", NodeKind::columns},
                                                    {"ruling", NodeKind::ruling},
                                                    {"cells", NodeKind::cells},
                                                    {"column", NodeKind::column},
                                                    {"cell", NodeKind::cell},
                                                    {"case", NodeKind::define_case},
                                                    {"effect", NodeKind::effect},
                                                    {"bound", NodeKind::bound},
                                                    {"band", NodeKind::band}};
    std::size_t shown = 0;
    for (const auto& [name, words] : page()) {
        const auto p = parsed(content(testing::root() / "grammar/examples" / (name + ".crd")));
        bool clause = false, opens = false;
        for (const auto& form : syntax::declaration_forms()) {
            for (const auto& c : form.clauses) clause = clause || production_of(form.keyword, c.opener) == name;
            for (const auto root : syntax::top_level(p.file.tree)) {
                if (root.front().kind != form.keyword) continue;
                opens = opens || syntax::spelling(form.keyword) == name;
                for (const auto part : root) {
                    const auto opener = part.front().kind;
                    const bool bare_law = part.kind() == NodeKind::clause && form.clause(opener) == nullptr;
                    opens = opens || (bare_law ? "law" : production_of(form.keyword, opener)) == name;
                }
            }
        }
        clause = clause || std::any_of(syntax::declaration_forms().begin(), syntax::declaration_forms().end(),
                                       [&](const auto& form) { return syntax::spelling(form.keyword) == name; });
        if (clause) {
            EXPECT_TRUE(opens) << name;
            ++shown;
        } else if (const auto piece = pieces.find(name); piece != pieces.end()) {
            EXPECT_TRUE(has_node(p, piece->second)) << name;
            ++shown;
        }
    }
    EXPECT_GT(shown, page().size() - 20);
}

}  // namespace
}  // namespace credence::parse
