#include "engine/evaluate.h"

#include <optional>
#include <utility>

#include "engine/request/read_answers.h"
#include "engine/request/read_bytes.h"
#include "engine/response/wire_messages.h"
#include "engine/score_assessment.h"

namespace cmmm {
namespace {

// Evaluate, for the message or the wire message. Of `request` all is read but
// the answers, which are `given`.
template <typename Out>
std::optional<Refusal> EvaluateInto(const Catalog& catalog,
                                    const v1::ScoreRequest& request,
                                    const GivenAnswers& given, Out&& response) {
  Violations violations;
  const auto resolved = ResolveRequest(catalog, request, "", &violations);
  if (!resolved.ok()) return resolved.refusal();
  Assessment assessment;
  auto refusal = AssessForScore(resolved.value(), given, std::move(violations),
                                nullptr, &assessment);
  if (refusal.has_value()) return refusal;
  WriteModelRef(*resolved.value().model, response->mutable_model());
  WriteAssessment(assessment, response);
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> Evaluate(const Catalog& catalog,
                                const v1::ScoreRequest& request,
                                v1::ScoreResponse* response) {
  return EvaluateInto(catalog, request, ReadAnswersOf(request), response);
}

std::optional<Refusal> EvaluateToBytes(const Catalog& catalog,
                                       const v1::ScoreRequest& request,
                                       WireBuffer* response) {
  return EvaluateInto(catalog, request, ReadAnswersOf(request),
                      wire::ScoreResponse(response));
}

bool EvaluateBytes(const Catalog& catalog, absl::string_view request,
                   google::protobuf::Arena* arena, WireBuffer* response,
                   std::optional<Refusal>* refusal) {
  auto* rest = google::protobuf::Arena::CreateMessage<v1::ScoreRequest>(arena);
  GivenAnswers answers;
  if (!ReadRequestBytes(request, rest, &answers)) return false;
  *refusal =
      EvaluateInto(catalog, *rest, answers, wire::ScoreResponse(response));
  return true;
}

}  // namespace cmmm
