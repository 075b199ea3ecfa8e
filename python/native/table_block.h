// A piece of a batch in, results and rejects out: what a thread of a run over a
// table does, by the engine's door for tables and the rules of rows that
// `cmmm batch` has.
#ifndef CMMM_PYTHON_NATIVE_TABLE_BLOCK_H_
#define CMMM_PYTHON_NATIVE_TABLE_BLOCK_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "batch/row_buckets.h"
#include "batch/scorer_cache.h"
#include "engine/base/row_finding.h"
#include "python/native/byte_columns.h"
#include "python/native/result_columns.h"
#include "python/native/table_plan.h"
#include "tables/row_reader.h"

namespace cmmm::python {

// A row that has no result, and all that is wrong with it.
struct Reject {
  int64_t row = 0;  // of the table, from 0
  std::string enterprise_id;
  RowFindings findings;
};

// Rows `begin` to `begin + count` of `batch`; its first row is row `first_row`
// of the table.
struct TableBlock {
  std::shared_ptr<Batch> batch;
  int64_t begin = 0;
  int64_t count = 0;
  int64_t first_row = 0;
  std::shared_ptr<ResultColumns> results;
  std::vector<Reject> rejects;

  // Where its columns begin, as a batch may be a slice.
  int64_t first() const { return begin + batch->array.offset; }
};

// The results of a block as a struct array, with what is carried through.
ArrowArray ExportBlock(const TablePlan& plan, const TableBlock& block);

// Scores blocks, a piece after the other: a piece is read, scored and written
// while it is in the processor's own memories, which saves two fifths of the
// time (docs/python.md). Of one thread. `plan` outlives it.
class BlockScorer {
 public:
  explicit BlockScorer(const TablePlan& plan ABSL_ATTRIBUTE_LIFETIME_BOUND);

  // Fills in results and rejects. Does not touch the interpreter.
  void Score(TableBlock* block);

 private:
  // Some rows of a block, which stand from `first` on in its columns.
  struct Piece {
    int64_t first = 0;
    int64_t rows = 0;
    bool more = false;  // as many follow
  };

  // A row on its way: where it is scored, and whether something is wrong.
  struct PendingRow {
    absl::string_view id;
    batch::RowPlace place;
    bool is_bad = false;
  };

  // Columns whose requirements are neighbours, in their order.
  struct Neighbours {
    std::array<size_t, kTurnedColumns> columns;
    // Of the batch at hand, when all are codes as they stand.
    std::array<const uint8_t*, kTurnedColumns> codes;
    bool are_codes = false;
  };

  void FindNeighbours();
  void FindCodes(const Batch& batch);
  void ScorePiece(TableBlock* block, const Piece& piece);
  void ReadGrades(const Batch& batch, const Piece& piece);
  bool ReadCodes(const Batch& batch, const Piece& piece);
  void PlaceRows(const Batch& batch, const Piece& piece);
  bool ReadLevel(absl::string_view cell, int* level);
  bool JudgeRow(TableBlock* block, const Piece& piece, size_t r);
  void FillRecord(const Batch& batch, int64_t row);

  const TablePlan& plan_;
  size_t requirements_;
  size_t maturities_;  // of a row, that are wanted
  std::vector<Neighbours> neighbours_;
  std::vector<size_t> others_;  // columns of grades that are in none of them
  batch::ScorerCache scorers_;
  batch::RowBuckets buckets_;
  tables::RowReader row_reader_;
  // Of the piece at hand.
  std::vector<GradeCode> codes_;  // [rows × R]
  std::vector<PendingRow> rows_;
  std::vector<std::string> texts_;  // of ids that are numbers, [rows]
  // The row that is looked at closely.
  std::vector<std::string> cells_;
  tables::Record record_;
  tables::RowReading reading_;
};

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_TABLE_BLOCK_H_
