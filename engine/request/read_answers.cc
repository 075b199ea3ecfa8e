#include "engine/request/read_answers.h"

namespace cmmm {
namespace {

// The note and the evidence of the answer that was read last.
void ReadTexts(const v1::Answer& answer, GivenAnswers* given) {
  const int place = static_cast<int>(given->list.size()) - 1;
  if (!answer.note().empty()) {
    given->texts.push_back({place, -1, answer.note(), ""});
  }
  for (int i = 0; i < answer.evidence_size(); ++i) {
    const v1::Evidence& piece = answer.evidence(i);
    given->texts.push_back({place, i, piece.text(), piece.link()});
  }
}

}  // namespace

GivenAnswers ReadAnswers(const v1::AnswerList& list) {
  GivenAnswers given;
  given.list.reserve(list.answers_size());
  for (const v1::Answer& answer : list.answers()) {
    GivenAnswer entry;
    entry.requirement_id = answer.requirement_id();
    if (answer.has_not_applicable()) {
      entry.not_applicable = true;
      entry.reason = answer.not_applicable().reason();
    } else {
      entry.grade = answer.grade();
    }
    given.list.push_back(entry);
    ReadTexts(answer, &given);
  }
  return given;
}

GivenAnswers ReadAnswers(const v1::PackedGrades& packed) {
  GivenAnswers given;
  given.is_packed = true;
  given.packed = packed.grades();
  given.packed_digest = packed.model_digest();
  return given;
}

}  // namespace cmmm
