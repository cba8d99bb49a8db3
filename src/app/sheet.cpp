#include "app/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/diagnostic.hpp"

namespace credence::app {
namespace {

std::string in_small_letters(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

std::string nearest_or(const std::string& written, const std::vector<std::string>& known, const std::string& otherwise) {
    const auto close = text::nearest(written, known);
    return close ? fmt::format("did you mean `{}`?", *close) : otherwise;
}

}  // namespace

bool asks_for_sheet(const check::Rulebase& rulebase, const std::vector<std::string>& arguments) {
    return !arguments.empty() && arguments.front() == "sheet" &&
           std::none_of(rulebase.assessments.begin(), rulebase.assessments.end(),
                        [](const check::Assessment& assessment) { return assessment.head.name == "sheet"; });
}

Result<SheetSubject> read_sheet(const engine::Model& model, const std::vector<std::string>& arguments) {
    std::vector<std::string> names;
    for (const auto& entity : model.rulebase().entities) names.push_back(in_small_letters(entity.head.name));
    const auto form = fmt::format("credence report sheet {}=ID", names.empty() ? "NAME" : names.front());
    if (arguments.size() != 2 || arguments[1].find('=') == std::string::npos)
        return failure(FailureKind::usage, "a sheet is of one individual", form);
    const auto name = arguments[1].substr(0, arguments[1].find('='));
    const auto id = arguments[1].substr(name.size() + 1);
    const auto found = std::find(names.begin(), names.end(), in_small_letters(name));
    if (found == names.end())
        return failure(FailureKind::usage, fmt::format("the rulebase has no entity `{}`", name),
                       nearest_or(in_small_letters(name), names, fmt::format("there are: {}", fmt::join(names, ", "))));
    SheetSubject out;
    out.entity = check::EntityId{static_cast<std::size_t>(found - names.begin())};
    const auto cell = model.facts().find(out.entity, id);
    if (!cell) {
        std::vector<std::string> known;
        for (const auto& individual : model.facts().individuals[out.entity.index()]) known.push_back(individual.id);
        return failure(FailureKind::usage,
                       fmt::format("no {} has the id `{}`", model.rulebase().entities[out.entity.index()].head.label, id),
                       nearest_or(id, known, ""));
    }
    out.individual = *cell;
    return out;
}

}  // namespace credence::app
