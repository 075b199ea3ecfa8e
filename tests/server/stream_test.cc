// ScoringService.ScoreStream: what each block is answered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/server/running_server.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The one answer to one block; fails the test unless the stream ended well.
v1::ScoreStreamResponse AnswerTo(RunningServer& server,
                                 const v1::ScoreStreamRequest& block) {
  StreamOutcome outcome = ScoreBlocks(server.scoring(), {block});
  EXPECT_TRUE(outcome.status.ok()) << outcome.status.error_message();
  if (outcome.answers.size() != 1) {
    ADD_FAILURE() << outcome.answers.size() << " answers";
    return {};
  }
  return outcome.answers.front();
}

// A block for the tiny model of `count` assessments, all `fully`.
v1::ScoreStreamRequest TinyBlock(int count) {
  v1::ScoreStreamRequest block = BlockOf(TinyRequest(4), "0");
  block.mutable_common()->set_view(v1::VIEW_LEVEL);
  for (int i = 1; i < count; ++i) {
    *block.add_assessments() = block.assessments(0);
    block.mutable_assessments(i)->set_key(absl::StrCat(i));
  }
  return block;
}

// The unary response with its model taken out, as a stream gives it.
std::string WithoutModel(v1::ScoreResponse response) {
  response.clear_model();
  return Bytes(response);
}

TEST(ScoreStreamTest, EqualsUnaryBitForBitForEveryDatasetAndView) {
  RunningServer server;
  for (const v1::View view :
       {v1::VIEW_LEVEL, v1::VIEW_SCORECARD, v1::VIEW_FULL}) {
    std::vector<v1::ScoreStreamRequest> blocks;
    for (const Dataset& dataset : Datasets()) {
      blocks.push_back(BlockOf(dataset.request, dataset.file));
      blocks.back().mutable_common()->set_view(view);
    }
    const StreamOutcome outcome = ScoreBlocks(server.scoring(), blocks);
    ASSERT_TRUE(outcome.status.ok()) << outcome.status.error_message();
    ASSERT_EQ(outcome.answers.size(), Datasets().size());
    for (size_t i = 0; i < Datasets().size(); ++i) {
      SCOPED_TRACE(Datasets()[i].file);
      v1::ScoreRequest request = Datasets()[i].request;
      request.set_view(view);
      v1::ScoreResponse unary;
      ASSERT_TRUE(server.Score(request, &unary).ok());
      const v1::ScoreStreamResponse& answer = outcome.answers[i];
      ASSERT_EQ(answer.results_size(), 1);
      EXPECT_EQ(answer.results(0).key(), Datasets()[i].file);
      EXPECT_EQ(Bytes(answer.model()), Bytes(unary.model()));
      EXPECT_EQ(Bytes(answer.results(0).response()), WithoutModel(unary));
    }
  }
}

TEST(ScoreStreamTest, KeepsOrderAndKeysEvenWhenKeysRepeat) {
  RunningServer server(TinyCatalog());
  constexpr uint32_t kSeed = 20200;
  std::mt19937 random(kSeed);
  v1::ScoreStreamRequest block = TinyBlock(500);
  for (v1::KeyedAssessment& assessment : *block.mutable_assessments()) {
    assessment.set_key(absl::StrCat("工厂", random() % 50));
    for (char& code : *assessment.mutable_packed()->mutable_grades()) {
      code = static_cast<char>(1 + random() % 4);
    }
  }
  const v1::ScoreStreamResponse answer = AnswerTo(server, block);
  ASSERT_EQ(answer.results_size(), 500);
  for (int i = 0; i < 500; ++i) {
    v1::ScoreRequest request = block.common();
    *request.mutable_packed() = block.assessments(i).packed();
    EXPECT_EQ(answer.results(i).key(), block.assessments(i).key());
    ASSERT_EQ(Bytes(answer.results(i).response()),
              WithoutModel(EvaluateOrDie(TinyCatalog(), request)))
        << i;
  }
}

