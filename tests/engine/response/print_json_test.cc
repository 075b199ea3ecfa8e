#include "engine/response/print_json.h"

#include <gtest/gtest.h>

#include "cmmm/v1/scoring_service.pb.h"
#include "google/protobuf/any.pb.h"

namespace cmmm {
namespace {

TEST(PrintJsonTest, WhatIsZeroIsThereToo) {
  v1::Score score;
  score.set_numerator(3);
  EXPECT_EQ(PrintJson(score), R"({
 "numerator": "3",
 "denominator": "0",
 "value": 0
}
)");
  EXPECT_EQ(PrintJsonOfBytes(*v1::Score::descriptor(), "\x10\x05"), R"({
 "numerator": "0",
 "denominator": "5",
 "value": 0
}
)");
}

TEST(PrintJsonTest, OneLineHasWhatIsSetOfAMessageThatIsKnown) {
  v1::Score score;
  score.set_numerator(3);
  google::protobuf::Any any;
  any.PackFrom(score);
  EXPECT_EQ(PrintJsonLine(any), R"({"numerator":"3"})");
  any.set_type_url("type.googleapis.com/cmmm.v1.NoSuchMessage");
  EXPECT_EQ(PrintJsonLine(any), "{}");
  any.PackFrom(score);
  any.set_value("\xff");
  EXPECT_EQ(PrintJsonLine(any), "{}");
}

}  // namespace
}  // namespace cmmm
