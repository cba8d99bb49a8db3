#include <nlohmann/json.hpp>

#include "cli/test_output.hpp"

namespace credence::cli {
namespace {

using Json = nlohmann::ordered_json;

/// `file` and `line` of a span.
void add_place(Json& to, const TestResults& results, text::Span span) {
    const auto& file = results.sources[span.file];
    to["file"] = file.name();
    to["line"] = file.place(span.begin).line;
}

Json share(const analyse::Share& share) { return {{"shown", share.shown}, {"all", share.all}, {"percent", share.percent()}}; }

Json examples(const TestResults& results) {
    auto out = Json::array();
    for (const auto& outcome : results.examples) {
        Json example{{"name", outcome.example->head.name}, {"label", outcome.example->head.label}};
        add_place(example, results, outcome.example->head.span);
        example["passed"] = outcome.passed();
        if (!outcome.error.empty()) example["stopped"] = outcome.error;
        example["expectations"] = Json::array();
        for (const auto& result : outcome.expectations) {
            Json expectation{{"expected", result.expectation->written}};
            add_place(expectation, results, result.expectation->span);
            expectation["passed"] = result.passed;
            if (!result.passed) {
                expectation["found"] = result.found;
                expectation["because"] = result.why;
            }
            example["expectations"].push_back(std::move(expectation));
        }
        out.push_back(std::move(example));
    }
    return out;
}

const char* kind_of(const analyse::Item& item) {
    switch (item.kind) {
        case analyse::ItemKind::rule: return "rule";
        case analyse::ItemKind::proposition: return "proposition";
        case analyse::ItemKind::boundary: return "boundary";
        case analyse::ItemKind::advice: return "advice";
        case analyse::ItemKind::condition_define: return "named condition";
        case analyse::ItemKind::one_case: return "case";
        case analyse::ItemKind::row: return "table row";
    }
    return "";
}

Json coverage(const TestResults& results) {
    const auto& coverage = *results.coverage;
    Json out{{"items", share(analyse::share_of_items(coverage))},
             {"conditions", share(analyse::share_of_conditions(coverage))},
             {"declarations", Json::array()},
             {"states", Json::array()}};
    for (const auto& item : coverage.items()) {
        Json one{{"kind", kind_of(item)}, {"name", name_of(results, item)}};
        add_place(one, results, item.span);
        one["shown"] = item.exercised();
        out["declarations"].push_back(std::move(one));
    }
    for (const auto& atom : coverage.atoms()) {
        Json one{{"condition", quoted(results, atom.condition->span)},
                 {"of", name_of(results, atom.declaration)}};
        add_place(one, results, atom.condition->span);
        one["true"] = atom.shown.met;
        one["false"] = atom.shown.not_met;
        if (atom.can_be_open) one["unknown"] = atom.shown.open;
        out["states"].push_back(std::move(one));
    }
    return out;
}

Json mutation(const TestResults& results) {
    const auto caught = analyse::share_caught(*results.mutants);
    Json out{{"caught", caught.shown}, {"all", caught.all}, {"percent", caught.percent()}, {"mutants", Json::array()}};
    for (const auto& mutant : *results.mutants) {
        Json one{{"of", name_of(results, mutant.declaration)}, {"change", mutant.change}};
        add_place(one, results, mutant.span);
        one["fate"] = mutant.fate == analyse::Fate::caught ? "caught" : mutant.fate == analyse::Fate::missed ? "missed" : "equivalent";
        out["mutants"].push_back(std::move(one));
    }
    return out;
}

}  // namespace

std::string test_json(const TestResults& results) {
    Json out{{"schema", "credence/test/v1"}, {"examples", examples(results)}};
    if (results.coverage) out["coverage"] = coverage(results);
    if (results.suggestions) {
        out["suggestions"] = Json::array();
        for (const auto& one : *results.suggestions) {
            Json suggestion{{"name", one.name}, {"shows", one.shows}};
            add_place(suggestion, results, one.span);
            if (!one.text.empty()) suggestion["text"] = one.text;
            out["suggestions"].push_back(std::move(suggestion));
        }
    }
    if (results.mutants) out["mutation"] = mutation(results);
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace credence::cli
