// Every way to damage a signed file is found, and where it is.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/engine/signature/signing.h"

namespace cmmm::test {
namespace {

// Where each section begins, worked out from the text alone.
std::map<size_t, std::string> SectionStarts(const std::string& file) {
  std::map<size_t, std::string> starts = {{0, "header"}};
  for (const char* name :
       {"request", "model", "engine", "result", "key", "signature"}) {
    const size_t line = file.find(std::string("\n") + name + " ");
    EXPECT_NE(line, std::string::npos) << name;
    EXPECT_EQ(file.find(std::string("\n") + name + " ", line + 1),
              std::string::npos);
    starts[line + 1] = name;
  }
  return starts;
}

std::string SectionAt(const std::map<size_t, std::string>& starts,
                      size_t offset) {
  return std::prev(starts.upper_bound(offset))->second;
}

// Every failure names the section and lies around the byte.
void ExpectLocated(const v1::VerifyResultResponse& response,
                   const std::string& section, size_t offset) {
  int failures = 0;
  for (const auto& step : response.steps()) {
    if (step.outcome() != v1::VERIFICATION_OUTCOME_FAILED) continue;
    ASSERT_GT(step.findings_size(), 0) << step.id();
    for (const auto& finding : step.findings()) {
      ++failures;
      EXPECT_EQ(finding.section(), section) << finding.ShortDebugString();
      EXPECT_LE(finding.offset(), static_cast<int64_t>(offset));
      EXPECT_GT(finding.offset() + finding.length(),
                static_cast<int64_t>(offset))
          << finding.ShortDebugString();
    }
  }
  EXPECT_GT(failures, 0);
}

// Sanitizers make every call some ten times slower; there a part will do.
#if defined(__SANITIZE_ADDRESS__)
constexpr size_t kEvery = 13;
#else
constexpr size_t kEvery = 1;
#endif

void FlipEveryBit(const std::string& whole,
                  v1::VerifyResultResponse (*verify)(const std::string&)) {
  const auto starts = SectionStarts(whole);
  std::string file = whole;
  for (size_t i = 0; i < file.size(); i += kEvery) {
    for (int bit = 0; bit < 8; ++bit) {
      file[i] = static_cast<char>(whole[i] ^ (1 << bit));
      const auto response = verify(file);
      ASSERT_FALSE(response.verified()) << "byte " << i << " bit " << bit;
      EXPECT_FALSE(response.has_decision());
      ASSERT_NO_FATAL_FAILURE(ExpectLocated(response, SectionAt(starts, i), i));
      ASSERT_FALSE(::testing::Test::HasFailure())
          << "byte " << i << " bit " << bit;
    }
    file[i] = whole[i];
  }
  EXPECT_TRUE(verify(file).verified());
}

TEST(DamageTest, EveryFlippedBitIsFoundWhereItIs) {
  FlipEveryBit(TinySigned(), VerifyTiny);
}

TEST(DamageTest, EveryFlippedBitIsFoundWhenAnyKeyWillDo) {
  FlipEveryBit(TinySigned(), VerifyTinyAnyKey);
}

TEST(DamageTest, AFlippedBitOfTheResultIsFoundToTheByte) {
  const std::string& whole = TinySigned();
  const size_t begin = whole.find('\n', whole.find("\nresult ") + 1) + 1;
  const size_t end = whole.find("\nkey ") + 1;
  for (size_t i = begin; i < end; i += kEvery) {
    std::string file = whole;
    file[i] = static_cast<char>(file[i] ^ 1);
    const auto response = VerifyTiny(file);
    ASSERT_EQ(OutcomesOf(response), "PFP--PPF") << i;
    const auto& finding = response.steps(7).findings(0);
    EXPECT_EQ(finding.reason(), "result.differs");
    EXPECT_EQ(finding.offset(), static_cast<int64_t>(i));
    EXPECT_EQ(finding.length(), 1);
  }
}

// What stands where a line should be is told by what is expected there.
TEST(DamageTest, ALineOfAnotherFormIsNamed) {
  for (const auto& [line, finding] :
       {std::pair{"\nmodel ", "format format.section_line model"},
        {"\nresult ", "format format.section_line result"},
        {"\nsignature ", "format format.signature_line signature"}}) {
    std::string file = TinySigned();
    file[file.find(line) + 1] = 'x';
    EXPECT_EQ(FindingsOf(VerifyTiny(file)), std::vector<std::string>{finding});
  }
}

TEST(DamageTest, EveryTruncationIsFound) {
  const std::string& whole = TinySigned();
  const auto starts = SectionStarts(whole);
  for (size_t size = 0; size < whole.size(); ++size) {
    const auto response = VerifyTiny(whole.substr(0, size));
    ASSERT_EQ(OutcomesOf(response), "F-------") << size;
    const auto& finding = response.steps(0).findings(0);
    EXPECT_EQ(finding.reason(), "format.truncated") << size;
    EXPECT_EQ(finding.section(), SectionAt(starts, size)) << size;
    EXPECT_EQ(finding.offset() + finding.length(), static_cast<int64_t>(size));
  }
}

TEST(DamageTest, EveryByteTooManyIsFound) {
  const std::string& whole = TinySigned();
  const auto starts = SectionStarts(whole);
  for (const char extra : {' ', 'A'}) {
    for (size_t at = 0; at <= whole.size(); at += kEvery) {
      std::string file = whole;
      file.insert(at, 1, extra);
      ASSERT_FALSE(VerifyTiny(file).verified()) << at;
    }
    EXPECT_EQ(FindingsOf(VerifyTiny(whole + extra)),
              std::vector<std::string>{"format format.trailing signature"});
  }
}

TEST(DamageTest, EveryByteTooFewIsFound) {
  for (size_t at = 0; at < TinySigned().size(); at += kEvery) {
    std::string file = TinySigned();
    file.erase(at, 1);
    ASSERT_FALSE(VerifyTiny(file).verified()) << at;
  }
}

TEST(DamageTest, LinesEndAsTheyWereWritten) {
  std::string file;
  for (const char c : TinySigned())
    file += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(FindingsOf(VerifyTiny(file)),
            std::vector<std::string>{"format format.version header"});
}

TEST(DamageTest, AFileThatIsSomethingElseIsSaidToBe) {
  for (const std::string& file :
       {std::string("{\"model\": 1}"), std::string("profile {}"),
        std::string(100, '\0')}) {
    EXPECT_EQ(FindingsOf(VerifyTiny(file)),
              std::vector<std::string>{"format format.header header"});
  }
  EXPECT_EQ(FindingsOf(VerifyTiny(std::string(kMaxSignedFileBytes + 1, 'c'))),
            std::vector<std::string>{"format format.too_large header"});
}

TEST(DamageTest, HugeLengthsAreNoTrap) {
  const std::string digest(64, '0');
  for (const char* length :
       {"99999999", "999999999", "18446744073709551616", "0", "01", "-1", ""}) {
    const auto response = VerifyTiny("cmmm-signed-result 1\nrequest " +
                                     std::string(length) + " " + digest + "\n");
    EXPECT_EQ(OutcomesOf(response), "F-------") << length;
  }
}

}  // namespace
}  // namespace cmmm::test
