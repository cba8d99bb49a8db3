#include "text/source.hpp"

#include <gtest/gtest.h>

namespace credence::text {
namespace {

TEST(SourceFile, FindsLinesAndColumns) {
    const SourceFile file("a.crd", "one\r\ntwo é x\n\nlast");
    EXPECT_EQ(file.line_count(), 4U);
    EXPECT_EQ(file.line(1), "one");
    EXPECT_EQ(file.line(2), "two é x");
    EXPECT_EQ(file.line(3), "");
    EXPECT_EQ(file.line(4), "last");
    const auto place = file.place(static_cast<std::uint32_t>(file.text().find('x')));
    EXPECT_EQ(place.line, 2U);
    EXPECT_EQ(place.column, 7U);
    EXPECT_EQ(file.place(0).column, 1U);
    EXPECT_EQ(file.place(static_cast<std::uint32_t>(file.text().size())).line, 4U);
}

TEST(SourceFile, MayBeEmptyOrBeginWithAByteOrderMark) {
    const SourceFile empty("a.crd", "");
    EXPECT_EQ(empty.line_count(), 1U);
    EXPECT_EQ(empty.line(1), "");
    EXPECT_EQ(empty.place(0).line, 1U);
    const SourceFile marked("a.crd", "\xEF\xBB\xBFuse");
    EXPECT_EQ(marked.place(3).column, 1U);
}

TEST(SourceSet, NamesPlaces) {
    SourceSet set;
    set.add(SourceFile("a.crd", "x"));
    const auto b = set.add(SourceFile("b.crd", "\n\nhere"));
    EXPECT_EQ(set.text({b, 2, 6}), "here");
    EXPECT_EQ(set.place_text({b, 2, 6}), "b.crd:3");
    EXPECT_EQ(set.place_text({}), "");
}

}  // namespace
}  // namespace credence::text
