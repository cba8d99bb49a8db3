// Rulebases and models for the builders' tests, from rule text; facts come from an example's `given`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/model.hpp"
#include "report/build.hpp"

namespace credence::report {

struct CheckedRules {
    text::SourceSet sources;
    check::Rulebase rulebase;
};

/// The text after a `rulebase` line with two confidence words and two kinds. Throws what is wrong with it.
[[nodiscard]] CheckedRules check_rules(const std::string& text);
[[nodiscard]] CheckedRules check_folder(const std::string& folder,
                                        const std::string& more = {});  // with the text of one more file
/// The shipped rulebase and the second field, checked once.
[[nodiscard]] const CheckedRules& flagship();
[[nodiscard]] const CheckedRules& grapes();

/// The model of an example's facts.
struct Made {
    const check::Rulebase& rulebase;
    engine::Facts facts;
    engine::Model model;
    Words words = Words::english();
    Origin origin{"credence", "", "", {}, {}};

    Made(const check::Rulebase& rules, std::string_view example);
    [[nodiscard]] Asking asking(std::string_view assessment, const std::vector<std::string>& ids) const;  // "": left open
    [[nodiscard]] Report report(std::string_view assessment, const std::vector<std::string>& ids);
};

/// Everything that the report says, for tests to look in: its JSON.
[[nodiscard]] std::string all_text(const Report& report);

}  // namespace credence::report
