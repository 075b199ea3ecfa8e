#include "engine/response/wire.h"

#include <gtest/gtest.h>

#include <string>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/response/wire_messages.h"

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
      wire::ScoreStreamResponse root(&buffer);
      {
        auto wired = root.add_results();
        wired->set_key("k");
        auto response = wired->mutable_response();
        response->add_notices()->set_id(id);
      }
      root.add_results()->mutable_response();
    }
    EXPECT_EQ(buffer.bytes(), message.SerializeAsString()) << size;
  }
}

TEST(WireTest, NothingIsWrittenForZeroButForOptionalFields) {
  WireBuffer buffer;
  {
    wire::NodeLevelScore score(&buffer);
    score->set_level(0);
    score->set_score(0);
    score->set_weight(0);
  }
  v1::NodeLevelScore message;
  message.set_score(0);
  EXPECT_EQ(buffer.bytes(), message.SerializeAsString());
}

}  // namespace
}  // namespace cmmm
