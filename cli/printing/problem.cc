#include "cli/printing/problem.h"

#include <iostream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace cmmm::cli {
namespace {

ExitCode ExitCodeOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return kExitData;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kUnimplemented:
    case absl::StatusCode::kCancelled:  // a server that went away meanwhile
      return kExitUnavailable;
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kAborted:
      return kExitTemporary;
    default:
      return kExitSoftware;
  }
}

ExitCode ExitCodeOf(FailureKind kind) {
  switch (kind) {
    case FailureKind::kUsage:
      return kExitUsage;
    case FailureKind::kData:
      return kExitData;
    case FailureKind::kNoInput:
      return kExitNoInput;
    case FailureKind::kIo:
      return kExitIo;
    case FailureKind::kTemporary:
      return kExitTemporary;
  }
  return kExitSoftware;
}

}  // namespace

Problem ProblemOf(ExitCode code, std::string message) {
  Problem problem;
  problem.exit_code = code;
  problem.message = std::move(message);
  return problem;
}

Problem ToProblem(const Failure& failure) {
  return ProblemOf(ExitCodeOf(failure.kind), failure.message);
}

Problem ToProblem(const Refusal& refusal) {
  Problem problem;
  problem.exit_code = ExitCodeOf(refusal.code);
  problem.message = refusal.message;
  for (const Violation& violation : refusal.violations.listed()) {
    problem.details.push_back(ToString(violation));
  }
  problem.not_listed =
      refusal.violations.total() - refusal.violations.listed().size();
  return problem;
}

Problem ToProblem(const google::rpc::Status& status) {
  Problem problem;
  const auto code = static_cast<absl::StatusCode>(status.code());
  problem.exit_code = ExitCodeOf(code);
  problem.message = status.message();
  size_t total = 0;
  bool retry_helps = false;
  for (const auto& detail : status.details()) {
    google::rpc::BadRequest violations;
    google::rpc::ErrorInfo info;
    retry_helps = retry_helps || detail.Is<google::rpc::RetryInfo>();
    if (detail.UnpackTo(&info)) {
      const auto count = info.metadata().find("violations");
      if (count != info.metadata().end()) {
        (void)absl::SimpleAtoi(count->second, &total);
      }
    } else if (detail.UnpackTo(&violations)) {
      for (const auto& violation : violations.field_violations()) {
        problem.details.push_back(absl::StrCat(
            violation.field(), violation.field().empty() ? "" : ": ",
            violation.description()));
      }
    }
  }
  // gRPC's own answer to a message that is too large has no RetryInfo.
  if (code == absl::StatusCode::kResourceExhausted && !retry_helps) {
    problem.exit_code = kExitData;
  }
  if (total > problem.details.size()) {
    problem.not_listed = total - problem.details.size();
  }
  return problem;
}

std::optional<Problem> InFile(const std::string& file,
                              std::optional<Problem> problem) {
  if (problem.has_value()) {
    problem->message = absl::StrCat(file, ": ", problem->message);
  }
  return problem;
}

void PrintProblem(const std::string& file, const Problem& problem,
                  std::ostream& out) {
  out << "cmmm: " << file << (file.empty() ? "" : ": ") << problem.message
      << "\n";
  for (const std::string& detail : problem.details) {
    out << "  " << detail << "\n";
  }
  if (problem.not_listed > 0) {
    out << "  … and " << problem.not_listed << " more\n";
  }
}

ExitCode Finish(const std::string& file,
                const std::optional<Problem>& problem) {
  if (!problem.has_value()) return kExitOk;
  std::cout.flush();
  PrintProblem(file, *problem, std::cerr);
  return problem->exit_code;
}

}  // namespace cmmm::cli
