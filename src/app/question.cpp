#include "app/question.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/diagnostic.hpp"

namespace credence::app {
namespace {

std::string did_you_mean(const std::string& written, const std::vector<std::string>& known) {
    const auto close = text::nearest(written, known);
    return close ? fmt::format("did you mean `{}`?", *close) : "";
}

std::vector<std::string> subject_names(const check::Assessment& assessment) {
    std::vector<std::string> out;
    for (std::uint32_t v = 0; v < assessment.bound; ++v) out.push_back(assessment.variables[v].name);
    return out;
}

bool has_all(const check::Assessment& assessment, const Question& question) {
    const auto names = subject_names(assessment);
    return std::all_of(question.named.begin(), question.named.end(),
                       [&](const auto& named) { return std::find(names.begin(), names.end(), named.first) != names.end(); });
}

}  // namespace

Result<Question> read_question(const check::Rulebase& rulebase, const std::vector<std::string>& arguments) {
    Question out;
    std::optional<std::string> name;
    for (const auto& argument : arguments) {
        const auto equals = argument.find('=');
        if (equals != std::string::npos) {
            out.named.emplace_back(argument.substr(0, equals), argument.substr(equals + 1));
        } else if (!name) {
            name = argument;
        } else {
            return failure(FailureKind::usage, fmt::format("one argument too many: `{}`", argument),
                           "name subjects as NAME=ID");
        }
    }
    for (const auto& [subject, id] : out.named) {
        if (id.empty())
            return failure(FailureKind::usage, fmt::format("`{}=` names nobody", subject), fmt::format("write {}=ID", subject));
    }
    for (auto at = out.named.begin(); at != out.named.end(); ++at) {
        const auto again = std::find_if(out.named.begin(), at, [&](const auto& named) { return named.first == at->first; });
        if (again != at) return failure(FailureKind::usage, fmt::format("`{}` is named twice", at->first));
    }

    std::vector<std::string> known;
    std::vector<std::size_t> fitting;
    for (std::size_t i = 0; i < rulebase.assessments.size(); ++i) {
        known.push_back(rulebase.assessments[i].head.name);
        if (name ? rulebase.assessments[i].head.name == *name : has_all(rulebase.assessments[i], out)) fitting.push_back(i);
    }
    if (name && fitting.empty()) {
        for (std::size_t i = 0; i < rulebase.refusals.size(); ++i) {
            known.push_back(rulebase.refusals[i].head.name);
            if (rulebase.refusals[i].head.name != *name) continue;
            out.refusal = check::RefusalId{i};
            return out;
        }
        const auto close = did_you_mean(*name, known);
        return failure(FailureKind::usage, fmt::format("the rulebase has no assessment `{}`", *name),
                       close.empty() && !known.empty() ? fmt::format("there are: {}", fmt::join(known, ", ")) : close);
    }
    if (fitting.empty() && !rulebase.assessments.empty()) {
        std::vector<std::string> subjects;
        for (const auto& assessment : rulebase.assessments) {
            for (auto& subject : subject_names(assessment)) {
                if (std::find(subjects.begin(), subjects.end(), subject) == subjects.end())
                    subjects.push_back(std::move(subject));
            }
        }
        for (const auto& [subject, id] : out.named) {
            if (std::find(subjects.begin(), subjects.end(), subject) != subjects.end()) continue;
            const auto close = did_you_mean(subject, subjects);
            return failure(FailureKind::usage, fmt::format("no assessment has a subject `{}`", subject),
                           close.empty() ? fmt::format("there are: {}", fmt::join(subjects, ", ")) : close);
        }
    }
    if (fitting.size() != 1) {
        if (fitting.size() > 1) {
            known.clear();
            for (const auto one : fitting) known.push_back(rulebase.assessments[one].head.name);
        }
        return failure(
            FailureKind::usage,
            fitting.empty() ? "no assessment has all these subjects" : "more than one assessment has these subjects",
            known.empty() ? "the rulebase has no assessment" : fmt::format("name one of: {}", fmt::join(known, ", ")));
    }
    out.assessment = check::AssessmentId{fitting.front()};
    const auto& assessment = rulebase.assessments[fitting.front()];
    for (const auto& [subject, id] : out.named) {
        const auto names = subject_names(assessment);
        if (std::find(names.begin(), names.end(), subject) != names.end()) continue;
        const auto close = did_you_mean(subject, names);
        return failure(FailureKind::usage, fmt::format("`{}` has no subject `{}`", assessment.head.name, subject),
                       close.empty() ? fmt::format("its subjects are: {}", fmt::join(names, ", ")) : close);
    }
    return out;
}

Result<engine::Binding> named_subjects(const engine::Model& model, const Question& question) {
    const auto& assessment = model.rulebase().assessments[question.assessment->index()];
    engine::Binding out(assessment.variables.size(), check::no_cell);
    for (std::uint32_t v = 0; v < assessment.bound; ++v) {
        const auto named = std::find_if(question.named.begin(), question.named.end(),
                                        [&](const auto& n) { return n.first == assessment.variables[v].name; });
        if (named == question.named.end()) continue;
        const auto entity = assessment.variables[v].type.entity();
        const auto cell = model.facts().find(entity, named->second);
        if (!cell) {
            std::vector<std::string> known;
            for (const auto& individual : model.facts().individuals[entity.index()]) known.push_back(individual.id);
            return failure(
                FailureKind::usage,
                fmt::format("no {} has the id `{}`", model.rulebase().entities[entity.index()].head.label, named->second),
                did_you_mean(named->second, known));
        }
        out[v] = *cell;
    }
    return out;
}

}  // namespace credence::app
