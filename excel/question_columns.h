// What the columns of a sheet with questions are for, by their titles.
//
//   条款编号 | 能力子域 | 条款内容   | 评价 | 负责人
//   id       | help     | statements |      | titles
#ifndef CMMM_EXCEL_QUESTION_COLUMNS_H_
#define CMMM_EXCEL_QUESTION_COLUMNS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "excel/cell.h"
#include "excel/layout.h"

namespace cmmm::excel {

// Every column with a title is in one of the sets.
struct QuestionColumns {
  // Makes these the columns of `row`, when it is a row of titles: when it has
  // those of an id and of a grade column; else changes nothing.
  bool Read(const SheetRow& row);

  std::map<Column, int> places;  // kId, kGrade, kNote, kEvidence: the first
  std::set<int> read;            // those, and others with their meaning
  std::vector<int> repeated;     // of `read` those that are not in `places`
  std::set<int> statements;
  std::set<int> help;                 // of the template, not read
  std::map<int, std::string> titles;  // of all others
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_QUESTION_COLUMNS_H_
