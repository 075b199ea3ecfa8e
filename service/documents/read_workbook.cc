#include <utility>

#include "engine/describe_model.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/xlsx_workbook.h"
#include "service/documents/corrections.h"
#include "service/documents/documents.h"
#include "texts/rule_texts.h"

namespace cmmm::service {
namespace {

using Findings = google::protobuf::RepeatedPtrField<v1::WorkbookFinding>;

void AddFindings(const Violations& violations, Findings* findings) {
  for (const Violation& one : violations.listed()) {
    v1::WorkbookFinding* finding = findings->Add();
    finding->set_place(one.field_path);
    finding->set_rule_id(one.rule_id);
    finding->set_value(one.value);
    const absl::string_view chinese = texts::ChineseRule(one.rule_id);
    finding->mutable_message()->set_en(one.message);
    finding->mutable_message()->set_zh(
        chinese.empty()
            ? one.message
            : texts::ChineseWords({"", one.rule_id, one.value, one.message, "",
                                   one.there_are_zh}));
  }
}

// A workbook that cannot be read is an answer.
std::optional<Refusal> AnswerFindings(const Violations& violations,
                                      v1::ReadWorkbookResponse* response) {
  AddFindings(violations, response->mutable_findings());
  response->set_finding_count(static_cast<int32_t>(violations.total()));
  return std::nullopt;
}

// Where the workbook says which edition it is made for.
std::string PlaceOfModel(const excel::WrittenAssessment& written) {
  for (const excel::Field field :
       {excel::Field::kVersion, excel::Field::kModel}) {
    const auto found = written.fields.find(field);
    if (found != written.fields.end()) return found->second.place;
  }
  return "";
}

}  // namespace

std::optional<Refusal> ReadWorkbook(const Catalog& catalog,
                                    const v1::ReadWorkbookRequest& request,
                                    v1::ReadWorkbookResponse* response) {
  auto workbook = excel::XlsxWorkbook::Open(request.workbook());
  if (!workbook.ok()) {
    return AnswerFindings(workbook.refusal().violations, response);
  }
  const auto written = excel::CollectAnswers(&workbook.value());
  if (!written.ok()) {
    return AnswerFindings(written.refusal().violations, response);
  }
  const v1::ModelRef named = excel::ModelOf(written.value());
  v1::GetModelRequest get;
  *get.mutable_model() = named;
  v1::GetModelResponse model;
  if (const auto refusal = DescribeModel(catalog, get, &model)) {
    Violations violations;
    violations.Add(
        PlaceOfModel(written.value()), "workbook.unknown_model",
        absl::StrCat(named.id(), "@", named.version()),
        absl::StrCat("the workbook is for an edition that is not here: ",
                     refusal->message));
    return AnswerFindings(violations, response);
  }
  auto assessment = excel::InterpretAnswers(written.value(), model);
  if (!assessment.ok()) {
    (void)AnswerFindings(assessment.refusal().violations, response);
    AddCorrections(model.definition(), response);
    return std::nullopt;
  }
  AddFindings(assessment.value().notices, response->mutable_notices());
  *response->mutable_assessment() = std::move(assessment.value().request);
  return std::nullopt;
}

}  // namespace cmmm::service
