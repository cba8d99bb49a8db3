#include "check/scope.hpp"

#include <algorithm>

namespace credence::check {

VariableId Scope::add_fixed(std::string name, Type type, Span span) {
    variables_.push_back({std::move(name), type, span});
    bound_ = static_cast<std::uint32_t>(variables_.size());
    return VariableId{variables_.size() - 1};
}

void Scope::add_poisoned(std::string name) { poisoned_.push_back(std::move(name)); }

std::optional<VariableId> Scope::fixed(std::string_view name) const {
    for (std::uint32_t i = 0; i < bound_; ++i)
        if (variables_[i].name == name) return VariableId{i};
    return std::nullopt;
}

bool Scope::poisoned(std::string_view name) const {
    return std::find(poisoned_.begin(), poisoned_.end(), name) != poisoned_.end();
}

std::optional<EntityId> Scope::individual(std::string_view name) const {
    const auto at = individuals_.find(name);
    return at == individuals_.end() ? std::nullopt : std::optional(at->second);
}

std::vector<std::string> Scope::names() const {
    std::vector<std::string> out;
    for (std::uint32_t i = 0; i < bound_; ++i) out.push_back(variables_[i].name);
    for (const auto& [name, entity] : individuals_) out.push_back(name);
    for (const auto& e : existentials_)
        if (e.uses > 1) out.push_back(e.name);
    return out;
}

void Scope::begin_look() {
    for (auto& e : existentials_) {
        e.uses = 0;
        e.path.clear();
    }
    holders_.clear();
    quantified_.clear();
    next_holder_ = 0;
    learned_ = false;
}

std::uint32_t Scope::open() {
    holders_.push_back(next_holder_++);
    return holders_.back();
}

Existential* Scope::use(const std::string& name, Span span, std::optional<Type> expected, bool in_text) {
    auto at = std::find_if(existentials_.begin(), existentials_.end(),
                           [&](const auto& e) { return !e.quantified && e.name == name; });
    if (at == existentials_.end()) {
        Existential fresh;
        fresh.id = VariableId{variables_.size() + existentials_.size()};  // stays where the last look alone comes here
        fresh.name = name;
        fresh.span = span;
        fresh.expected = expected;
        fresh.in_text = in_text;
        at = existentials_.insert(existentials_.end(), std::move(fresh));
    }
    if (at->uses++ == 0) {
        at->path = holders_;
    } else {
        const auto [common, unused] = std::mismatch(at->path.begin(), at->path.end(), holders_.begin(), holders_.end());
        at->path.erase(common, at->path.end());
    }
    return at->refused ? nullptr : &*at;
}

Existential& Scope::quantify(const std::string& name, Span span, std::optional<Type> type) {
    auto at =
        std::find_if(existentials_.begin(), existentials_.end(), [&](const auto& e) { return e.quantified && e.span == span; });
    if (at == existentials_.end()) {
        Existential fresh;
        fresh.id = VariableId{variables_.size() + existentials_.size()};
        fresh.name = name;
        fresh.span = span;
        fresh.quantified = true;
        fresh.tainted = !type;
        at = existentials_.insert(existentials_.end(), std::move(fresh));
    }
    at->type = type;
    quantified_.push_back(static_cast<std::size_t>(at - existentials_.begin()));
    return *at;
}

const Existential* Scope::quantified(std::string_view name) const {
    for (auto at = quantified_.rbegin(); at != quantified_.rend(); ++at)
        if (existentials_[*at].name == name) return &existentials_[*at];
    return nullptr;
}

const Existential* Scope::existential(std::string_view name) const {
    const auto at = std::find_if(existentials_.begin(), existentials_.end(),
                                 [&](const auto& e) { return !e.quantified && e.name == name; });
    return at == existentials_.end() ? nullptr : &*at;
}

void Scope::learn(Existential& variable, Type type) {
    variable.type = type;
    learned_ = true;
}

void Scope::number() {
    std::size_t next = variables_.size();
    const auto at_root = [](const Existential& e) { return !e.quantified && e.path.size() <= 1; };
    for (const bool root : {true, false})
        for (auto& e : existentials_)
            if (at_root(e) == root) e.id = VariableId{next++};
    for (auto& e : existentials_)
        if (!e.quantified && !e.path.empty()) e.holder = e.path.back();
}

std::vector<VariableId> Scope::held_by(std::uint32_t holder) const {
    std::vector<VariableId> out;
    for (const auto& e : existentials_)
        if (!e.refused && e.type && e.holder == holder) out.push_back(e.id);
    return out;
}

void Scope::finish() {
    std::vector<const Existential*> in_order(existentials_.size());
    for (const auto& e : existentials_) in_order[e.id.index() - variables_.size()] = &e;
    std::vector<Variable> fresh;
    for (const auto* e : in_order) fresh.push_back({e->name, e->type.value_or(Type{}), e->span});
    variables_.insert(variables_.end(), fresh.begin(), fresh.end());
    existentials_.clear();
}

}  // namespace credence::check
