#include "differential/program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace credence::differential {
namespace {

using testing::Dice;
using Kind = Term::Kind;

const std::vector<std::string>& boundary_numbers() {
    static const std::vector<std::string> numbers{"-9223372036.854775807",
                                                  "-9223372036",
                                                  "-1",
                                                  "-0.000000001",
                                                  "0",
                                                  "0.000000001",
                                                  "0.5",
                                                  "1",
                                                  "2",
                                                  "9",
                                                  "10",
                                                  "2147483647",
                                                  "2147483648",
                                                  "9223372036",
                                                  "9223372036.854775807"};
    return numbers;
}

class Maker {
public:
    explicit Maker(Dice& dice) : dice_(dice) {}

    Program made() {
        program_.individuals = 3 + dice_.roll(4);
        std::set<std::size_t> chosen;
        while (chosen.size() < 4) chosen.insert(dice_.roll(boundary_numbers().size()));
        for (const auto number : chosen) program_.numbers.push_back(boundary_numbers()[number]);
        const auto recorded = 2 + dice_.roll(3);
        for (std::size_t i = 0; i < recorded; ++i) record(i);
        const auto derived = 2 + dice_.roll(3);
        std::size_t layer = 1;
        for (std::size_t i = 0; i < derived; ++i) {
            program_.relations.push_back({fmt::format("p{}", i), shape(), layer});
            if (dice_.roll(3) > 0) ++layer;  // else the next one is of the same layer
        }
        program_.facts.resize(program_.relations.size());
        for (std::size_t i = recorded; i < program_.relations.size(); ++i) derive(i);
        return program_;
    }

private:
    std::vector<bool> shape() {
        std::vector<bool> numeric(1 + dice_.roll(5) / 2);
        for (std::size_t c = 0; c < numeric.size(); ++c) numeric[c] = dice_.roll(4) == 0;
        return numeric;
    }

    void record(std::size_t i) {
        Relation relation{fmt::format("e{}", i), shape(), 0};
        std::set<Tuple> rows;
        const auto count = i > 0 && dice_.roll(4) == 0 ? 0 : 3 + dice_.roll(12);
        for (std::size_t n = 0; n < count; ++n) {
            Tuple row;
            for (const bool numeric : relation.numeric)
                row.push_back(dice_.roll(numeric ? program_.numbers.size() : program_.individuals));
            rows.insert(row);
        }
        program_.relations.push_back(relation);
        program_.facts.emplace_back(rows.begin(), rows.end());
        dice_.shuffle(program_.facts.back());
    }

    void derive(std::size_t relation) {
        const auto count = 1 + dice_.roll(3);
        for (std::size_t n = 0; n < count; ++n) {
            // The first rule reads what was there before, so that there is something to recur on.
            for (int attempt = 0; attempt < 50; ++attempt) {
                if (auto rule = try_rule(relation, n == 0); rule.is_safe()) {
                    program_.rules.push_back(std::move(rule));
                    break;
                }
            }
        }
    }

    /// A relation with tuples, mostly; of the same layer only where that is asked for.
    std::size_t readable(std::size_t relation, bool first) {
        const auto layer = program_.relations[relation].layer;
        for (;;) {
            const auto r = dice_.roll(program_.relations.size());
            const auto& other = program_.relations[r];
            if (other.layer > layer || (first && other.layer == layer)) continue;
            if (other.layer == 0 && program_.facts[r].empty() && dice_.roll(8) > 0) continue;
            return r;
        }
    }

