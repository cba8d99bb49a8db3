#include "app/session.hpp"

#include <fmt/format.h>

#include "app/settings.hpp"
#include "check/dependencies.hpp"

namespace credence::app {

Result<store::LoadRequest> what_is_known(const Options& options) {
    store::LoadRequest request;
    const auto day = day_of(options.as_of);
    if (!day) return tl::unexpected(day.error());
    request.as_of = *day;
    if (options.known_at) {
        request.known_at = parse_time(*options.known_at);
        if (!request.known_at) {
            return failure(FailureKind::usage, fmt::format("`{}` is not a moment", *options.known_at),
                           "write --known-at in UTC, as in 2026-05-04T09:00:00Z");
        }
    }
    return request;
}

Reading what_answers_read(const check::Rulebase& rulebase, const std::vector<check::DeclarationRef>& roots) {
    Reading reading;
    for (const auto ref : check::closure(rulebase, roots)) {
        if (ref.kind == check::DeclarationKind::attribute) reading.attributes.emplace_back(ref.index);
        if (ref.kind == check::DeclarationKind::relation) reading.relations.emplace_back(ref.index);
    }
    return reading;
}

Reading everything(const check::Rulebase& rulebase) {
    const auto whole = store::whole_content(rulebase);
    return {whole.attributes, whole.relations, true};
}

Result<Session> Session::open(RulebaseFiles files, const Options& options, const Reading& reading,
                              std::optional<std::int64_t> change) {
    Session session;
    session.files_ = std::make_unique<RulebaseFiles>(std::move(files));
    const auto& rulebase = *session.files_->rulebase;
    auto settings = settings_of(rulebase, options.set);
    if (!settings) return tl::unexpected(settings.error());
    set_limits(*settings, options);

    auto request = what_is_known(options);
    if (!request) return tl::unexpected(request.error());
    request->attributes = reading.attributes;
    request->relations = reading.relations;
    request->with_quotes = reading.with_quotes;
    request->change = change;
    const auto path = kb_of(options);
    if (!path) return tl::unexpected(path.error());
    auto kb = store::open_knowledge_base(*path, store::Mode::read);
    if (!kb) return tl::unexpected(kb.error());
    auto facts = store::load_facts(*kb, rulebase, *request, &session.record_);
    if (!facts) return tl::unexpected(facts.error());
    session.facts_ = std::make_unique<engine::Facts>(std::move(*facts));
    session.model_ = std::make_unique<engine::Model>(rulebase, *session.facts_, std::move(*settings));
    return session;
}

Failure failure_of(const text::SourceSet& sources, const engine::EvaluationError& error) {
    Failure out{error.kind(), error.what(), ""};
    if (error.span().valid()) out.message += fmt::format(" ({})", sources.place_text(error.span()));
    return out;
}

}  // namespace credence::app
