// The sheet with what each enterprise is missing, requirement by requirement.
#ifndef CMMM_BATCH_BOOK_GAP_SHEET_H_
#define CMMM_BATCH_BOOK_GAP_SHEET_H_

#include <string>

#include "batch/book/result_page.h"
#include "cmmm/v1/gap.pb.h"

namespace cmmm::batch {

// Of one enterprise, the first ones of the levels it is short of, ranked as in
// a ScoreResponse; a row says how many more there are. Of all enterprises, as
// many as people can look through; a last row says of how many there are none.
class GapSheet {
 public:
  static constexpr int kMostOfOne = 10;
  static constexpr int kMostRows = 200'000;

  // Adds the sheet to `book`. All outlive it.
  GapSheet(const CompiledModel& model, ResultPage* page,
           excel::BookWriter* book);

  void Begin();
  // Whether the sheet is full, and what is added is only counted.
  bool full() const { return next_row_ > kMostRows; }
  void Add(const results::ResultRow& row, const v1::GapAnalysis& gaps);
  void Skip() { ++skipped_; }
  // Without answers, as the inputs could not be read twice, it says so.
  void Finish(bool has_answers);

 private:
  void AddGap(const results::ResultRow& row, const v1::LevelGap& level,
              const v1::RequirementGap& gap);
  void AddRemark(const results::ResultRow& row, const std::string& text);
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
