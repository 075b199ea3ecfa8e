// ScoringService.Score over loopback.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/server/running_server.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr v1::View kViews[] = {v1::VIEW_UNSPECIFIED, v1::VIEW_LEVEL,
                               v1::VIEW_SCORECARD, v1::VIEW_FULL};

void ExpectDatasetsEqualTheEngine(v1::ScoringService::Stub& stub) {
  for (const Dataset& dataset : Datasets()) {
    for (const v1::View view : kViews) {
      SCOPED_TRACE(absl::StrCat(dataset.file, " ", v1::View_Name(view)));
      v1::ScoreRequest request = dataset.request;
      request.set_view(view);
      CallContext context;
      v1::ScoreResponse response;
      const grpc::Status status = stub.Score(&context, request, &response);
      ASSERT_TRUE(status.ok()) << status.error_message();
      EXPECT_EQ(Bytes(response), Bytes(EvaluateOrDie(RealCatalog(), request)));
    }
  }
}

TEST(ScoreTest, EqualsTheEngineBitForBitForEveryDatasetAndView) {
  RunningServer server;
  ExpectDatasetsEqualTheEngine(server.scoring());
}

TEST(ScoreTest, EqualsTheEngineBitForBitFromTheRealBinary) {
  const ServerProcess process({"--no-call-log"});
  ASSERT_FALSE(process.address().empty());
  ExpectDatasetsEqualTheEngine(
      *v1::ScoringService::NewStub(Connect(process.address())));
}

