// First step of reading a filled-in workbook: finds the questions and what is
// written beside them, without knowing the model.
#ifndef CMMM_EXCEL_COLLECT_ANSWERS_H_
#define CMMM_EXCEL_COLLECT_ANSWERS_H_

#include <map>
#include <string>
#include <vector>

#include "engine/base/refusal.h"
#include "excel/cell.h"
#include "excel/layout.h"
#include "excel/xlsx_workbook.h"

namespace cmmm::excel {

// What stands in a cell, kept beyond the reading.
struct WrittenCell {
  CellKind kind = CellKind::kEmpty;
  bool uncomputed = false;  // a formula saved without a value; kEmpty
  double number = 0;
  std::string text;
  std::string place;  // `技术!F12`
};

// A row of a sheet with questions that has an id or a grade.
struct WrittenAnswer {
  WrittenCell id;
  WrittenCell grade;
  WrittenCell note;
};

struct WrittenAssessment {
  std::map<Field, WrittenCell> fields;  // those that are not empty
  std::vector<WrittenAnswer> answers;   // sheet by sheet, row by row
  Violations notices;                   // told, not refused
};

// A sheet has questions when one of its first rows has the titles of an id and
// of a grade column, wherever it stands and whatever its name. Fields are found
// by their keys in any sheet. Rules workbook.no_questions, .duplicate_column,
// .merged_cells, .duplicate_field, .too_much and those of XlsxWorkbook; notice
// workbook.macros.
Outcome<WrittenAssessment> CollectAnswers(XlsxWorkbook* workbook);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_COLLECT_ANSWERS_H_
