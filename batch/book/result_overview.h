// The sheet of a workbook of results that shows all enterprises together.
#ifndef CMMM_BATCH_BOOK_RESULT_OVERVIEW_H_
#define CMMM_BATCH_BOOK_RESULT_OVERVIEW_H_

#include <cstdint>
#include <optional>
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
  // `name` is what people know the enterprise by.
  void Add(const BookRow& row, const std::string& name);
  void SetRejected(int64_t rows) { rejected_ = rows; }

  int64_t count() const { return count_; }
  // Enterprises at a level, 0 being none.
  const std::vector<int64_t>& at_level() const { return at_level_; }
  // Mean maturity [D] of those in whose scope a sub-domain is, if any.
  std::optional<double> Mean(size_t subdomain) const;
  const BookRow& first() const { return first_; }
  const std::string& first_name() const { return first_name_; }
  // Rows that could not be scored.
  int64_t rejected() const { return rejected_; }
  // Requirements that count as not satisfied as nobody answered them, and the
  // enterprises with some.
  int64_t open() const { return open_; }
  int64_t open_rows() const { return open_rows_; }

  // What an enterprise is chosen by: its number, which finds its row whatever
  // signs are in its name, and its name. `12 湖南**机械`.
  static std::string ChoiceOf(int64_t number, const std::string& name);

 private:
  int64_t count_ = 0;
  std::vector<int64_t> at_level_;
  std::vector<double> sums_;
  std::vector<int64_t> counts_;
  BookRow first_;
  std::string first_name_;
  int64_t rejected_ = 0;
  int64_t open_ = 0;
  int64_t open_rows_ = 0;
};

// Where WriteOverview finds the enterprises.
struct OverviewSources {
  lxw_worksheet* heat;     // maturities from the third column, second row
  lxw_worksheet* summary;  // choices in kChoiceColumn from kFirstChoiceRow
};
inline constexpr int kChoiceColumn = 11;
inline constexpr int kFirstChoiceRow = 4;  // as a person counts

// Levels with a column chart, sub-domains with a radar: the mean, and one
// enterprise that can be chosen.
void WriteOverview(const CompiledModel& model, const ResultFigures& figures,
                   const OverviewSources& sources, lxw_worksheet* sheet,
                   excel::BookWriter* book);

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_BOOK_RESULT_OVERVIEW_H_
