// A program worked out by Credence, by its reference evaluator, and by independent engines. Those of other people work out many programs
// in one process: its start would cost more than they do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "differential/program.hpp"
#include "engine/model.hpp"

namespace credence::differential {

/// The engine under one setting of its physical options: the same comes of all.
struct EngineVariant {
    std::string name;
    std::function<void(engine::Settings&)> set;
};
/// The default first, then with one of them otherwise.
[[nodiscard]] std::vector<EngineVariant> engine_variants();

/// Throws std::runtime_error where the rules are refused or a tuple is not certain.
[[nodiscard]] Answers credence_answers(const Program& program, const EngineVariant& variant);
[[nodiscard]] Answers reference_answers(const Program& program);

struct Peer {
    std::string name;
    std::string command;  // looked up on the PATH
    /// By program. `sizes`: how much each derives by another's account, for a peer that has to be told when to stop.
    std::vector<Answers> (*work_out)(const std::vector<Program>& programs, const std::vector<std::size_t>& sizes);
};
[[nodiscard]] const std::vector<Peer>& peers();
[[nodiscard]] bool is_installed(const Peer& peer);

}  // namespace credence::differential
