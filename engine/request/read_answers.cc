#include "engine/request/read_answers.h"

namespace cmmm {

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
