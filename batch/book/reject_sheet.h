// The sheet with the rows that could not be scored, and why.
#ifndef CMMM_BATCH_BOOK_REJECT_SHEET_H_
#define CMMM_BATCH_BOOK_REJECT_SHEET_H_

#include <cstdint>
#include <string>

#include "batch/book/result_page.h"

namespace cmmm::batch {

// A line for everything that is wrong with a row, as in the file of rejects: in
// the language of the book, with the rule's id, the cell or column and what
// stands there. There is no such sheet when every row was scored.
class RejectSheet {
 public:
  static constexpr int kMostRows = 200'000;

  // Both outlive it.
  RejectSheet(ResultPage* page, excel::BookWriter* book)
      : page_(*page), book_(*book) {}

  // Adds the row, or, once the sheet is full, counts it. REQUIRES:
  // row.rejected.
  void Add(const BookRow& row);
  void Finish();

  // Rows that could not be scored.
  int64_t count() const { return count_; }

 private:
  void Begin();
  void AddFinding(const BookRow& row,
                  const files::v1::RejectedFinding& finding);

  ResultPage& page_;
  excel::BookWriter& book_;
  lxw_worksheet* sheet_ = nullptr;  // until the first row
  int next_row_ = 1;
  int64_t count_ = 0;
  int64_t skipped_ = 0;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_REJECT_SHEET_H_
