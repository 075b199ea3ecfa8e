// What is wrong with a workbook, while it is being read.
#ifndef CMMM_EXCEL_FAULT_H_
#define CMMM_EXCEL_FAULT_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "engine/base/violations.h"

namespace cmmm::excel {

// Nothing when all is well. The field path is a part, a sheet or a cell; the
// rule ids are listed in docs/excel.md.
using Fault = std::optional<Violation>;

inline Violation MakeFault(absl::string_view where, absl::string_view rule_id,
                           std::string message) {
  return {Printable(where, 200), std::string(rule_id), "", std::move(message)};
}

// Ends the reading: INVALID_WORKBOOK.
inline Refusal RefuseWorkbook(Violations violations) {
  return RefuseViolations("INVALID_WORKBOOK", "the workbook cannot be read",
                          std::move(violations));
}
inline Refusal RefuseWorkbook(const Violation& fault) {
  Violations violations;
  violations.Add(fault.field_path, fault.rule_id, fault.value, fault.message);
  return RefuseWorkbook(std::move(violations));
}

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_FAULT_H_
