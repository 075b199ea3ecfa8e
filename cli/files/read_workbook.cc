#include "cli/files/read_workbook.h"

#include <iostream>
#include <utility>

#include "cli/files/table_rows.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/xlsx_workbook.h"

namespace cmmm::cli {
namespace {

// The model of that id and version, else the newest of that id.
MaybeFailure GetModel(const v1::ModelRef& named, ScoringEngine* engine,
                      v1::GetModelResponse* model) {
  v1::GetModelRequest request;
  *request.mutable_model() = named;
  auto failure = engine->Ask(request, model);
  if (!failure.has_value() || named.version().empty()) return failure;
  request.mutable_model()->clear_version();
  return engine->Ask(request, model);
}

void PrintNotices(const std::string& file, const Violations& notices) {
  for (const Violation& notice : notices.listed()) {
    std::cerr << "cmmm: " << file << ": " << ShowViolation(notice) << "\n";
  }
}

// Says so when the workbook is not one assessment but a table of many, or their
// results.
Failure WithAdvice(const std::string& file, Failure failure) {
  switch (KindOf(file)) {
    case FileKind::kTable:
      return OneAssessmentOnly();
    case FileKind::kResults:
      return NeedsAnswers();
    case FileKind::kAssessment:
      break;
  }
  return failure;
}

}  // namespace

MaybeFailure ReadWorkbook(const std::string& file, std::string content,
                          ScoringEngine* engine, v1::ScoreRequest* request) {
  auto workbook = excel::XlsxWorkbook::Open(std::move(content));
  if (!workbook.ok()) return ToFailure(workbook.refusal());
  const auto written = excel::CollectAnswers(&workbook.value());
  if (!written.ok()) return WithAdvice(file, ToFailure(written.refusal()));
  v1::GetModelResponse model;
  if (auto failure =
          GetModel(excel::ModelOf(written.value()), engine, &model)) {
    return failure;
  }
  auto assessment = excel::InterpretAnswers(written.value(), model);
  if (!assessment.ok()) return ToFailure(assessment.refusal());
  PrintNotices(file, assessment.value().notices);
  *request = std::move(assessment.value().request);
  return std::nullopt;
}

}  // namespace cmmm::cli
