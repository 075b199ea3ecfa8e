#include "texts/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "engine/base/utf8.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;

std::string Printed(const texts::Table& table) {
  std::ostringstream out;
  table.Print(out);
  return out.str();
}

TEST(DisplayWidthTest, ChineseAndFullWidthMarksCountTwo) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("level"), 5);
  EXPECT_EQ(DisplayWidth("规划级"), 6);
  EXPECT_EQ(DisplayWidth("1 级（规划）"), 12);
  EXPECT_EQ(DisplayWidth("，。、；："), 10);
  EXPECT_EQ(DisplayWidth("✓ – …"), 5);
  EXPECT_EQ(DisplayWidth("𠀀"), 2);
}

TEST(DisplayWidthTest, BytesThatAreNoTextCountOne) {
  EXPECT_EQ(DisplayWidth("\xff\xfe"), 2);
  EXPECT_EQ(DisplayWidth("\xe8\xa7"), 2);
}

TEST(WrapTest, BreaksAtBlanks) {
  EXPECT_THAT(texts::Wrap("one two three", 8), ElementsAre("one two", "three"));
  EXPECT_THAT(texts::Wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(texts::Wrap("one two three", 100), ElementsAre("one two three"));
  EXPECT_THAT(texts::Wrap("", 5), ElementsAre(""));
}

TEST(WrapTest, CutsAWordThatIsLongerThanALine) {
  EXPECT_THAT(texts::Wrap("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
  EXPECT_THAT(texts::Wrap("a bcdefgh", 4), ElementsAre("a", "bcde", "fgh"));
}

TEST(WrapTest, BreaksBetweenWideCharacters) {
  EXPECT_THAT(texts::Wrap("智能制造能力", 6), ElementsAre("智能制", "造能力"));
  EXPECT_THAT(texts::Wrap("智能制造能力", 7), ElementsAre("智能制", "造能力"));
}

TEST(WrapTest, KeepsWordsWithinChineseWhole) {
  EXPECT_THAT(texts::Wrap("采用ERP系统", 6),
              ElementsAre("采用", "ERP系", "统"));
}

TEST(WrapTest, KeepsShortChineseWordsBehindABlankWhole) {
  EXPECT_THAT(texts::Wrap("未作答 → 大部分满足", 13),
              ElementsAre("未作答 →", "大部分满足"));
  EXPECT_THAT(texts::Wrap("→ 采用统一的数据编码规则", 12),
              ElementsAre("→ 采用统一的", "数据编码规则"));
}

TEST(WrapTest, APunctuationMarkNeverBeginsALine) {
  EXPECT_THAT(texts::Wrap("智能制造，能力", 8),
              ElementsAre("智能制", "造，能力"));
  EXPECT_THAT(texts::Wrap("（智能）。”好", 6),
              ElementsAre("（智", "能）。”", "好"));
  EXPECT_THAT(texts::Wrap("采用 ERP，等", 8), ElementsAre("采用", "ERP，等"));
}

TEST(WrapTest, LosesNothingButBlanksAtLineEnds) {
  constexpr uint32_t kSeed = 39116;
  std::mt19937 random(kSeed);
  const std::vector<std::string> parts = {"a",  "bc", " ", "智",
                                          "能", "，", "。"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (uint32_t i = random() % 40; i > 0; --i) {
      text += parts[random() % parts.size()];
    }
    const int width = 2 + static_cast<int>(random() % 12);
    const std::vector<std::string> lines = texts::Wrap(text, width);
    const auto dense = [](const std::string& with_blanks) {
      return absl::StrReplaceAll(with_blanks, {{" ", ""}});
    };
    ASSERT_EQ(dense(absl::StrJoin(lines, "")), dense(text))
        << "seed " << kSeed << " round " << round;
    for (const std::string& line : lines) {
      // Marks that hang over the end do not count.
      const std::string body =
          absl::StrReplaceAll(line, {{"，", ""}, {"。", ""}});
      ASSERT_LE(DisplayWidth(body), width)
          << "`" << text << "` round " << round;
      ASSERT_TRUE(IsUtf8(line));
    }
  }
}

TEST(TableTest, AlignsColumnsAndLeavesNoTrailingBlanks) {
  texts::Table table({{"id"}, {"score", texts::Align::kRight}, {"note"}});
  table.AddRow({"a", "1.50", "short"});
  table.AddRow({"long-id", "10.25", ""});
  EXPECT_EQ(Printed(table),
            "  id       score  note\n"
            "  ───────  ─────  ─────\n"
            "  a         1.50  short\n"
            "  long-id  10.25\n");
}

TEST(TableTest, AlignsChineseByWhatATerminalShows) {
  texts::Table table({{"等级"}, {"得分", texts::Align::kRight}, {"x"}});
  table.AddRow({"规划级", "1", "a"});
  table.AddRow({"L2", "0.5000", "b"});
  EXPECT_EQ(Printed(table),
            "  等级      得分  x\n"
            "  ──────  ──────  ─\n"
            "  规划级       1  a\n"
            "  L2      0.5000  b\n");
}

TEST(TableTest, WrapsOnlyColumnsWithALimit) {
  texts::Table table({{"id"}, {"text", texts::Align::kLeft, 7}});
  table.AddRow({"a b c d e", "one two three"});
  table.AddRow({"f", "four"});
  EXPECT_EQ(Printed(table),
            "  id         text\n"
            "  ─────────  ───────\n"
            "  a b c d e  one two\n"
            "             three\n"
            "  f          four\n");
}

TEST(TableTest, WithoutRowsIsTheTitleAlone) {
  EXPECT_EQ(Printed(texts::Table({{"id"}, {"title"}})),
            "  id  title\n"
            "  ──  ─────\n");
}

std::string PrintedIn(const texts::Table& table, int width) {
  std::ostringstream out;
  table.Print(out, width);
  return out.str();
}

texts::Table Statements() {
  texts::Table table({{"#", texts::Align::kRight},
                      {"requirement"},
                      {"what it asks", texts::Align::kLeft, 40}});
  table.AddRow({"1", "data.2.b", "one two three four five six seven eight"});
  return table;
}

TEST(TableTest, AStatementThatDoesNotFitIsNarrowerThenUnderItsRow) {
  EXPECT_EQ(PrintedIn(Statements(), 50),
            "  #  requirement  what it asks\n"
            "  ─  ───────────  ────────────────────────────────\n"
            "  1  data.2.b     one two three four five six\n"
            "                  seven eight\n");
  EXPECT_EQ(PrintedIn(Statements(), 40),
            "  #  requirement\n"
            "  ─  ───────────\n"
            "  1  data.2.b\n"
            "      one two three four five six seven\n"
            "      eight\n");
}

// As `plan` prints them: what can be broken is, so that an id stays one word.
TEST(TableTest, IdsStayWholeWhileAnythingElseCanBeBroken) {
  texts::Table table({{"条款"},
                      {"现状 → 提升到"},
                      {"投入", texts::Align::kRight},
                      {"本级加分", texts::Align::kRight}});
  table.AddRow(
      {"safety_and_environment.2.b", "未作答 → 大部分满足", "1", "+0.0120"});
  for (int width = 55; width < 70; ++width) {
    const std::string printed = PrintedIn(table, width);
    for (const char* whole : {"safety_and_environment.2.b", "未作答",
                              "大部分满足", "提升到", "投入"}) {
      EXPECT_THAT(printed, testing::HasSubstr(whole)) << width;
    }
    for (const auto line : absl::StrSplit(printed, '\n')) {
      EXPECT_LE(DisplayWidth(line), width) << line;
    }
  }
}

TEST(TableTest, TitlesAndTextsBreakBeforeATableIsTooWide) {
  texts::Table table(
      {{"sub-domain"}, {"steps down that lose it", texts::Align::kRight}});
  table.AddRow({"warehousing_and_distribution", "12"});
  const std::string printed = PrintedIn(table, 30);
  for (const auto line : absl::StrSplit(printed, '\n')) {
    EXPECT_LE(DisplayWidth(line), 30) << line;
  }
  EXPECT_THAT(absl::StrReplaceAll(printed, {{" ", ""}, {"\n", ""}}),
              testing::HasSubstr("warehousing"));
}

}  // namespace
}  // namespace cmmm::test
