// Any bytes as an assessment: parsed and evaluated by the shipped models.
//
// The first byte selects how the rest is read: `0` as a file of the command
// line (textproto or JSON, by its own rule), `1` as JSON without its first
// brace, `2` as binary; any other byte modulo 3. A packed assessment without a
// digest gets that of the shipped model, so that seeds outlive its changes.
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/utf8.h"
#include "engine/evaluate.h"
#include "engine/model/catalog.h"
#include "engine/response/refusal_status.h"
#include "tables/request_text.h"
#include "tests/fuzz/models.h"
#include "tests/fuzz/require.h"

namespace cmmm {
namespace {

using test::Require;

constexpr size_t kMaxStatusBytes = 4 << 10;

void CheckFailure(const Failure& failure) {
  Require(failure.kind == FailureKind::kData, "bad input is bad data");
  for (const Violation& violation : failure.violations.listed()) {
    Require(IsUtf8(violation.message), "details are UTF-8");
  }
}

// The request that `input` is, if it is one.
std::optional<v1::ScoreRequest> ReadInput(absl::string_view input) {
  v1::ScoreRequest request;
  const int kind = static_cast<unsigned char>(input.front()) % 3;
  input.remove_prefix(1);
  if (kind == 2) {
    if (!request.ParseFromArray(input.data(), static_cast<int>(input.size()))) {
      return std::nullopt;
    }
    return request;
  }
  const std::string text = absl::StrCat(kind == 1 ? "{" : "", input);
  if (const auto failure = tables::ParseRequest(text, &request)) {
    CheckFailure(*failure);
    return std::nullopt;
  }
  return request;
}

void CheckRefusal(const Refusal& refusal, const v1::ScoreResponse& response) {
  Require(response.ByteSizeLong() == 0, "a refusal leaves the response empty");
  Require(refusal.code != absl::StatusCode::kOk &&
              refusal.code != absl::StatusCode::kInternal,
          "a refusal says what is wrong with the request");
  Require(refusal.violations.empty() ==
              (refusal.code != absl::StatusCode::kInvalidArgument),
          "violations go with INVALID_ARGUMENT");
  const google::rpc::Status status = ToRpcStatus(refusal);
  Require(status.ByteSizeLong() < kMaxStatusBytes, "a status stays small");
  Require(IsUtf8(status.message()), "a status is UTF-8");
  v1::KeyedResult wire;
  *wire.mutable_status() = status;
  Require(wire.ParseFromString(wire.SerializeAsString()),
          "a status survives the wire");
}

void CheckResponse(const v1::ScoreResponse& response) {
  const v1::LevelDecision& decision = response.decision();
  const v1::Coverage& coverage = response.coverage();
  Require(decision.level() >= 0 && decision.level() <= 5, "a level is 0 to 5");
  Require(decision.levels_size() == coverage.assessed_up_to_level(),
          "every level assessed has a score");
  Require(decision.total().numerator() >= 0 &&
              decision.total().denominator() >= 1 &&
              decision.total().value() <= decision.levels_size(),
          "a total is 0 to the number of levels");
  for (const v1::LevelScore& level : decision.levels()) {
    Require(level.score().numerator() >= 0 &&
                level.score().numerator() <= level.score().denominator(),
            "a score is 0 to 1");
  }
  Require(
      coverage.answered() + coverage.unanswered() + coverage.not_applicable() ==
          coverage.in_scope(),
      "the answers in scope add up");
  v1::ScoreResponse copy;
  Require(copy.ParseFromString(response.SerializeAsString()),
          "a response survives the wire");
}

}  // namespace
}  // namespace cmmm

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const cmmm::Catalog& models = cmmm::test::Models();
  auto request = cmmm::ReadInput(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  if (!request.has_value()) return 0;
  if (request->has_packed() && request->packed().model_digest().empty()) {
    request->mutable_packed()->set_model_digest(
        models.entries().front().compiled->digest);
  }
  cmmm::v1::ScoreResponse response;
  if (const auto refusal = cmmm::Evaluate(models, *request, &response)) {
    cmmm::CheckRefusal(*refusal, response);
  } else {
    cmmm::CheckResponse(response);
  }
  return 0;
}
