// What the cells of a model's workbook accept, and what it says of itself.
#ifndef CMMM_EXCEL_MODEL_RULES_H_
#define CMMM_EXCEL_MODEL_RULES_H_

#include <string>
#include <vector>

#include "cmmm/v1/model.pb.h"
#include "excel/book_writer.h"
#include "excel/model_sheets.h"

namespace cmmm::excel {

// Rules of cells: Excel asks again when what is typed breaks one. Rows and
// columns are from 0.
class ModelRules {
 public:
  explicit ModelRules(BookWriter* book) : book_(*book) {}

  // Rules reach so far, for rows that people add.
  static int LastRow() { return 1'999; }

  // One of the words of a list; WriteChoices writes the lists down.
  void AddChoice(lxw_worksheet* sheet, WordList list, int first_row,
                 int last_row, int column);
  // From `least` to `most`.
  void AddBounds(lxw_worksheet* sheet, int first_row, int last_row, int column,
                 double least, double most);
  // Whole percent, and the sums beside them that are not 100 in red.
  void AddWeights(lxw_worksheet* sheet, int first_row, int column);
  // The sum of the weights that have the same tier and parent as `row`, beside
  // `column`; now it is `sum`.
  void PutSum(lxw_worksheet* sheet, int row, int column, int first_row,
              int sum);
  // Ids, none twice; says what an id is for when one is chosen.
  void AddIds(lxw_worksheet* sheet, int first_row, int column);

  // On a hidden sheet behind all others: lists within a rule end at 255
  // characters.
  void WriteChoices();

 private:
  struct Choice {
    lxw_worksheet* sheet;
    WordList list;
    int first_row;
    int last_row;
    int column;
  };

  BookWriter& book_;
  std::vector<Choice> choices_;
};

// The first sheet: what the workbook is, and what to do.
void WriteModelBookHelp(const v1::ModelDefinition& model, lxw_worksheet* sheet,
                        BookWriter* book);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_MODEL_RULES_H_
