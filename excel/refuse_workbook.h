// What is wrong with a workbook, and the refusal it ends with.
//
//   if (MaybeViolation fault = part.Next(&piece)) return fault;
//   …
//   if (fault.has_value()) return RefuseWorkbook(*fault);
#ifndef CMMM_EXCEL_REFUSE_WORKBOOK_H_
#define CMMM_EXCEL_REFUSE_WORKBOOK_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "engine/base/violations.h"

namespace cmmm::excel {

// Nothing when all is well. A workbook that is broken is read no further, so
// there is one; what is wrong with answers comes as Violations, all of them.
using MaybeViolation = std::optional<Violation>;

// `where` is a part, a sheet or a cell, as the file names it; the rule ids are
// listed in docs/excel.md.
inline Violation MakeViolation(absl::string_view where,
                               absl::string_view rule_id, std::string message) {
  return {Printable(where, 200), std::string(rule_id), "", std::move(message)};
}

// What workbook.formula_without_value says.
inline constexpr char kFormulaWithoutValue[] =
    "the formula was saved without its value; open the workbook in Excel, WPS "
    "or LibreOffice and save it again";

// INVALID_WORKBOOK with these violations.
inline Refusal RefuseWorkbook(Violations violations) {
  return RefuseViolations("INVALID_WORKBOOK", "the workbook cannot be read",
                          std::move(violations));
}
inline Refusal RefuseWorkbook(const Violation& violation) {
  Violations violations;
  violations.Add(violation);
  return RefuseWorkbook(std::move(violations));
}

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_REFUSE_WORKBOOK_H_
