// The sheets of a model's workbook on their way to the file: their titles, and
// their cells by what they hold.
#ifndef CMMM_EXCEL_MODEL_PAGE_H_
#define CMMM_EXCEL_MODEL_PAGE_H_

#include <string>
#include <utility>
#include <vector>

#include "cmmm/v1/model.pb.h"
#include "excel/book_writer.h"
#include "excel/model_rules.h"
#include "excel/model_sheets.h"

namespace cmmm::excel {

// One sheet after the other. Rows and columns are from 0.
class ModelPage {
 public:
  static constexpr int kTitleRow = 1;
  static constexpr int kFirstRow = 2;

  explicit ModelPage(BookWriter* book) : book_(*book), rules_(book) {}

  // A new sheet with its key and titles; `fixed` columns stay when one scrolls.
  // What follows is about it.
  void Begin(ModelSheet which, int fixed);
  // Arrows over the titles of so many columns, for the rows so far.
  void Filter(int columns);

  lxw_worksheet* sheet() { return sheet_; }
  ModelRules& rules() { return rules_; }
  const BookLook& look() const { return book_.look(); }
  int row() const { return row_; }

  // Cells of the row: to be filled in, or (Fixed, Label) for reading.
  void Text(int column, const std::string& text);
  void Word(int column, WordList list, int value);
  void Number(int column, double number);
  void Check(int by, int on, const v1::Check& check);
  void Fixed(int column, const std::string& text);
  void Label(int column, const std::string& text);
  // A title over the rows.
  void Title(int column, const std::string& text);
  // Ends the row, as high as these texts of columns need.
  void EndRow(const std::vector<std::pair<int, std::string>>& texts);

  // The words may be chosen in a column, in the rows to come too.
  void Choose(int column, WordList list);

 private:
  BookWriter& book_;
  ModelRules rules_;
  ModelSheet which_ = ModelSheet::kModel;
  lxw_worksheet* sheet_ = nullptr;
  int row_ = kFirstRow;  // that is being written
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_MODEL_PAGE_H_
