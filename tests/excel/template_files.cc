#include "tests/excel/template_files.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/describe_model.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/write_template.h"
#include "tests/support/test_files.h"

namespace cmmm::test {

const v1::GetModelResponse& ShippedModel() {
  static const auto* model = [] {
    auto* response = new v1::GetModelResponse;
    EXPECT_FALSE(DescribeModel(RealCatalog(), {}, response).has_value());
    return response;
  }();
  return *model;
}

std::string MakeTemplate(const excel::QuestionChoice& choice,
                         texts::Language language) {
  const auto questions = excel::SelectQuestions(ShippedModel(), choice);
  EXPECT_TRUE(questions.ok());
  std::string bytes;
  const auto failure =
      excel::WriteTemplate(questions.value(), language, &bytes);
  EXPECT_FALSE(failure.has_value());
  return bytes;
}

v1::ScoreRequest ReadFilledIn(const std::string& bytes, Violations* notices) {
  auto workbook = excel::XlsxWorkbook::Open(bytes);
  EXPECT_TRUE(workbook.ok());
  if (!workbook.ok()) return {};
  const auto written = excel::CollectAnswers(&workbook.value());
  EXPECT_TRUE(written.ok());
  if (!written.ok()) return {};
  const auto assessment =
      excel::InterpretAnswers(written.value(), ShippedModel());
  if (!assessment.ok()) {
    ADD_FAILURE() << ToString(assessment.refusal().violations.listed().at(0));
    return {};
  }
  if (notices != nullptr) *notices = assessment.value().notices;
  return assessment.value().request;
}

std::string Comparable(v1::ScoreRequest request) {
  request.clear_model();
  auto* answers = request.mutable_list()->mutable_answers();
  std::sort(answers->begin(), answers->end(),
            [](const v1::Answer& a, const v1::Answer& b) {
              return a.requirement_id() < b.requirement_id();
            });
  answers->erase(std::remove_if(answers->begin(), answers->end(),
                                [](const v1::Answer& answer) {
                                  return !answer.has_not_applicable() &&
                                         answer.grade() ==
                                             v1::GRADE_UNSPECIFIED;
                                }),
                 answers->end());
  return request.DebugString();
}

}  // namespace cmmm::test
