// The JUnit report of `credence test`, read by an XML parser as a CI server would.
#include <expat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "support/files.hpp"
#include "support/process.hpp"

namespace credence::testing {
namespace {

struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::string text;
    std::vector<Element> children;

    [[nodiscard]] const std::string& at(const std::string& attribute) const { return attributes.at(attribute); }
};

/// The root element; a failed expectation where the text is not well-formed.
Element parsed(const std::string& xml) {
    Element document;
    std::vector<Element*> open{&document};
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate("UTF-8"), XML_ParserFree);
    XML_SetUserData(parser.get(), &open);
    XML_SetElementHandler(
        parser.get(),
        [](void* user, const char* name, const char** attributes) {
            auto& path = *static_cast<std::vector<Element*>*>(user);
            auto& element = path.back()->children.emplace_back();
            element.name = name;
            for (; *attributes != nullptr; attributes += 2) element.attributes[attributes[0]] = attributes[1];
            path.push_back(&element);
        },
        [](void* user, const char*) { static_cast<std::vector<Element*>*>(user)->pop_back(); });
    XML_SetCharacterDataHandler(parser.get(), [](void* user, const char* text, int length) {
        static_cast<std::vector<Element*>*>(user)->back()->text.append(text, static_cast<std::size_t>(length));
    });
    const auto status = XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1);
    EXPECT_EQ(status, XML_STATUS_OK) << XML_ErrorString(XML_GetErrorCode(parser.get())) << " in line "
                                     << XML_GetCurrentLineNumber(parser.get());
    if (document.children.empty()) document.children.emplace_back();
    return document.children.front();
}

class Junit : public ::testing::Test {
protected:
    void write(const std::string& examples) {
        write_file(folder_.path() / "rules" / "a.crd", R"(rulebase things "Things & <others>"
entity Thing
attribute size of Thing: number
define big(t: Thing) when size(t) > 10
advice hint
  for t: Thing
  when big(t)
  then note "a < b & \"c\" ]]> size"
)");
        write_file(folder_.path() / "rules" / "b.crd", examples);
    }
    credence::testing::Run test(std::vector<std::string> options) {
        std::vector<std::string> words{"test", "--rules", "rules"};
        words.insert(words.end(), options.begin(), options.end());
        return run_credence(words, folder_.path());
    }

    TemporaryFolder folder_;
};

constexpr const char* passes = "example good\n  given\n    box: Thing\n    size(box) = 12\n  expect\n    big(box)\n";
constexpr const char* fails =
    "example bad \"1 < 2\"\n  given\n    box: Thing\n    size(box) = 12\n  expect\n"
    "    hint applies to box, saying \"<b> & 'x' ]]>\"\n    not big(box)\n    big(box)\n";

TEST_F(Junit, TellsAFileAsASuiteAndAnExampleAsACase) {
    write(std::string(passes) + fails);
    const auto found = test({"--junit", "-"});
    EXPECT_EQ(found.exit, 1);
    const auto suites = parsed(found.out);
    EXPECT_EQ(suites.name, "testsuites");
    EXPECT_EQ(suites.at("name"), "things");
    EXPECT_EQ(suites.at("tests"), "2");
    EXPECT_EQ(suites.at("failures"), "1");
    EXPECT_EQ(suites.at("errors"), "0");
    EXPECT_FALSE(suites.attributes.contains("time")) << "the same results are the same bytes";
    ASSERT_EQ(suites.children.size(), 1U) << "a file without examples is none";
    const auto& suite = suites.children.front();
    EXPECT_EQ(suite.name, "testsuite");
    EXPECT_EQ(suite.at("name"), "b.crd");
    ASSERT_EQ(suite.children.size(), 2U);
    EXPECT_EQ(suite.children[0].name, "testcase");
    EXPECT_EQ(suite.children[0].at("name"), "good") << "in the order of the file";
    EXPECT_EQ(suite.children[0].at("classname"), "things");
    EXPECT_TRUE(suite.children[0].children.empty());
    const auto& bad = suite.children[1];
    EXPECT_EQ(bad.at("line"), "7");
    ASSERT_EQ(bad.children.size(), 1U);
    EXPECT_EQ(bad.children[0].name, "failure");
    EXPECT_THAT(bad.children[0].at("message"), ::testing::HasSubstr("saying \"<b> & 'x' ]]>\""));
    EXPECT_THAT(bad.children[0].at("message"), ::testing::HasSubstr("(and 1 more)"));
    EXPECT_THAT(bad.children[0].text, ::testing::HasSubstr("it says: a < b & \"c\" ]]> size"));
    EXPECT_THAT(bad.children[0].text, ::testing::HasSubstr("b.crd:13: expected not big(box)\n"));
}

TEST_F(Junit, WritesAFileBesideTheUsualText) {
    write(passes);
    const auto found = test({"--junit", "results.xml"});
    EXPECT_EQ(found.exit, 0);
    EXPECT_EQ(found.out, "1 example: 1 passed, 0 failed\n");
    const auto first = read_file(folder_.path() / "results.xml");
    EXPECT_EQ(parsed(first).at("tests"), "1");
    EXPECT_EQ(test({"--junit", "results.xml"}).exit, 0);
    EXPECT_EQ(read_file(folder_.path() / "results.xml"), first);
    EXPECT_EQ(test({"--junit", "no/such/folder.xml"}).exit, 6);
}

TEST_F(Junit, TellsWhatCouldNotBeWorkedOutAsAnError) {
    write(passes);
    const auto found = test({"--junit", "-", "--steps", "1"});
    EXPECT_EQ(found.exit, 1);
    const auto suites = parsed(found.out);
    EXPECT_EQ(suites.at("errors"), "1");
    ASSERT_EQ(suites.children.size(), 1U);
    ASSERT_EQ(suites.children[0].children.size(), 1U);
    ASSERT_EQ(suites.children[0].children[0].children.size(), 1U);
    EXPECT_EQ(suites.children[0].children[0].children[0].name, "error");
}

}  // namespace
}  // namespace credence::testing
