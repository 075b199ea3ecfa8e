// Answers as a caller gave them, before they are checked: what parsing a
// request gives, and what binding it (engine/answers/bind.h) takes. Nothing is
// known of them but that they were there.
//
// An id that the model has not, a grade of 9 and an answer given twice are all
// still in here: binding says so, each with its place.
#ifndef CMMM_ENGINE_REQUEST_GIVEN_ANSWERS_H_
#define CMMM_ENGINE_REQUEST_GIVEN_ANSWERS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/grade_code.h"

namespace cmmm {

// Neither grade nor not_applicable: the question was named and left open.
struct GivenAnswer {
  absl::string_view requirement_id;
  int grade = kOpen;  // as given: may be out of range; 0 is an open question
  bool not_applicable = false;  // then `grade` means nothing
  absl::string_view reason;     // of not_applicable
};

// What somebody wrote beside an answer: nothing is computed with it.
struct GivenText {
  int answer = 0;  // its place in the list
  int piece = -1;  // its place among the evidence; -1: it is the note
  absl::string_view text;
  absl::string_view link;  // of evidence only
};

// Either a list in any order or one byte per requirement. Views into the
// caller's message or bytes, which must outlive it. Who said what:
//
//   list { answers { requirement_id: "data.1.a" grade: GRADE_FULLY } }
//     → is_packed false, list {{"data.1.a", 4, false, ""}}
//   packed { grades: "\4\0…" model_digest: "9a6a…" }
//     → is_packed true, packed [R], packed_digest
// What is not mentioned in a list is open. Of the packed form byte i is the
// code (engine/base/grade_code.h) of requirement i in model order.
struct GivenAnswers {
  bool is_packed = false;
  std::vector<GivenAnswer> list;
  std::vector<GivenText> texts;  // of the list, in its order
  absl::string_view packed;
  absl::string_view packed_digest;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_GIVEN_ANSWERS_H_
