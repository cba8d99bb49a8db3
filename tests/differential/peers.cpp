// Programs as clingo, SWI-Prolog (tabling) and SQLite read them. A relation's name begins with the number of its program.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <stdexcept>

#include "differential/evaluators.hpp"
#include "support/diff.hpp"
#include "support/files.hpp"
#include "support/process.hpp"

namespace credence::differential {
namespace {

namespace fs = std::filesystem;
using Kind = Term::Kind;

std::string name_of(std::size_t number, const Program& program, std::size_t relation) {
    return fmt::format("q{}_{}", number, program.relations[relation].name);
}

std::string run(const std::vector<std::string>& words, const std::string& input_name, const std::string& input) {
    const testing::TemporaryFolder folder;
    testing::write_file(folder.path() / input_name, input);
    const auto result = testing::run(words, folder.path(), testing::usual_environment(folder.path()));
    if (result.out.empty() && !result.err.empty()) throw std::runtime_error(words[0] + ": " + result.err.substr(0, 2000));
    return result.out;
}

/// Lines such as "q3_p0(1,2)", with or without a full stop, each to its program.
std::vector<Answers> read_answers(const std::string& text, std::size_t programs) {
    std::vector<Answers> out(programs);
    for (auto line : testing::lines(text)) {
        if (!line.starts_with('q') || line.find("_p") == std::string_view::npos) continue;
        if (line.ends_with('.')) line.remove_suffix(1);
        const auto end = line.find('_');
        out.at(std::stoul(std::string(line.substr(1, end - 1)))).emplace(line.substr(end + 1));
    }
    return out;
}

// --- Rules as Prolog writes them ------------------------------------------------------------------------------------------------

std::string prolog_term(const Term& term) {
    if (term.kind == Kind::any) return "_";
    return term.kind == Kind::number ? std::to_string(term.index) : fmt::format("V{}", term.index);
}

std::string prolog_atom(const std::string& name, const std::vector<Term>& terms) {
    std::vector<std::string> words;
    for (const auto& term : terms) words.push_back(prolog_term(term));
    return fmt::format("{}({})", name, fmt::join(words, ","));
}

/// `no`: how negation is written; `signs`: how comparisons are.
std::string prolog_rules(const Program& program, std::size_t number, const std::string& no,
                         const std::map<std::string, std::string>& signs) {
    std::string out;
    for (std::size_t r = 0; r < program.facts.size(); ++r) {
        for (const auto& tuple : program.facts[r])
            out += fmt::format("{}({}).\n", name_of(number, program, r), fmt::join(tuple, ","));
    }
    for (const auto& rule : program.rules) {
        std::vector<std::string> parts, later;
        for (const auto& literal : rule.body) {
            const auto atom = prolog_atom(name_of(number, program, literal.relation), literal.terms);
            (literal.negated ? later : parts).push_back(literal.negated ? no + atom : atom);
        }
        for (const auto& test : rule.tests)
            later.push_back(fmt::format("{} {} {}", prolog_term(test.left), signs.at(test.sign), prolog_term(test.right)));
        parts.insert(parts.end(), later.begin(), later.end());
        out +=
            fmt::format("{} :- {}.\n", prolog_atom(name_of(number, program, rule.relation), rule.head), fmt::join(parts, ", "));
    }
    return out;
}

std::vector<Answers> clingo(const std::vector<Program>& programs, const std::vector<std::size_t>&) {
    std::string text;
    for (std::size_t i = 0; i < programs.size(); ++i) {
        text += prolog_rules(programs[i], i, "not ",
                             {{"=", "="}, {"!=", "!="}, {"<", "<"}, {"<=", "<="}, {">", ">"}, {">=", ">="}});
    }
    return read_answers(run({"gringo", "--text", "--warn=none", "programs.lp"}, "programs.lp", text), programs.size());
}

std::vector<Answers> swi_prolog(const std::vector<Program>& programs, const std::vector<std::size_t>&) {
    std::string text = ":- style_check(-singleton), style_check(-discontiguous).\n";
    std::string goals;
    for (std::size_t i = 0; i < programs.size(); ++i) {
        for (std::size_t r = 0; r < programs[i].relations.size(); ++r) {
            const auto& relation = programs[i].relations[r];
            const auto name = name_of(i, programs[i], r);
            const std::string how = relation.layer > 0 ? "table" : "dynamic";
            // A table needs a clause; one that fails is none.
            text += fmt::format(":- {} {}/{}.\n", how, name, relation.numeric.size());
            if (relation.layer == 0) continue;
            std::vector<std::string> wildcards(relation.numeric.size(), "_");
            text += fmt::format("{}({}) :- fail.\n", name, fmt::join(wildcards, ","));
            goals += fmt::format("all({}, {}).\n", name, relation.numeric.size());
        }
    }
    for (std::size_t i = 0; i < programs.size(); ++i) {
        text += prolog_rules(programs[i], i, "\\+ ",
                             {{"=", "=:="}, {"!=", "=\\="}, {"<", "<"}, {"<=", "=<"}, {">", ">"}, {">=", ">="}});
    }
    text += goals + "main :- forall(all(P, N), (functor(G, P, N), forall(G, (writeq(G), nl)))).\n";
    return read_answers(run({"swipl", "-q", "-f", "programs.pl", "-g", "main", "-t", "halt"}, "programs.pl", text),
                        programs.size());
}

// --- SQL: each layer's rules are said over and over, as often as there may be rounds -----------------------------------------------------

std::string sql_rule(const Program& program, std::size_t number, const Rule& rule) {
    std::map<std::size_t, std::string> place;  // of each variable: the first column that binds it
    std::vector<std::string> from, where;
    for (const auto& literal : rule.body) {
        if (literal.negated) continue;
        const auto alias = fmt::format("a{}", from.size());
        from.push_back(fmt::format("{} {}", name_of(number, program, literal.relation), alias));
        for (std::size_t c = 0; c < literal.terms.size(); ++c) {
            const auto& term = literal.terms[c];
            const auto column = fmt::format("{}.c{}", alias, c);
            if (term.kind == Kind::number) where.push_back(fmt::format("{} = {}", column, term.index));
            if (term.kind != Kind::variable) continue;
            const auto [known, is_new] = place.try_emplace(term.index, column);
            if (!is_new) where.push_back(fmt::format("{} = {}", column, known->second));
        }
    }
    const auto sql = [&](const Term& term) {
        return term.kind == Kind::number ? std::to_string(term.index) : place.at(term.index);
    };
    for (const auto& literal : rule.body) {
        if (!literal.negated) continue;
        std::vector<std::string> same{"1"};
        for (std::size_t c = 0; c < literal.terms.size(); ++c) {
            if (literal.terms[c].kind != Kind::any) same.push_back(fmt::format("n.c{} = {}", c, sql(literal.terms[c])));
        }
        where.push_back(fmt::format("not exists (select 1 from {} n where {})", name_of(number, program, literal.relation),
                                    fmt::join(same, " and ")));
    }
    for (const auto& test : rule.tests) where.push_back(fmt::format("{} {} {}", sql(test.left), test.sign, sql(test.right)));
    std::vector<std::string> head;
    for (const auto& term : rule.head) head.push_back(sql(term));
    return fmt::format("insert or ignore into {} select {} from {}{}{};\n", name_of(number, program, rule.relation),
                       fmt::join(head, ", "), fmt::join(from, ", "), where.empty() ? "" : " where ", fmt::join(where, " and "));
}

std::vector<Answers> sqlite(const std::vector<Program>& programs, const std::vector<std::size_t>& sizes) {
    std::string text = "begin;\n";
    for (std::size_t i = 0; i < programs.size(); ++i) {
        const auto& program = programs[i];
        for (std::size_t r = 0; r < program.relations.size(); ++r) {
            std::vector<std::string> columns;
            for (std::size_t c = 0; c < program.relations[r].numeric.size(); ++c) columns.push_back(fmt::format("c{}", c));
            const auto name = name_of(i, program, r);
            text += fmt::format("create table {0}({1}, primary key({1})) without rowid;\n", name, fmt::join(columns, ", "));
            for (const auto& tuple : program.facts[r])
                text += fmt::format("insert into {} values ({});\n", name, fmt::join(tuple, ", "));
        }
        for (std::size_t layer = 1; layer < program.layers(); ++layer) {
            std::string rules;
            for (const auto& rule : program.rules) {
                if (program.relations[rule.relation].layer == layer) rules += sql_rule(program, i, rule);
            }
            // Each round but the last adds a tuple; one more would show that another account of them is too small.
            for (std::size_t round = 0; round < std::min<std::size_t>(sizes[i] + 2, 40); ++round) text += rules;
        }
        for (std::size_t r = 0; r < program.relations.size(); ++r) {
            if (program.relations[r].layer == 0) continue;
            std::string columns;
            for (std::size_t c = 0; c < program.relations[r].numeric.size(); ++c)
                columns += fmt::format("{}||c{}", c == 0 ? "" : "||','", c);
            const auto name = name_of(i, program, r);
            text += fmt::format("select '{0}('{1}||')' from {0};\n", name, columns);
            text += fmt::format("drop table {};\n", name);
        }
    }
    return read_answers(run({"sqlite3", "-batch", ":memory:", ".read programs.sql"}, "programs.sql", text + "commit;\n"),
                        programs.size());
}

}  // namespace

const std::vector<Peer>& peers() {
    static const std::vector<Peer> all{
        {"clingo", "gringo", clingo}, {"swi_prolog", "swipl", swi_prolog}, {"sqlite", "sqlite3", sqlite}};
    return all;
}

bool is_installed(const Peer& peer) {
    const char* path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "" : path;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(':'), rest.size());
        if (fs::exists(fs::path(rest.substr(0, end)) / peer.command)) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

}  // namespace credence::differential
