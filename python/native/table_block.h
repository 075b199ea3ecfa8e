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
#include "python/native/arrow_export.h"
#include "python/native/byte_columns.h"
#include "python/native/table_plan.h"
#include "tables/row_reader.h"

namespace cmmm::python {

// Texts one behind the other, as Arrow has them. `Offset` counts all bytes.
template <typename Offset>
struct TextColumn {
  std::vector<Offset> ends = {0};
  std::string bytes;

  void Add(absl::string_view text) {
    bytes.append(text.data(), text.size());
    ends.push_back(static_cast<Offset>(bytes.size()));
  }
};

// Numbers of which some may be missing.
struct NumberColumn {
  std::vector<double> values;  // 0 where it is missing
  std::vector<int64_t> missing;
  std::vector<uint8_t> present;  // a bit a value; empty: all are there

  void AddMissing() {
    missing.push_back(static_cast<int64_t>(values.size()));
    values.push_back(0);
  }

  // Makes `present`, once all are added.
  void MarkMissing() {
    if (missing.empty()) return;
    present.assign((values.size() + 7) / 8, 0xFF);
    for (const int64_t at : missing) {
      present[static_cast<size_t>(at / 8)] &=
          static_cast<uint8_t>(~(1 << (at % 8)));
    }
  }
};

// The rows of a block that were scored, in order, in columns.
struct ResultColumns {
  std::vector<int64_t> rows;  // of the batch, counted from its first
  TextColumn<int32_t> ids;
  std::vector<int32_t> levels;
  std::vector<double> totals;
  TextColumn<int32_t> exact;
  std::vector<NumberColumn> scores;      // [K]
  std::vector<NumberColumn> maturities;  // [D], or none
};

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
};

// The results of a block as a struct array, with what is carried through.
ArrowArray ExportBlock(const TablePlan& plan, const TableBlock& block);

// Scores blocks; of one thread. `plan` outlives it.
class BlockScorer {
 public:
  explicit BlockScorer(const TablePlan& plan ABSL_ATTRIBUTE_LIFETIME_BOUND);

  // Fills in results and rejects. Does not touch the interpreter.
  void Score(TableBlock* block);

 private:
  // A row on its way: where it is scored, and whether something is wrong.
  struct PendingRow {
    absl::string_view id;
    batch::RowPlace place;
    bool is_bad = false;
  };

  // Columns whose requirements are neighbours, in their order.
  using Neighbours = std::array<size_t, kTurnedColumns>;

  void FindNeighbours();
  void ReadGrades(const TableBlock& block);
  bool ReadTile(const Batch& batch, int64_t begin, int64_t rows, bool fetch,
                GradeCode* codes) const;
  void PlaceRows(const TableBlock& block);
  bool ReadLevel(absl::string_view cell, int* level);
  void JudgeRow(TableBlock* block, int64_t r);
  void FillRecord(const TableBlock& block, int64_t r);
  void WriteRow(int64_t r, ResultColumns* results) const;

  const TablePlan& plan_;
  size_t requirements_;
  std::vector<Neighbours> neighbours_;
  std::vector<size_t> others_;  // columns of grades that are in none of them
  batch::ScorerCache scorers_;
  batch::RowBuckets buckets_;
  tables::RowReader row_reader_;
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
