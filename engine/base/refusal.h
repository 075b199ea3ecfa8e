// Why a call was not answered: the second of the three carriers of what goes
// wrong (violations.h, failure.h). The doors make of it a gRPC status, an HTTP
// error or a sentence with an exit code; the reason is the same at all of them.
//
//   Outcome<const CatalogEntry*> entry = catalog.Find(id, version);
//   if (!entry.ok()) return entry.refusal();  // NOT_FOUND, MODEL_NOT_FOUND
//   entry.value()->compiled;
#ifndef CMMM_ENGINE_BASE_REFUSAL_H_
#define CMMM_ENGINE_BASE_REFUSAL_H_

#include <map>
#include <string>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/base/violations.h"

namespace cmmm {

// `violations` is empty unless `code` is kInvalidArgument.
struct Refusal {
  absl::StatusCode code = absl::StatusCode::kInternal;
  std::string reason;   // stable, UPPER_CASE; listed in docs/api.md
  std::string message;  // one sentence, without the violations
  Violations violations;
  std::map<std::string, std::string> metadata;  // machine-readable details
  // When trying again may help; 0: it will not.
  int retry_after_seconds = 0;
  // As Violation's: what `message` lists, in Chinese.
  std::string there_are_zh = {};
  // As Violation's: what was asked for and is not there, printable; empty where
  // nothing was asked for, or that is not what is wrong.
  std::string value = {};
};

// Bad data: INVALID_ARGUMENT with every violation.
// The message is `WHAT: 3 violations`; metadata["violations"] is their number,
// also of those not listed.
Refusal RefuseViolations(absl::string_view reason, absl::string_view what,
                         Violations violations);

// The same of an assessment: INVALID_ASSESSMENT, and `what` cannot be done.
Refusal RefuseInvalid(absl::string_view what, Violations violations);

// An impossible call.
// Without violations: there is nothing wrong with single fields.
Refusal Refuse(absl::StatusCode code, absl::string_view reason,
               std::string message);

// Either a value or the refusal.
template <typename T>
// Made from either without a word, so that a function returns what it has.
class Outcome {
 public:
  Outcome(T value) : state_(std::move(value)) {}            // NOLINT
  Outcome(Refusal refusal) : state_(std::move(refusal)) {}  // NOLINT

  bool ok() const { return std::holds_alternative<T>(state_); }
  // REQUIRES: ok().
  const T& value() const { return std::get<T>(state_); }
  T& value() { return std::get<T>(state_); }
  // REQUIRES: !ok().
  const Refusal& refusal() const { return std::get<Refusal>(state_); }
  Refusal& refusal() { return std::get<Refusal>(state_); }

 private:
  std::variant<T, Refusal> state_;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_REFUSAL_H_
