// Settles by all values of a table whether its digits are scores or codes.
#ifndef CMMM_BATCH_SURVEY_H_
#define CMMM_BATCH_SURVEY_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "batch/block.h"
#include "batch/grade_words.h"
#include "batch/record_reader.h"
#include "batch/table_layout.h"

namespace cmmm::batch {

class Survey {
 public:
  Survey(const GradeWords& words, const TableLayout& layout,
         std::unique_ptr<RecordReader> reader)
      : words_(words), layout_(layout), reader_(std::move(reader)) {}

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
  std::unique_ptr<RecordReader> reader_;
  // The first example of each kind; empty: none.
  std::string score_;
  std::string code_;
  std::string either_;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_SURVEY_H_