    Rule try_rule(std::size_t relation, bool first) {
        Rule rule;
        rule.relation = relation;
        types_.clear();
        const auto literals = 1 + dice_.roll(first ? 2 : 3);
        for (std::size_t i = 0; i < literals; ++i) {
            auto r = readable(relation, first);
            if (i > 0 && dice_.roll(5) < 2) r = rule.body.front().relation;  // a self-join
            if (i == 0 && !first && dice_.roll(2) == 0) r = relation;        // recursion
            rule.body.push_back({r, false, terms(program_.relations[r].numeric, true)});
        }
        if (dice_.roll(3) == 0) {
            const auto layer = program_.relations[relation].layer;
            const auto r = dice_.roll(program_.relations.size());
            if (program_.relations[r].layer < layer)
                rule.body.push_back({r, true, terms(program_.relations[r].numeric, false)});
        }
        if (dice_.roll(3) == 0) compare(rule);
        for (const bool numeric : program_.relations[relation].numeric) {
            auto term = known(numeric);
            if (term.kind == Kind::any && numeric) term = number();
            rule.head.push_back(term);
        }
        forget_lone_variables(rule);
        dice_.shuffle(rule.body);
        return rule;
    }

    Term number() { return {Kind::number, dice_.roll(program_.numbers.size())}; }

    /// A variable of that type that is there already; `_` where there is none.
    Term known(bool numeric) {
        std::vector<std::size_t> fitting;
        for (std::size_t v = 0; v < types_.size(); ++v) {
            if (types_[v] == numeric) fitting.push_back(v);
        }
        if (fitting.empty()) return {};
        return {Kind::variable, fitting[dice_.roll(fitting.size())]};
    }

    std::vector<Term> terms(const std::vector<bool>& shape, bool may_bind) {
        std::vector<Term> out;
        for (const bool numeric : shape) {
            if (numeric && dice_.roll(12) == 0) {
                out.push_back(number());
            } else if (dice_.roll(5) < 3 && known(numeric).kind != Kind::any) {
                out.push_back(known(numeric));
            } else if (may_bind) {
                out.push_back({Kind::variable, types_.size()});
                types_.push_back(numeric);
            } else {
                out.emplace_back();
            }
        }
        return out;
    }

    void compare(Rule& rule) {
        const bool numeric = dice_.roll(2) == 0;
        const auto left = known(numeric);
        const auto right = numeric && dice_.roll(2) == 0 ? number() : known(numeric);
        if (left.kind == Kind::any || right.kind == Kind::any || left == right) return;
        static const std::vector<std::string> signs{"!=", "=", "<", "<=", ">", ">="};
        rule.tests.push_back({signs[dice_.roll(numeric ? signs.size() : 2)], left, right, numeric});
    }

    /// A variable that comes once is `_`.
    static void forget_lone_variables(Rule& rule) {
        std::map<std::size_t, int> uses;
        const auto each = [&](auto visit) {
            for (auto& term : rule.head) visit(term);
            for (auto& literal : rule.body)
                for (auto& term : literal.terms) visit(term);
            for (auto& test : rule.tests) {
                visit(test.left);
                visit(test.right);
            }
        };
        each([&](Term& term) {
            if (term.kind == Kind::variable) ++uses[term.index];
        });
        each([&](Term& term) {
            if (term.kind == Kind::variable && uses[term.index] == 1) term = {};
        });
    }

    Dice& dice_;
    Program program_;
    std::vector<bool> types_;  // of the rule's variables: numbers
};

std::string credence_term(const Program& program, const Term& term) {
    if (term.kind == Kind::any) return "_";
    return term.kind == Kind::number ? program.numbers[term.index] : fmt::format("v{}", term.index);
}

std::string credence_atom(const Program& program, std::size_t relation, const std::vector<Term>& terms) {
    std::vector<std::string> words;
    for (const auto& term : terms) words.push_back(credence_term(program, term));
    return fmt::format("{}({})", program.relations[relation].name, fmt::join(words, ", "));
}

}  // namespace

bool Rule::is_safe() const {
    std::set<std::size_t> bound, needed;
    for (const auto& literal : body) {
        for (const auto& term : literal.terms) {
            if (term.kind == Kind::variable) (literal.negated ? needed : bound).insert(term.index);
        }
    }
    bool has_variable = false;
    for (const auto& term : head) {
        if (term.kind == Kind::any) return false;
        has_variable = has_variable || term.kind == Kind::variable;
        if (term.kind == Kind::variable) needed.insert(term.index);
    }
    for (const auto& test : tests) {
        for (const auto& term : {test.left, test.right}) {
            if (term.kind == Kind::any) return false;
            if (term.kind == Kind::variable) needed.insert(term.index);
        }
    }
    return has_variable && std::includes(bound.begin(), bound.end(), needed.begin(), needed.end());
}

