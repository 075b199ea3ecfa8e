#include "python/native/errors.h"

#include <pybind11/pybind11.h>

#include <string>

#include "absl/status/status.h"
#include "texts/refusal_text.h"
#include "texts/rule_texts.h"

namespace cmmm::python {
namespace {

namespace py = pybind11;

[[noreturn]] void RaiseWith(const std::string& code, const std::string& reason,
                            const std::string& message,
                            const std::string& message_zh,
                            const Violations& violations) {
  py::list rows;
  for (const Violation& violation : violations.listed()) {
    rows.append(py::make_tuple(
        violation.field_path, violation.rule_id, violation.value,
        violation.message,
        texts::ChineseWords({"", violation.rule_id, violation.value,
                             violation.message, "", violation.there_are_zh})));
  }
  const py::object exception =
      py::module_::import("cmmm.errors")
          .attr("make")(code, reason, message, message_zh, rows,
                        violations.total());
  PyErr_SetObject(py::type::of(exception).ptr(), exception.ptr());
  throw py::error_already_set();
}

}  // namespace

void Raise(const Refusal& refusal) {
  RaiseWith(absl::StatusCodeToString(refusal.code), refusal.reason,
            refusal.message, texts::ChineseReason(refusal), refusal.violations);
}

void Raise(const Failure& failure) {
  RaiseWith("INVALID_ARGUMENT", "INVALID_INPUT", failure.message,
            failure.message_zh, failure.violations);
}

}  // namespace cmmm::python
