// Makes a long table wide: a row an answer in, a row an enterprise out.
//
// The rows of an enterprise stand together. Its settings may stand in any of
// them, and must not differ; what is carried through comes from the first.
#ifndef CMMM_TABLES_LONG_ROWS_H_
#define CMMM_TABLES_LONG_ROWS_H_

#include <memory>
#include <string>
#include <vector>

#include "tables/block.h"
#include "tables/table_layout.h"

namespace cmmm::tables {

class LongRows final : public RowSource {
 public:
  // `rows` follow the header read into `layout`.
  LongRows(const CompiledModel& model, TableLayout layout,
           std::unique_ptr<RowSource> rows);

  // Of the rows given.
  std::vector<std::string> Header() const;

  MaybeFailure Next(Row* row, bool* more) override;

 private:
  MaybeFailure Advance();
  std::string CellOf(int column) const;
  void Begin(Row* row) const;
  void AddAnswer(Row* row) const;
  void TakeFindings(Row* row) const;
  void CheckSetting(int column, size_t at, Row* row) const;
  void AddFinding(absl::string_view column, absl::string_view rule,
                  absl::string_view value, Row* row) const;

  const CompiledModel& model_;
  TableLayout layout_;
  std::unique_ptr<RowSource> rows_;
  Row ahead_;  // read and not used yet
  bool has_ahead_ = false;
  bool began_ = false;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_LONG_ROWS_H_