std::size_t Program::layers() const {
    std::size_t out = 0;
    for (const auto& relation : relations) out = std::max(out, relation.layer + 1);
    return out;
}

std::string answer(const Relation& relation, const Tuple& tuple) {
    return fmt::format("{}({})", relation.name, fmt::join(tuple, ","));
}

Program random_program(Dice& dice) { return Maker(dice).made(); }

std::string rule_text(const Program& program, bool example) {
    std::string out = "rulebase random \"Random\"\n\nentity Thing \"thing\"\n";
    for (const auto& relation : program.relations) {
        std::vector<std::string> columns;
        for (std::size_t c = 0; c < relation.numeric.size(); ++c)
            columns.push_back(fmt::format("c{}: {}", c, relation.numeric[c] ? "number" : "Thing"));
        out += fmt::format("relation {}({})\n", relation.name, fmt::join(columns, ", "));
    }
    std::size_t number = 0;
    for (const auto& rule : program.rules) {
        std::map<std::size_t, bool> variables;
        for (std::size_t c = 0; c < rule.head.size(); ++c) {
            if (rule.head[c].kind == Kind::variable)
                variables[rule.head[c].index] = program.relations[rule.relation].numeric[c];
        }
        std::vector<std::string> bound, parts;
        for (const auto& [index, numeric] : variables)
            bound.push_back(fmt::format("v{}: {}", index, numeric ? "number" : "Thing"));
        for (const auto& literal : rule.body)
            parts.push_back((literal.negated ? "not " : "") + credence_atom(program, literal.relation, literal.terms));
        for (const auto& test : rule.tests)
            parts.push_back(
                fmt::format("{} {} {}", credence_term(program, test.left), test.sign, credence_term(program, test.right)));
        out += fmt::format("\nrule r{}\n  for {}\n  when {}\n  then {}\n", number++, fmt::join(bound, ", "),
                           fmt::join(parts, " and "), credence_atom(program, rule.relation, rule.head));
    }
    if (!example) return out;
    out += "\nexample facts\n  given\n";
    for (std::size_t i = 0; i < program.individuals; ++i) out += fmt::format("    t{}: Thing\n", i);
    for (std::size_t r = 0; r < program.facts.size(); ++r) {
        for (const auto& tuple : program.facts[r]) {
            std::vector<std::string> cells;
            for (std::size_t c = 0; c < tuple.size(); ++c)
                cells.push_back(program.relations[r].numeric[c] ? program.numbers[tuple[c]] : fmt::format("t{}", tuple[c]));
            out += fmt::format("    {}({})\n", program.relations[r].name, fmt::join(cells, ", "));
        }
    }
    return out + "  expect\n    # what should be derived\n";
}

std::vector<Program> smaller(const Program& program) {
    std::vector<Program> out;
    const auto without = [](auto& items, std::size_t at) { items.erase(items.begin() + static_cast<std::ptrdiff_t>(at)); };
    for (std::size_t i = 0; i < program.rules.size(); ++i) {
        without(out.emplace_back(program).rules, i);
        for (std::size_t l = 0; l < program.rules[i].body.size(); ++l) {
            auto less = program;
            without(less.rules[i].body, l);
            if (less.rules[i].is_safe()) out.push_back(std::move(less));
        }
        for (std::size_t t = 0; t < program.rules[i].tests.size(); ++t) without(out.emplace_back(program).rules[i].tests, t);
    }
    for (std::size_t r = 0; r < program.facts.size(); ++r) {
        for (std::size_t f = 0; f < program.facts[r].size(); ++f) without(out.emplace_back(program).facts[r], f);
    }
    return out;
}

}  // namespace credence::differential
