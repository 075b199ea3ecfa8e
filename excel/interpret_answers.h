// Second step of reading a filled-in workbook: what is written, understood by a
// model.
#ifndef CMMM_EXCEL_INTERPRET_ANSWERS_H_
#define CMMM_EXCEL_INTERPRET_ANSWERS_H_

#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "excel/collect_answers.h"

namespace cmmm::excel {

struct WorkbookAssessment {
  v1::ScoreRequest request;  // model, profile, list
  Violations notices;        // told, not refused
};

// The model the workbook names; empty where it does not.
v1::ModelRef ModelOf(const WrittenAssessment& written);

// Rules workbook.unknown_requirement, .duplicate_requirement, .id_missing,
// .unknown_grade, .date_as_grade, .error_value, .formula_without_value,
// .not_applicable_refused, .reason_missing, .reason_too_long, .field_value;
// notice workbook.other_model. An empty grade is an open question.
Outcome<WorkbookAssessment> InterpretAnswers(const WrittenAssessment& written,
                                             const v1::GetModelResponse& model);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_INTERPRET_ANSWERS_H_
