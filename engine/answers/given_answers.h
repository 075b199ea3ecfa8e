// Answers as a caller gave them, before they are checked.
#ifndef CMMM_ENGINE_ANSWERS_GIVEN_ANSWERS_H_
#define CMMM_ENGINE_ANSWERS_GIVEN_ANSWERS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/grade_code.h"

namespace cmmm {

struct GivenAnswer {
  absl::string_view requirement_id;
  int code = kOpen;          // as given: may be no GradeCode at all
  absl::string_view reason;  // of kNotApplicable
};

// Either a list in any order or one byte per requirement. Views into the
// caller's message.
struct GivenAnswers {
  bool is_packed = false;
  std::vector<GivenAnswer> list;
  absl::string_view packed;
  absl::string_view packed_digest;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_ANSWERS_GIVEN_ANSWERS_H_
