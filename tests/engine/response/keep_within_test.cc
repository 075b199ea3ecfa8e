#include "engine/response/keep_within.h"

#include <gtest/gtest.h>

#include <string>

namespace cmmm {
namespace {

// Results of 200, 400, … 1,000 bytes and a little more, and one of nothing.
v1::ScoreStreamResponse Results() {
  v1::ScoreStreamResponse results;
  results.mutable_model()->set_id("model");
  for (size_t i = 0; i <= 5; ++i) {
    v1::KeyedResult* result = results.add_results();
    result->set_key("key");
    if (i == 0) continue;
    result->mutable_response()->add_notices()->set_id(
        std::string(200 * i, 'x'));
  }
  return results;
}

int CountKept(const v1::ScoreStreamResponse& results) {
  int kept = 0;
  for (const v1::KeyedResult& result : results.results()) {
    if (!result.has_status()) ++kept;
  }
  return kept;
}

TEST(KeepWithinTest, NothingIsLongerThanItMayBe) {
  const size_t whole = Results().ByteSizeLong();
  v1::ScoreStreamResponse nothing_kept = Results();
  KeepWithin(0, &nothing_kept);
  // What has no more than a status would have stays.
  EXPECT_EQ(CountKept(nothing_kept), 1);
  for (size_t bytes = nothing_kept.ByteSizeLong() + 100; bytes <= whole;
       ++bytes) {
    v1::ScoreStreamResponse results = Results();
    KeepWithin(bytes, &results);
    ASSERT_LE(results.ByteSizeLong(), bytes);
    ASSERT_EQ(results.results_size(), 6);
    EXPECT_EQ(CountKept(results) == 6, bytes == whole);
  }
}

}  // namespace
}  // namespace cmmm
