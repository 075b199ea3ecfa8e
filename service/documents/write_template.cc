#include "excel/write_template.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/describe_model.h"
#include "engine/evaluate.h"
#include "excel/questions.h"
#include "service/documents/documents.h"
#include "service/documents/within.h"

namespace cmmm::service {
namespace {

// The same finding, by the field of the request.
Refusal WithField(Refusal refusal) {
  Violations violations;
  for (const Violation& one : refusal.violations.listed()) {
    const absl::string_view field =
        one.field_path == "weights"   ? "profile.weight_set"
        : one.field_path == "exclude" ? "profile.excluded_domain_ids"
        : one.field_path == "domains" ? "domain_ids"
                                      : "profile.assess_up_to_level";
    violations.Add(Violation{std::string(field), one.rule_id, one.value,
                             one.message, -1, one.there_are_zh});
  }
  refusal.violations = std::move(violations);
  return refusal;
}

Outcome<excel::Questions> Choose(const v1::WriteTemplateRequest& request,
                                 const v1::GetModelResponse& model) {
  if (request.has_filled()) {
    return excel::SelectFilledQuestions(model, request.filled());
  }
  const v1::Profile& profile = request.profile();
  excel::QuestionChoice choice;
  choice.weights = profile.weight_set();
  choice.exclude = absl::StrJoin(profile.excluded_domain_ids(), ",");
  choice.up_to = profile.assess_up_to_level();
  if (request.domain_ids_size() > 0) {
    choice.domains = absl::StrJoin(request.domain_ids(), ",");
  }
  return excel::SelectQuestions(model, choice);
}

// Whether what is filled in can be scored as far as it goes, and is a list.
std::optional<Refusal> CheckFilled(const Catalog& catalog,
                                   const v1::WriteTemplateRequest& request) {
  if (!request.has_filled()) return std::nullopt;
  v1::ScoreRequest filled = request.filled();
  if (filled.has_packed()) {
    Violations violations;
    violations.Add("filled.packed", "join.packed_answers", "",
                   "packed answers have no ids");
    return RefuseViolations("INVALID_PARTS", "the workbook cannot be filled in",
                            std::move(violations));
  }
  filled.set_unanswered(v1::UNANSWERED_POLICY_BOUNDS);
  filled.set_target_level(0);
  filled.set_view(v1::VIEW_LEVEL);
  v1::ScoreResponse response;
  return Within("filled.", Evaluate(catalog, filled, &response));
}

}  // namespace

std::optional<Refusal> WriteTemplate(const Catalog& catalog,
                                     const v1::WriteTemplateRequest& request,
                                     v1::WriteTemplateResponse* response) {
  if (auto refusal = CheckFilled(catalog, request)) return refusal;
  v1::GetModelRequest get;
  *get.mutable_model() =
      request.has_filled() ? request.filled().model() : request.model();
  v1::GetModelResponse model;
  if (auto refusal = DescribeModel(catalog, get, &model)) return refusal;
  auto questions = Choose(request, model);
  if (!questions.ok()) return WithField(std::move(questions.refusal()));
  const auto language = request.language() == v1::LANGUAGE_EN
                            ? texts::Language::kEn
                            : texts::Language::kZh;
  std::string bytes;
  if (auto failure =
          excel::WriteTemplate(questions.value(), language, &bytes)) {
    return Refuse(absl::StatusCode::kInternal, "DOCUMENT_NOT_WRITTEN",
                  absl::StrCat("the workbook ", failure->message));
  }
  response->set_workbook(std::move(bytes));
  *response->mutable_model() = model.model();
  return std::nullopt;
}

}  // namespace cmmm::service