TEST(ScoreStreamTest, OneBadAssessmentCarriesTheStatusOfUnaryOthersScore) {
  RunningServer server(TinyCatalog());
  v1::ScoreStreamRequest block = TinyBlock(3);
  (*block.mutable_assessments(1)->mutable_packed()->mutable_grades())[4] = 9;
  const v1::ScoreStreamResponse answer = AnswerTo(server, block);
  ASSERT_EQ(answer.results_size(), 3);
  EXPECT_TRUE(answer.has_model());
  EXPECT_TRUE(answer.results(0).has_response());
  EXPECT_TRUE(answer.results(2).has_response());
  ASSERT_TRUE(answer.results(1).has_status());
  EXPECT_EQ(answer.results(1).key(), "1");

  v1::ScoreRequest request = block.common();
  *request.mutable_packed() = block.assessments(1).packed();
  v1::ScoreResponse response;
  const grpc::Status unary = server.Score(request, &response);
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(
      answer.results(1).status(), DetailsOf(unary)));
  EXPECT_THAT(ViolationsOf(answer.results(1).status()),
              Contains("packed.grades[4]: answer.grade_range"));
}

TEST(ScoreStreamTest, ARefusedCommonRefusesEachAssessmentAndNotTheNextBlock) {
  RunningServer server(TinyCatalog());
  v1::ScoreStreamRequest refused = TinyBlock(3);
  refused.mutable_common()->mutable_model()->set_id("no-such-model");
  const StreamOutcome outcome =
      ScoreBlocks(server.scoring(), {refused, TinyBlock(1)});
  ASSERT_TRUE(outcome.status.ok());
  ASSERT_EQ(outcome.answers.size(), 2u);
  EXPECT_FALSE(outcome.answers[0].has_model());
  ASSERT_EQ(outcome.answers[0].results_size(), 3);
  for (const v1::KeyedResult& result : outcome.answers[0].results()) {
    EXPECT_EQ(result.status().code(), grpc::StatusCode::NOT_FOUND);
    EXPECT_EQ(InfoOf(result.status()).reason(), "MODEL_NOT_FOUND");
    EXPECT_EQ(Bytes(result.status()),
              Bytes(outcome.answers[0].results(0).status()));
  }
  EXPECT_EQ(outcome.answers[0].results(2).key(), "2");
  EXPECT_TRUE(outcome.answers[1].results(0).has_response());
}

TEST(ScoreStreamTest, AViolationInCommonRefusesEachAssessment) {
  RunningServer server(TinyCatalog());
  v1::ScoreStreamRequest block = TinyBlock(2);
  block.mutable_common()->set_target_level(4);
  const v1::ScoreStreamResponse answer = AnswerTo(server, block);
  ASSERT_EQ(answer.results_size(), 2);
  for (const v1::KeyedResult& result : answer.results()) {
    EXPECT_EQ(InfoOf(result.status()).reason(), "INVALID_BLOCK");
    EXPECT_THAT(ViolationsOf(result.status()),
                ElementsAre("common.target_level: request.target_level"));
  }
}

