#include "report/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/files.hpp"

namespace credence::report {
namespace {

namespace fs = std::filesystem;

std::vector<text::Diagnostic> override_with(Words& words, std::string toml) {
    text::SourceSet sources;
    std::vector<text::Diagnostic> diagnostics;
    const text::FileId id = sources.add({"words/en.toml", std::move(toml)});
    words.override_with(sources[id], id, diagnostics);
    return diagnostics;
}

TEST(Words, fill_holes_and_choose_plural_forms) {
    const Words words = Words::english();
    EXPECT_EQ(words.say("id_run", {{"first", "E1"}, {"last", "E4"}}), "E1 to E4");
    EXPECT_EQ(words.count("section", 1, {{"list", "4"}}), "section\u00a04");
    EXPECT_EQ(words.count("section", 2, {{"list", "4, 5"}}), "sections\u00a04, 5");
    EXPECT_EQ(words.count("section", 0, {{"list", ""}}), "sections\u00a0");
    EXPECT_EQ(words.list({"a", "b", "c"}), "a, b, c");
    EXPECT_EQ(words.list({}), "");
}

TEST(Words, a_language_has_its_own_plurals_and_numbers) {
    const Words french = Words::of("fr");
    EXPECT_EQ(french.count("steps", 0), "0 échelon");
    EXPECT_EQ(french.count("steps", 1), "1 échelon");
    EXPECT_EQ(french.count("steps", 2), "2 échelons");
    EXPECT_EQ(Words::english().count("steps", 0), "0 steps");
    EXPECT_EQ(french.number("-3.01"), "-3,01");
    EXPECT_EQ(Words::english().number("-3.01"), "-3.01");
    EXPECT_EQ(french.language(), "fr");
}

/// All forms of a message, a hole written `{name}`.
std::vector<std::string> written(const Words::Entry& entry) {
    std::vector<std::string> out;
    for (const Message* form : {&entry.other, &entry.one}) {
        if (form->texts.empty()) continue;
        std::string text = form->texts.front();
        for (std::size_t i = 0; i < form->holes.size(); ++i) text += "{" + form->holes[i] + "}" + form->texts[i + 1];
        out.push_back(text);
    }
    return out;
}

std::set<std::string> holes_of(const Words::Entry& entry) {
    std::set<std::string> out(entry.other.holes.begin(), entry.other.holes.end());
    out.insert(entry.one.holes.begin(), entry.one.holes.end());
    return out;
}

TEST(Words, every_language_says_all_that_english_says_with_the_same_holes) {
    const Words english = Words::english();
    EXPECT_GE(Words::languages().size(), 2U);
    for (const auto& language : Words::languages()) {
        const Words other = Words::of(language);
        for (const auto& [key, entry] : english.entries()) {
            const auto found = other.entries().find(key);
            if (found == other.entries().end()) {
                ADD_FAILURE() << language << ".toml does not say `" << key << "`";
                continue;
            }
            EXPECT_EQ(found->second.counted, entry.counted) << language << ": " << key;
            EXPECT_EQ(holes_of(found->second), holes_of(entry)) << language << ": " << key;
        }
        for (const auto& [key, entry] : other.entries())
            EXPECT_TRUE(english.entries().contains(key)) << "only " << language << ".toml says `" << key << "`";
    }
}

TEST(Words, french_is_set_as_french_is) {
    const std::string blank = "\u00a0";
    const Words french = Words::of("fr");
    for (const auto& [key, entry] : french.entries()) {
        for (const auto& text : written(entry)) {
            EXPECT_EQ(text.find_first_of("\"'"), std::string::npos) << key << ": typographic marks";
            for (const std::string mark : {":", ";", "?", "!", "»", "%"}) {
                for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
                    const bool kept = at >= blank.size() && text.compare(at - blank.size(), blank.size(), blank) == 0;
                    EXPECT_TRUE(kept) << key << ": a blank that does not break stands before " << mark << ": " << text;
                }
            }
            for (std::size_t at = text.find("«"); at != std::string::npos; at = text.find("«", at + 1))
                EXPECT_EQ(text.compare(at + 2, blank.size(), blank), 0) << key << ": " << text;
        }
    }
}

TEST(Words, what_fills_a_hole_is_not_looked_into) {
    EXPECT_EQ(Words::english().say("id_run", {{"first", "{last}"}, {"last", "{{x}}"}}), "{last} to {{x}}");
}

TEST(Words, a_users_catalogue_replaces_single_messages) {
    Words words = Words::english();
    EXPECT_TRUE(override_with(words, "[any]\nid_run = \"{last} down to {first}, {{so}}\"\n").empty());
    EXPECT_EQ(words.say("id_run", {{"first", "E1"}, {"last", "E4"}}), "E4 down to E1, {so}");
    EXPECT_EQ(words.list({"a", "b"}), "a, b") << "the others stay";
}

TEST(Words, a_users_catalogue_is_checked_at_its_place) {
    struct Fault {
        std::string toml, code, message, help;
        std::string_view at;
    };
    const std::vector<Fault> faults = {
        {"listt = \"{first}\"\n", "T0102", "no message `listt`", "did you mean `list`?", "listt"},
        {"list = \"{frst}\"\n", "T0102", "`list` has a hole that nothing fills", "its holes: first, next", "\"{frst}\""},
        {"where = \"{n}\"\n", "T0102", "`where` has a hole that nothing fills", "this message has no holes", "\"{n}\""},
        {"section = \"{list}\"\n", "T0102", "`section` needs the forms `one` and `other`", "", "\"{list}\""},
        {"section = { one = \"x\" }\n", "T0101", "`section` needs the forms `one` and `other`",
         "write it as { one = \"{n} step\", other = \"{n} steps\" }", "{ one = \"x\" }"},
        {"list = \"{first\"\n", "T0101", "a brace of this message has no partner", "a hole is `{name}`, a brace itself `{{`",
         "\"{first\""},
        {"list = 3\n", "T0101", "`list` is not a message", "write it in quotes", "3"},
        {"[a]\nlist = \"{first}{next}\"\n[b]\nlist = \"y\"\n", "T0101", "`list` is there twice",
         "keys are unique over all tables of the file", "\"y\""},
    };
    for (const Fault& fault : faults) {
        Words words = Words::english();
        const auto found = override_with(words, fault.toml);
        ASSERT_EQ(found.size(), 1U) << fault.toml;
        EXPECT_EQ(found[0].code, fault.code) << fault.toml;
        EXPECT_EQ(found[0].message, fault.message) << fault.toml;
        EXPECT_EQ(found[0].help, fault.help) << fault.toml;
        const auto span = found[0].primary.span;
        EXPECT_EQ(std::string_view(fault.toml).substr(span.begin, span.end - span.begin), fault.at) << fault.toml;
        EXPECT_EQ(words.count("section", 1, {{"list", "4"}}), "section\u00a04") << "a wrong message replaces none";
    }
}

TEST(Words, a_message_that_leaves_something_out_is_a_warning) {
    Words words = Words::english();
    const auto found = override_with(words, "value_by = \"{value}\"\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, "T0112");
    EXPECT_EQ(found[0].level, text::Level::warning);
    EXPECT_EQ(found[0].message, "`value_by` does not print `who`");
    EXPECT_EQ(words.say("value_by", {{"value", "4"}, {"who", "K-2"}}), "4") << "it holds all the same";
}

TEST(Words, a_file_that_is_no_toml_is_an_error_with_a_place) {
    for (const std::string toml : {"list = ", "[", "= x", "list = \"a\nb\"", "\xFF\xFE", "list = \"x\"\nlist = \"y\"\n"}) {
        Words words = Words::english();
        const auto found = override_with(words, toml);
        ASSERT_EQ(found.size(), 1U) << toml;
        EXPECT_EQ(found[0].code, "T0101");
        EXPECT_LE(found[0].primary.span.end, toml.size());
    }
}

/// Every `name("key"` of the sources, and every {{words.key}} of the templates and the frame.
std::set<std::string> keys_in_use() {
    std::set<std::string> out;
    const auto collect = [&](const std::string& text, std::string_view opening, std::string_view end) {
        for (std::size_t at = text.find(opening); at != std::string::npos; at = text.find(opening, at + 1)) {
            const std::size_t begin = at + opening.size();
            const std::string key = text.substr(begin, text.find_first_of(end, begin) - begin);
            if (key.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string::npos) out.insert(key);
        }
    };
    for (const auto& entry : fs::recursive_directory_iterator(testing::root() / "src")) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
        const std::string text = testing::read_file(entry.path());
        collect(text, "\"", "\"");
    }
    for (const auto& entry : fs::recursive_directory_iterator(testing::root() / "reports")) {
        if (entry.path().extension() == ".md" || entry.path().extension() == ".html")
            collect(testing::read_file(entry.path()), "{{words.", "}");
    }
    return out;
}

TEST(Words, every_message_of_the_catalogue_is_used) {
    const std::set<std::string> used = keys_in_use();
    const Words words = Words::english();
    for (const auto& [key, entry] : words.entries()) EXPECT_TRUE(used.contains(key)) << "nothing says `" << key << "`";
}

TEST(Words, every_message_that_the_program_says_is_there) {
    const Words words = Words::english();
    for (const auto& file : fs::recursive_directory_iterator(testing::root() / "src")) {
        if (file.path().extension() != ".cpp") continue;
        const std::string text = testing::read_file(file.path());
        for (const std::string_view call : {"say(\"", "count(\""}) {
            for (std::size_t at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
                const std::size_t begin = at + call.size();
                const std::string key = text.substr(begin, text.find('"', begin) - begin);
                const auto found = words.entries().find(key);
                ASSERT_NE(found, words.entries().end())
                    << file.path().filename() << " says `" << key << "`, which is not in en.toml";
                EXPECT_EQ(found->second.counted, call == "count(\"") << file.path().filename() << ": " << key;
            }
        }
    }
}

}  // namespace
}  // namespace credence::report
