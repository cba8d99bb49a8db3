// Comments by which an author lets a finding be: `# allow L0207: kept for the next panel`, above a declaration or inside it. They
// are looked at after the lints, since one that allows nothing is itself a finding.
#pragma once

#include <functional>
#include <vector>

#include "lint/findings.hpp"
#include "lint/subject.hpp"

namespace credence::lint {

struct Lint;

/// Takes out of `found` what comments allow. `looked` says whether a lint was at work: of one that was not nothing can be missed.
/// `report` makes the findings ready for those of a lint about such comments, and says whether it is wanted.
void heed_allowances(const Subject& subject, std::vector<text::Diagnostic>& found, Findings& findings,
                     const std::function<bool(const Lint&)>& looked, const std::function<bool(const Lint&)>& report);

}  // namespace credence::lint
