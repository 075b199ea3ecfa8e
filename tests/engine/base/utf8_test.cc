#include "engine/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace cmmm {
namespace {

TEST(IsAsciiTest, LooksAtEveryByte) {
  for (size_t size = 0; size < 100; ++size) {
    std::string text(size, '\x7f');
    EXPECT_TRUE(IsAscii(text));
    for (char& byte : text) {
      byte = '\x80';
      EXPECT_FALSE(IsAscii(text));
      byte = '\0';
    }
  }
}

TEST(Utf8LengthTest, IsOneToFourBytes) {
  EXPECT_EQ(Utf8Length("a"), 1u);
  EXPECT_EQ(Utf8Length("é"), 2u);
  EXPECT_EQ(Utf8Length("中"), 3u);
  EXPECT_EQ(Utf8Length("𠮷"), 4u);  // U+20BB7
}

TEST(Utf8LengthTest, LooksAtTheFrontOnly) {
  EXPECT_EQ(Utf8Length("中\xff"), 3u);
  EXPECT_EQ(Utf8Length(std::string("\0a", 2)), 1u);
}

TEST(Utf8LengthTest, AcceptsTheEndsOfEachRange) {
  EXPECT_EQ(Utf8Length("\x7f"), 1u);
  EXPECT_EQ(Utf8Length("\xC2\x80"), 2u);          // U+0080
  EXPECT_EQ(Utf8Length("\xDF\xBF"), 2u);          // U+07FF
  EXPECT_EQ(Utf8Length("\xE0\xA0\x80"), 3u);      // U+0800
  EXPECT_EQ(Utf8Length("\xED\x9F\xBF"), 3u);      // U+D7FF
  EXPECT_EQ(Utf8Length("\xEE\x80\x80"), 3u);      // U+E000
  EXPECT_EQ(Utf8Length("\xEF\xBF\xBF"), 3u);      // U+FFFF
  EXPECT_EQ(Utf8Length("\xF0\x90\x80\x80"), 4u);  // U+10000
  EXPECT_EQ(Utf8Length("\xF4\x8F\xBF\xBF"), 4u);  // U+10FFFF
}

TEST(Utf8LengthTest, RefusesOverlongForms) {
  EXPECT_EQ(Utf8Length("\xC0\x80"), 0u);
  EXPECT_EQ(Utf8Length("\xC1\xBF"), 0u);
  EXPECT_EQ(Utf8Length("\xE0\x9F\xBF"), 0u);
  EXPECT_EQ(Utf8Length("\xF0\x8F\xBF\xBF"), 0u);
}

TEST(Utf8LengthTest, RefusesSurrogates) {
  EXPECT_EQ(Utf8Length("\xED\xA0\x80"), 0u);  // U+D800
  EXPECT_EQ(Utf8Length("\xED\xBF\xBF"), 0u);  // U+DFFF
}

TEST(Utf8LengthTest, RefusesWhatLiesBeyondUnicode) {
  EXPECT_EQ(Utf8Length("\xF4\x90\x80\x80"), 0u);  // U+110000
  EXPECT_EQ(Utf8Length("\xF5\x80\x80\x80"), 0u);
  EXPECT_EQ(Utf8Length("\xff"), 0u);
}

TEST(Utf8LengthTest, RefusesAStrayContinuation) {
  EXPECT_EQ(Utf8Length("\x80"), 0u);
  EXPECT_EQ(Utf8Length("\xBF"
                       "a"),
            0u);
}

TEST(Utf8LengthTest, RefusesATruncatedCharacter) {
  EXPECT_EQ(Utf8Length("\xC3"), 0u);
  EXPECT_EQ(Utf8Length("\xE4\xB8"), 0u);
  EXPECT_EQ(Utf8Length("\xE4\xB8"
                       "a"),
            0u);
  EXPECT_EQ(Utf8Length("\xF0\xA0\xAE"), 0u);
}

TEST(IsUtf8Test, LooksAtTheWholeText) {
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8("a é 中 𠮷"));
  EXPECT_FALSE(IsUtf8("a é 中 \xE4\xB8"));
  EXPECT_FALSE(IsUtf8("\xff a"));
}

TEST(Utf8CharactersTest, CountsCharacters) {
  EXPECT_EQ(Utf8Characters(""), 0u);
  EXPECT_EQ(Utf8Characters("a é 中 𠮷"), 7u);
}

TEST(Utf8CharactersTest, CountsABadByteOnce) {
  EXPECT_EQ(Utf8Characters("\xff\xfe"), 2u);
  EXPECT_EQ(Utf8Characters("中\xE4\xB8"), 3u);
}

TEST(IsControlTest, KnowsBothBlocks) {
  EXPECT_TRUE(IsControl("\n"));
  EXPECT_TRUE(IsControl("\x1f"));
  EXPECT_FALSE(IsControl(" "));
  EXPECT_FALSE(IsControl("~"));
  EXPECT_TRUE(IsControl("\x7f"));
  EXPECT_TRUE(IsControl("\u0080"));
  EXPECT_TRUE(IsControl("\u009f"));
  EXPECT_FALSE(IsControl("\u00a0"));
  EXPECT_FALSE(IsControl("中"));
}

TEST(DisplayWidthTest, CountsChineseTwice) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("é…"), 2);
  EXPECT_EQ(DisplayWidth("数据"), 4);
  EXPECT_EQ(DisplayWidth("（，）"), 6);
  EXPECT_EQ(DisplayWidth("𠮷"), 2);
  EXPECT_EQ(DisplayWidth("data 数据"), 9);
}

TEST(DisplayWidthTest, KnowsTheEndsOfTheWideBlocks) {
  for (const char* wide :
       {"\u1100", "\u115f", "\u2e80", "\ua4cf", "\uac00", "\ud7a3", "\uf900",
        "\ufaff", "\ufe30", "\ufe6f", "\uff00", "\uff60", "\uffe0", "\uffe6",
        "\U00020000", "\U0003fffd"}) {
    EXPECT_EQ(DisplayWidth(wide), 2) << wide;
  }
  for (const char* narrow :
       {"\u10ff", "\u1160", "\u2e7f", "\ua4d0", "\uabff", "\ud7a4", "\uf8ff",
        "\ufb00", "\ufe2f", "\ufe70", "\ufeff", "\uff61", "\uffdf", "\uffe7",
        "\U0001ffff", "\U0003fffe"}) {
    EXPECT_EQ(DisplayWidth(narrow), 1) << narrow;
  }
}

TEST(DisplayWidthTest, CountsABadByteOnce) {
  EXPECT_EQ(DisplayWidth("\xff"), 1);
  EXPECT_EQ(DisplayWidth("\xE4\xB8"), 2);
  EXPECT_EQ(DisplayWidth("a\xff中"), 4);
}

}  // namespace
}  // namespace cmmm
