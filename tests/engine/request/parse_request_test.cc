// Requests read from bytes against requests parsed as messages.
#include "engine/request/parse_request.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

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

}  // namespace
}  // namespace cmmm
