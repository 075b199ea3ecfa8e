// Blocks whose caller goes away. What is in their results is tested in
// tests/laws/ and tests/server/.
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/evaluate.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// Results of forty assessments when nobody waits from the third question on,
// which is asked before the 33rd.
v1::ScoreStreamResponse StoppedAtThirtyTwo(v1::ScoreRequest common) {
  v1::ScoreStreamRequest block;
  *block.mutable_common() = std::move(common);
  for (int i = 0; i < 40; ++i) {
    block.add_assessments()->set_key(absl::StrCat("key ", i));
  }
  int asked = 0;
  BlockOptions options;
  options.cancelled = [&asked] { return ++asked == 3; };
  google::protobuf::Arena arena;
  BlockResults results;
  const std::string bytes = block.SerializeAsString();
  EXPECT_FALSE(EvaluateBlock(TinyCatalog(), bytes, &arena, options, &results)
                   .has_value());
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(results.count, 32);
  v1::ScoreStreamResponse response;
  EXPECT_TRUE(response.ParseFromString(std::string(results.bytes.bytes())));
  EXPECT_EQ(response.results_size(), 32);
  return response;
}

TEST(EvaluateBlockTest, StopsWhenNobodyReadsTheRest) {
  v1::ScoreRequest common;
  common.mutable_profile()->set_weight_set("bakery");
  common.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  for (const v1::View view : {v1::VIEW_FULL, v1::VIEW_LEVEL}) {
    common.set_view(view);
    const v1::ScoreStreamResponse response = StoppedAtThirtyTwo(common);
    for (const v1::KeyedResult& result : response.results()) {
      EXPECT_TRUE(result.has_response());
    }
  }
}

TEST(EvaluateBlockTest, StopsWhenNobodyReadsTheRestOfWhatIsRefused) {
  v1::ScoreRequest common;
  common.mutable_model()->set_id("none-such");
  const v1::ScoreStreamResponse response = StoppedAtThirtyTwo(common);
  for (const v1::KeyedResult& result : response.results()) {
    EXPECT_EQ(result.status().code(), 5);  // NOT_FOUND
  }
}

}  // namespace
}  // namespace cmmm::test
