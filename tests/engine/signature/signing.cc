#include "tests/engine/signature/signing.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/sign_result.h"
#include "tests/support/test_files.h"

namespace cmmm::test {

PrivateKey KeyOf(char letter) {
  return PrivateKey(std::string(kKeyBytes, letter));
}

v1::ScoreRequest TinyRequest() {
  v1::ScoreRequest request;
  request.mutable_profile()->set_weight_set("bakery");
  for (const auto& item : TinyDefinition().requirements()) {
    v1::Answer* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(item.id());
    answer->set_grade(v1::GRADE_MOSTLY);
  }
  request.set_view(v1::VIEW_LEVEL);
  return request;
}

std::string SignOrDie(const Catalog& catalog, const v1::ScoreRequest& request) {
  const auto file = SignResult(catalog, request, KeyOf());
  if (file.ok()) return file.value();
  ADD_FAILURE() << file.refusal().message;
  return "";
}

const std::string& TinySigned() {
  static const auto* const file =
      new std::string(SignOrDie(TinyCatalog(), TinyRequest()));
  return *file;
}

SignedContent ContentOf(const std::string& file) {
  const SignedFile parts = ReadSignedFile(file);
  EXPECT_TRUE(parts.complete());
  return {std::string(parts.body(Section::kRequest).bytes),
          std::string(parts.body(Section::kModel).bytes),
          std::string(parts.body(Section::kEngine).bytes),
          std::string(parts.body(Section::kResult).bytes)};
}

v1::VerifyResultResponse VerifyWith(const Catalog& catalog,
                                    const std::string& file) {
  v1::VerifyResultRequest request;
  request.set_signed_result(file);
  request.add_trusted_keys(WritePublicKey(KeyOf().PublicHalf()));
  v1::VerifyResultResponse response;
  EXPECT_FALSE(VerifyResult(catalog, request, &response).has_value());
  return response;
}

v1::VerifyResultResponse VerifyTiny(const std::string& file) {
  return VerifyWith(TinyCatalog(), file);
}

v1::VerifyResultResponse VerifyTinyAnyKey(const std::string& file) {
  v1::VerifyResultRequest request;
  request.set_signed_result(file);
  request.set_any_key(true);
  v1::VerifyResultResponse response;
  EXPECT_FALSE(VerifyResult(TinyCatalog(), request, &response).has_value());
  return response;
}

std::string OutcomesOf(const v1::VerifyResultResponse& response) {
  std::string outcomes;
  for (const auto& step : response.steps()) {
    outcomes.push_back("-PNF"[step.outcome()]);
  }
  return outcomes;
}

std::vector<std::string> FindingsOf(const v1::VerifyResultResponse& response) {
  std::vector<std::string> findings;
  for (const auto& step : response.steps()) {
    for (const auto& finding : step.findings()) {
      findings.push_back(absl::StrCat(step.id(), " ", finding.reason(),
                                      finding.section().empty() ? "" : " ",
                                      finding.section()));
    }
  }
  return findings;
}

}  // namespace cmmm::test
