#include "engine/base/refusal.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace cmmm {

Refusal RefuseViolations(absl::string_view reason, absl::string_view what,
                         Violations violations) {
  Refusal refusal;
  refusal.code = absl::StatusCode::kInvalidArgument;
  refusal.reason = std::string(reason);
  const size_t total = violations.total();
  refusal.message = absl::StrCat(what, ": ", total,
                                 total == 1 ? " violation" : " violations");
  refusal.metadata["violations"] = absl::StrCat(total);
  refusal.violations = std::move(violations);
  return refusal;
}

Refusal RefuseInvalid(absl::string_view what, Violations violations) {
  return RefuseViolations("INVALID_ASSESSMENT", what, std::move(violations));
}

Refusal Refuse(absl::StatusCode code, absl::string_view reason,
               std::string message) {
  Refusal refusal;
  refusal.code = code;
  refusal.reason = std::string(reason);
  refusal.message = std::move(message);
  return refusal;
}

}  // namespace cmmm
