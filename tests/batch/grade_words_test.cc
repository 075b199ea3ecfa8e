#include "texts/grade_words.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/test_files.h"

namespace cmmm::texts {
namespace {

class GradeWordsTest : public ::testing::Test {
 protected:
  // The code, or -1.
  int Read(const std::string& cell, texts::GradeStyle style) const {
    return words_.Read(cell, style).value_or(255) == 255
               ? -1
               : *words_.Read(cell, style);
  }

  texts::GradeWords words_{*test::RealCatalog().entries().front().compiled};
};

TEST_F(GradeWordsTest, WordsMeanTheSameInEveryStyle) {
  for (const texts::GradeStyle style :
       {texts::GradeStyle::kWords, texts::GradeStyle::kScores,
        texts::GradeStyle::kCodes}) {
    for (const char* cell :
         {"not", "NOT", "GRADE_NOT", "不满足", "not satisfied", " not\t",
          "　不满足　", "ｎｏｔ"}) {
      EXPECT_EQ(Read(cell, style), kNot) << cell;
    }
    EXPECT_EQ(Read("partly", style), kPartly);
    EXPECT_EQ(Read("部分满足", style), kPartly);
    EXPECT_EQ(Read("大部分满足", style), kMostly);
    EXPECT_EQ(Read("grade_fully", style), kFully);
    for (const char* cell :
         {"全部满足", "全部满足\xE2\x80\x8E", "全\xE2\x80\x8B部满足",
          "\xEF\xBB\xBF全部满足", "Fully　 satisfied", "fully\xC2\xAD"}) {
      EXPECT_EQ(Read(cell, style), kFully) << cell;
    }
    for (const char* cell :
         {"不适用", "N/A", "n/a", "NA", "Ｎ／Ａ", "not_applicable"}) {
      EXPECT_EQ(Read(cell, style), kNotApplicable) << cell;
    }
    for (const char* cell :
         {"", "  ", "\xC2\xA0", "\xE2\x80\x8B", "GRADE_UNSPECIFIED"}) {
      EXPECT_EQ(Read(cell, style), kOpen) << cell;
    }
    for (const char* cell : {"x", "fullyy", "-1", "0.55", "6", "1.5", ".",
                             "1,0", "55%", "%", "满足"}) {
      EXPECT_EQ(Read(cell, style), -1) << cell;
    }
  }
}

TEST_F(GradeWordsTest, DigitsDependOnTheStyle) {
  struct Case {
    const char* cell;
    int score;
    int code;
  };
  for (const Case& c :
       {Case{"0", kNot, kOpen}, Case{"1", kFully, kNot}, Case{"2", -1, kPartly},
        Case{"3", -1, kMostly}, Case{"4", -1, kFully},
        Case{"5", -1, kNotApplicable}, Case{"0.5", kPartly, -1},
        Case{".5", kPartly, -1}, Case{"0.50", kPartly, -1},
        Case{"0.8", kMostly, -1}, Case{"1.0", kFully, -1},
        Case{"1.", kFully, -1}, Case{"0.0", kNot, -1}, Case{"１", kFully, kNot},
        Case{"０．５", kPartly, -1}, Case{" 1 ", kFully, kNot},
        Case{"10", -1, -1}, Case{"05", -1, -1}}) {
    EXPECT_EQ(Read(c.cell, texts::GradeStyle::kScores), c.score) << c.cell;
    EXPECT_EQ(Read(c.cell, texts::GradeStyle::kCodes), c.code) << c.cell;
    EXPECT_EQ(Read(c.cell, texts::GradeStyle::kWords), -1) << c.cell;
  }
}

TEST_F(GradeWordsTest, KindsTellWhatDigitsCanBe) {
  for (const char* cell : {"0", "1", "１"}) {
    EXPECT_EQ(words_.KindOf(cell), texts::GradeKind::kScoreOrCode) << cell;
  }
  for (const char* cell : {"0.5", "0.8", "1.0", ".8"}) {
    EXPECT_EQ(words_.KindOf(cell), texts::GradeKind::kScoreOnly) << cell;
  }
  for (const char* cell : {"2", "3", "4", "5"}) {
    EXPECT_EQ(words_.KindOf(cell), texts::GradeKind::kCodeOnly) << cell;
  }
  for (const char* cell : {"", "fully", "不适用"}) {
    EXPECT_EQ(words_.KindOf(cell), texts::GradeKind::kWord) << cell;
  }
  EXPECT_EQ(words_.KindOf("7"), texts::GradeKind::kUnknown);
}

}  // namespace
}  // namespace cmmm::texts
