// A block of records in, results and rejects out: what a thread of a run does,
// and a filter. It is a loop over RowReader, which reads, and RowBuckets, which
// scores.
#ifndef CMMM_BATCH_SCORE_TABLE_H_
#define CMMM_BATCH_SCORE_TABLE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/strings/string_view.h"
#include "batch/book_rows.h"
#include "batch/row_buckets.h"
#include "batch/scorer_cache.h"
#include "results/write_result.h"
#include "tables/block.h"
#include "tables/record_reader.h"
#include "tables/row_reader.h"

namespace cmmm::batch {

// A record that has no result, and all that is wrong with it. The texts carried
// through are as many as the columns, or none where the record has no cells;
// they point into the block.
struct RejectedRow {
  size_t record = 0;  // of the block, from 0
  std::string enterprise_id;
  RowFindings findings;
  std::vector<results::Carried> carried;
};

// What a block became. Every record is one of scored, rejected and blank.
struct BlockResult {
  std::string output;
  std::string book_rows;              // of a workbook, if one is wanted
  std::vector<size_t> ends;           // of each record's row in `output`
  std::vector<uint64_t> ids;          // hash of each record's id; 0: none
  std::vector<RejectedRow> rejected;  // in order of their records
  int64_t records = 0;
  int64_t scored = 0;
  int64_t blank = 0;
  // Open questions that count as not satisfied, and rows scored with some.
  int64_t open = 0;
  int64_t open_rows = 0;
};

// Scores the blocks of one table; of one thread.
class TableScorer {
 public:
  // What is passed outlives the scorer. `book`: nullptr without a workbook.
  TableScorer(const CompiledModel& model ABSL_ATTRIBUTE_LIFETIME_BOUND,
              const tables::TableLayout& layout ABSL_ATTRIBUTE_LIFETIME_BOUND,
              std::unique_ptr<tables::RecordReader> reader,
              texts::GradeStyle style,
              const texts::GradeWords& words ABSL_ATTRIBUTE_LIFETIME_BOUND,
              const results::ResultWriter& writer ABSL_ATTRIBUTE_LIFETIME_BOUND,
              const BookRowWriter* book ABSL_ATTRIBUTE_LIFETIME_BOUND,
              ScorerCache* scorers);

  // From now on every row carries `edition` behind what it carries through, a
  // text that outlives the scorer.
  void CarryEdition(absl::string_view edition) { edition_ = edition; }

  // Puts what becomes of `block` in place of *result.
  void Score(const tables::Block& block, BlockResult* result);

 private:
  // A record that was read and is not written yet.
  struct PendingRow {
    size_t record = 0;  // of the block
    absl::string_view id;
    RowFindings findings;
    // Nothing: the engine is not asked of it.
    std::optional<RowPlace> place;
    size_t carried = 0;  // index of its first text carried through
    bool has_cells = false;
    // Of a row that may be refused: its cells, and those that are no grades.
    tables::RecordCells cells;
    std::vector<size_t> ungraded;
  };

  void ReadRow(const tables::Record& record, size_t number);
  void AskEngine(PendingRow* row);
  void WriteRow(PendingRow* row, BlockResult* result);
  size_t CarriedCount() const {
    return layout_.carried.size() + (edition_.has_value() ? 1 : 0);
  }

  const tables::TableLayout& layout_;
  tables::RowReader row_reader_;
  std::unique_ptr<tables::RecordReader> reader_;
  const results::ResultWriter& writer_;
  const BookRowWriter* book_;
  ScorerCache* scorers_;
  std::optional<absl::string_view> edition_;
  RowBuckets buckets_;
  v1::GapAnalysis gaps_;  // of the row scored last, for `book_`
  // The record at hand, and what it says.
  tables::Record record_;
  tables::RowReading reading_;
  std::vector<PendingRow> rows_;
  std::vector<results::Carried> carried_;
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_SCORE_TABLE_H_
