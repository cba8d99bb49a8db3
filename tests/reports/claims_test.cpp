// What holds of every report of every shipped sample: its ids resolve, its claims carry them, its headings hold something, its
// numbers and references are right, its prints say the same, and it judges nobody.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "lint/verdicts.hpp"
#include "report/markdown_text.hpp"
#include "reports/rendered.hpp"
#include "support/files.hpp"

namespace credence::report {
namespace {

/// Calls `check(sample, report)` for each report.
template <class F>
void each_report(const F& check) {
    for (const auto* sample : all_samples()) {
        for (const auto& one : sample->reports) {
            SCOPED_TRACE(one.name);
            check(*sample, one);
        }
    }
}

std::string all_of(const Json& claim, const char* key) {
    return claim.contains(key) && claim.at(key).is_string() ? claim.at(key).get<std::string>() : "";
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

TEST(Samples, HoldReportsOfEveryKind) {
    std::set<Kind> kinds;
    each_report([&](const Sample&, const Rendered& one) { kinds.insert(one.report.kind); });
    EXPECT_EQ(kinds, (std::set{Kind::dossier, Kind::comparison, Kind::side_by_side, Kind::sheet, Kind::index}));
    EXPECT_GE(flagship_sample().reports.size(), 40U);
}

TEST(Ids, AllResolve) {
    each_report([](const Sample& sample, const Rendered& one) {
        std::set<std::string> assumptions;
        if (one.report.assumptions) {
            for (const auto& row : one.report.assumptions->table.rows)
                assumptions.insert(row.cells[0].assumptions.begin(), row.cells[0].assumptions.end());
        }
        each_claim(one.json, [&](const Json& claim, const std::string& path) {
            const auto look = [&](const char* key, const std::set<std::string>& known) {
                if (!claim.contains(key)) return;
                for (const auto& id : claim.at(key)) {
                    if (!id.is_string()) continue;
                    auto name = id.get<std::string>();
                    if (known.contains(name)) continue;
                    if (std::string_view(key) == "rules") name = name.substr(0, name.find(':'));
                    EXPECT_TRUE(known.contains(name)) << key << " of " << path << ": " << id;
                }
            };
            look("rules", sample.rules);
            look("facts", sample.facts);
            look("assumptions", assumptions);
        });
    });
}

TEST(Ids, OfTheEvidenceStandInTheReportWithTheirSource) {
    each_report([](const Sample& sample, const Rendered& one) {
        if (!one.report.all_evidence || !one.report.reasons_for) return;
        if (&sample == &second_field_sample()) return;  // a rule there reads what was observed of others
        std::set<std::string> printed;
        const auto gather = [&](const Json& tree) {
            each_claim(tree, [&](const Json& claim, const std::string&) {
                for (const auto& id : claim.value("facts", Json::array())) printed.insert(id.get<std::string>());
            });
        };
        for (const char* part : {"declared", "ranges", "evidence", "all_evidence"}) {
            if (one.json.contains(part)) gather(one.json.at(part));
        }
        for (const auto& step : one.report.reasons_for->steps) {
            for (const auto& reason : step.reasons) {
                for (const auto& id : reason.facts) EXPECT_TRUE(printed.contains(id)) << reason.id << " rests on " << id;
            }
        }
    });
}

TEST(Claims, CarryWhatTheyRestOn) {
    each_report([](const Sample&, const Rendered& one) {
        if (one.report.answer && !one.report.answer->lines.empty()) {
            const bool any = one.report.reasons_for && !one.report.reasons_for->steps.front().reasons.empty();
            EXPECT_TRUE(!one.report.answer->lines[0].rules.empty() || (one.report.reasons_for && !any))
                << "no rule, but reasons";
        }
        if (one.report.answer && one.report.kind == Kind::side_by_side) {
            for (std::size_t i = 1; i + 1 < one.report.answer->lines.size(); ++i)
                EXPECT_FALSE(one.report.answer->lines[i].rules.empty() && one.report.answer->lines[i].facts.empty());
        }
        for (const auto& part : one.report.ranges) {
            if (!part.boundaries) continue;
            for (const auto& row : part.boundaries->rows) EXPECT_FALSE(row.cells.back().rules.empty()) << row.cells[0].text;
        }
        if (one.report.reasons_for) {
            for (const auto& step : one.report.reasons_for->steps) {
                EXPECT_TRUE(!step.claim.rules.empty() || !step.claim.facts.empty() || step.reasons.empty()) << step.claim.text;
                for (const auto& reason : step.reasons) {
                    EXPECT_TRUE(reason.id.empty() || !reason.rules.empty()) << reason.id;
                }
            }
        }
        if (one.report.evidence) {
            for (const auto& table : one.report.evidence->tables) {
                for (const auto& row : table.rows)
                    EXPECT_TRUE(!row.cells.back().facts.empty() || row.cells.back().text.empty()) << row.cells[0].text;
            }
        }
    });
}

TEST(Headings, HoldSomethingAndSkipNoLevel) {
    each_report([](const Sample&, const Rendered& one) {
        std::size_t level = 0;
        std::string open;  // a heading that nothing has followed yet
        for (const auto& line : lines_of(one.markdown)) {
            if (line.empty()) continue;
            const auto marks = line.starts_with("#") ? line.find(' ') : 0;
            if (marks == 0) {
                open.clear();
                continue;
            }
            EXPECT_TRUE(open.empty() || marks > level) << "nothing below " << open;
            EXPECT_LE(marks, level + 1) << line;
            level = marks;
            open = line;
        }
        EXPECT_EQ(open, "");
    });
}

TEST(Numbers, OfSectionsAreInOrderAndReferredToRightly) {
    each_report([](const Sample&, const Rendered& one) {
        int next = 1;
        for (const auto& line : lines_of(one.markdown)) {
            if (!line.starts_with("## ") || line.size() < 4 || line[3] < '0' || line[3] > '9') continue;
            EXPECT_EQ(std::stoi(line.substr(3)), next) << line;
            ++next;
        }
        if (!one.report.answer) return;
        for (const auto& open : one.report.answer->open) {
            if (open.where_text.empty()) continue;
            std::istringstream in(open.where_text);
            for (std::string word; in >> word;) {
                if (word[0] < '0' || word[0] > '9') continue;
                EXPECT_TRUE(std::stoi(word) > 2 && std::stoi(word) < next) << open.where_text;
            }
        }
    });
}

TEST(Prints, SayTheSame) {
    each_report([](const Sample&, const Rendered& one) {
        each_claim(one.json, [&](const Json& claim, const std::string& path) {
            if (path.find("values") != std::string::npos || path.find("short_claim") != std::string::npos) return;
            if (claim.value("verbatim", false)) return;
            for (const char* key : {"lead", "text"}) {
                const auto text = markdown_text(all_of(claim, key));
                EXPECT_NE(one.markdown.find(text), std::string::npos) << path << ": " << text;
            }
        });
    });
}

TEST(Words, OfTheProgramJudgeNobody) {
    for (const char* language : {"en", "fr"}) {
        for (const auto& line :
             lines_of(testing::read_file(testing::root() / "reports/words" / (std::string(language) + ".toml")))) {
            if (line.starts_with("#")) continue;
            const auto verdict = lint::verdict_in(line);
            EXPECT_FALSE(verdict) << language << ": " << *verdict << " in " << line;
        }
    }
}

/// Without what stands in quotation marks.
std::string unquoted(std::string text) {
    const std::string open = "“", close = "”";
    for (auto at = text.find(open); at != std::string::npos; at = text.find(open)) {
        const auto end = text.find(close, at);
        text.erase(at, end == std::string::npos ? end : end + close.size() - at);
    }
    return text;
}

TEST(Texts, JudgeNobody) {
    each_report([](const Sample&, const Rendered& one) {
        each_claim(one.json, [&](const Json& claim, const std::string& path) {
            // What a report is not, and what its words mean, may name what it does not claim; what somebody said is theirs.
            for (const char* part : {"/is_not", "/answer/meanings", "/provenance", "/evidence/lists", "/scales"}) {
                if (path.starts_with(part)) return;
            }
            auto text = unquoted(all_of(claim, "lead") + " " + all_of(claim, "text"));
            const std::string of_the_source = "the source's strongest wording";
            if (const auto at = text.find(of_the_source); at != std::string::npos) text.erase(at, of_the_source.size());
            const auto verdict = lint::verdict_in(text);
            EXPECT_FALSE(verdict) << *verdict << " in " << path << ": " << text;
        });
        EXPECT_FALSE(lint::verdict_in(one.report.title));
    });
}

}  // namespace
}  // namespace credence::report
