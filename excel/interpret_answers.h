// Second step of reading a filled-in workbook: what is written, understood by a
// model.
//
//   auto workbook = XlsxWorkbook::Open(bytes);               // or its refusal
//   auto written = CollectAnswers(&workbook.value());        // first step
//   … get the model that ModelOf(written.value()) names …
//   auto assessment = InterpretAnswers(written.value(), model);
//   assessment.value().request is to be scored
#ifndef CMMM_EXCEL_INTERPRET_ANSWERS_H_
#define CMMM_EXCEL_INTERPRET_ANSWERS_H_

#include <map>
#include <string>

#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "excel/collect_answers.h"

namespace cmmm::excel {

struct WorkbookAssessment {
  // Model, profile, list, info. The model has a digest only where the workbook
  // was made for another one of that id and version.
  v1::ScoreRequest request;
  Violations notices;  // told, not refused
  // Where what is said is to be written, `技术!F12`: the grade of a requirement
  // by its id, its note and evidence by `ID.note` and `ID.evidence`, and what
  // is said of the whole by its field in the request (FieldPath).
  std::map<std::string, std::string> places;
};

// The model the workbook names; empty where it does not.
v1::ModelRef ModelOf(const WrittenAssessment& written);

// Whether `named` is whole, and another model or version than `model`.
bool NamesOther(const v1::ModelRef& named, const v1::ModelRef& model);

// Refuses as INVALID_WORKBOOK with everything that is wrong, each by its cell:
// the faults of `written`, and by the rules workbook.unknown_requirement,
// .other_requirement, .duplicate_requirement, .id_missing, .statement_mismatch,
// .no_grade_column, .unknown_grade, .date_as_grade, .error_value,
// .formula_without_value, .not_applicable_refused, .reason_missing,
// .reason_too_long and .field_value. Notices are workbook.other_model,
// .sheet_not_read, .statements_not_compared and .column_not_read and those of
// `written`. Ids may be short names, too (engine/model/model_names.h). An empty
// grade is an open question: whether it may be one, scoring decides.
//
// `named` is the edition that the workbook names, where it is here and another
// than `model`; else null. The rows are then compared with its statements, and
// ids count only where they mean the same requirement in both: one whose
// sub-domain, level or statement is another's is refused,
// workbook.other_requirement.
Outcome<WorkbookAssessment> InterpretAnswers(
    const WrittenAssessment& written, const v1::GetModelResponse& model,
    const v1::GetModelResponse* named = nullptr);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_INTERPRET_ANSWERS_H_
