#include "engine/model/digest.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_replace.h"
#include "tests/engine/model/smallest_model.h"
#include "tests/support/test_files.h"

namespace cmmm {
namespace {

using test::SmallestText;
using test::SmallestValid;
using test::SmallestWith;

std::string DigestOfText(const std::string& text) {
  return ModelDigest(test::ParseTextOrDie<v1::ModelDefinition>(text));
}

std::string DigestOfSmallest() { return ModelDigest(SmallestValid()); }

// Pinned: a digest is what makes two results comparable, so it must not move
// with the compiler or the library. Found independently with
//   protoc --encode=cmmm.v1.ModelDefinition --deterministic_output | sha256sum
TEST(DigestTest, OfTheSmallestModelIsPinned) {
  EXPECT_EQ(DigestOfSmallest(),
            "0734d4af326788216b96bbf9e052d4b0183992ab627dc5298e77d18adfa8efd5");
}

TEST(DigestTest, Is64LowerCaseHexDigits) {
  const std::string digest = ModelDigest({});
  EXPECT_EQ(digest.size(), 64u);
  EXPECT_EQ(digest.find_first_not_of("0123456789abcdef"), std::string::npos);
  // SHA-256 of nothing.
  EXPECT_EQ(digest,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(DigestTest, IgnoresCommentsAndBlanks) {
  const std::string spread =
      absl::StrReplaceAll(SmallestText(), {{"\n", "  # comment\n\n\t"}});
  EXPECT_EQ(DigestOfText(spread), DigestOfSmallest());
}

TEST(DigestTest, IgnoresTheOrderOfDifferentFields) {
  const std::string version = "version: \"1\"\n";
  const std::string moved =
      absl::StrReplaceAll(SmallestText(), {{version, ""}}) + version;
  EXPECT_EQ(DigestOfText(moved), DigestOfSmallest());
}

TEST(DigestTest, ChangesWithAnyWord) {
  for (const char* word :
       {"smallest", "小店", "For tests only", "部分", "fully", "\"shop\"",
        "Errands", "till", "账本", "Goods", "Made up"}) {
    ASSERT_NE(SmallestText().find(word), std::string::npos) << word;
    EXPECT_NE(ModelDigest(SmallestWith(word, word[0] == '"' ? "\"x\"" : "x")),
              DigestOfSmallest())
        << word;
  }
}

TEST(DigestTest, ChangesWithAnyNumberAndChoice) {
  const auto changes = [](const std::string& from, const std::string& to) {
    ASSERT_NE(SmallestText().find(from), std::string::npos) << from;
    EXPECT_NE(ModelDigest(SmallestWith(from, to)), DigestOfSmallest()) << from;
  };
  changes("tenths: 5", "tenths: 6");
  changes("satisfied_at_percent: 80", "satisfied_at_percent: 81");
  changes("to_percent: 100", "to_percent: 101");
  changes("percent: 60", "percent: 61");
  changes("ACCUMULATION_PROGRESSIVE", "ACCUMULATION_CUMULATIVE");
  changes("PROVENANCE_B", "PROVENANCE_C");
  changes("excludable: true", "excludable: false");
  changes("may_be_not_applicable: true", "may_be_not_applicable: false");
}

TEST(DigestTest, ChangesWithTheOrderOfRequirements) {
  v1::ModelDefinition model = SmallestValid();
  model.mutable_requirements()->SwapElements(0, 1);
  EXPECT_NE(ModelDigest(model), DigestOfSmallest());
}

}  // namespace
}  // namespace cmmm
