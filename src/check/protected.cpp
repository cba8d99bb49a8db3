#include "check/protected.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/dependencies.hpp"

namespace credence::check {
namespace {

using text::Diagnostic;

class Protected {
public:
    Protected(const Rulebase& rulebase, Reporter& reporter) : rulebase_(rulebase), reporter_(reporter) {}

    void check() {
        const auto& attributes = rulebase_.attributes;
        if (std::none_of(attributes.begin(), attributes.end(), [](const auto& a) { return a.is_protected; })) return;
        for (const auto ref : readers(rulebase_))
            for (const auto read : dependencies(rulebase_, ref)) read_by_[read].push_back(ref);
        for (const auto ref : readers(rulebase_)) look(ref);
    }

private:
    void look(DeclarationRef ref) {
        reader_ = ref;
        look(rulebase_.head_of(ref).about);
        for (const auto& assumption : rulebase_.head_of(ref).assumptions) look(assumption);
        switch (ref.kind) {
            case DeclarationKind::rule:
                look(rulebase_.rules[ref.index].clauses);
                for (const auto& argument : rulebase_.rules[ref.index].arguments) look(argument);
                break;
            case DeclarationKind::proposition:
                look(rulebase_.propositions[ref.index].clauses);
                look(rulebase_.propositions[ref.index].subject);
                if (const auto& followed = rulebase_.propositions[ref.index].attribute) look(*followed);
                break;
            case DeclarationKind::boundary:
                look(rulebase_.boundaries[ref.index].clauses);
                look(rulebase_.boundaries[ref.index].subject);
                look(rulebase_.boundaries[ref.index].value);
                break;
            case DeclarationKind::advice:
                look(rulebase_.advice[ref.index].clauses);
                look(rulebase_.advice[ref.index].words);
                break;
            case DeclarationKind::define: {
                const auto& define = rulebase_.defines[ref.index];
                if (define.condition) look(*define.condition);
                for (const auto& one : define.cases) {
                    look(one.value);
                    if (one.when) look(*one.when);
                }
                look(define.reads);
                break;
            }
            case DeclarationKind::attribute: look(rulebase_.attributes[ref.index].reads); break;
            case DeclarationKind::relation: look(rulebase_.relations[ref.index].reads); break;
            case DeclarationKind::range: look(rulebase_.ranges[ref.index].reads); break;
            case DeclarationKind::assessment: {
                const auto& assessment = rulebase_.assessments[ref.index];
                look(assessment.when);
                look(assessment.answer);
                for (const auto& shown : assessment.show) {
                    if (shown.condition) look(*shown.condition);
                    if (shown.expression) look(*shown.expression);
                }
                for (const auto& expression : assessment.group_by) look(expression);
                for (const auto& expression : assessment.rank_by) look(expression);
                for (const auto& caveat : assessment.caveats) look(caveat.words);
                break;
            }
            default: break;
        }
    }

    void look(const Clauses& clauses) {
        look(clauses.body);
        look(clauses.because);
    }
    void look(const Text& text) {
        for (const auto& part : text.parts)
            if (part.hole) look(*part.hole);
    }
    void look(const Condition& condition) {
        visit(
            condition, [this](const Condition& c) { one(c); }, [this](const Expression& e) { one(e); });
    }
    void look(const Expression& expression) {
        visit(
            expression, [this](const Condition& c) { one(c); }, [this](const Expression& e) { one(e); });
    }
    void one(const Condition& c) {
        if (c.kind == ConditionKind::observed && c.index != no_index) read(c.index, c.span);
    }
    void one(const Expression& e) {
        if (e.kind == ExpressionKind::attribute) read(e.index, e.span);
    }

    void read(std::uint32_t index, Span at) {
        const auto& attribute = rulebase_.attributes[index];
        if (!attribute.is_protected) return;
        Diagnostic d;
        d.code = "E0204";
        d.message = fmt::format("`{}` reads `{}`, which is protected", rulebase_.head_of(reader_).name, attribute.head.name);
        d.primary = {at, "no rule may read it"};
        d.secondary.push_back({attribute.head.span, "protected here"});
        d.notes.push_back("the path is  " + path_to(reader_) + " -> " + attribute.head.name);
        d.help = "say what it is that matters, and record that";
        reporter_.add(std::move(d));
    }

    /// From an assessment, the nearest, else from the last that reads it.
    [[nodiscard]] std::string path_to(DeclarationRef reader) const {
        std::map<DeclarationRef, DeclarationRef> next;  // on the way to the reader
        std::vector<DeclarationRef> queue{reader};
        std::set<DeclarationRef> seen{reader};
        DeclarationRef start = reader;
        for (std::size_t i = 0; i < queue.size(); ++i) {
            start = queue[i];
            if (start.kind == DeclarationKind::assessment) break;
            const auto readers_of = read_by_.find(start);
            if (readers_of == read_by_.end()) continue;
            for (const auto ref : readers_of->second)
                if (seen.insert(ref).second) {
                    next[ref] = start;
                    queue.push_back(ref);
                }
        }
        std::string out = rulebase_.head_of(start).name;
        for (auto at = start; at != reader;) {
            at = next.at(at);
            out += " -> " + rulebase_.head_of(at).name;
        }
        return out;
    }

    const Rulebase& rulebase_;
    Reporter& reporter_;
    std::map<DeclarationRef, std::vector<DeclarationRef>> read_by_;
    DeclarationRef reader_;
};

}  // namespace

void check_protected(const Rulebase& rulebase, Reporter& reporter) { Protected(rulebase, reporter).check(); }

}  // namespace credence::check
