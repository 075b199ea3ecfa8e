// From answers as messages to answers as plain structs: the half of
// ParseScoreRequest for bytes that it does not read itself.
#ifndef CMMM_ENGINE_REQUEST_READ_ANSWERS_H_
#define CMMM_ENGINE_REQUEST_READ_ANSWERS_H_

#include "cmmm/v1/answers.pb.h"
#include "engine/request/given_answers.h"

namespace cmmm {

// Views into `list` and `packed`, which must outlive the result.
// Grades are taken over as they are, also those out of range: binding checks.
GivenAnswers ReadAnswers(const v1::AnswerList& list);
GivenAnswers ReadAnswers(const v1::PackedGrades& packed);

// Of a message with the oneof `answers`, such as ScoreRequest or
// KeyedAssessment. Neither set: no answers at all.
template <typename Message>
GivenAnswers ReadAnswersOf(const Message& message) {
  if (message.has_packed()) return ReadAnswers(message.packed());
  return ReadAnswers(message.list());
}

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_READ_ANSWERS_H_