TEST(ScoreTest, EqualsTheEngineWhenCalledFromManyThreads) {
  RunningServer server;
  v1::ScoreRequest request = Datasets().front().request;
  request.set_view(v1::VIEW_FULL);
  const std::string expected = Bytes(EvaluateOrDie(RealCatalog(), request));
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        v1::ScoreResponse response;
        ASSERT_TRUE(server.Score(request, &response).ok());
        ASSERT_EQ(Bytes(response), expected);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(ScoreTest, NamesFieldAndRuleOfEveryViolation) {
  RunningServer server(TinyCatalog());
  const auto request = ParseTextOrDie<v1::ScoreRequest>(R"pb(
    profile {
      weight_set: "bakery"
      excluded_domain_ids: "counter"
      assess_up_to_level: 4
    }
    target_level: -1
    view: 9
    unanswered: UNANSWERED_POLICY_AS_NOT_SATISFIED
    list {
      answers { requirement_id: "dough.1.a" grade: GRADE_FULLY }
      answers { requirement_id: "dough.1.a" grade: GRADE_FULLY }
      answers { requirement_id: "dough.9.z" grade: GRADE_FULLY }
      answers { requirement_id: "dough.1.b" grade: 77 }
      answers {
        requirement_id: "oven.1.a"
        not_applicable { reason: "no" }
      }
      answers {
        requirement_id: "oven.2.a"
        not_applicable {}
      }
    })pb");
  v1::ScoreResponse response;
  const grpc::Status status = server.Score(request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(InfoOf(status).reason(), "INVALID_ASSESSMENT");
  EXPECT_THAT(
      ViolationsOf(status),
      ElementsAre(
          "profile.excluded_domain_ids[0]: profile.domain_not_excludable",
          "profile.assess_up_to_level: profile.level_range",
          "target_level: request.target_level", "view: request.unknown_choice",
          "list.answers[1].requirement_id: answer.duplicate",
          "list.answers[2].requirement_id: answer.unknown_requirement",
          "list.answers[3].grade: answer.grade_range",
          "list.answers[4].not_applicable: answer.not_applicable_refused",
          "list.answers[5].not_applicable.reason: answer.reason_missing"));
  EXPECT_EQ(InfoOf(status).metadata().at("violations"), "9");
  EXPECT_EQ(InfoOf(status).metadata().at("violations_listed"), "9");
  EXPECT_EQ(RetrySecondsOf(status), -1);
}

TEST(ScoreTest, NamesEveryOpenQuestion) {
  RunningServer server(TinyCatalog());
  v1::ScoreRequest request = TinyRequest(4);
  (*request.mutable_packed()->mutable_grades())[2] = 0;
  (*request.mutable_packed()->mutable_grades())[7] = 0;
  v1::ScoreResponse response;
  const grpc::Status status = server.Score(request, &response);
  EXPECT_THAT(ViolationsOf(status),
              ElementsAre("packed.grades: answer.missing",
                          "packed.grades: answer.missing"));
  const std::string details = DetailsOf(status).SerializeAsString();
  EXPECT_THAT(details, HasSubstr("`dough.2.a`"));
  EXPECT_THAT(details, HasSubstr("`counter.2.a`"));
}

TEST(ScoreTest, UnknownModelVersionOrWeightSetSaysWhatExists) {
  RunningServer server;
  v1::ScoreRequest request = Datasets().front().request;
  request.mutable_model()->set_id("gbt-2099");
  v1::ScoreResponse response;
  grpc::Status status = server.Score(request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(InfoOf(status).reason(), "MODEL_NOT_FOUND");
  EXPECT_EQ(InfoOf(status).metadata().at("models"),
            "gbt39116-2020@2020.3, gbt39116-2020@2020.2, "
            "gbt39116-2020@2020.1");

  request.mutable_model()->set_id("gbt39116-2020");
  request.mutable_model()->set_version("1.0");
  status = server.Score(request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(InfoOf(status).metadata().at("models"),
            "gbt39116-2020@2020.3, gbt39116-2020@2020.2, "
            "gbt39116-2020@2020.1");

  request.clear_model();
  request.mutable_profile()->set_weight_set("services");
  status = server.Score(request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(InfoOf(status).reason(), "WEIGHT_SET_NOT_FOUND");
  EXPECT_EQ(InfoOf(status).metadata().at("weight_sets"), "process, discrete");
}

TEST(ScoreTest, PackedAnswersOfAnotherModelAreAFailedPrecondition) {
  RunningServer server(TinyCatalog());
  v1::ScoreRequest request = TinyRequest(4);
  request.mutable_packed()->set_model_digest(std::string(64, '0'));
  v1::ScoreResponse response;
  const grpc::Status status = server.Score(request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(InfoOf(status).reason(), "MODEL_DIGEST_MISMATCH");
  EXPECT_EQ(InfoOf(status).metadata().at("model_digest"),
            TinyCatalog().entries().front().compiled->digest);
}

TEST(ScoreTest, ManyViolationsArriveBelowTheMetadataLimit) {
  RunningServer server;
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set("discrete");
  for (int i = 0; i < 5000; ++i) {
    request.mutable_list()->add_answers()->set_requirement_id(
        absl::StrCat("不存在的条款不存在的条款", i));
  }
  v1::ScoreResponse response;
  const grpc::Status status = server.Score(request, &response);
  ASSERT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  const google::rpc::ErrorInfo info = InfoOf(status);
  EXPECT_EQ(info.metadata().at("violations"), "5208");
  const size_t listed = ViolationsOf(status).size();
  EXPECT_GT(listed, 10u);
  EXPECT_LT(listed, 208u);
  EXPECT_EQ(info.metadata().at("violations_listed"), absl::StrCat(listed));
  EXPECT_LT(status.error_details().size() + status.error_message().size(),
            size_t{8} << 10);
  EXPECT_THAT(status.error_message(),
              HasSubstr(absl::StrCat("the first ", listed, " are listed")));
}

TEST(ScoreTest, ForeignTextInARefusalArrives) {
  RunningServer server;
  v1::ScoreRequest request;
  std::string id;
  for (int i = 0; i < 1000; ++i) id += "模型";
  request.mutable_model()->set_id(id);
  v1::ScoreResponse response;
  const grpc::Status status = server.Score(request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(InfoOf(status).reason(), "MODEL_NOT_FOUND");
  EXPECT_THAT(status.error_message(), HasSubstr("模型…"));
}

TEST(ScoreTest, ARequestAboveTheLimitIsResourceExhausted) {
  server::ServerOptions options;
  options.max_message_bytes = 1 << 10;
  RunningServer server(TinyCatalog(), options);
  v1::ScoreRequest request = TinyRequest(4);
  request.set_view(v1::VIEW_LEVEL);
  v1::ScoreResponse response;
  EXPECT_TRUE(server.Score(request, &response).ok());
  request.mutable_profile()->add_excluded_domain_ids(std::string(1 << 10, 'x'));
  EXPECT_EQ(server.Score(request, &response).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST(ScoreTest, AResponseAboveTheLimitIsResourceExhausted) {
  server::ServerOptions options;
  options.max_message_bytes = 1 << 10;
  RunningServer server(TinyCatalog(), options);
  v1::ScoreRequest request = TinyRequest(1);
  request.set_view(v1::VIEW_FULL);
  v1::ScoreResponse response;
  const grpc::Status status = server.Score(request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED)
      << status.error_message();
}

}  // namespace
}  // namespace cmmm::test
