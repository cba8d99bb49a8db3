// What a candidate is given holds nothing of others: no name of whoever assessed, declared or decided, nothing of the other individuals of
// their kind, in no form, no figure and no name of a file. What is hidden is read from the knowledge base, not asked of the reports.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "support/files.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// What is on record about somebody.
struct OnRecord {
    std::set<std::string> themselves, assessors, texts;  // ids, names; who said it; quotes and free texts
};

class Audiences : public ::testing::Test {
protected:
    testing::Run ask(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--rules", (root() / "rules" / rulebase_).string(), "--kb", "kb.db", "--quiet"});
        return run_credence(arguments, folder_.path());
    }

    void fill(const std::string& rulebase) {
        rulebase_ = rulebase;
        ASSERT_EQ(ask({"kb", "init", "--sample"}).exit, 0);
        ASSERT_EQ(ask({"kb", "import", (root() / "rules" / rulebase / "sample").string(), "--history"}).exit, 0);
    }

    /// The first column of a file of the sample, and the second.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> columns(const std::string& file) const {
        std::vector<std::pair<std::string, std::string>> out;
        const auto text = read_file(root() / "rules" / rulebase_ / "sample" / file);
        for (auto begin = text.find('\n') + 1; begin < text.size(); begin = text.find('\n', begin) + 1) {
            const auto comma = text.find(',', begin);
            const auto end = text.find_first_of(",\n", comma + 1);
            out.emplace_back(text.substr(begin, comma - begin), text.substr(comma + 1, end - comma - 1));
        }
        return out;
    }

    OnRecord on_record(const std::string& id) {
        OnRecord out;
        const auto shown = Json::parse(ask({"kb", "show", id, "--format", "json"}).out);
        for (const auto& table : shown["tables"]) {
            for (const auto& row : table["rows"]) {
                for (std::size_t c = 0; c < row.size(); ++c) {
                    const auto column = table["columns"][c].get<std::string>();
                    const auto cell = row[c].is_string() ? row[c].get<std::string>() : "";
                    if (cell.empty()) continue;
                    if (column == "assessor") out.assessors.insert(cell);
                    if (column == "quote" || column == "words") out.texts.insert(cell);
                    if (column == "name" && table["title"] != "relations") out.themselves.insert(cell);
                }
            }
        }
        out.themselves.insert(id);
        return out;
    }

    void expect_absent(const std::set<std::string>& hidden, const std::string& text, const std::string& where) {
        for (const auto& secret : hidden) EXPECT_EQ(text.find(secret), std::string::npos) << where << " holds " << secret;
    }

    /// All files of a folder, by their names.
    static std::map<std::string, std::string> files(const fs::path& folder) {
        std::map<std::string, std::string> out;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file()) out[fs::relative(entry.path(), folder).string()] = read_file(entry.path());
        }
        return out;
    }

    TemporaryFolder folder_;
    std::string rulebase_;
};

struct Sample {
    std::string rulebase, of, considered, assessment, reader, other;
};

TEST_F(Audiences, a_candidate_reads_of_themselves_alone) {
    const std::vector<Sample> samples{
        {"human_rights_approach", "person.csv", "considered_for.csv", "appointment_fit", "candidate", "post"},
        {"grape_for_site", "variety.csv", "proposed.csv", "variety_for_site", "variety", "site"}};
    for (const auto& sample : samples) {
        fs::remove_all(folder_.path() / "kb.db");
        fill(sample.rulebase);
        std::map<std::string, OnRecord> all;
        std::set<std::string> assessors;
        for (const auto& [id, name] : columns(sample.of)) all[id] = on_record(id);
        for (const auto& [id, one] : all) assessors.insert(one.assessors.begin(), one.assessors.end());
        int number = 0;
        for (const auto& [reader, other] : columns(sample.considered)) {
            auto hidden = assessors;
            for (const auto& [id, one] : all) {
                if (id == reader) continue;
                hidden.insert(one.themselves.begin(), one.themselves.end());
                for (const auto& text : one.texts) {
                    if (!all[reader].texts.contains(text)) hidden.insert(text);
                }
            }
            ASSERT_GT(hidden.size(), 10U);
            const std::vector<std::string> question{sample.assessment, sample.reader + "=" + reader, sample.other + "=" + other,
                                                    "--audience", "candidate"};
            const auto with = [&](std::vector<std::string> verb, std::vector<std::string> more) {
                verb.insert(verb.end(), question.begin(), question.end());
                verb.insert(verb.end(), more.begin(), more.end());
                return ask(verb);
            };
            const auto made = sample.of + "_" + std::to_string(number);
            const auto report = with({"report"}, {"-o", made});
            ASSERT_EQ(report.exit, 0) << report.err;
            for (const auto& [name, text] : files(folder_.path() / made)) {
                expect_absent(hidden, name, reader + " " + name);
                expect_absent(hidden, text, reader + " " + name);
            }
            const auto markdown = read_file(folder_.path() / made / "report.md");
            EXPECT_NE(markdown.find("The right to comment"), std::string::npos);
            EXPECT_NE(markdown.find(reader), std::string::npos) << "their own is there";
            if (number++ > 2) continue;
            for (const auto* format : {"json", "html"})
                expect_absent(hidden, with({"report"}, {"--format", format}).out, reader + " as " + format);
            for (const auto* format : {"text", "json", "markdown", "dot"})
                expect_absent(hidden, with({"explain", "why"}, {"--format", format}).out, reader + " why, as " + format);
            expect_absent(hidden, with({"report"}, {"--language", "fr"}).out, reader + " in French");
            EXPECT_EQ(ask({"verify", made}).exit, 0);
            EXPECT_EQ(with({"explain", "flip"}, {}).exit, 2) << "nothing that shows how to reach another answer";
        }
        EXPECT_EQ(ask({"report", sample.assessment, sample.other + "=" + columns(sample.considered).front().second,
                       "--audience", "candidate"})
                      .exit,
                  2)
            << "a comparison speaks of others";
        EXPECT_EQ(ask({"report", "--all", "--audience", "candidate", "-o", "all"}).exit, 2);
    }
}

TEST_F(Audiences, an_auditor_reads_all_that_a_planner_reads_and_when_it_was_recorded) {
    fill("grape_for_site");
    const std::vector<std::string> question{"report", "variety_for_site", "variety=V07", "site=S2"};
    const auto as = [&](const std::string& audience) {
        auto arguments = question;
        arguments.insert(arguments.end(), {"--audience", audience, "--format", "json"});
        return Json::parse(ask(arguments).out);
    };
    const auto planner = as("planner"), auditor = as("auditor");
    for (const auto& [key, part] : planner.items()) EXPECT_TRUE(auditor.contains(key)) << key;
    EXPECT_EQ(auditor["all_evidence"]["table"]["head"].back(), "Recorded");
    EXPECT_EQ(planner["all_evidence"]["table"]["head"].size() + 1, auditor["all_evidence"]["table"]["head"].size());
    EXPECT_EQ(as("panel")["all_evidence"], planner["all_evidence"]) << "no panel holds anything back";
}

}  // namespace
}  // namespace credence::testing
