#include "engine/model/ids.h"

#include <gtest/gtest.h>

#include <string>

namespace cmmm {
namespace {

TEST(ModelIdTest, IsLowerCaseLettersDigitsAndHyphens) {
  EXPECT_TRUE(IsModelId("a"));
  EXPECT_TRUE(IsModelId("gbt39116-2020"));
  EXPECT_FALSE(IsModelId("a_b"));
  EXPECT_FALSE(IsModelId("A"));
  EXPECT_FALSE(IsModelId("a b"));
  EXPECT_FALSE(IsModelId("a.b"));
  EXPECT_FALSE(IsModelId("模型"));
  EXPECT_FALSE(IsModelId(std::string("a\0", 2)));
}

TEST(ModelIdTest, StartsWithALetter) {
  EXPECT_FALSE(IsModelId(""));
  EXPECT_FALSE(IsModelId("1a"));
  EXPECT_FALSE(IsModelId("-a"));
}

TEST(ModelIdTest, IsAtMost64Long) {
  EXPECT_TRUE(IsModelId(std::string(64, 'a')));
  EXPECT_FALSE(IsModelId(std::string(65, 'a')));
}

TEST(NodeIdTest, IsLowerCaseLettersDigitsAndUnderscores) {
  EXPECT_TRUE(IsNodeId("production_operation"));
  EXPECT_TRUE(IsNodeId("a1"));
  EXPECT_TRUE(IsNodeId(std::string(64, 'a')));
  EXPECT_FALSE(IsNodeId("a-b"));
  EXPECT_FALSE(IsNodeId("A"));
  EXPECT_FALSE(IsNodeId("_a"));
  EXPECT_FALSE(IsNodeId("1"));
  EXPECT_FALSE(IsNodeId(""));
  EXPECT_FALSE(IsNodeId("a."));
  EXPECT_FALSE(IsNodeId(std::string(65, 'a')));
}

TEST(ModelVersionTest, IsOneToFourNumbers) {
  EXPECT_TRUE(IsModelVersion("1"));
  EXPECT_TRUE(IsModelVersion("2020.1"));
  EXPECT_TRUE(IsModelVersion("0.0.0.0"));
  EXPECT_FALSE(IsModelVersion("1.2.3.4.5"));
  EXPECT_FALSE(IsModelVersion(""));
  EXPECT_FALSE(IsModelVersion("."));
  EXPECT_FALSE(IsModelVersion("1."));
  EXPECT_FALSE(IsModelVersion(".1"));
  EXPECT_FALSE(IsModelVersion("1..2"));
  EXPECT_FALSE(IsModelVersion("v1"));
  EXPECT_FALSE(IsModelVersion("1.2-beta"));
  EXPECT_FALSE(IsModelVersion("-1"));
  EXPECT_FALSE(IsModelVersion("+1"));
  EXPECT_FALSE(IsModelVersion("1 "));
}

TEST(ModelVersionTest, HasNumbersOfAtMostNineDigits) {
  EXPECT_TRUE(IsModelVersion("999999999"));
  EXPECT_FALSE(IsModelVersion("1000000000"));
}

// 1.1 and 1.01 would be equal and not the same.
TEST(ModelVersionTest, HasNoLeadingZeros) {
  EXPECT_TRUE(IsModelVersion("0"));
  EXPECT_TRUE(IsModelVersion("1.0"));
  EXPECT_FALSE(IsModelVersion("1.01"));
  EXPECT_FALSE(IsModelVersion("00"));
}

TEST(ItemLetterTest, IsOneOrTwoLowerCaseLetters) {
  EXPECT_TRUE(IsItemLetter("a"));
  EXPECT_TRUE(IsItemLetter("zz"));
  EXPECT_FALSE(IsItemLetter(""));
  EXPECT_FALSE(IsItemLetter("abc"));
  EXPECT_FALSE(IsItemLetter("A"));
  EXPECT_FALSE(IsItemLetter("1"));
  EXPECT_FALSE(IsItemLetter("é"));
}

TEST(CompareVersionsTest, GoesNumberByNumber) {
  EXPECT_LT(CompareVersions("1.9", "1.10"), 0);
  EXPECT_GT(CompareVersions("1.10", "1.9"), 0);
  EXPECT_EQ(CompareVersions("2020.1", "2020.1"), 0);
  EXPECT_GT(CompareVersions("2", "1.999999999"), 0);
  EXPECT_LT(CompareVersions("999999998.1", "999999999"), 0);
}

TEST(CompareVersionsTest, TakesTheLongerOfEqualBeginningsForNewer) {
  EXPECT_LT(CompareVersions("1", "1.0"), 0);
  EXPECT_GT(CompareVersions("1.0.1", "1.0"), 0);
}

}  // namespace
}  // namespace cmmm
