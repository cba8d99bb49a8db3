#include "analyse/mutation.hpp"

#include <algorithm>
#include <set>

#include "analyse/demand.hpp"
#include "analyse/equivalence.hpp"
#include "analyse/mutants.hpp"
#include "analyse/trial.hpp"
#include "check/dependencies.hpp"

namespace credence::analyse {
namespace {

using check::DeclarationRef;

/// What an example reads, and the part of it that its expectations came to in a run.
struct Reader {
    const check::Example* example = nullptr;  // of the copy
    std::vector<DeclarationRef> may_read;     // sorted
    std::set<DeclarationRef> entered;
};

std::vector<Reader> readers_of(const check::Rulebase& rulebase, const text::SourceSet& sources, const explain::Words& words,
                               std::uint64_t steps) {
    std::vector<Reader> out;
    for (const auto& example : rulebase.examples) {
        if (!sources.own(example.head.span)) continue;
        try {
            Trial trial(rulebase, example, words, steps);
            if (!trial.passes()) continue;
            Coverage unused(rulebase, sources);
            Demand demand(trial.model(), unused);
            std::vector<DeclarationRef> roots;
            for (const auto& expectation : example.expect) {
                if (expectation.kind == check::Expectation::Kind::refused) continue;
                demand.follow(expectation.condition);
                const auto read = check::dependencies(rulebase, expectation.condition);
                roots.insert(roots.end(), read.begin(), read.end());
            }
            out.push_back({&example, check::closure(rulebase, std::move(roots)), demand.entered()});
        } catch (const engine::EvaluationError&) {
            continue;  // fails already
        }
    }
    return out;
}

}  // namespace

std::vector<MutantResult> mutate(const check::Rulebase& rulebase, const text::SourceSet& sources, const explain::Words& words,
                                 std::uint64_t steps) {
    constexpr std::uint64_t most_steps = 2'000'000;  // a mutant may loop
    check::Rulebase copy = rulebase;
    const auto readers = readers_of(copy, sources, words, steps);
    Equivalence equivalence(copy);
    std::vector<MutantResult> out;
    for (const auto& mutant : mutants_of(copy, sources)) {
        out.push_back({mutant.declaration, mutant.span, mutant.change, Fate::missed});
        auto& result = out.back();
        std::vector<const Reader*> order;
        for (const auto& reader : readers) {
            if (std::binary_search(reader.may_read.begin(), reader.may_read.end(), mutant.declaration)) order.push_back(&reader);
        }
        std::stable_partition(order.begin(), order.end(),
                              [&](const Reader* reader) { return reader->entered.contains(mutant.declaration); });
        mutant.swap();
        for (const auto* reader : order) {
            try {
                if (Trial(copy, *reader->example, words, std::min(steps, most_steps)).passes()) continue;
            } catch (const engine::EvaluationError&) {
                // It does not end, or cannot be worked out: the example fails.
            }
            result.fate = Fate::caught;
            break;
        }
        mutant.swap();
        if (result.fate == Fate::missed && equivalence.holds(mutant)) result.fate = Fate::equivalent;
    }
    return out;
}

Share share_caught(const std::vector<MutantResult>& results) {
    Share out;
    for (const auto& result : results) {
        if (result.fate == Fate::equivalent) continue;
        ++out.all;
        if (result.fate == Fate::caught) ++out.shown;
    }
    return out;
}

}  // namespace credence::analyse
