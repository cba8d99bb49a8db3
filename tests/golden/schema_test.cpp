// What the program prints as JSON is what docs/schema says.
#include "golden/schema.hpp"

#include <gtest/gtest.h>

#include "support/files.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

using Json = nlohmann::json;

class Schemas : public ::testing::Test {
protected:
    void SetUp() override {
        fill({"kb", "init", "--quiet"});
        fill({"kb", "import", (rules() / "sample").string(), "--history", "--quiet"});
    }

    static std::filesystem::path rules() { return root() / "rules/grape_for_site"; }

    testing::Run ask(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--rules", rules().string(), "--kb", "grapes.db"});
        return run_credence(arguments, folder_.path());
    }

    static void expect_valid(const testing::Run& found, const std::string& schema, int exit = 0) {
        expect_valid_by(found, "docs/schema/" + schema + ".json", exit);
    }
    static void expect_valid_by(const testing::Run& found, const std::string& schema, int exit) {
        EXPECT_EQ(found.exit, exit) << found.err;
        const auto value = Json::parse(found.out, nullptr, false);
        ASSERT_FALSE(value.is_discarded()) << found.out;
        EXPECT_EQ(schema_findings(value, Json::parse(read_file(root() / schema))), "");
    }

    TemporaryFolder folder_;

private:
    void fill(const std::vector<std::string>& arguments) {
        const auto done = ask(arguments);
        ASSERT_EQ(done.exit, 0) << done.err;
    }
};

TEST_F(Schemas, query) {
    expect_valid(ask({"query", "outcome(v, s) = o", "--format", "json"}), "query");
    expect_valid(ask({"query", "compactness(v) = d", "--format", "json"}), "query");
    expect_valid(ask({"query", "unknown wish(\"S1\")", "--format", "json"}), "query");
}

TEST_F(Schemas, assess) {
    expect_valid(ask({"assess", "variety_for_site", "--format", "json"}), "assess");
    expect_valid(ask({"assess", "variety=V11", "site=S1", "--format", "json"}), "assess");
}

TEST_F(Schemas, history) {
    expect_valid(ask({"kb", "log", "--format", "json"}), "log");
    expect_valid(ask({"kb", "log", "V07", "--format", "json"}), "log");
    expect_valid(ask({"kb", "verify", "--format", "json"}), "verification");
    expect_valid(ask({"kb", "show", "--history", "V07", "--format", "json"}), "record");
}

TEST_F(Schemas, test) {
    expect_valid(run_credence({"test", "--coverage", "--suggest", "--mutate", "--format", "json", "--rules", rules().string()},
                              folder_.path()),
                 "test");
    write_file(
        folder_.path() / "wrong.crd",
        "rulebase t\nentity T\nattribute a of T: number\nexample e\n  given\n    x: T\n    a(x) = 2\n  expect\n    a(x) = 1\n");
    expect_valid(run_credence({"test", "--format", "json", "--rules", "wrong.crd"}, folder_.path()), "test", 1);
    expect_valid(run_credence({"test", "--format", "json", "--steps", "1", "--rules", rules().string()}, folder_.path()),
                 "test", 1);
}

TEST_F(Schemas, record) {
    expect_valid(ask({"kb", "show", "--format", "json"}), "record");
    expect_valid(ask({"kb", "show", "V07", "--format", "json"}), "record");
}

TEST_F(Schemas, report) { expect_valid(ask({"report", "variety=V07", "site=S2", "--format", "json"}), "report"); }

TEST_F(Schemas, explanation) {
    expect_valid(ask({"explain", "why", "variety=V07", "site=S2", "--audience", "auditor", "--format", "json"}), "explanation");
    expect_valid(ask({"explain", "why", "outcome(v, \"S2\") = o", "--depth", "1", "--format", "json"}), "explanation");
}

TEST_F(Schemas, diagnostics) {
    expect_valid(ask({"check", "--format", "json"}), "diagnostics");
    write_file(folder_.path() / "wrong.crd",
               "rulebase t\nentity T\nboundary b\n  for t: T\n  then f(t) at most 3\n  when not (\n");
    expect_valid(run_credence({"check", "--rules", "wrong.crd", "--format", "json"}, folder_.path()), "diagnostics", 1);
    const auto mistakes = root() / "tests/golden/cases/check/several_mistakes/rules";
    expect_valid(run_credence({"check", "--rules", mistakes.string(), "--format", "json"}, folder_.path()), "diagnostics", 1);
}

// The subset of SARIF that tests/golden/sarif.json holds, written after the standard.
TEST_F(Schemas, sarif) {
    expect_valid_by(ask({"check", "--format", "sarif"}), "tests/golden/sarif.json", 0);
    const auto cases = root() / "tests/golden/cases/check";
    for (const char* rules : {"several_mistakes/rules", "a_circle_through_an_absence/rules.crd", "names/rules.crd"}) {
        const auto found = run_credence({"check", "--rules", (cases / rules).string(), "--format", "sarif"}, cases);
        expect_valid_by(found, "tests/golden/sarif.json", 1);
        EXPECT_NE(found.out.find("\"ruleId\""), std::string::npos) << rules;
        EXPECT_EQ(found.out.find(root().string()), std::string::npos) << "an absolute path";
    }
}

TEST(SchemaFindings, notice_what_is_wrong) {
    const auto schema = Json::parse(R"({"type": "object", "required": ["a"], "additionalProperties": false,
        "properties": {"a": {"type": ["string", "null"]}, "b": {"type": "array", "items": {"$ref": "#/$defs/N"}}},
        "$defs": {"N": {"type": "number", "minimum": 0, "maximum": 1}}})");
    EXPECT_EQ(schema_findings(Json::parse(R"({"a": null, "b": [0, 0.5]})"), schema), "");
    EXPECT_EQ(schema_findings(Json::parse(R"({"a": 1})"), schema), "/a is no [\"string\",\"null\"]\n");
    EXPECT_EQ(schema_findings(Json::parse(R"({"a": "x", "b": [2]})"), schema), "/b/0 is above 1\n");
    EXPECT_EQ(schema_findings(Json::parse(R"({"a": "x", "c": 1})"), schema), "/c may not be there\n");
    EXPECT_EQ(schema_findings(Json::parse(R"({"b": []})"), schema), " lacks \"a\"\n");
    EXPECT_EQ(schema_findings(Json::parse("[]"), Json::parse(R"({"typo": 1})")), ": the keyword typo is not known\n");
}

}  // namespace
}  // namespace credence::testing
