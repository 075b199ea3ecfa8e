#include "texts/format_text.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace cmmm::test {
namespace {

v1::Score ScoreOf(int64_t numerator, int64_t denominator) {
  v1::Score score;
  score.set_numerator(numerator);
  score.set_denominator(denominator);
  score.set_value(static_cast<double>(numerator) /
                  static_cast<double>(denominator));
  return score;
}

TEST(ShowScoreTest, NeverReachesAThresholdThatTheScoreDoesNot) {
  EXPECT_EQ(texts::ShowScore(ScoreOf(4, 5)), "0.8000");
  EXPECT_EQ(texts::ShowScore(ScoreOf(799999999, 1000000000)), "0.7999");
  EXPECT_EQ(texts::ShowScore(ScoreOf(26999963, 15000000)), "1.7999");
  EXPECT_EQ(texts::ShowScore(ScoreOf(1, 3)), "0.3333");
  EXPECT_EQ(texts::ShowScore(ScoreOf(2, 3)), "0.6666");
  EXPECT_EQ(texts::ShowScore(ScoreOf(0, 1)), "0.0000");
  EXPECT_EQ(texts::ShowScore(ScoreOf(5, 1)), "5.0000");
}

TEST(ShowShortfallTest, NeverShowsWhatIsMissingAsNothing) {
  EXPECT_EQ(texts::ShowShortfall(ScoreOf(1, 1000000000)), "0.0001");
  EXPECT_EQ(texts::ShowShortfall(ScoreOf(3, 10)), "0.3000");
  EXPECT_EQ(texts::ShowShortfall(ScoreOf(0, 1)), "0.0000");
}

TEST(ShowChangeTest, IsCutAndNeverShownAsNone) {
  const auto show = [](int64_t numerator, int64_t denominator) {
    v1::Change change;
    change.set_numerator(numerator);
    change.set_denominator(denominator);
    return texts::ShowChange(change);
  };
  EXPECT_EQ(show(0, 1), "0");
  EXPECT_EQ(show(2, 3), "+0.6666");
  EXPECT_EQ(show(-2, 3), "-0.6666");
  EXPECT_EQ(show(-5, 1), "-5.0000");
  EXPECT_EQ(show(1, 25000), "+<0.0001");
  EXPECT_EQ(show(-1, 25000), "-<0.0001");
}

TEST(ShowDownTest, CutsAndKeepsDecimalsThatAreExact) {
  EXPECT_EQ(texts::ShowDown(0.79999, 4), "0.7999");
  EXPECT_EQ(texts::ShowDown(0.79999, 2), "0.79");
  EXPECT_EQ(texts::ShowDown(0.8, 2), "0.80");
  EXPECT_EQ(texts::ShowDown(2.0 / 3, 4), "0.6666");
  EXPECT_EQ(texts::ShowDown(5, 2), "5.00");
  EXPECT_EQ(texts::ShowDown(0, 2), "0.00");
}

TEST(ShowDownTest, ShowsEveryHundredthAsItself) {
  // 0.29 * 100 is 28.999999999999996 in doubles.
  EXPECT_EQ(texts::ShowDown(0.29, 2), "0.29");
  for (int hundredths = 0; hundredths <= 500; ++hundredths) {
    std::string digits = std::to_string(1000 + hundredths);
    const std::string expected =
        digits.substr(1, 1) + "." + digits.substr(2, 2);
    EXPECT_EQ(texts::ShowDown(hundredths / 100.0, 2), expected);
    EXPECT_EQ(texts::ShowDown(hundredths / 100.0, 4), expected + "00");
  }
}

TEST(ShowPercentTest, HasOneDecimal) {
  EXPECT_EQ(texts::ShowPercent(0.048), "4.8 %");
  EXPECT_EQ(texts::ShowPercent(1), "100.0 %");
  EXPECT_EQ(texts::ShowPercent(0), "0.0 %");
  EXPECT_EQ(texts::ShowPercent(0.29), "29.0 %");
  EXPECT_EQ(texts::ShowPercent(1999.0 / 2000), "99.9 %");
}

TEST(SayTest, PicksTheLanguage) {
  v1::LocalizedText text;
  text.set_zh("规划级");
  text.set_en("planning");
  EXPECT_EQ(texts::Say(texts::Language::kZh, text), "规划级");
  EXPECT_EQ(texts::Say(texts::Language::kEn, text), "planning");
  EXPECT_STREQ(texts::Say(texts::Language::kZh, "是", "yes"), "是");
  EXPECT_STREQ(texts::Say(texts::Language::kEn, "是", "yes"), "yes");
}

class DefaultLanguageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
  }
  void TearDown() override {
    SetUp();
    setenv("LC_ALL", "C", 1);  // as the whole program has it
  }
};

TEST_F(DefaultLanguageTest, IsEnglishWhenNothingSaysOtherwise) {
  EXPECT_EQ(texts::DefaultLanguage(), "en");
  setenv("LANG", "de_DE.UTF-8", 1);
  EXPECT_EQ(texts::DefaultLanguage(), "en");
  setenv("LANG", "", 1);
  EXPECT_EQ(texts::DefaultLanguage(), "en");
}

TEST_F(DefaultLanguageTest, IsChineseInAChineseLocale) {
  for (const char* name : {"LANG", "LC_MESSAGES", "LC_ALL"}) {
    SetUp();
    setenv(name, "zh_CN.UTF-8", 1);
    EXPECT_EQ(texts::DefaultLanguage(), "zh") << name;
  }
}

TEST_F(DefaultLanguageTest, TheStrongerVariableDecides) {
  setenv("LANG", "zh_CN.UTF-8", 1);
  setenv("LC_MESSAGES", "en_GB.UTF-8", 1);
  EXPECT_EQ(texts::DefaultLanguage(), "en");
  setenv("LC_ALL", "zh_TW", 1);
  EXPECT_EQ(texts::DefaultLanguage(), "zh");
  setenv("LC_ALL", "", 1);
  EXPECT_EQ(texts::DefaultLanguage(), "en");
}

}  // namespace
}  // namespace cmmm::test
