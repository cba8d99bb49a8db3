// Planted faults: each finding is found, and what is right is left alone.
#include "architecture/findings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace credence::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view layers =
    "credence_layer(base LIBRARIES PkgConfig::sodium)\n"
    "credence_layer(text LINKS base)\n"
    "credence_layer(parse LINKS text LIBRARIES Boost::headers)\n"
    "credence_layer(app LINKS parse)\n"
    "credence_embed(credence_app pages docs *.md)\n";

SourceText header(std::string path, std::string includes) { return {std::move(path), "// A header.\n" + std::move(includes)}; }

Findings includes_found(std::string path, std::string includes) {
    return forbidden_includes({header("src/base/a.hpp", ""), header("src/text/b.hpp", ""), header("src/parse/c.hpp", ""),
                               header(std::move(path), std::move(includes))},
                              read_layer_table(layers));
}

TEST(Findings, layers_may_use_themselves_and_all_below) {
    EXPECT_THAT(
        includes_found("src/parse/d.hpp", "#include \"parse/c.hpp\"\n#include \"text/b.hpp\"\n#include \"base/a.hpp\"\n"),
        IsEmpty());
}

TEST(Findings, layers_may_not_use_those_above_or_beside) {
    EXPECT_THAT(includes_found("src/text/d.hpp", "#include \"parse/c.hpp\"\n"),
                ElementsAre("src/text/d.hpp includes parse/c.hpp: text may not use parse"));
    EXPECT_THAT(includes_found("src/text/d.hpp", "#include \"c.hpp\"\n"),
                ElementsAre("src/text/d.hpp includes c.hpp: no file below src"));
    EXPECT_THAT(includes_found("src/other/d.hpp", ""),
                ElementsAre("src/other/d.hpp: `other` is no layer of src/CMakeLists.txt"));
}

TEST(Findings, libraries_stay_in_their_folders) {
    const std::string spirit = "#include <boost/spirit/home/x3.hpp>\n";
    EXPECT_THAT(includes_found("src/parse/d.cpp", spirit + "#include <vector>\n#include <fmt/format.h>\n"), IsEmpty());
    EXPECT_THAT(includes_found("src/app/d.cpp", spirit),
                ElementsAre("src/app/d.cpp includes boost/spirit/home/x3.hpp: app may not use Boost::headers"));
    EXPECT_THAT(includes_found("src/app/d.cpp", "#include <sqlite3.h>\n"),
                ElementsAre("src/app/d.cpp includes sqlite3.h: app may not use SQLiteCpp"));
    EXPECT_THAT(includes_found("src/app/d.cpp", "#include <curl/curl.h>\n"),
                ElementsAre("src/app/d.cpp includes curl/curl.h: no library of the project"));
    EXPECT_THAT(includes_found("src/text/d.cpp", "#include <unistd.h>\n"),
                ElementsAre("src/text/d.cpp includes unistd.h: text may not talk to the operating system"));
    EXPECT_THAT(includes_found("src/app/d.cpp", "#include <unistd.h>\n#include \"embedded/pages.hpp\"\n"), IsEmpty());
    EXPECT_THAT(includes_found("src/text/d.cpp", "#include \"embedded/pages.hpp\"\n"),
                ElementsAre("src/text/d.cpp includes embedded/pages.hpp: text does not embed it"));
}

TEST(Findings, circles_of_includes) {
    const std::vector<SourceText> files{header("src/base/a.hpp", "#include \"base/b.hpp\"\n"),
                                        header("src/base/b.hpp", "#include \"base/c.hpp\"\n"),
                                        header("src/base/c.hpp", "#include \"base/b.hpp\"\n")};
    EXPECT_THAT(include_circles(files), ElementsAre("src/base/b.hpp -> src/base/c.hpp -> src/base/b.hpp"));
    EXPECT_THAT(include_circles({files[0], files[1]}), IsEmpty());
}

TEST(Findings, long_files) {
    const auto of = [](std::size_t count) { return SourceText{"src/base/a.cpp", std::string(count, '\n')}; };
    EXPECT_THAT(long_files({of(600)}), IsEmpty());
    EXPECT_THAT(long_files({of(601)}), ElementsAre("src/base/a.cpp has 601 lines"));
}

TEST(Findings, banned_names_in_code_but_not_in_comments_and_texts) {
    EXPECT_THAT(banned_names({{"src/base/a.cpp", "double d = std::stod(s);"}}), ElementsAre("src/base/a.cpp uses std::stod"));
    EXPECT_THAT(
        banned_names({{"src/base/a.cpp", "// not strtod\n/* atof\n */ auto s = \"std::regex\"; auto r = R\"x(\"atof)x\";"}}),
        IsEmpty());
    EXPECT_THAT(banned_names({{"src/base/a.cpp", "auto n = 1'000; auto d = atof(s); auto m = 2'000;"}}),
                ElementsAre("src/base/a.cpp uses atof"));
}

TEST(Findings, folders_without_a_short_readme) {
    const SourceText code{"src/base/a.cpp", ""};
    EXPECT_THAT(missing_readmes({code}), ElementsAre("src/base has no README.md"));
    EXPECT_THAT(missing_readmes({code, {"src/base/README.md", std::string(20, '\n')}}), IsEmpty());
    EXPECT_THAT(missing_readmes({code, {"src/base/README.md", std::string(21, '\n')}}),
                ElementsAre("src/base/README.md has 21 lines"));
}

TEST(Findings, headers_that_do_not_say_what_they_are) {
    EXPECT_THAT(unexplained_headers({{"src/base/a.hpp", "#pragma once\n"}}),
                ElementsAre("src/base/a.hpp does not open with a comment that says what it is"));
    EXPECT_THAT(unexplained_headers({header("src/base/a.hpp", "")}), IsEmpty());
}

TEST(Scan, takes_string_literals_but_those_of_includes) {
    EXPECT_THAT(scan("#include \"base/a.hpp\"\nf(\"a \\\"b\\\"\", 'x', '\"', R\"(c\nd)\"); // \"e\"\n").literals,
                ElementsAre("a \\\"b\\\"", "c\nd"));
    EXPECT_EQ(scan("a = \"b\"; // c\n'd'").code, "a = \" \";     \n' '");
}

}  // namespace
}  // namespace credence::testing
