// The refusal of a question asked within another one, by the fields of the
// whole: `list.answers[3]` of the part becomes `parts[1].assessment.list.…`.
#ifndef CMMM_SERVICE_DOCUMENTS_WITHIN_H_
#define CMMM_SERVICE_DOCUMENTS_WITHIN_H_

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"

namespace cmmm::service {

// `refusal` with `field`, which ends with a dot, before every field path;
// nothing when there is none.
// Rules, values, messages and places stay; those that are not listed still
// count.
inline std::optional<Refusal> Within(absl::string_view field,
                                     std::optional<Refusal> refusal) {
  if (!refusal.has_value()) return refusal;
  const Violations inner = std::move(refusal->violations);
  refusal->violations = {};
  for (const Violation& one : inner.listed()) {
    refusal->violations.Add(absl::StrCat(field, one.field_path), one.rule_id,
                            one.value, one.message, one.index);
  }
  refusal->violations.AddUnlisted(inner.total() - inner.listed().size());
  return refusal;
}

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_DOCUMENTS_WITHIN_H_
