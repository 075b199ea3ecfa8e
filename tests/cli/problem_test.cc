#include "cli/printing/problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/response/refusal_status.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAreArray;

Refusal WithViolations(int count) {
  Violations violations;
  for (int i = 0; i < count; ++i) {
    violations.Add(absl::StrCat("list.answers[", i, "].grade"),
                   "answer.grade_range", "9",
                   absl::StrCat("条款 ", i, " is out of range"));
  }
  return RefuseViolations("INVALID_ASSESSMENT", "cannot be scored",
                          std::move(violations));
}

TEST(ProblemTest, ARefusalReadsTheSameFromAServer) {
  const Refusal refusal = WithViolations(3);
  const cli::Problem local = cli::ToProblem(refusal);
  const cli::Problem remote = cli::ToProblem(ToRpcStatus(refusal));
  EXPECT_EQ(remote.exit_code, local.exit_code);
  EXPECT_EQ(remote.message, local.message);
  EXPECT_EQ(remote.details.size(), 3u);
  EXPECT_THAT(remote.details, ElementsAreArray(local.details));
  EXPECT_EQ(remote.not_listed, 0u);
}

TEST(ProblemTest, CountsTheViolationsThatAreNotListed) {
  const Refusal refusal = WithViolations(3000);
  const cli::Problem local = cli::ToProblem(refusal);
  EXPECT_EQ(local.details.size() + local.not_listed, 3000u);
  const cli::Problem remote = cli::ToProblem(ToRpcStatus(refusal));
  EXPECT_LT(remote.details.size(), local.details.size());
  EXPECT_EQ(remote.details.size() + remote.not_listed, 3000u);
}

TEST(ProblemTest, TheCodeOfACallDecidesTheExitCode) {
  const auto exit_code = [](absl::StatusCode code) {
    google::rpc::Status status;
    status.set_code(static_cast<int>(code));
    return cli::ToProblem(status).exit_code;
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

TEST(ProblemTest, AFullServerIsTemporaryAMessageTooLargeIsNot) {
  Refusal full = Refuse(absl::StatusCode::kResourceExhausted, "SERVER_FULL",
                        "all streams are in use");
  full.retry_after_seconds = 1;
  EXPECT_EQ(cli::ToProblem(ToRpcStatus(full)).exit_code, cli::kExitTemporary);
  google::rpc::Status too_large;  // as gRPC itself answers
  too_large.set_code(static_cast<int>(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(cli::ToProblem(too_large).exit_code, cli::kExitData);
}

TEST(ProblemTest, IgnoresDetailsItDoesNotKnow) {
  google::rpc::Status status = ToRpcStatus(WithViolations(1));
  status.add_details()->set_type_url("type.googleapis.com/some.Other");
  status.add_details()->set_value("\xff");
  EXPECT_EQ(cli::ToProblem(status).details.size(), 1u);
}

TEST(ProblemTest, PrintsOneIndentedLineADetail) {
  cli::Problem problem;
  problem.message = "cannot be scored";
  problem.details = {"a: rule: one", "b: rule: two"};
  problem.not_listed = 7;
  std::ostringstream with_file;
  cli::PrintProblem("x.textproto", problem, with_file);
  EXPECT_EQ(with_file.str(),
            "cmmm: x.textproto: cannot be scored\n"
            "  a: rule: one\n"
            "  b: rule: two\n"
            "  … and 7 more\n");
  std::ostringstream without_file;
  cli::PrintProblem("", cli::Problem{cli::kExitData, "no", {}, 0},
                    without_file);
  EXPECT_EQ(without_file.str(), "cmmm: no\n");
}

}  // namespace
}  // namespace cmmm::test
