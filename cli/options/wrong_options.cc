#include "cli/options/wrong_options.h"

#include "absl/strings/str_cat.h"

namespace cmmm::cli {
namespace {

// Below what stands behind `cmmm: `.
constexpr char kNextLine[] = "\n      ";

}  // namespace

void WrongOptions::Add(const std::string& option, const std::string& value,
                       const std::string& en, const std::string& zh) {
  Add(absl::StrCat(option, " `", Printable(value), "`: ", en),
      absl::StrCat(option, " “", Printable(value), "”：", zh));
}

void WrongOptions::Add(const std::string& en, const std::string& zh) {
  Add(Failure{FailureKind::kUsage, en, zh});
}

void WrongOptions::Add(const MaybeFailure& failure) {
  if (!failure.has_value()) return;
  if (!failure_.has_value()) {
    failure_ = failure;
    return;
  }
  if (failure->kind == FailureKind::kUsage) failure_->kind = failure->kind;
  absl::StrAppend(&failure_->message, kNextLine, failure->message);
  absl::StrAppend(&failure_->message_zh, kNextLine, failure->message_zh);
  for (const Violation& one : failure->violations.listed()) {
    failure_->violations.Add(one);
  }
  failure_->violations.AddUnlisted(failure->violations.total() -
                                   failure->violations.listed().size());
}

}  // namespace cmmm::cli
