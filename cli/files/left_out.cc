#include "cli/files/left_out.h"

#include "absl/strings/str_cat.h"

namespace cmmm::cli {
namespace {

constexpr size_t kFindingsKept = 3;
constexpr size_t kRowsKept = 1000;

// The message and the first findings, in the language of messages.
std::string WhyLeftOut(const Failure& failure) {
  std::string why = ShowMessage(failure);
  const auto& listed = failure.violations.listed();
  for (size_t i = 0; i < listed.size() && i < kFindingsKept; ++i) {
    absl::StrAppend(&why, i == 0 ? " · " : "; ", ShowViolation(listed[i]));
  }
  const size_t all = failure.violations.total();
  if (all > kFindingsKept) {
    absl::StrAppend(&why, texts::Say(MessageLanguage(), "；另有 ", "; and "),
                    all - kFindingsKept,
                    texts::Say(MessageLanguage(), " 处", " more"));
  }
  return why;
}

}  // namespace

bool LeftOutList::Add(const std::string& what, const MaybeFailure& failure) {
  if (!failure.has_value()) return false;
  const ExitCode code = PrintIfFailed(what, failure);
  if (code_ == kExitOk) code_ = code;
  if (rows_.size() < kRowsKept) rows_.push_back({what, WhyLeftOut(*failure)});
  return true;
}

}  // namespace cmmm::cli
