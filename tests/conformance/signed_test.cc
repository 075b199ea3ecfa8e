// Signed files of signed/, verified in process, over gRPC and by the command.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cmmm/testing/v1/conformance.pb.h"
#include "cmmm/v1/analysis_service.grpc.pb.h"
#include "engine/analyze.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "google/rpc/error_details.pb.h"
#include "tests/server/running_server.h"
#include "tests/support/model_folder.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::cmmm::testing::v1::SignedCase;
using ::cmmm::testing::v1::SignedSuite;
using ::cmmm::testing::v1::Verdict;
using google::protobuf::util::MessageDifferencer;

constexpr char kFolder[] = "tests/conformance/signed/";

std::string InFolder(const std::string& name) {
  return SourcePath(kFolder + name);
}

std::string Altered(const SignedCase& test) {
  std::string file = ReadFile(InFolder(test.file()));
  for (const auto& alteration : test.alterations()) {
    const size_t at = file.find(alteration.from());
    EXPECT_NE(at, std::string::npos) << alteration.from();
    if (at == std::string::npos) continue;
    if (alteration.cut()) {
      file.resize(at);
    } else {
      file.replace(at, alteration.from().size(), alteration.to());
    }
  }
  return file;
}

v1::VerifyResultRequest RequestOf(const SignedCase& test) {
  v1::VerifyResultRequest request;
  request.set_signed_result(Altered(test));
  request.set_any_key(test.trusted_keys().empty());
  for (const std::string& key : test.trusted_keys()) {
    request.add_trusted_keys(ReadFile(InFolder(key)));
  }
  return request;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) {
    if (!word.empty())
      absl::StrAppend(&joined, joined.empty() ? "" : " ", word);
  }
  return joined;
}

// What the response says, in the words of a case.
Verdict VerdictOf(const v1::VerifyResultResponse& response) {
  Verdict verdict;
  verdict.set_verified(response.verified());
  for (const auto& step : response.steps()) {
    const bool other_engine = step.id() == "engine" && step.findings_size() > 0;
    verdict.mutable_outcomes()->push_back(
        other_engine ? 'P' : "-PNF"[step.outcome()]);
    if (other_engine) continue;
    for (const auto& finding : step.findings()) {
      verdict.add_findings(
          Joined({step.id(), finding.reason(), finding.section()}));
    }
  }
  for (const auto& difference : response.differences()) {
    verdict.add_differences(absl::StrCat(difference.field(), " ",
                                         difference.in_file(), " ",
                                         difference.computed()));
  }
  return verdict;
}

void CheckVerdict(const Verdict& expected,
                  const v1::VerifyResultResponse& response) {
  std::string differences;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&differences);
  EXPECT_TRUE(differencer.Compare(expected, VerdictOf(response)))
      << differences;
}

grpc::Status VerifyRemotely(const SignedCase& test,
                            v1::AnalysisService::Stub* stub,
                            v1::VerifyResultResponse* response) {
  CallContext context;
  return stub->VerifyResult(&context, RequestOf(test), response);
}

ProcessResult RunVerify(const SignedCase& test, const std::string& models) {
  std::vector<std::string> args = {"verify",   "--models", models,
                                   "--format", "json",     "-"};
  if (test.trusted_keys().empty()) args.emplace_back("--any-key");
  for (const std::string& key : test.trusted_keys()) {
    args.insert(args.end(), {"--key", InFolder(key)});
  }
  return RunCmmm(args, Altered(test));
}

void CheckRefused(const SignedCase& test, const Catalog& catalog,
                  const std::string& models, v1::AnalysisService::Stub* stub) {
  v1::VerifyResultResponse response;
  const auto refusal = VerifyResult(catalog, RequestOf(test), &response);
  ASSERT_TRUE(refusal.has_value());
  const Violation& violation = refusal->violations.listed().front();
  EXPECT_EQ(violation.field_path + " " + violation.rule_id, test.refused());
  const grpc::Status status = VerifyRemotely(test, stub, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_NE(status.error_details().find(violation.rule_id), std::string::npos);
  const ProcessResult run = RunVerify(test, models);
  EXPECT_EQ(run.exit_code, 65);
  EXPECT_NE(run.err.find(violation.rule_id), std::string::npos) << run.err;
}

void CheckVerified(const SignedCase& test, const Catalog& catalog,
                   const std::string& models, v1::AnalysisService::Stub* stub) {
  v1::VerifyResultResponse first;
  ASSERT_FALSE(VerifyResult(catalog, RequestOf(test), &first).has_value());
  CheckVerdict(test.expected(), first);
  v1::VerifyResultResponse second;
  ASSERT_TRUE(VerifyRemotely(test, stub, &second).ok());
  EXPECT_TRUE(MessageDifferencer::Equals(first, second));
  const ProcessResult run = RunVerify(test, models);
  EXPECT_EQ(run.exit_code, first.verified() ? 0 : 65) << run.err;
  v1::VerifyResultResponse third;
  EXPECT_TRUE(
      google::protobuf::util::JsonStringToMessage(run.out, &third).ok());
  EXPECT_TRUE(MessageDifferencer::Equals(first, third));
}

TEST(SignedTest, EveryDoorSaysWhatTheCaseSays) {
  const auto suite =
      ParseTextOrDie<SignedSuite>(ReadFile(InFolder("cases.textproto")));
  const Catalog catalog = LoadCatalogOrDie(suite.models());
  RunningServer server(catalog);
  const auto stub = v1::AnalysisService::NewStub(server.channel());
  ASSERT_GT(suite.cases_size(), 0);
  for (const SignedCase& test : suite.cases()) {
    SCOPED_TRACE(test.name());
    ASSERT_TRUE(test.has_expected() || !test.refused().empty());
    if (test.has_expected()) {
      CheckVerified(test, catalog, ModelFolder(suite.models()), stub.get());
    } else {
      CheckRefused(test, catalog, ModelFolder(suite.models()), stub.get());
    }
  }
}

}  // namespace
}  // namespace cmmm::test
