// Responses written as bytes against responses made as messages: not a byte
// may differ.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/evaluate.h"
#include "tests/oracle/compare.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

constexpr v1::View kViews[] = {v1::VIEW_LEVEL, v1::VIEW_SCORECARD,
                               v1::VIEW_FULL};

v1::ScoreRequest RequestOf(const Sample& sample, v1::View view) {
  v1::ScoreRequest request = ToRequest(RealCatalog(), sample, view);
  if (sample.up_to % 2 != 0) {
    request.set_unanswered(v1::UNANSWERED_POLICY_BOUNDS);
  }
  return request;
}

TEST(BytesTest, OneAssessment) {
  std::mt19937_64 random(TestSeed());
  WireBuffer bytes;
  for (int64_t i = 0; i < TestSamples(2000); ++i) {
    auto request =
        RequestOf(RandomSample(RealDefinition(), &random), kViews[i % 3]);
    if (i % 2 == 0) request = Listed(RealDefinition(), request);
    v1::ScoreResponse response;
    ASSERT_FALSE(Evaluate(RealCatalog(), request, &response).has_value());
    bytes.Clear();
    ASSERT_FALSE(EvaluateToBytes(RealCatalog(), request, &bytes).has_value());
    ASSERT_EQ(bytes.bytes(), response.SerializeAsString())
        << request.ShortDebugString();

    google::protobuf::Arena arena;
    std::optional<Refusal> refusal;
    bytes.Clear();
    ASSERT_TRUE(EvaluateBytes(RealCatalog(), request.SerializeAsString(),
                              &arena, &bytes, &refusal));
    ASSERT_FALSE(refusal.has_value());
    ASSERT_EQ(bytes.bytes(), response.SerializeAsString());
  }
}

// Blocks with refused assessments among the others.
v1::ScoreStreamRequest RandomBlock(int size, v1::View view,
                                   std::mt19937_64* random) {
  v1::ScoreStreamRequest block;
  const auto first = RequestOf(RandomSample(RealDefinition(), random), view);
  *block.mutable_common() = first;
  block.mutable_common()->clear_answers();
  if (size % 2 == 0) block.mutable_common()->clear_unanswered();
  block.set_packed_model_digest(first.packed().model_digest());
  for (int i = 0; i < size; ++i) {
    auto* keyed = block.add_assessments();
    keyed->set_key(absl::StrCat("an enterprise with a long name ", i));
    std::string codes = RandomSample(RealDefinition(), random).codes;
    if (i % 2 == 0) {
      for (char& code : codes) {
        if (code == 0 || code == 5) code = '\3';
      }
    }
    if (i % 7 == 6) codes[i] = 77;
    if (i % 11 == 10) codes.pop_back();
    keyed->mutable_packed()->set_grades(codes);
    if (i % 13 == 12) keyed->mutable_packed()->set_model_digest("other");
  }
  return block;
}

TEST(BytesTest, Blocks) {
  std::mt19937_64 random(TestSeed());
  BlockResults bytes;
  const auto never = [] { return false; };
  for (int64_t i = 0; i < TestSamples(600) / 10; ++i) {
    const auto block =
        RandomBlock(static_cast<int>(random() % 40), kViews[i % 3], &random);
    v1::ScoreStreamResponse results;
    ASSERT_FALSE(
        EvaluateBlock(RealCatalog(), block, never, &results).has_value());
    bytes.Clear();
    ASSERT_FALSE(
        EvaluateBlockToBytes(RealCatalog(), block, never, &bytes).has_value());
    ASSERT_EQ(bytes.bytes.bytes(), results.SerializeAsString());
    ASSERT_EQ(bytes.count, results.results_size());

    google::protobuf::Arena arena;
    std::optional<Refusal> refusal;
    bytes.Clear();
    ASSERT_TRUE(EvaluateBlockBytes(RealCatalog(), block.SerializeAsString(),
                                   &arena, never, &bytes, &refusal));
    ASSERT_FALSE(refusal.has_value());
    ASSERT_EQ(bytes.bytes.bytes(), results.SerializeAsString());
  }
}

}  // namespace
}  // namespace cmmm::test
