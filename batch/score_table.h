// A block of records in, results and rejects out: what a thread does.
#ifndef CMMM_BATCH_SCORE_TABLE_H_
#define CMMM_BATCH_SCORE_TABLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "batch/block.h"
#include "batch/csv.h"
#include "batch/grade_words.h"
#include "batch/reject.h"
#include "batch/table_layout.h"
#include "batch/write_result.h"
#include "engine/model/catalog.h"
#include "engine/score_rows.h"

namespace cmmm::batch {

// What a block became. Every record is one of scored, rejected and blank.
struct BlockResult {
  std::string output;
  std::vector<Reject> rejects;  // in order of their records
  int64_t records = 0;
  int64_t scored = 0;
  int64_t rejected = 0;  // records, not findings
  int64_t blank = 0;
};

// The scorers of the profiles met so far; of one thread.
class ScorerCache {
 public:
  // `common` holds the model and what applies where a row says nothing.
  ScorerCache(const Catalog& catalog, v1::ScoreRequest common);

  // A scorer, or why there is none. Empty texts: as `common` says. Valid until
  // the next call of Trim.
  const Outcome<RowScorer>& Get(absl::string_view weight_set,
                                absl::string_view excluded, int up_to_level);
  // To be called between blocks: forgets when there are too many.
  void Trim();

 private:
  const Catalog& catalog_;
  v1::ScoreRequest common_;
  absl::flat_hash_map<std::string, std::unique_ptr<Outcome<RowScorer>>> cache_;
  std::string key_;
};

// Scores the blocks of one table.
class TableScorer {
 public:
  // What `layout`, `words` and `writer` point to outlives the scorer.
  TableScorer(const CompiledModel& model, const TableLayout& layout,
              char delimiter, GradeStyle style, const GradeWords& words,
              const ResultWriter& writer, ScorerCache* scorers);

  void Score(const Block& block, BlockResult* result);

 private:
  // Rows of one profile, to be scored together.
  struct Bucket {
    const Outcome<RowScorer>* scorer = nullptr;
    std::vector<uint8_t> codes;  // [rows × R]
    std::vector<RowResult> results;
    std::vector<Ratio> maturity;  // [rows × D]
    std::vector<uint8_t> scored;
    int64_t rows = 0;
  };
  struct PendingRow {
    absl::string_view id;
    absl::string_view record;
    int64_t number = 0;  // of the record in the block
    int bucket = -1;     // -1: rejected while it was read
    int64_t row = 0;     // of the bucket
    size_t carried = 0;  // index of its first carried cell
  };

  void Clear();
  void ReadRecord(absl::string_view record, int64_t number);
  bool ReadCells(PendingRow* row);
  int UpToLevel(PendingRow* row);
  int FindBucket(const Outcome<RowScorer>* scorer);
  void ReadGrades(const PendingRow& row, uint8_t* codes);
  void ReadFindings(const PendingRow& row);
  void ScoreBuckets();
  void Finish(const PendingRow& row, BlockResult* result);
  void ScoreAlone(const PendingRow& row);
  void AddRefusal(const PendingRow& row, const Refusal& refusal);
  void AddReject(const PendingRow& row, int column, absl::string_view rule,
                 absl::string_view value, std::string message);
  absl::string_view Cell(int column) const;

  const CompiledModel& model_;
  const TableLayout& layout_;
  char delimiter_;
  GradeStyle style_;
  const GradeWords& words_;
  const ResultWriter& writer_;
  ScorerCache* scorers_;
  std::vector<std::string> requirement_ids_;

  CellSplitter cells_;
  bool ascii_ = true;
  std::vector<PendingRow> rows_;
  std::vector<Carried> carried_;
  std::vector<Bucket> buckets_;
  size_t used_buckets_ = 0;
  std::vector<Reject> rejects_;  // while reading, in order of records
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_SCORE_TABLE_H_
