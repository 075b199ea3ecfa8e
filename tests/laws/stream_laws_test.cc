// A block gives what its assessments give one by one, bit for bit.
#include <gtest/gtest.h>

#include "engine/response/refusal_status.h"
#include "tests/laws/arbitrary_assessment.h"

namespace cmmm::test {
namespace {

// What a block's result for `request` must be, from the unary door.
v1::KeyedResult Alone(const std::string& key, const v1::ScoreRequest& request) {
  v1::KeyedResult result;
  result.set_key(key);
  v1::ScoreResponse response;
  if (auto refusal = Evaluate(RealCatalog(), request, &response)) {
    *result.mutable_status() = ToRpcStatus(*refusal);
  } else {
    response.clear_model();
    *result.mutable_response() = response;
  }
  return result;
}

TEST(Laws, ABlockIsItsAssessmentsOneByOne) {
  EXPECT_TRUE(rc::check("block", [] {
    v1::ScoreRequest common = *ArbitraryAssessment();
    common.clear_answers();
    common.set_view(static_cast<v1::View>(*rc::gen::inRange(0, 4)));
    v1::ScoreStreamRequest block;
    *block.mutable_common() = common;
    std::vector<v1::KeyedResult> expected;
    const int count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i) {
      v1::ScoreRequest one = *ArbitraryAssessment();
      if (*rc::gen::inRange(0, 3) == 0) {  // now and then a bad one
        one.mutable_list()->mutable_answers(0)->set_requirement_id("no.1.a");
      }
      auto* keyed = block.add_assessments();
      keyed->set_key("key " + std::to_string(i));
      *keyed->mutable_list() = one.list();
      v1::ScoreRequest alone = common;
      *alone.mutable_list() = one.list();
      expected.push_back(Alone(keyed->key(), alone));
    }
    google::protobuf::Arena arena;
    BlockResults bytes;
    const std::string sent = block.SerializeAsString();
    EvaluateBlock(RealCatalog(), sent, &arena, {}, &bytes);
    v1::ScoreStreamResponse results;
    results.ParseFromString(std::string(bytes.bytes.bytes()));
    RC_ASSERT(results.results_size() == count);
    RC_ASSERT(results.model().digest() ==
              RealCatalog().entries().front().compiled->digest);
    for (int i = 0; i < count; ++i) {
      RC_ASSERT(results.results(i).SerializeAsString() ==
                expected[i].SerializeAsString());
    }
  }));
}

}  // namespace
}  // namespace cmmm::test
