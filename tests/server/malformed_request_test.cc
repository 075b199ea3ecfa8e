// Bytes that are no request, which only a raw client can send.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/server/raw_call.h"
#include "tests/server/running_server.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kListModels[] = "/cmmm.v1.ModelService/ListModels";
constexpr char kGetModel[] = "/cmmm.v1.ModelService/GetModel";

// Field `number` holding `content`, which is shorter than 128 bytes.
std::string Field(int number, const std::string& content) {
  return std::string{static_cast<char>(number << 3 | 2),
                     static_cast<char>(content.size())} +
         content;
}

void ExpectMalformed(const grpc::Status& status, const std::string& says) {
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(InfoOf(status).reason(), "MALFORMED_REQUEST");
  EXPECT_THAT(ViolationsOf(status), ElementsAre(": request.malformed"));
  EXPECT_THAT(DetailsOf(status).SerializeAsString(), HasSubstr(says));
}

TEST(MalformedRequestTest, EveryUnaryMethodAnswersInvalidArgument) {
  RunningServer server(TinyCatalog());
  const std::string garbage = "\xff\xff\xff\xff";
  ExpectMalformed(CallRaw(server.channel(), kScore, garbage).status,
                  "cmmm.v1.ScoreRequest");
  ExpectMalformed(CallRaw(server.channel(), kListModels, garbage).status,
                  "cmmm.v1.ListModelsRequest");
  ExpectMalformed(CallRaw(server.channel(), kGetModel, garbage).status,
                  "cmmm.v1.GetModelRequest");
}

TEST(MalformedRequestTest, EveryTruncationIsAnsweredAndNeverScored) {
  RunningServer server(TinyCatalog());
  const std::string whole = TinyRequest(4).SerializeAsString();
  ASSERT_TRUE(CallRaw(server.channel(), kScore, whole).status.ok());
  for (size_t size = 0; size < whole.size(); ++size) {
    SCOPED_TRACE(size);
    const auto reply = CallRaw(server.channel(), kScore, whole.substr(0, size));
    EXPECT_FALSE(reply.status.ok());
    EXPECT_FALSE(InfoOf(reply.status).reason().empty());
  }
}

TEST(MalformedRequestTest, NestingWithoutEndIsRefused) {
  RunningServer server(TinyCatalog());
  const std::string groups(1 << 20, '\x0b');  // 2^20 times "start group 1"
  ExpectMalformed(CallRaw(server.channel(), kScore, groups).status,
                  "cmmm.v1.ScoreRequest");
}

TEST(MalformedRequestTest, NamesTheFieldThatIsNoUtf8) {
  RunningServer server(TinyCatalog());
  // Overlong slash, a lone surrogate, a cut character, a stray byte.
  for (const char* bad : {"\xc0\xaf", "\xed\xa0\x80", "\xe6\x97", "\x80"}) {
    ExpectMalformed(
        CallRaw(server.channel(), kScore, Field(1, Field(1, bad))).status,
        "cmmm.v1.ModelRef.id");
    ExpectMalformed(
        CallRaw(server.channel(), kScore, Field(2, Field(2, bad))).status,
        "cmmm.v1.Profile.excluded_domain_ids");
    const std::string answer = Field(1, bad);
    ExpectMalformed(
        CallRaw(server.channel(), kScore, Field(3, Field(1, answer))).status,
        "cmmm.v1.Answer.requirement_id");
    const std::string reason = Field(3, Field(1, bad));
    ExpectMalformed(
        CallRaw(server.channel(), kScore, Field(3, Field(1, reason))).status,
        "cmmm.v1.NotApplicable.reason");
    ExpectMalformed(
        CallRaw(server.channel(), kListModels, Field(2, bad)).status,
        "cmmm.v1.ListModelsRequest.page_token");
  }
}

TEST(MalformedRequestTest, TheNextCallOnTheConnectionIsAnswered) {
  RunningServer server(TinyCatalog());
  ExpectMalformed(CallRaw(server.channel(), kScore, "\xff").status, "");
  v1::ScoreResponse response;
  EXPECT_TRUE(server.Score(TinyRequest(4), &response).ok());
}

TEST(MalformedRequestTest, EndsAStreamAfterTheBlocksBeforeIt) {
  RunningServer server(TinyCatalog());
  RawStream stream(server.channel(), kScoreStream);
  const v1::ScoreStreamRequest good = BlockOf(TinyRequest(4), "a");
  ASSERT_TRUE(stream.Write(good.SerializeAsString()));
  v1::ScoreStreamResponse answer;
  ASSERT_TRUE(answer.ParseFromString(stream.Read().value()));
  EXPECT_TRUE(answer.results(0).has_response());
  ASSERT_TRUE(stream.Write("\xff\xff"));
  EXPECT_FALSE(stream.Read().has_value());
  ExpectMalformed(stream.Finish(), "cmmm.v1.ScoreStreamRequest");
}

TEST(MalformedRequestTest, NamesTheFieldOfAStreamThatIsNoUtf8) {
  RunningServer server(TinyCatalog());
  RawStream stream(server.channel(), kScoreStream);
  ASSERT_TRUE(stream.Write(Field(2, Field(1, "\xff"))));
  EXPECT_FALSE(stream.Read().has_value());
  ExpectMalformed(stream.Finish(), "cmmm.v1.KeyedAssessment.key");
}

TEST(MalformedRequestTest, AnUnknownMethodIsUnimplemented) {
  RunningServer server(TinyCatalog());
  EXPECT_EQ(CallRaw(server.channel(), "/cmmm.v1.ScoringService/Guess", "")
                .status.error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
}

}  // namespace
}  // namespace cmmm::test
