// No word of the shipped rulebases' field stands in the program or in the standard templates (docs/architecture.md): the words
// of string literals under src, of the templates and of the catalogues are not those of a rulebase's labels and names, but for
// plain English words, which plain_words.txt lists.
#include "architecture/domain_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "support/files.hpp"

namespace credence::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::vector<SourceText> texts_of_the_program() {
    auto files = read_sources(root());
    std::erase_if(files, [](const auto& file) { return !file.path.starts_with("src/") || !is_cpp(file); });
    for (const char* folder : {"reports", "reports/parts", "reports/words"}) {
        if (!fs::exists(root() / folder)) continue;
        for (const auto& entry : fs::directory_iterator(root() / folder)) {
            if (!entry.is_regular_file() || entry.path().filename() == "README.md") continue;
            files.push_back({entry.path().lexically_relative(root()).generic_string(), read_file(entry.path())});
        }
    }
    return files;
}

std::set<std::string> words_of_the_rulebases() {
    std::set<std::string> result;
    for (const auto& entry : fs::recursive_directory_iterator(root() / "rules")) {
        if (entry.path().extension() == ".crd") result.merge(declared_words(read_file(entry.path())));
    }
    return result;
}

TEST(DomainWords, are_not_the_programs) {
    auto domain = words_of_the_rulebases();
    ASSERT_TRUE(domain.count("disposition") > 0 && domain.count("coercion") > 0);
    for (const auto& word : words_of(read_file(root() / "tests/architecture/plain_words.txt"))) domain.erase(word);

    std::string found;
    for (const auto& [word, files] : domain_words_used(texts_of_the_program(), domain)) {
        found += word + ":";
        for (const auto& file : files) found += " " + file;
        found += '\n';
    }
    EXPECT_EQ(found, "");
}

TEST(DeclaredWords, are_those_of_names_and_labels) {
    EXPECT_THAT(declared_words("# comment\n"
                               "entity Grower \"person who grows\" plural \"growers\"\n"
                               "scale Phase = early_one \"very early\"\n"
                               "           < late\n"
                               "  about \"weather\"\n"
                               "relation held(grower: Grower,\n"
                               "              vineyard: text)\n"
                               "  reads \"{grower} held\"\n"),
                ElementsAre("early", "grower", "growers", "grows", "held", "late", "person", "phase", "plural", "text", "very",
                            "vineyard"));
    EXPECT_THAT(declared_words("question ripening of Grower\n  about \"weather\"\n  from sugar to acid\n"),
                ElementsAre("acid", "grower", "ripening", "sugar"));
    EXPECT_THAT(declared_words("define rot(g: Grower) \"risk of rot\"\n  = weather when sunny\nexample rain \"rain\"\n"),
                ElementsAre("grower", "risk"));
}

TEST(DomainWords, are_found_in_literals_and_texts_but_not_in_code) {
    const std::set<std::string> domain{"grower", "vineyard"};
    EXPECT_THAT(domain_words_used({{"src/a.cpp", "int grower; // vineyard\nf(\"a\\ngrower: {}\");"}}, domain),
                ElementsAre(Pair("grower", ElementsAre("src/a.cpp"))));
    EXPECT_THAT(domain_words_used({{"reports/a.md", "The Vineyard"}}, domain),
                ElementsAre(Pair("vineyard", ElementsAre("reports/a.md"))));
    EXPECT_THAT(domain_words_used({{"src/a.cpp", "int vineyards = grower;"}}, domain), IsEmpty());
}

}  // namespace
}  // namespace credence::testing
