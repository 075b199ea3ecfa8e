#include "engine/base/violations.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "tests/support/repeat.h"

namespace cmmm {
namespace {

using test::Repeat;

TEST(ViolationsTest, BeginEmpty) {
  const Violations violations;
  EXPECT_TRUE(violations.empty());
  EXPECT_EQ(violations.total(), 0u);
  EXPECT_TRUE(violations.listed().empty());
}

TEST(ViolationsTest, KeepInputOrder) {
  Violations violations;
  violations.Add("b", "rule.one", "1", "first");
  violations.Add("a", "rule.two", "2", "second");
  ASSERT_EQ(violations.listed().size(), 2u);
  EXPECT_EQ(violations.listed()[0].field_path, "b");
  EXPECT_EQ(violations.listed()[0].rule_id, "rule.one");
  EXPECT_EQ(violations.listed()[0].value, "1");
  EXPECT_EQ(violations.listed()[0].message, "first");
  EXPECT_EQ(violations.listed()[1].field_path, "a");
}

TEST(ViolationsTest, ListTheFirstThousandAndCountTheRest) {
  Violations violations;
  for (int i = 0; i < 1000; ++i) violations.Add(absl::StrCat(i), "r", "", "");
  EXPECT_EQ(violations.listed().size(), 1000u);
  EXPECT_EQ(violations.total(), 1000u);
  for (int i = 1000; i < 2500; ++i) {
    violations.Add(absl::StrCat(i), "r", "", "");
  }
  EXPECT_EQ(violations.listed().size(), Violations::kMaxListed);
  EXPECT_EQ(violations.listed().back().field_path, "999");
  EXPECT_EQ(violations.total(), 2500u);
}

TEST(ViolationsTest, KnowTheRequirementTheyAreAbout) {
  Violations violations;
  violations.Add("packed.grades[37]", "r", "", "", 37);
  violations.Add("packed.grades", "r", "", "");
  EXPECT_EQ(violations.listed()[0].index, 37);
  EXPECT_EQ(violations.listed()[1].index, -1);
}

TEST(ViolationsTest, CountWhatAnotherListLeftOut) {
  Violations violations;
  for (int i = 0; i < 1000; ++i) violations.Add("", "r", "", "");
  violations.AddUnlisted(7);
  EXPECT_EQ(violations.listed().size(), 1000u);
  EXPECT_EQ(violations.total(), 1007u);
}

TEST(ViolationsTest, MakeTheValuePrintable) {
  Violations violations;
  violations.Add("field", "rule", "a\nb\xff", "message");
  EXPECT_EQ(violations.listed()[0].value, "a?b?");
}

TEST(ViolationsTest, ReadAsOneLine) {
  EXPECT_EQ(ToString({"list.answers[3].grade", "answer.grade_range", "9",
                      "is out of range"}),
            "list.answers[3].grade: answer.grade_range: is out of range");
}

TEST(ViolationsTest, ReadWithoutAFieldWhenThereIsNone) {
  EXPECT_EQ(ToString({"", "model.syntax", "", "no model"}),
            "model.syntax: no model");
}

TEST(PrintableTest, KeepsTextAsItIs) {
  EXPECT_EQ(Printable(""), "");
  EXPECT_EQ(Printable("data 数据 𠮷 ~"), "data 数据 𠮷 ~");
}

TEST(PrintableTest, ReplacesControlCharacters) {
  EXPECT_EQ(Printable("a\tb\r\nc\x7f"), "a?b??c?");
  EXPECT_EQ(Printable(std::string("\0\x1b[31m", 6)), "??[31m");
}

// U+009B starts an escape sequence in a terminal just as ESC [ does; U+0085
// is a line break.
TEST(PrintableTest, ReplacesControlCharactersOfTwoBytes) {
  EXPECT_EQ(Printable("a\u009b31m"), "a?31m");
  EXPECT_EQ(Printable("a\u0080\u0085\u009fb"), "a???b");
  EXPECT_EQ(Printable("\u00a0é"), "\u00a0é");
}

TEST(PrintableTest, ReplacesBytesThatAreNoUtf8OneByOne) {
  EXPECT_EQ(Printable("\xff\xfe"), "??");
  EXPECT_EQ(Printable("\xE4\xB8z"), "??z");
  EXPECT_EQ(Printable("\xED\xA0\x80"), "???");
}

TEST(PrintableTest, CutsAfterEightyBytesAndSaysSo) {
  EXPECT_EQ(Printable(Repeat("x", 80)), Repeat("x", 80));
  EXPECT_EQ(Printable(Repeat("x", 81)), Repeat("x", 80) + "…");
  EXPECT_EQ(Printable(Repeat("\n", 5000)), Repeat("?", 80) + "…");
  EXPECT_EQ(Printable(Repeat("\xff", 80)), Repeat("?", 80));
  EXPECT_EQ(Printable(Repeat("\xff", 81)), Repeat("?", 80) + "…");
}

TEST(PrintableTest, CutsAtACharacterBoundary) {
  // 26 characters of three bytes are 78 bytes; the 27th would end at 81.
  EXPECT_EQ(Printable(Repeat("中", 27)), Repeat("中", 26) + "…");
  EXPECT_EQ(Printable("xx" + Repeat("中", 26)), "xx" + Repeat("中", 26));
  EXPECT_EQ(Printable(Repeat("𠮷", 21)), Repeat("𠮷", 20) + "…");
}

TEST(PrintableTest, CutsWhereItIsTold) {
  EXPECT_EQ(Printable("abc中", 6), "abc中");
  EXPECT_EQ(Printable("abc中", 5), "abc…");
  EXPECT_EQ(Printable("a", 0), "…");
}

TEST(PrintableTest, IsUtf8WhateverTheInput) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(100, static_cast<char>(byte));
    EXPECT_TRUE(IsUtf8(Printable(text))) << byte;
    EXPECT_TRUE(IsUtf8(Printable("中" + text))) << byte;
  }
}

}  // namespace
}  // namespace cmmm
