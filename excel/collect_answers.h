// First step of reading a filled-in workbook: finds the questions and what is
// written beside them, without knowing the model.
//
//   条款编号   | 条款内容        | 评价     | 说明          titles
//   data.2.a   | 数据有统一的…   | 全部满足 |               an answer
//   data.2.b   | …               |          |               an open question
//
// The columns may be others and in another order (layout.h); a sheet may have
// anything above its titles and beside its columns.
#ifndef CMMM_EXCEL_COLLECT_ANSWERS_H_
#define CMMM_EXCEL_COLLECT_ANSWERS_H_

#include <map>
#include <string>
#include <vector>

#include "engine/base/refusal.h"
#include "excel/layout.h"
#include "excel/written_cell.h"
#include "excel/xlsx_workbook.h"

namespace cmmm::excel {

// A cell in none of the columns that are read for an answer. It may be the
// statement of the requirement, whatever its title: the model's tell.
struct BesideCell {
  int column = 0;
  bool titled = false;  // its title says that it is the statement
  WrittenCell cell;     // not empty; a text where it is not titled
};

// A row of a sheet with questions that has an id or a grade.
struct WrittenAnswer {
  size_t sheet = 0;  // in WrittenAssessment::sheets
  WrittenCell id;
  WrittenCell grade;
  WrittenCell note;  // so too the next: no place, no such column
  WrittenCell evidence;
  std::vector<BesideCell> beside;  // by column
};

// A sheet with questions.
struct QuestionSheetTitles {
  std::string name;
  // Columns with something in a row with an answer, that are neither read nor
  // of the template: `技术!I1`, and their titles.
  std::map<int, WrittenCell> unread;
};

// A sheet where no row has the titles of an id and of a grade column. It may be
// one of the user's own, or one with questions whose title was renamed: the
// model's ids tell.
struct UnreadSheet {
  std::string name;
  std::vector<std::vector<WrittenCell>> rows;  // without blank cells
};

struct WrittenAssessment {
  std::map<Field, WrittenCell> fields;  // those that are not empty
  // Of every line about the assessment, whether anything stands there or not.
  std::map<Field, std::string> field_places;
  std::vector<QuestionSheetTitles> sheets;
  std::vector<WrittenAnswer> answers;  // sheet by sheet, row by row
  size_t text_bytes = 0;               // of their notes and evidence
  size_t beside_bytes = 0;             // about what is kept beside them
  std::vector<UnreadSheet> unread_sheets;
  Violations faults;   // refused, with what the answers turn out to be
  Violations notices;  // told, not refused
};

// The value of a line about the assessment, as TextOf; empty without such a
// line.
std::string FieldText(const WrittenAssessment& written, Field field);

// A sheet has questions when one of its first rows has the titles of an id and
// of a grade column, wherever it stands and whatever its name. Refuses by the
// rules workbook.no_questions, .too_much and those of XlsxWorkbook; notes as
// faults, so that everything that is wrong is told at once, .duplicate_column,
// .merged_cells and those of FieldLines (field_lines.h); as notices
// workbook.macros, .hidden_sheet and those of FieldLines.
Outcome<WrittenAssessment> CollectAnswers(XlsxWorkbook* workbook);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_COLLECT_ANSWERS_H_
