// Rulebases and knowledge bases of the project, read as the program reads them. Failures throw: the test ends.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>

#include "app/rulebase_files.hpp"
#include "store/import.hpp"
#include "store/load.hpp"
#include "support/files.hpp"

namespace credence::testing {

inline std::filesystem::path flagship() { return root() / "rules" / "human_rights_approach"; }
inline std::filesystem::path sample() { return root() / "rules" / "human_rights_approach" / "sample"; }

inline app::RulebaseFiles checked(const std::filesystem::path& path) {
    auto files = app::read_rulebase(path);
    if (!files) throw std::runtime_error(files.error().message);
    if (files->rulebase) return std::move(*files);
    std::string found;
    for (const auto& d : files->diagnostics) {
        found += fmt::format("{}: {} {}\n", files->sources.place_text(d.primary.span), d.code, d.message);
    }
    throw std::runtime_error(found);
}

/// The facts of a folder of CSV files.
inline engine::Facts imported(const check::Rulebase& rulebase, const std::filesystem::path& csv) {
    const TemporaryFolder folder;
    auto kb = store::create_knowledge_base(folder.path() / "kb.sqlite", rulebase, {0, false});
    if (!kb) throw std::runtime_error(kb.error().message);
    const auto report = store::import_files(*kb, rulebase, csv, {true, 0});
    if (!report) throw std::runtime_error(report.error().message);
    if (!report->accepted()) throw std::runtime_error(store::import_text(*report, "kb"));
    auto facts = store::load_facts(*kb, rulebase, store::whole_content(rulebase));
    if (!facts) throw std::runtime_error(facts.error().message);
    return std::move(*facts);
}

}  // namespace credence::testing
