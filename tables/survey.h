// Settles by all values of a table whether its digits are scores or codes.
//
//   Survey survey(words, source->table().layout, std::move(reader));
//   for (each block) row += survey.AddBlock(block, row);
//   if (auto style = survey.Settle()) … else … survey.Why() …
#ifndef CMMM_TABLES_SURVEY_H_
#define CMMM_TABLES_SURVEY_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "tables/block.h"
#include "tables/record_reader.h"
#include "tables/table_layout.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

class Survey {
 public:
  Survey(const texts::GradeWords& words, const TableLayout& layout,
         std::unique_ptr<RecordReader> reader)
      : words_(words), layout_(layout), reader_(std::move(reader)) {}

  // Looks at every grade of a block, whose first record is row `first_row`, and
  // gives how many records it has. What cannot be read is passed over: it is
  // rejected when rows are scored.
  int64_t AddBlock(const Block& block, int64_t first_row);

  // Words when there are no digits; scores when some value can only be a
  // score and none only a code; codes the other way round. Nothing when the
  // values are of both, or of neither; then Why says so.
  std::optional<texts::GradeStyle> Settle() const;
  // Why nothing was settled: grades.mixed or grades.ambiguous, and its words.
  const char* Rule() const;
  std::string Why() const;
  // What a person should know of what was settled (input.digits): by which
  // value, and how many of all digits say the same. Nothing where there are
  // none.
  std::optional<RowFinding> Notice() const;

 private:
  // The first value of a kind, as it is said, and how many there are.
  struct Example {
    int64_t count = 0;
    std::string en;
    std::string zh;
  };

  void AddRecord(const Record& record, int64_t row);

  const texts::GradeWords& words_;
  const TableLayout& layout_;
  std::unique_ptr<RecordReader> reader_;
  Example score_;
  Example code_;
  Example either_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_SURVEY_H_
