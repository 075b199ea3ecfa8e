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

// Both ways of writing give the same response, from a message and from bytes.
void ExpectSameBytes(const Catalog& catalog, const v1::ScoreRequest& request) {
  static WireBuffer bytes;
  v1::ScoreResponse response;
  const auto refusal = Evaluate(catalog, request, &response);
  bytes.Clear();
  ASSERT_EQ(EvaluateToBytes(catalog, request, &bytes).has_value(),
            refusal.has_value());
  if (refusal.has_value()) return;
  ASSERT_EQ(bytes.bytes(), response.SerializeAsString())
      << request.ShortDebugString();
  google::protobuf::Arena arena;
  std::optional<Refusal> refused;
  bytes.Clear();
  ASSERT_TRUE(EvaluateBytes(catalog, request.SerializeAsString(), &arena,
                            &bytes, &refused));
  ASSERT_FALSE(refused.has_value());
  ASSERT_EQ(bytes.bytes(), response.SerializeAsString());
}

TEST(BytesTest, OneAssessment) {
  std::mt19937_64 random(TestSeed());
  for (int64_t i = 0; i < TestSamples(2000) && !HasFatalFailure(); ++i) {
    auto request =
        RequestOf(RandomSample(RealDefinition(), &random), kViews[i % 3]);
    if (i % 2 == 0) request = Listed(RealDefinition(), request);
    ExpectSameBytes(RealCatalog(), request);
  }
}

void ExpectSameBytesOfSamples(const Catalog& catalog) {
  const v1::ModelDefinition& model = *catalog.entries().front().definition;
  std::mt19937_64 random(TestSeed());
  for (int64_t i = 0; i < TestSamples(1000); ++i) {
    const Sample sample = RandomSample(model, &random);
    ExpectSameBytes(catalog, ToRequest(catalog, sample, kViews[i % 3]));
    if (::testing::Test::HasFatalFailure()) return;
  }
}

TEST(BytesTest, OtherModels) {
  for (const char* models :
       {"tests/conformance/models/tiny", "tests/conformance/models/tiny-met",
        "tests/conformance/models/tiny-strict"}) {
    SCOPED_TRACE(models);
    ExpectSameBytesOfSamples(LoadCatalogOrDie(models));
  }
}

// A level of so many items that the ranks of gaps take two bytes.
TEST(BytesTest, ManyItems) {
  v1::ModelDefinition model = TinyDefinition();
  const v1::ModelDefinition before = model;
  model.clear_requirements();
  for (const auto& item : before.requirements()) {
    for (char more = 'a'; more <= 'z'; ++more) {
      auto* added = model.add_requirements();
      *added = item;
      added->set_id(item.id() + more);
      added->set_may_be_not_applicable(false);
    }
  }
  ExpectSameBytesOfSamples(CatalogOf({model}));
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
