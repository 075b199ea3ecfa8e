// The sheet with what each enterprise's next level is short by, and where it is
// weak.
#ifndef CMMM_BATCH_BOOK_SHORTFALL_SHEET_H_
#define CMMM_BATCH_BOOK_SHORTFALL_SHEET_H_

#include <string>
#include <vector>

#include "batch/book/result_page.h"

namespace cmmm::batch {

class ShortfallSheet {
 public:
  // Adds the sheet to `book`. All outlive it.
  ShortfallSheet(const CompiledModel& model, ResultPage* page,
                 excel::BookWriter* book);

  void Begin();
  void Add(const BookRow& row);

 private:
  std::vector<std::string> Weakest(const BookRow& row) const;

  const CompiledModel& model_;
  ResultPage& page_;
  excel::BookWriter& book_;
  lxw_worksheet* sheet_;
  int next_row_ = 1;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_SHORTFALL_SHEET_H_
