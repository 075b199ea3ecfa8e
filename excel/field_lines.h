// The lines about the assessment (layout.h) of a workbook, by their keys or,
// where people lost these with the hidden column, by their labels:
//
//   cmmm.enterprise | 企业名称 | 甲公司      by its key, anywhere
//                   | 权重集   | discrete    by its label, below one with a key
//
// A label counts where one of our lines must be meant, never where a sheet of
// somebody's own happens to have the word. It is the first that stands in its
// row, which is no row of questions, its value is in the next column, and in
// its own column stand
//   a label that has its key, or
//   three labels at least, none of them twice.
// Model and version are common words: where no label of the column has a key,
// they count beside the digest only. What has a key anywhere is read by that.
//
//   FieldLines lines(&assessment);
//   … of each sheet: lines.Read(…) row by row, lines.EndSheet() …
//   lines.Settle();
#ifndef CMMM_EXCEL_FIELD_LINES_H_
#define CMMM_EXCEL_FIELD_LINES_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "excel/collect_answers.h"

namespace cmmm::excel {

// Fills `fields` and `field_places` of an assessment. Its faults are
//   workbook.duplicate_field        two values of a field
//   workbook.unknown_field          a key that nobody knows, with a value
//   workbook.formula_without_value  a value that was never computed
// and its notices
//   workbook.field_by_label         what was read by its label
//   workbook.field_not_read         a value beside a label that does not count,
//                                   where it could change a level; or that is
//                                   another than what the key has
class FieldLines {
 public:
  // `assessment` outlives it.
  explicit FieldLines(WrittenAssessment* assessment)
      : assessment_(*assessment) {}

  // The next row of `sheet`. `of_questions`: it has the titles of questions, or
  // one of them.
  void Read(const std::string& sheet, const SheetRow& row, bool of_questions);

  // Comes behind the last row of each sheet.
  void EndSheet();

  // Comes behind the last sheet.
  void Settle();

 private:
  struct Line {
    Field field = Field::kEnterprise;
    int column = 0;    // of the label
    std::string name;  // the label, or the key, as it is written
    std::string place;
    WrittenCell value;    // in the next column
    WrittenCell further;  // without one: what comes then in the row
  };

  bool ReadKeyed(const std::string& sheet, const SheetRow& row);
  bool RefuseUnknownKey(const std::string& sheet, const SheetRow& row);
  void ReadLabels(const std::string& sheet, const SheetRow& row);
  void ReadBelow(const std::string& sheet, const SheetRow& row,
                 const std::vector<Line>& titles);
  bool Counts(const Line& line, const std::map<Field, int>& labels) const;
  void SetField(Field field, absl::string_view name, const WrittenCell& value);
  void ReadByLabel(const Line& line, std::vector<std::string>* names);
  void TellNotRead(const Line& line,
                   std::set<std::pair<Field, std::string>>* told);

  WrittenAssessment& assessment_;
  // Of the sheet that is being read: lines that begin with a label; settings
  // of the row above whose values may stand below; columns with keys.
  std::vector<Line> lines_;
  std::vector<Line> titles_;
  std::set<int> keyed_columns_;
  // Of all sheets: what counts, and what does not.
  std::vector<Line> labelled_;
  std::vector<Line> stray_;
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_FIELD_LINES_H_
