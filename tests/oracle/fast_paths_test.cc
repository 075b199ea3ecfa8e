// Every fast path of scoring against the oracle: requests and blocks as
// bytes, packed and listed, with vectors and without.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/evaluate.h"
#include "tests/oracle/compare.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

constexpr int kBlock = 80;

v1::ScoreResponse ScoreAlone(const v1::ScoreRequest& request) {
  google::protobuf::Arena arena;
  WireBuffer bytes;
  const std::string sent = request.SerializeAsString();
  const auto refusal = EvaluateBytes(RealCatalog(), sent, &arena, &bytes);
  v1::ScoreResponse response;
  if (!refusal.has_value()) {
    EXPECT_TRUE(response.ParseFromString(std::string(bytes.bytes())));
  }
  return response;
}

// Samples of one scope.
std::vector<Sample> RandomSamples(std::mt19937_64* random) {
  std::vector<Sample> samples(kBlock, RandomSample(RealDefinition(), random));
  for (Sample& sample : samples) {
    sample.codes = RandomSample(RealDefinition(), random).codes;
  }
  return samples;
}

v1::ScoreStreamResponse ScoreTogether(const std::vector<Sample>& samples) {
  v1::ScoreStreamRequest block;
  *block.mutable_common() =
      ToRequest(RealCatalog(), samples.front(), v1::VIEW_LEVEL);
  block.mutable_common()->clear_answers();
  block.set_packed_model_digest(
      RealCatalog().entries().front().compiled->digest);
  for (const Sample& sample : samples) {
    block.add_assessments()->mutable_packed()->set_grades(sample.codes);
  }
  google::protobuf::Arena arena;
  BlockResults bytes;
  const std::string sent = block.SerializeAsString();
  EXPECT_FALSE(
      EvaluateBlock(RealCatalog(), sent, &arena, {}, &bytes).has_value());
  v1::ScoreStreamResponse results;
  EXPECT_TRUE(results.ParseFromString(std::string(bytes.bytes.bytes())));
  return results;
}

// One assessment on every path; `together` is its result in a block. The only
// refusal a sample can earn is for a level that is all not applicable.
void ExpectOracle(const Sample& sample, const v1::KeyedResult& together) {
  const auto level = ToRequest(RealCatalog(), sample, v1::VIEW_LEVEL);
  const v1::ScoreResponse alone = ScoreAlone(level);
  ASSERT_EQ(alone.has_decision(), together.has_response());
  if (!alone.has_decision()) return;
  const oracle::Result expected =
      oracle::Decide(RealDefinition(), sample.weight_set, sample.excluded,
                     sample.up_to, sample.codes);
  ExpectDecision(expected, together.response().decision());
  ExpectDecision(expected, alone.decision());
  ExpectDecision(expected,
                 ScoreAlone(Listed(RealDefinition(), level)).decision());
  ExpectDecision(
      expected,
      ScoreAlone(ToRequest(RealCatalog(), sample, v1::VIEW_FULL)).decision());
}

TEST(FastPathsTest, DecideLikeTheOracle) {
  std::mt19937_64 random(TestSeed());
  const int64_t samples_wanted = TestSamples(8000);
  for (int64_t done = 0; done < samples_wanted; done += kBlock) {
    const std::vector<Sample> samples = RandomSamples(&random);
    const v1::ScoreStreamResponse results = ScoreTogether(samples);
    ASSERT_EQ(results.results_size(), kBlock);
    for (int i = 0; i < kBlock; ++i) {
      ExpectOracle(samples[i], results.results(i));
      if (::testing::Test::HasFailure()) {
        FAIL() << Describe(samples[i]);
      }
    }
  }
  std::cout << samples_wanted << " assessments compared\n";
}

}  // namespace
}  // namespace cmmm::test
