// The parts about what is not so. Internal to the builders.
#pragma once

#include "explain/sensitivity.hpp"
#include "report/build_matter.hpp"

namespace credence::report {

// Of a dossier.
[[nodiscard]] std::optional<Otherwise> changes_part(const Matter& matter);
[[nodiscard]] std::optional<Otherwise> ask_part(const Matter& matter);
[[nodiscard]] std::optional<Otherwise> robustness_part(const Matter& matter);
/// Of what changes the answer when it is varied alone; nothing where nothing does, or the answer lies on no scale.
[[nodiscard]] std::optional<Figure> tornado(const Matter& matter, const explain::Sensitivity& found, bool facts);
/// For page one: which answers are still reachable; which values of the first step lead to the answer, and what it is with each range
/// set aside.
[[nodiscard]] Claim still_reachable(const Matter& matter);
[[nodiscard]] std::optional<Claim> carries_claim(const Matter& matter);

// Of a comparison: `ids` by column, `who` heads them.
[[nodiscard]] Claim could_become_cell(const Matter& matter);
[[nodiscard]] Otherwise reverses_part(const std::vector<const Matter*>& columns, const std::vector<std::string>& ids,
                                      const std::string& who);
[[nodiscard]] std::optional<Otherwise> ask_all_part(const std::vector<const Matter*>& columns);

}  // namespace credence::report
