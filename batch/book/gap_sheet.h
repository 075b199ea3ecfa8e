// The sheet with what each enterprise is missing, requirement by requirement.
#ifndef CMMM_BATCH_BOOK_GAP_SHEET_H_
#define CMMM_BATCH_BOOK_GAP_SHEET_H_

#include <string>

#include "batch/book/result_page.h"

namespace cmmm::batch {

// Of one enterprise, the first ones of the levels it is short of, ranked as in
// a ScoreResponse (BookRowWriter chooses them); a row says how many more there
// are. Of all enterprises, as many as people can look through; a last row says
// of how many there are none.
class GapSheet {
 public:
  static constexpr int kMostRows = 200'000;

  // Adds the sheet to `book`. All outlive it.
  GapSheet(const CompiledModel& model, ResultPage* page,
           excel::BookWriter* book);

  void Begin();
  // Adds what the enterprise of `row` is missing, or, once the sheet is full,
  // counts it.
  void Add(const BookRow& row);
  void Finish();

 private:
  void AddItem(const BookRow& row, const files::v1::MissingItem& missing);
  void AddRemark(const BookRow& row, const std::string& text);
  std::string GradeText(v1::Grade grade) const;

  const CompiledModel& model_;
  ResultPage& page_;
  excel::BookWriter& book_;
  lxw_worksheet* sheet_;
  int next_row_ = 1;
  int64_t skipped_ = 0;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_GAP_SHEET_H_
