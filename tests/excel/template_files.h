// Templates and what is read back from them, for tests.
#ifndef CMMM_TESTS_EXCEL_TEMPLATE_FILES_H_
#define CMMM_TESTS_EXCEL_TEMPLATE_FILES_H_

#include <string>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/violations.h"
#include "excel/questions.h"
#include "texts/language.h"

namespace cmmm::test {

const v1::GetModelResponse& ShippedModel();

// The template of the shipped model; fails the test when it cannot be made.
std::string MakeTemplate(const excel::QuestionChoice& choice,
                         texts::Language language);

// The request a workbook is; fails the test when it is none.
v1::ScoreRequest ReadFilledIn(const std::string& bytes,
                              Violations* notices = nullptr);

// A request without order: answers by id, model cleared, no unspecified
// grades.
std::string Comparable(v1::ScoreRequest request);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_EXCEL_TEMPLATE_FILES_H_
