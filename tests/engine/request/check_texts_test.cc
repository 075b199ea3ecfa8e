// Bounds of what people write, and that they are held for every answer.
#include "engine/request/check_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cmmm/v1/answers.pb.h"
#include "engine/request/read_answers.h"

namespace cmmm {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Found(const v1::AnswerList& list) {
  Violations violations;
  CheckWrittenTexts(ReadAnswers(list).texts, "common.", &violations);
  std::vector<std::string> found;
  for (const Violation& violation : violations.listed()) {
    found.push_back(violation.field_path + " " + violation.rule_id);
  }
  return found;
}

std::string Characters(size_t count, const std::string& one) {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += one;
  return text;
}

TEST(CheckTextsTest, AcceptsWhatIsWithinBounds) {
  v1::AnswerList list;
  v1::Answer* answer = list.add_answers();
  answer->set_note(Characters(kMaxWrittenCharacters, "字"));
  for (int i = 0; i < kMaxEvidence; ++i) {
    v1::Evidence* piece = answer->add_evidence();
    piece->set_text(Characters(kMaxWrittenCharacters, "a"));
    piece->set_link(Characters(kMaxWrittenCharacters, "字"));
  }
  EXPECT_THAT(Found(list), IsEmpty());
}

TEST(CheckTextsTest, CountsCharactersNotBytes) {
  v1::AnswerList list;
  list.add_answers();
  v1::Answer* answer = list.add_answers();
  answer->set_note(Characters(kMaxWrittenCharacters + 1, "字"));
  answer->add_evidence();
  answer->add_evidence()->set_text(Characters(kMaxWrittenCharacters + 1, "a"));
  answer->add_evidence()->set_link(Characters(kMaxWrittenCharacters + 1, "a"));
  EXPECT_THAT(Found(list),
              ElementsAre("common.list.answers[1].note answer.note_too_long",
                          "common.list.answers[1].evidence[1].text "
                          "answer.evidence_too_long",
                          "common.list.answers[1].evidence[2].link "
                          "answer.evidence_too_long"));
}

TEST(CheckTextsTest, RefusesTheEleventhPieceOnce) {
  v1::AnswerList list;
  v1::Answer* answer = list.add_answers();
  for (int i = 0; i < kMaxEvidence + 5; ++i) answer->add_evidence();
  EXPECT_THAT(Found(list), ElementsAre("common.list.answers[0].evidence "
                                       "answer.too_much_evidence"));
}

// Notes of `bytes` bytes together, none of them too long.
v1::AnswerList NotesOf(size_t bytes) {
  v1::AnswerList list;
  while (bytes > 0) {
    const size_t length = std::min(bytes, kMaxWrittenCharacters);
    list.add_answers()->set_note(std::string(length, 'a'));
    bytes -= length;
  }
  return list;
}

TEST(CheckTextsTest, AddsUpWhatAnAssessmentHas) {
  EXPECT_THAT(Found(NotesOf(kMaxWrittenBytes)), IsEmpty());
  EXPECT_THAT(Found(NotesOf(kMaxWrittenBytes + 1)),
              ElementsAre("common.list.answers answer.too_much_text"));
}

}  // namespace
}  // namespace cmmm
