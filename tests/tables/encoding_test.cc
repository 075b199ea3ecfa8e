#include "tables/encoding.h"

#include <gtest/gtest.h>

#include <string>

#include "tables/table_layout.h"
#include "tables/text_source.h"
#include "tests/batch/table_files.h"

namespace cmmm::tables {
namespace {

using test::BatchFolder;

constexpr char kChinese[] = "企业编号,城市\n一,长沙\n";
// The same in GB18030.
constexpr char kGb[] =
    "\xC6\xF3\xD2\xB5\xB1\xE0\xBA\xC5,\xB3\xC7\xCA\xD0\n"
    "\xD2\xBB,\xB3\xA4\xC9\xB3\n";

// ASCII as UTF-16.
std::string Wide(const std::string& ascii, bool little) {
  std::string wide;
  for (const char c : ascii) {
    if (!little) wide.push_back('\0');
    wide.push_back(c);
    if (little) wide.push_back('\0');
  }
  return wide;
}

MaybeFailure ReadAll(const std::string& content, Encoding encoding,
                     std::string* text) {
  const BatchFolder folder;
  TextSource source(folder.Write("x", content), encoding, MayBeHeader);
  EXPECT_FALSE(source.Open().has_value());
  return source.Read(size_t{1} << 30, text);
}

std::string Decoded(const std::string& content,
                    Encoding encoding = Encoding::kAuto) {
  std::string text;
  const auto failure = ReadAll(content, encoding, &text);
  return failure.has_value() ? "FAILED " + failure->message : text;
}

TEST(EncodingTest, EveryEncodingBecomesUtf8) {
  EXPECT_EQ(Decoded(kChinese), kChinese);
  EXPECT_EQ(Decoded(std::string("\xEF\xBB\xBF") + kChinese), kChinese);
  EXPECT_EQ(Decoded(kGb), kChinese);
  const std::string ascii = "enterprise_id,city\n1,x\n";
  EXPECT_EQ(Decoded(ascii), ascii);
  EXPECT_EQ(Decoded("\xFF\xFE" + Wide(ascii, true)), ascii);
  EXPECT_EQ(Decoded("\xFE\xFF" + Wide(ascii, false)), ascii);
  EXPECT_EQ(Decoded(Wide(ascii, true)), ascii);
  EXPECT_EQ(Decoded(Wide(ascii, false)), ascii);
  EXPECT_EQ(Decoded(kGb, Encoding::kGb18030), kChinese);
  EXPECT_EQ(Decoded(""), "");
}

TEST(EncodingTest, TheKnownHeaderSettlesWhatIsBoth) {
  // These two bytes are a character in both encodings.
  const std::string both = "\xC4\xA1\n";
  EXPECT_EQ(DetectEncoding(both, [](absl::string_view) { return false; }),
            Encoding::kUtf8);
  EXPECT_EQ(
      DetectEncoding(both,
                     [](absl::string_view line) { return line != "\xC4\xA1"; }),
      Encoding::kGb18030);
}

TEST(EncodingTest, WhatIsNothingNamesLineAndBytes) {
  std::string text;
  const auto failure =
      ReadAll("enterprise_id\nok\n\xFF\xFF\xFF\n", Encoding::kAuto, &text);
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->kind, FailureKind::kData);
  EXPECT_NE(failure->message.find(":3:"), std::string::npos)
      << failure->message;
  EXPECT_NE(failure->message.find("ff ff ff"), std::string::npos)
      << failure->message;
}

TEST(EncodingTest, ChineseBehindManyAsciiBytesIsFound) {
  const std::string ascii(300000, 'a');
  EXPECT_EQ(Decoded(ascii + "\n" + kGb), ascii + "\n" + kChinese);
  EXPECT_EQ(Decoded(ascii + "\n" + kChinese), ascii + "\n" + kChinese);
}

TEST(EncodingTest, CharactersAcrossChunksStayWhole) {
  // A chunk is 256 KiB: shift by one byte, two, three.
  for (size_t shift = 0; shift < 4; ++shift) {
    std::string gb(shift, 'x');
    std::string utf8(shift, 'x');
    for (int i = 0; i < 200000; ++i) {
      gb += "\xB3\xA4";
      utf8 += "长";
    }
    EXPECT_TRUE(Decoded(gb) == utf8) << shift;
    EXPECT_TRUE(Decoded(utf8) == utf8) << shift;
  }
}

TEST(EncodingTest, ACutOffCharacterAtTheEndIsNoText) {
  EXPECT_EQ(Decoded(std::string(kGb) + "\xD2").rfind("FAILED", 0), 0u);
}

TEST(EncodingTest, FirstInvalidUtf8KnowsWhatMayGoOn) {
  const std::string text = "一二";
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    EXPECT_EQ(FirstInvalidUtf8(text.substr(0, cut), true), std::string::npos);
  }
  EXPECT_EQ(FirstInvalidUtf8(text.substr(0, 4), false), 3u);
  EXPECT_EQ(FirstInvalidUtf8("a\xFFz", true), 1u);
  EXPECT_EQ(FirstInvalidUtf8("ab\xC0", true), 2u);
  const std::string four = "\xF0\xA0\x80\x80";
  for (size_t cut = 1; cut <= 4; ++cut) {
    EXPECT_EQ(FirstInvalidUtf8(four.substr(0, cut), true), std::string::npos);
  }
}

}  // namespace
}  // namespace cmmm::tables
