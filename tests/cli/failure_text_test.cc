#include "cli/printing/failure_text.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/response/refusal_status.h"

namespace cmmm::test {
namespace {

std::string Printed(const std::string& file, const Failure& failure) {
  std::ostringstream out;
  cli::PrintFailure(file, failure, out);
  return out.str();
}

Refusal WithViolations(int count) {
  Violations violations;
  for (int i = 0; i < count; ++i) {
    violations.Add(absl::StrCat("list.answers[", i, "].grade"),
                   "answer.grade_range", "9",
                   absl::StrCat("条款 ", i, ": 9 is out of range"));
  }
  return RefuseInvalid("cannot be scored", std::move(violations));
}

TEST(FailureTextTest, ARefusalReadsTheSameFromAServer) {
  const Refusal refusal = WithViolations(3);
  const Failure local = cli::ToFailure(refusal);
  const Failure remote = cli::ToFailure(ToRpcStatus(refusal));
  EXPECT_EQ(remote.kind, local.kind);
  EXPECT_EQ(Printed("", remote), Printed("", local));
  EXPECT_EQ(remote.violations.listed().size(), 3u);
  EXPECT_EQ(remote.violations.total(), 3u);
}

TEST(FailureTextTest, CountsTheViolationsThatAreNotListed) {
  const Refusal refusal = WithViolations(3000);
  const Failure local = cli::ToFailure(refusal);
  EXPECT_EQ(local.violations.total(), 3000u);
  const Failure remote = cli::ToFailure(ToRpcStatus(refusal));
  EXPECT_LT(remote.violations.listed().size(),
            local.violations.listed().size());
  EXPECT_EQ(remote.violations.total(), 3000u);
}

TEST(FailureTextTest, TheCodeOfACallDecidesTheExitCode) {
  const auto exit_code = [](absl::StatusCode code) {
    google::rpc::Status status;
    status.set_code(static_cast<int>(code));
    return cli::ExitCodeOf(cli::ToFailure(status).kind);
  };
  EXPECT_EQ(exit_code(absl::StatusCode::kInvalidArgument), cli::kExitData);
  EXPECT_EQ(exit_code(absl::StatusCode::kNotFound), cli::kExitData);
  EXPECT_EQ(exit_code(absl::StatusCode::kFailedPrecondition), cli::kExitData);
  EXPECT_EQ(exit_code(absl::StatusCode::kUnavailable), cli::kExitUnavailable);
  EXPECT_EQ(exit_code(absl::StatusCode::kUnimplemented), cli::kExitUnavailable);
  EXPECT_EQ(exit_code(absl::StatusCode::kCancelled), cli::kExitUnavailable);
  EXPECT_EQ(exit_code(absl::StatusCode::kDeadlineExceeded),
            cli::kExitTemporary);
  EXPECT_EQ(exit_code(absl::StatusCode::kInternal), cli::kExitSoftware);
  EXPECT_EQ(exit_code(absl::StatusCode::kUnknown), cli::kExitSoftware);
}

TEST(FailureTextTest, AFullServerIsTemporaryAMessageTooLargeIsNot) {
  Refusal full = Refuse(absl::StatusCode::kResourceExhausted, "SERVER_FULL",
                        "all streams are in use");
  full.retry_after_seconds = 1;
  EXPECT_EQ(cli::ToFailure(ToRpcStatus(full)).kind, FailureKind::kTemporary);
  google::rpc::Status too_large;  // as gRPC itself answers
  too_large.set_code(static_cast<int>(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(cli::ToFailure(too_large).kind, FailureKind::kData);
}

TEST(FailureTextTest, IgnoresDetailsItDoesNotKnow) {
  google::rpc::Status status = ToRpcStatus(WithViolations(1));
  status.add_details()->set_type_url("type.googleapis.com/some.Other");
  status.add_details()->set_value("\xff");
  EXPECT_EQ(cli::ToFailure(status).violations.total(), 1u);
}

TEST(FailureTextTest, PrintsOneIndentedLineADetail) {
  Failure failure{FailureKind::kData, "cannot be scored", "无法评分"};
  failure.violations.Add("a", "rule", "", "one");
  failure.violations.Add("b", "rule", "", "two");
  failure.violations.AddUnlisted(7);
  EXPECT_EQ(Printed("x.textproto", failure),
            "cmmm: x.textproto: cannot be scored\n"
            "  a: rule: one\n"
            "  b: rule: two\n"
            "  … and 7 more\n");
  EXPECT_EQ(Printed("", Failure{FailureKind::kData, "no", "否"}), "cmmm: no\n");
}

}  // namespace
}  // namespace cmmm::test
