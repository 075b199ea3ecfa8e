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

// The bytes of a response are those that its message has, however the request
// was read.
void ExpectSameBytes(const Catalog& catalog, const v1::ScoreRequest& request) {
  static WireBuffer bytes;
  v1::ScoreResponse response;
  const auto refusal = Evaluate(catalog, request, &response);
  google::protobuf::Arena arena;
  bytes.Clear();
  const std::string sent = request.SerializeAsString();
  ASSERT_EQ(EvaluateBytes(catalog, sent, &arena, &bytes).has_value(),
            refusal.has_value());
  if (refusal.has_value()) return;
  ASSERT_EQ(bytes.bytes(), response.SerializeAsString())
      << request.ShortDebugString();
  // Fields out of order go to the general parser.
  bytes.Clear();
  v1::ScoreRequest answers;
  if (request.has_packed()) *answers.mutable_packed() = request.packed();
  if (request.has_list()) *answers.mutable_list() = request.list();
  v1::ScoreRequest rest = request;
  rest.clear_answers();
  const std::string unusual =
      answers.SerializeAsString() + rest.SerializeAsString();
  ASSERT_FALSE(EvaluateBytes(catalog, unusual, &arena, &bytes).has_value());
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

// A block is its assessments one by one, byte by byte.
TEST(BytesTest, Blocks) {
  std::mt19937_64 random(TestSeed());
  for (int64_t i = 0; i < TestSamples(600) / 10; ++i) {
    const auto block =
        RandomBlock(static_cast<int>(random() % 40), kViews[i % 3], &random);
    google::protobuf::Arena arena;
    BlockResults bytes;
    const std::string sent = block.SerializeAsString();
    ASSERT_FALSE(
        EvaluateBlock(RealCatalog(), sent, &arena, {}, &bytes).has_value());
    v1::ScoreStreamResponse results;
    ASSERT_TRUE(results.ParseFromString(std::string(bytes.bytes.bytes())));
    ASSERT_EQ(bytes.bytes.bytes(), results.SerializeAsString());
    ASSERT_EQ(bytes.count, results.results_size());
    ASSERT_EQ(bytes.count, block.assessments_size());
    for (int k = 0; k < bytes.count; ++k) {
      v1::ScoreRequest alone = block.common();
      *alone.mutable_packed() = block.assessments(k).packed();
      if (alone.packed().model_digest().empty()) {
        alone.mutable_packed()->set_model_digest(block.packed_model_digest());
      }
      v1::ScoreResponse expected;
      const auto refusal = Evaluate(RealCatalog(), alone, &expected);
      expected.clear_model();
      ASSERT_EQ(results.results(k).has_status(), refusal.has_value());
      ASSERT_EQ(results.results(k).response().SerializeAsString(),
                expected.SerializeAsString());
    }
  }
}

// What does not fit is replaced by a status, the rest stays.
TEST(BytesTest, BlocksThatAreTooLong) {
  std::mt19937_64 random(TestSeed());
  const std::string block =
      RandomBlock(6, v1::VIEW_FULL, &random).SerializeAsString();
  google::protobuf::Arena arena;
  BlockResults whole;
  ASSERT_FALSE(
      EvaluateBlock(RealCatalog(), block, &arena, {}, &whole).has_value());
  BlockOptions options;
  options.max_bytes = whole.bytes.size() - 1;
  BlockResults cut;
  ASSERT_FALSE(
      EvaluateBlock(RealCatalog(), block, &arena, options, &cut).has_value());
  EXPECT_LE(cut.bytes.size(), options.max_bytes);
  EXPECT_EQ(cut.count, 6);
  v1::ScoreStreamResponse results;
  ASSERT_TRUE(results.ParseFromString(std::string(cut.bytes.bytes())));
  ASSERT_EQ(results.results_size(), 6);
  EXPECT_EQ(results.results(5).status().code(), 8);  // RESOURCE_EXHAUSTED
}

}  // namespace
}  // namespace cmmm::test
