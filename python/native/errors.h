// What went wrong, as exceptions of the package (python/cmmm/errors.py).
//
//   if (auto refusal = …) Raise(*refusal);   // cmmm.InvalidData, NotFound …
//
// Every exception carries the code, the stable reason and all violations. These
// functions need the interpreter's lock, and do not return.
#ifndef CMMM_PYTHON_NATIVE_ERRORS_H_
#define CMMM_PYTHON_NATIVE_ERRORS_H_

#include <optional>

#include "engine/base/failure.h"
#include "engine/base/refusal.h"

namespace cmmm::python {

// Of a refusal: cmmm.InvalidData when it has violations, cmmm.NotFound when
// what was asked for is not there, else cmmm.Refused.
[[noreturn]] void Raise(const Refusal& refusal);

// Of a failure, as a refusal of the same data.
[[noreturn]] void Raise(const Failure& failure);

// Raises when there is one.
inline void RaiseIf(const std::optional<Refusal>& refusal) {
  if (refusal.has_value()) Raise(*refusal);
}
inline void RaiseIf(const MaybeFailure& failure) {
  if (failure.has_value()) Raise(*failure);
}

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_ERRORS_H_
