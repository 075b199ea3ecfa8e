// Settles by all values of a table whether its digits are scores or codes.
#ifndef CMMM_BATCH_SURVEY_H_
#define CMMM_BATCH_SURVEY_H_

#include <optional>
#include <string>

#include "batch/block.h"
#include "batch/csv.h"
#include "batch/grade_words.h"
#include "batch/table_layout.h"

namespace cmmm::batch {

class Survey {
 public:
  Survey(const GradeWords& words, const TableLayout& layout, char delimiter)
      : words_(words),
        layout_(layout),
        cells_(delimiter),
        delimiter_(delimiter) {}

  // Looks at every grade of a block, whose first record is row `first_row`;
  // how many records it has.
  int64_t Add(const Block& block, int64_t first_row);

  // Words when there are no digits; scores when some value can only be a
  // score and none only a code; codes the other way round. Nothing when the
  // values are of both, or of neither; then Why says so.
  std::optional<GradeStyle> Settle() const;
  std::string Why() const;

 private:
  void AddRow(int64_t row);

  const GradeWords& words_;
  const TableLayout& layout_;
  CellSplitter cells_;
  char delimiter_;
  // The first example of each kind; empty: none.
  std::string score_;
  std::string code_;
  std::string either_;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_SURVEY_H_
