#include "cli/files/read_workbook.h"

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/files/table_rows.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/open_answers.h"
#include "excel/refuse_workbook.h"
#include "excel/xlsx_workbook.h"
#include "texts/text_names.h"

namespace cmmm::cli {
namespace {

// The edition that the workbook names, or that is asked for.
MaybeFailure GetModel(const excel::WrittenAssessment& written,
                      const v1::ModelRef& asked, ScoringEngine* engine,
                      v1::GetModelResponse* model) {
  const v1::ModelRef named = excel::ModelOf(written);
  v1::GetModelRequest request;
  *request.mutable_model() = named;
  if (!asked.version().empty() ||
      (!asked.id().empty() && asked.id() != named.id())) {
    *request.mutable_model() = asked;
  }
  auto failure = engine->Ask(request, model);
  const auto version = written.fields.find(excel::Field::kVersion);
  if (!failure.has_value() || failure->kind != FailureKind::kData ||
      version == written.fields.end() ||
      request.model().version() != named.version()) {
    return failure;
  }
  Failure refused = ToFailure(excel::RefuseWorkbook(
      {version->second.place, "workbook.unknown_model",
       absl::StrCat(named.id(), "@", named.version()),
       absl::StrCat("the workbook was made for an edition that is not here: ",
                    failure->message)}));
  absl::StrAppend(&refused.message,
                  "; --model ID@VERSION scores it by another edition");
  absl::StrAppend(&refused.message_zh,
                  "；要按另一个版本评分，请用 --model 指定");
  return refused;
}

// The edition that the workbook names, where it is here and another than the
// one that scores.
const v1::GetModelResponse* FindNamed(const excel::WrittenAssessment& written,
                                      const v1::GetModelResponse& scoring,
                                      ScoringEngine* engine,
                                      v1::GetModelResponse* named) {
  v1::GetModelRequest request;
  *request.mutable_model() = excel::ModelOf(written);
  const bool is_found = excel::NamesOther(request.model(), scoring.model()) &&
                        !engine->Ask(request, named).has_value();
  return is_found ? named : nullptr;
}

void PrintNotices(const std::string& file, const Violations& notices) {
  for (const Violation& notice : notices.listed()) {
    std::cerr << "cmmm: " << file << ": " << ShowViolation(notice) << "\n";
  }
}

// All requirements, each with its cell where it has one.
std::map<std::string, QuestionPlace> PlacesOf(
    const v1::ModelDefinition& model,
    const std::map<std::string, std::string>& cells) {
  const texts::TextNames names(MessageLanguage(), model);
  std::map<std::string, QuestionPlace> places;
  for (const auto& item : model.requirements()) {
    QuestionPlace& place = places[item.id()];
    const auto found = cells.find(item.id());
    if (found == cells.end()) continue;
    // A sheet may have a `!` in its name, a cell has none.
    const size_t end = found->second.rfind('!');
    place.sheet = found->second.substr(0, end);
    place.cell = found->second.substr(end + 1);
    place.group =
        absl::StrCat(names.Node(v1::TIER_SUBDOMAIN, item.subdomain_id()), " ",
                     names.LevelNumber(item.level()));
    place.item = item.id().substr(item.id().rfind('.') + 1);
  }
  return places;
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
                          ScoringEngine* engine, const v1::ModelRef& asked,
                          v1::ScoreRequest* request,
                          std::map<std::string, std::string>* places) {
  auto workbook = excel::XlsxWorkbook::Open(std::move(content));
  if (!workbook.ok()) return ToFailure(workbook.refusal());
  const auto written = excel::CollectAnswers(&workbook.value());
  if (!written.ok()) return WithAdvice(file, ToFailure(written.refusal()));
  v1::GetModelResponse model;
  if (auto failure = GetModel(written.value(), asked, engine, &model)) {
    return failure;
  }
  v1::GetModelResponse named;
  auto assessment = excel::InterpretAnswers(
      written.value(), model,
      FindNamed(written.value(), model, engine, &named));
  if (!assessment.ok()) {
    excel::OpenAnswers open = excel::FindOpen(written.value(), model);
    RememberQuestions(file, PlacesOf(model.definition(), open.places),
                      std::move(open.ids));
    return ToFailure(assessment.refusal());
  }
  PrintNotices(file, assessment.value().notices);
  RememberQuestions(file,
                    PlacesOf(model.definition(), assessment.value().places));
  if (places != nullptr) *places = std::move(assessment.value().places);
  *request = std::move(assessment.value().request);
  return std::nullopt;
}

}  // namespace cmmm::cli
