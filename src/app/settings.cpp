#include "app/settings.hpp"

#include <fmt/format.h>

#include "check/print.hpp"
#include "text/diagnostic.hpp"

namespace credence::app {

Result<engine::Settings> settings_of(const check::Rulebase& rulebase, const std::vector<std::string>& assignments) {
    auto settings = engine::default_settings(rulebase);
    for (const auto& assignment : assignments) {
        const auto equals = assignment.find('=');
        if (equals == std::string::npos) {
            return failure(FailureKind::usage, fmt::format("`{}` sets nothing", assignment), "write --set NAME=VALUE");
        }
        const auto name = assignment.substr(0, equals);
        const auto value = assignment.substr(equals + 1);
        std::vector<std::string> names;
        std::size_t at = 0;
        for (; at < rulebase.parameters.size() && rulebase.parameters[at].head.name != name; ++at) {
            names.push_back(rulebase.parameters[at].head.name);
        }
        if (at == rulebase.parameters.size()) {
            const auto close = text::nearest(name, names);
            return failure(FailureKind::usage, fmt::format("the rulebase has no parameter `{}`", name),
                           close           ? fmt::format("did you mean `{}`?", *close)
                           : names.empty() ? "it has none"
                                           : fmt::format("its parameters are: {}", fmt::join(names, ", ")));
        }
        const auto& parameter = rulebase.parameters[at];
        if (parameter.type.kind == check::TypeKind::text) {
            settings.texts[at] = value;
            continue;
        }
        const auto cell = check::read_value(rulebase, parameter.type, value);
        if (!cell) {
            return failure(FailureKind::usage, fmt::format("`{}` is no value for the parameter `{}`", value, name),
                           fmt::format("expected {}", cell.error().message));
        }
        settings.parameters[at] = *cell;
    }
    return settings;
}

void set_limits(engine::Settings& settings, const Options& options) {
    settings.steps = options.steps.value_or(settings.steps);
    settings.memory = options.memory.value_or(settings.memory);
    settings.seconds = options.seconds.value_or(settings.seconds);
}

std::string written_parameters(const check::Rulebase& rulebase, const engine::Settings& settings) {
    std::string out;
    for (std::size_t i = 0; i < rulebase.parameters.size(); ++i) {
        const auto& parameter = rulebase.parameters[i];
        const auto value = parameter.type.kind == check::TypeKind::text
                               ? settings.texts[i]
                               : check::written(rulebase, parameter.type, settings.parameters[i]);
        out += fmt::format("{}{}={}", i == 0 ? "" : " ", parameter.head.name, value);
    }
    return out;
}

}  // namespace credence::app
