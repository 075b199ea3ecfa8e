// What people wrote in a workbook, kept: notes, evidence, and the lines about
// the enterprise and whoever filled it in.
//
//   工艺文件 2026-03                     a piece of evidence: a line is one
//   巡检记录 https://example.com/7        a name and its link
#ifndef CMMM_EXCEL_INTERPRET_TEXTS_H_
#define CMMM_EXCEL_INTERPRET_TEXTS_H_

#include <string>

#include "cmmm/v1/answers.pb.h"
#include "engine/base/violations.h"
#include "excel/collect_answers.h"

namespace cmmm::excel {

// Sets the note of the answer, unless that is the reason why it is not
// applicable, and its evidence. The lines of the cell are the pieces; what
// stands in the tenth and below is one. Rules workbook.note_too_long and
// .evidence_too_long, at the cell, for more than 1,000 characters.
void ReadTexts(const WrittenAnswer& written, v1::Answer* answer,
               Violations* violations);

// What ReadTexts reads as the evidence of `answer`.
std::string EvidenceCell(const v1::Answer& answer);

// The day as people write it (2026-05-31, 2026/5/31, 2026年5月31日, 20260531)
// as an ISO day; as it is when it is no day.
std::string ReadDay(const std::string& written);

// Sets the fields that are filled in; a day in any of the usual ways
// (2026-05-31, 2026/5/31, 2026年5月31日, 20260531) as an ISO day. Rule
// workbook.field_value, at the cell: for what is no day, for texts of more than
// 1,000 characters, and for a code that Excel has rounded, having taken it for
// a number.
void ReadInfo(const WrittenAssessment& written, v1::AssessmentInfo* info,
              Violations* violations);

// The value of a line that ReadInfo reads; nothing for other lines.
std::string InfoText(const v1::AssessmentInfo& info, Field field);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_INTERPRET_TEXTS_H_
