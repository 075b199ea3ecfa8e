// The sheet of a workbook of results that shows all enterprises together.
#ifndef CMMM_BATCH_BOOK_RESULT_OVERVIEW_H_
#define CMMM_BATCH_BOOK_RESULT_OVERVIEW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "batch/book_rows.h"
#include "engine/model/compiled_model.h"
#include "excel/book_writer.h"

namespace cmmm::batch {

// Sums over all rows.
class ResultFigures {
 public:
  explicit ResultFigures(const CompiledModel& model);
  void Add(const BookRow& row);

  int64_t count() const { return count_; }
  // Enterprises at a level, 0 being none.
  const std::vector<int64_t>& at_level() const { return at_level_; }
  // Mean maturity [D] of those in whose scope a sub-domain is; 0 without any.
  double Mean(size_t subdomain) const;
  const BookRow& first() const { return first_; }

 private:
  int64_t count_ = 0;
  std::vector<int64_t> at_level_;
  std::vector<double> sums_;
  std::vector<int64_t> counts_;
  BookRow first_;
};

// Levels with a column chart, sub-domains with a radar: the mean, and one
// enterprise that can be chosen. `heat` has ids in its first column and
// maturities from the third.
void WriteOverview(const CompiledModel& model, const ResultFigures& figures,
                   lxw_worksheet* heat, lxw_worksheet* sheet,
                   excel::BookWriter* book);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_RESULT_OVERVIEW_H_
