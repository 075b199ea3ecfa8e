#include "engine/response/wire.h"

#include <gtest/gtest.h>

#include <string>

#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm {
namespace {

// A result whose key and response make nested messages of about `size` bytes.
TEST(WireTest, LengthsTakeAsManyBytesAsTheyNeed) {
  WireBuffer buffer;
  for (const size_t size : {0, 1, 120, 125, 126, 127, 128, 129, 250, 16300,
                            16380, 16383, 16384, 20000, 2100000}) {
    const std::string id(size, 'x');
    v1::ScoreStreamResponse message;
    auto* result = message.add_results();
    result->set_key("k");
    result->mutable_response()->add_notices()->set_id(id);
    message.add_results()->mutable_response();

    buffer.Clear();
    {
      WireMessage root(&buffer);
      {
        WireMessage wired(&root, v1::ScoreStreamResponse::kResultsFieldNumber);
        wired.Bytes(v1::KeyedResult::kKeyFieldNumber, "k");
        WireMessage response(&wired, v1::KeyedResult::kResponseFieldNumber);
        WireMessage notice(&response, v1::ScoreResponse::kNoticesFieldNumber);
        notice.Bytes(v1::Notice::kIdFieldNumber, id);
      }
      WireMessage wired(&root, v1::ScoreStreamResponse::kResultsFieldNumber);
      WireMessage response(&wired, v1::KeyedResult::kResponseFieldNumber);
    }
    EXPECT_EQ(buffer.bytes(), message.SerializeAsString()) << size;
  }
}

TEST(WireTest, NumbersTakeAsManyBytesAsTheyNeed) {
  for (int bits = 0; bits < 63; ++bits) {
    for (const int64_t less : {0, 1}) {
      const int64_t value = (int64_t{1} << bits) - less;
      v1::Score message;
      message.set_numerator(value);
      WireBuffer buffer;
      WireMessage score(&buffer);
      score.Varint(v1::Score::kNumeratorFieldNumber, value);
      EXPECT_EQ(buffer.bytes(), message.SerializeAsString()) << value;
    }
  }
  WireBuffer buffer;
  WireMessage score(&buffer);
  score.Varint(v1::Score::kNumeratorFieldNumber, 300);
  EXPECT_EQ(buffer.bytes(), "\x08\xAC\x02");
}

TEST(WireTest, NothingIsWrittenForZeroButForOptionalFields) {
  WireBuffer buffer;
  {
    WireMessage score(&buffer);
    score.Varint(v1::NodeLevelScore::kLevelFieldNumber, 0);
    score.OptionalDouble(v1::NodeLevelScore::kScoreFieldNumber, 0);
    score.Double(v1::NodeLevelScore::kWeightFieldNumber, 0);
  }
  v1::NodeLevelScore message;
  message.set_score(0);
  EXPECT_EQ(buffer.bytes(), message.SerializeAsString());
}

TEST(WireTest, MemoryIsKeptUnlessItIsLarge) {
  WireBuffer buffer;
  buffer.Assign("small");
  const char* memory = buffer.bytes().data();
  buffer.Clear();
  EXPECT_EQ(buffer.size(), 0u);
  EXPECT_EQ(buffer.bytes().data(), memory);
  buffer.Assign(std::string((4 << 20) + 1, 'x'));
  EXPECT_EQ(buffer.size(), (4u << 20) + 1);
  buffer.Clear();
  EXPECT_EQ(buffer.bytes().data(), nullptr);
  buffer.Assign("again");
  EXPECT_EQ(buffer.bytes(), "again");
}

}  // namespace
}  // namespace cmmm
