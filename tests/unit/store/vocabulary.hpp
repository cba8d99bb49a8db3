// A small vocabulary made by hand, with every type of value, for tests of the store.
#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"
#include "check/rulebase.hpp"
#include "store/import.hpp"
#include "store/knowledge_base.hpp"
#include "store/load.hpp"
#include "support/files.hpp"

namespace credence::store::testing {

/// Entities Person and Post; attributes active, born, desired, experience (derived), height, known_to, remark, risk, seen;
/// relations cited (with columns `source` and `item` of its own), considered, held, senior (derived).
[[nodiscard]] check::Rulebase vocabulary();

[[nodiscard]] check::AttributeId attribute(const check::Rulebase& rulebase, std::string_view name);
[[nodiscard]] check::RelationId relation(const check::Rulebase& rulebase, std::string_view name);

inline constexpr std::int64_t noon = 1'780'315'200;  // 2026-06-01T12:00:00Z

/// A knowledge base in a folder of its own, and files to import into it.
class Office {
public:
    Office();

    void write(const std::string& name, std::string_view text);
    /// Imports the folder of files, or one of them.
    [[nodiscard]] ImportReport import(const ImportOptions& options = {false, noon}, const std::string& file = "");
    [[nodiscard]] engine::Facts load(LoadRequest request);
    [[nodiscard]] engine::Facts load() { return load(whole_content(rulebase)); }
    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "kb.sqlite"; }
    [[nodiscard]] std::filesystem::path files() const { return folder_.path() / "files"; }

private:
    credence::testing::TemporaryFolder folder_;

public:
    check::Rulebase rulebase = vocabulary();
    KnowledgeBase kb;
};

}  // namespace credence::store::testing
