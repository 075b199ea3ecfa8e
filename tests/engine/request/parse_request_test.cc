// Requests read from bytes against requests parsed as messages.
#include "engine/request/parse_request.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/request/parse_message.h"
#include "engine/request/read_answers.h"

namespace cmmm {
namespace {

v1::ScoreRequest Listed() {
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set("discrete");
  request.mutable_profile()->add_excluded_domain_ids("design");
  for (int i = 0; i < 5; ++i) {
    auto* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id("data.2." + std::string(1, 'a' + i));
    answer->set_grade(static_cast<v1::Grade>(i));
  }
  auto* answer = request.mutable_list()->add_answers();
  answer->mutable_not_applicable()->set_reason("no production of its own");
  request.set_target_level(3);
  request.set_view(v1::VIEW_FULL);
  return request;
}

v1::ScoreRequest Packed() {
  v1::ScoreRequest request;
  request.mutable_model()->set_id("some-model");
  request.mutable_packed()->set_grades(std::string(300, '\3'));
  request.mutable_packed()->set_model_digest(std::string(64, 'a'));
  request.set_unanswered(v1::UNANSWERED_POLICY_REFUSE);
  return request;
}

v1::ScoreStreamRequest Block() {
  v1::ScoreStreamRequest block;
  *block.mutable_common() = Packed();
  block.mutable_common()->clear_answers();
  for (int i = 0; i < 3; ++i) {
    auto* keyed = block.add_assessments();
    if (i > 0) keyed->set_key("key " + std::to_string(i));
    keyed->mutable_packed()->set_grades(std::string(200, '\2'));
  }
  block.mutable_assessments(2)->mutable_packed()->set_model_digest("other");
  block.set_packed_model_digest("digest");
  return block;
}

void ExpectSameAnswers(const GivenAnswers& got, const GivenAnswers& expected) {
  ASSERT_EQ(got.is_packed, expected.is_packed);
  ASSERT_EQ(got.packed, expected.packed);
  ASSERT_EQ(got.packed_digest, expected.packed_digest);
  ASSERT_EQ(got.list.size(), expected.list.size());
  for (size_t i = 0; i < got.list.size(); ++i) {
    ASSERT_EQ(got.list[i].requirement_id, expected.list[i].requirement_id);
    ASSERT_EQ(got.list[i].grade, expected.list[i].grade);
    ASSERT_EQ(got.list[i].not_applicable, expected.list[i].not_applicable);
    ASSERT_EQ(got.list[i].reason, expected.list[i].reason);
  }
}

// Whether `bytes` were read; if so they must mean what the parser says.
bool ReadsLikeTheParser(const std::string& bytes) {
  v1::ScoreRequest rest;
  GivenAnswers answers;
  if (!ReadRequestBytes(bytes, &rest, &answers)) return false;
  v1::ScoreRequest parsed;
  EXPECT_TRUE(parsed.ParseFromString(bytes));
  ExpectSameAnswers(answers, ReadAnswersOf(parsed));
  v1::ScoreRequest without = parsed;
  without.clear_answers();
  EXPECT_EQ(rest.SerializeAsString(), without.SerializeAsString());
  return true;
}

bool BlockReadsLikeTheParser(const std::string& bytes) {
  v1::ScoreRequest common;
  ParsedBlock block;
  if (!ReadBlockBytes(bytes, &common, &block)) return false;
  v1::ScoreStreamRequest parsed;
  EXPECT_TRUE(parsed.ParseFromString(bytes));
  EXPECT_EQ(common.SerializeAsString(), parsed.common().SerializeAsString());
  EXPECT_EQ(block.packed_model_digest, parsed.packed_model_digest());
  EXPECT_EQ(block.assessments.size(), parsed.assessments_size());
  for (int i = 0; i < parsed.assessments_size(); ++i) {
    EXPECT_EQ(block.assessments[i].key, parsed.assessments(i).key());
    ExpectSameAnswers(block.assessments[i].answers,
                      ReadAnswersOf(parsed.assessments(i)));
  }
  return true;
}

TEST(ReadBytesTest, WhatClientsWriteIsRead) {
  for (const auto& request : {Listed(), Packed(), v1::ScoreRequest()}) {
    EXPECT_TRUE(ReadsLikeTheParser(request.SerializeAsString()));
  }
  EXPECT_TRUE(BlockReadsLikeTheParser(Block().SerializeAsString()));
  EXPECT_TRUE(BlockReadsLikeTheParser(""));
}

TEST(ReadBytesTest, WhatIsUnusualIsLeftToTheParser) {
  // Both answers: the last one counts.
  EXPECT_FALSE(ReadsLikeTheParser(Listed().SerializeAsString() +
                                  Packed().SerializeAsString()));
  v1::ScoreRequest short_list;
  short_list.mutable_list()->add_answers()->set_requirement_id("data.2.a");
  EXPECT_FALSE(ReadsLikeTheParser(Packed().SerializeAsString() +
                                  short_list.SerializeAsString()));
  v1::ScoreRequest short_packed;
  short_packed.mutable_packed()->set_grades("\1\2");
  EXPECT_FALSE(ReadsLikeTheParser(short_list.SerializeAsString() +
                                  short_packed.SerializeAsString()));
  // Text that is not ASCII, valid or not.
  auto request = Listed();
  request.mutable_list()
      ->mutable_answers(5)
      ->mutable_not_applicable()
      ->set_reason("无自有生产");
  EXPECT_FALSE(ReadsLikeTheParser(request.SerializeAsString()));
  // Grades that take several bytes.
  request = Listed();
  request.mutable_list()->mutable_answers(0)->set_grade(
      static_cast<v1::Grade>(-1));
  EXPECT_FALSE(ReadsLikeTheParser(request.SerializeAsString()));
  auto block = Block();
  block.mutable_assessments(1)->mutable_list()->add_answers();
  EXPECT_FALSE(BlockReadsLikeTheParser(block.SerializeAsString()));
}

// A field of fewer than 128 bytes.
std::string Field(int number, const std::string& bytes) {
  const std::string head = {static_cast<char>(number << 3 | 2),
                            static_cast<char>(bytes.size())};
  return head + bytes;
}

// Every beginning of `message`, and what begins another field behind it.
template <typename Message>
std::vector<std::string> EndsOf(const Message& message) {
  const std::string bytes = message.SerializeAsString();
  std::vector<std::string> ends;
  for (size_t size = 0; size <= bytes.size(); ++size) {
    ends.push_back(bytes.substr(0, size));
  }
  ends.push_back(bytes + Field(15, "more"));
  return ends;
}

TEST(ReadBytesTest, WhatEndsWithinAMessageMeansWhatTheParserSays) {
  using v1::ScoreRequest;
  const auto list = [](const std::string& answers) {
    return Field(ScoreRequest::kListFieldNumber, answers);
  };
  const v1::AnswerList answers = Listed().list();
  for (const std::string& end : EndsOf(answers)) ReadsLikeTheParser(list(end));
  for (const v1::Answer& answer : answers.answers()) {
    for (const std::string& end : EndsOf(answer)) {
      ReadsLikeTheParser(list(Field(1, end)));
    }
  }
  for (const auto& end : EndsOf(answers.answers(5).not_applicable())) {
    ReadsLikeTheParser(
        list(Field(1, Field(v1::Answer::kNotApplicableFieldNumber, end))));
  }
  v1::PackedGrades packed;
  packed.set_grades("\1\2\3");
  packed.set_model_digest("digest");
  for (const std::string& end : EndsOf(packed)) {
    ReadsLikeTheParser(Field(ScoreRequest::kPackedFieldNumber, end));
  }
  v1::KeyedAssessment keyed;
  keyed.set_key("key");
  *keyed.mutable_packed() = packed;
  for (const std::string& end : EndsOf(keyed)) {
    BlockReadsLikeTheParser(
        Field(v1::ScoreStreamRequest::kAssessmentsFieldNumber, end));
  }
}

TEST(ReadBytesTest, LongTextsAreRead) {
  v1::ScoreRequest request = Packed();
  request.mutable_packed()->set_model_digest(std::string(20000, 'd'));
  EXPECT_TRUE(ReadsLikeTheParser(request.SerializeAsString()));
  v1::ScoreStreamRequest block = Block();
  block.mutable_assessments(1)->set_key(std::string(200, 'k'));
  EXPECT_TRUE(BlockReadsLikeTheParser(block.SerializeAsString()));
  // Not where the length itself is not ASCII, among what is parsed.
  request.mutable_model()->set_id(std::string(200, 'm'));
  EXPECT_FALSE(ReadsLikeTheParser(request.SerializeAsString()));
}

TEST(ReadBytesTest, ChangedBytesMeanWhatTheParserSays) {
  std::mt19937 random(11);
  int read = 0;
  for (int i = 0; i < 40000 && !::testing::Test::HasFailure(); ++i) {
    const bool is_block = i % 3 == 2;
    std::string bytes = is_block     ? Block().SerializeAsString()
                        : i % 3 == 0 ? Listed().SerializeAsString()
                                     : Packed().SerializeAsString();
    for (int change = 0; change <= i % 3; ++change) {
      const size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes[at] = static_cast<char>(bytes[at] + 1);
          break;
        case 2:
          bytes.erase(at, 1 + random() % 3);
          break;
        default:
          bytes.insert(at, 1, static_cast<char>(random() % 64));
      }
      if (bytes.empty()) break;
    }
    read +=
        is_block ? BlockReadsLikeTheParser(bytes) : ReadsLikeTheParser(bytes);
  }
  EXPECT_GT(read, 1000);
  std::cout << read << " of 40000 changed requests were read\n";
}

TEST(ReadBytesTest, WhatEndsEarlierMeansWhatTheParserSays) {
  for (const auto& request : {Listed(), Packed()}) {
    const std::string bytes = request.SerializeAsString();
    for (size_t size = 0; size < bytes.size(); ++size) {
      ReadsLikeTheParser(bytes.substr(0, size));
    }
  }
  const std::string block = Block().SerializeAsString();
  for (size_t size = 0; size < block.size(); ++size) {
    BlockReadsLikeTheParser(block.substr(0, size));
  }
}

TEST(ParseRequestTest, WhatIsNoMessageIsRefused) {
  google::protobuf::Arena arena;
  const auto request = ParseScoreRequest("\xff", &arena);
  ASSERT_FALSE(request.ok());
  EXPECT_EQ(request.refusal().reason, "MALFORMED_REQUEST");
  const auto block = ParseBlock("\xff", &arena);
  ASSERT_FALSE(block.ok());
  EXPECT_EQ(block.refusal().reason, "MALFORMED_REQUEST");
}

TEST(ParseMessageTest, ComplaintsAreTakenWhileItParses) {
  EXPECT_FALSE(TakeParserComplaint("about something else"));
}

}  // namespace
}  // namespace cmmm