TEST(ScoreStreamTest, AnswersInCommonRefuseEachAssessment) {
  RunningServer server(TinyCatalog());
  v1::ScoreStreamRequest block = TinyBlock(2);
  block.mutable_common()->mutable_list();
  const v1::ScoreStreamResponse answer = AnswerTo(server, block);
  ASSERT_EQ(answer.results_size(), 2);
  for (const v1::KeyedResult& result : answer.results()) {
    EXPECT_EQ(result.status().code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_THAT(ViolationsOf(result.status()),
                ElementsAre("common.answers: block.answers_in_common"));
  }
}

TEST(ScoreStreamTest, AKeyThatIsTooLongRefusesEachAssessment) {
  RunningServer server(TinyCatalog());
  v1::ScoreStreamRequest block = TinyBlock(2);
  block.mutable_assessments(0)->set_key(std::string(256, 'k'));
  EXPECT_TRUE(AnswerTo(server, block).results(1).has_response());
  block.mutable_assessments(0)->set_key(std::string(257, 'k'));
  const v1::ScoreStreamResponse answer = AnswerTo(server, block);
  ASSERT_EQ(answer.results_size(), 2);
  for (const v1::KeyedResult& result : answer.results()) {
    EXPECT_THAT(ViolationsOf(result.status()),
                ElementsAre("assessments[0].key: block.key_too_long"));
  }
}

TEST(ScoreStreamTest, TakesBlocksUpTo4096AndRefuses4097) {
  RunningServer server(TinyCatalog());
  const v1::ScoreStreamResponse full = AnswerTo(server, TinyBlock(4096));
  ASSERT_EQ(full.results_size(), 4096);
  for (const v1::KeyedResult& result : full.results()) {
    ASSERT_TRUE(result.has_response());
  }
  const StreamOutcome over = ScoreBlocks(server.scoring(), {TinyBlock(4097)});
  EXPECT_THAT(over.answers, IsEmpty());
  EXPECT_EQ(over.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(ViolationsOf(DetailsOf(over.status)),
              ElementsAre("assessments: block.too_many"));
}

TEST(ScoreStreamTest, AnEmptyBlockIsAnsweredByAnEmptyBlock) {
  RunningServer server(TinyCatalog());
  v1::ScoreStreamRequest block = TinyBlock(1);
  block.clear_assessments();
  const v1::ScoreStreamResponse answer = AnswerTo(server, block);
  EXPECT_EQ(answer.model().id(), "tiny-model");
  EXPECT_EQ(answer.results_size(), 0);
}

TEST(ScoreStreamTest, TheBlocksDigestServesWhereAnAssessmentHasNone) {
  RunningServer server(TinyCatalog());
  v1::ScoreStreamRequest block = TinyBlock(2);
  const std::string digest = block.assessments(0).packed().model_digest();
  block.mutable_assessments(1)->mutable_packed()->clear_model_digest();
  v1::ScoreStreamResponse answer = AnswerTo(server, block);
  EXPECT_TRUE(answer.results(0).has_response());
  EXPECT_EQ(answer.results(1).status().code(),
            grpc::StatusCode::FAILED_PRECONDITION);

  block.set_packed_model_digest(digest);
  answer = AnswerTo(server, block);
  EXPECT_TRUE(answer.results(0).has_response());
  EXPECT_TRUE(answer.results(1).has_response());

  block.set_packed_model_digest("of another model");
  answer = AnswerTo(server, block);
  EXPECT_TRUE(answer.results(0).has_response());
  EXPECT_EQ(InfoOf(answer.results(1).status()).reason(),
            "MODEL_DIGEST_MISMATCH");
}

TEST(ScoreStreamTest, ListsAndPackedGradesMixInOneBlock) {
  RunningServer server(TinyCatalog());
  v1::ScoreStreamRequest block = TinyBlock(2);
  v1::AnswerList* list = block.mutable_assessments(1)->mutable_list();
  for (const auto& item : TinyDefinition().requirements()) {
    v1::Answer* answer = list->add_answers();
    answer->set_requirement_id(item.id());
    answer->set_grade(v1::GRADE_FULLY);
  }
  const v1::ScoreStreamResponse answer = AnswerTo(server, block);
  EXPECT_EQ(Bytes(answer.results(1).response()),
            Bytes(answer.results(0).response()));
}

TEST(ScoreStreamTest, AnAssessmentWithoutAnswersNamesTheOpenQuestions) {
  RunningServer server(TinyCatalog());
  v1::ScoreStreamRequest block = TinyBlock(1);
  block.mutable_assessments(0)->clear_answers();
  const v1::ScoreStreamResponse answer = AnswerTo(server, block);
  EXPECT_THAT(ViolationsOf(answer.results(0).status()),
              AllOf(Each("list.answers: answer.missing"),
                    ::testing::SizeIs(TinyDefinition().requirements_size())));
}

TEST(ScoreStreamTest, HalfCloseEndsTheStreamCleanly) {
  RunningServer server(TinyCatalog());
  const StreamOutcome none = ScoreBlocks(server.scoring(), {});
  EXPECT_TRUE(none.status.ok());
  EXPECT_TRUE(none.answers.empty());
  const StreamOutcome some =
      ScoreBlocks(server.scoring(), {TinyBlock(1), TinyBlock(2)});
  EXPECT_TRUE(some.status.ok());
  EXPECT_EQ(some.answers.size(), 2u);
}

}  // namespace
}  // namespace cmmm::test
