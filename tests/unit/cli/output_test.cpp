#include "cli/output.hpp"

#include <gtest/gtest.h>

namespace credence::cli {
namespace {

TEST(Counted, IsEnglish) {
    EXPECT_EQ(counted(0, "file"), "0 files");
    EXPECT_EQ(counted(1, "file"), "1 file");
    EXPECT_EQ(counted(2, "file"), "2 files");
}

}  // namespace
}  // namespace credence::cli
