#include "http/gzip.h"

#include <gtest/gtest.h>

#include <string>

namespace cmmm::test {
namespace {

using http::Compress;
using http::Decompress;
using http::Effort;
using http::Inflated;

TEST(GzipTest, GivesBackWhatWasCompressed) {
  for (const size_t size : {size_t{0}, size_t{1}, size_t{16 << 10},
                            (size_t{16} << 10) + 1, size_t{1} << 20}) {
    std::string bytes(size, 'a');
    for (size_t i = 0; i < size; ++i) {
      bytes[i] = static_cast<char>(i * i % 251);
    }
    for (const Effort effort : {Effort::kFast, Effort::kBest}) {
      std::string back = "something else";
      ASSERT_EQ(Decompress(Compress(bytes, effort), size, &back),
                Inflated::kWhole);
      EXPECT_EQ(back, bytes);
    }
  }
}

TEST(GzipTest, StopsAtTheBound) {
  const std::string bomb =
      Compress(std::string(size_t{64} << 20, '0'), Effort::kBest);
  std::string bytes;
  EXPECT_EQ(Decompress(bomb, 1 << 20, &bytes), Inflated::kTooLarge);
  EXPECT_LE(bytes.capacity(), size_t{4} << 20);
  // One byte decides.
  const std::string hundred = Compress(std::string(100, 'x'), Effort::kFast);
  EXPECT_EQ(Decompress(hundred, 100, &bytes), Inflated::kWhole);
  EXPECT_EQ(Decompress(hundred, 99, &bytes), Inflated::kTooLarge);
}

TEST(GzipTest, MembersFollowEachOther) {
  std::string bytes;
  EXPECT_EQ(
      Decompress(Compress("ab", Effort::kFast) + Compress("cd", Effort::kFast),
                 100, &bytes),
      Inflated::kWhole);
  EXPECT_EQ(bytes, "abcd");
}

TEST(GzipTest, WhatIsNoGzipIsRefused) {
  const std::string whole = Compress("hello", Effort::kFast);
  std::string flipped = whole;
  flipped[flipped.size() - 6] ^= 1;  // in the checksum
  for (const std::string& bytes :
       {std::string(), std::string("{}"), whole.substr(0, 12),
        whole.substr(0, whole.size() - 1), whole + "behind", flipped}) {
    std::string out;
    EXPECT_EQ(Decompress(bytes, 100, &out), Inflated::kNoGzip) << bytes.size();
  }
}

TEST(GzipTest, KnowsWhoTakesIt) {
  for (const char* yes :
       {"gzip", "deflate, gzip", "br;q=1.0, GZIP;q=0.5", "*"}) {
    EXPECT_TRUE(http::TakesGzip(yes)) << yes;
  }
  for (const char* no :
       {"", "br", "gzip;q=0", "gzip; q=0.0", "xgzip", "identity", "gzip;q=x"}) {
    EXPECT_FALSE(http::TakesGzip(no)) << no;
  }
}

}  // namespace
}  // namespace cmmm::test
