// A block of records in, results and rejects out: what a thread does.
#ifndef CMMM_BATCH_SCORE_TABLE_H_
#define CMMM_BATCH_SCORE_TABLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "batch/book_rows.h"
#include "batch/row_buckets.h"
#include "batch/scorer_cache.h"
#include "engine/score_rows.h"
#include "results/reject.h"
#include "results/write_result.h"
#include "tables/block.h"
#include "tables/plain_record.h"
#include "tables/record_reader.h"
#include "tables/table_layout.h"
#include "texts/grade_words.h"

namespace cmmm::batch {

// What a block became. Every record is one of scored, rejected and blank.
struct BlockResult {
  std::string output;
  std::string book_rows;                 // of a workbook, if one is wanted
  std::vector<size_t> ends;              // of each record's row in `output`
  std::vector<uint64_t> ids;             // hash of each record's id; 0: none
  std::vector<results::Reject> rejects;  // in order of their records
  int64_t records = 0;
  int64_t scored = 0;
  int64_t rejected = 0;  // records, not findings
  int64_t blank = 0;
};

// Scores the blocks of one table.
class TableScorer {
 public:
  // What `layout`, `words`, `writer` and `book` point to outlives the scorer.
  // `book`: nullptr without a workbook. With one, every row is scored by
  // itself, with its gaps.
  TableScorer(const CompiledModel& model, const tables::TableLayout& layout,
              std::unique_ptr<tables::RecordReader> reader,
              texts::GradeStyle style, const texts::GradeWords& words,
              const results::ResultWriter& writer, const BookRowWriter* book,
              ScorerCache* scorers);

  void Score(const tables::Block& block, BlockResult* result);

 private:
  struct PendingRow {
    absl::string_view id;
    absl::string_view record;
    int64_t number = 0;  // of the record in the block
    RowPlace place;      // nowhere: rejected while it was read
    size_t carried = 0;  // index of its first carried cell
  };

  void Clear();
  void ReadRecord(absl::string_view record, int64_t number);
  size_t RecordEndIn(absl::string_view text, size_t begin) const;
  absl::string_view TakeRecord(absl::string_view text, size_t* at);
  const std::vector<absl::string_view>& cells() const;  // of the record at hand
  bool ReadCells(PendingRow* row);
  int UpToLevel(PendingRow* row);
  void ReadGrades(const PendingRow& row, uint8_t* codes);
  bool AddFindings(const PendingRow& row);
  void Finish(const PendingRow& row, BlockResult* result);
  void ScoreAlone(const PendingRow& row);
  void AddRefusal(const PendingRow& row, const Refusal& refusal);
  void AddReject(const PendingRow& row, int column, absl::string_view rule,
                 absl::string_view value, std::string message);
  absl::string_view Cell(int column) const;

  const CompiledModel& model_;
  const tables::TableLayout& layout_;
  std::unique_ptr<tables::RecordReader> reader_;
  tables::RecordProblem problem_;  // why reader_ did not read a record
  bool is_json_;
  texts::GradeStyle style_;
  const texts::GradeWords& words_;
  const results::ResultWriter& writer_;
  const BookRowWriter* book_;
  ScorerCache* scorers_;
  std::vector<std::string> requirement_ids_;
  RowBuckets buckets_;
  v1::GapAnalysis gaps_;  // of the row scored last, for `book_`

  bool utf8_ = true;    // the block at hand
  bool quotes_ = true;  // may be in it
  tables::PlainRecord plain_;
  std::vector<int> graded_columns_;  // those of requirements, in order
  bool complete_ = true;             // every requirement has a column
  bool tail_in_order_ = true;        // as the model has its items
  bool is_plain_ = false;            // the record at hand, read by plain_
  std::vector<PendingRow> rows_;
  std::vector<results::Carried> carried_;
  std::vector<results::Reject> rejects_;  // while reading, in order of records
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_SCORE_TABLE_H_
