// Makes a long table wide: a row an answer in, a row an enterprise out.
//
//   enterprise_id,requirement_id,grade        enterprise_id,…,data.2.b,data.2.c
//   E1,data.2.b,fully                    →    E1,…,fully,N/A
//   E1,data.2.c,N/A
//
// The rows of an enterprise stand together: one that comes again after others
// ends the reading (long.not_grouped, with both rows), for it would become two
// enterprises with half of the answers each. The first million is remembered.
// Its settings may stand in any of its rows, and must not differ; what is
// carried through comes from the first. Where there is a column for notes, what
// is not applicable has its reason there.
// What contradicts (a setting that differs, a requirement answered twice, one
// that the model does not have, the statement of another one beside an id)
// becomes a finding of the row given.
#ifndef CMMM_TABLES_LONG_ROWS_H_
#define CMMM_TABLES_LONG_ROWS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "tables/block.h"
#include "tables/statement_check.h"
#include "tables/table_layout.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

class LongRows final : public RowSource {
 public:
  // `rows` follow the header that was read into `layout`. `model` and its
  // `other_editions` outlive the source.
  LongRows(const CompiledModel& model,
           const std::vector<const CompiledModel*>& other_editions,
           TableLayout layout, std::unique_ptr<RowSource> rows);

  // Names the columns of the rows given: the id, the settings, every
  // requirement of the model, then what is carried through.
  std::vector<std::string> Header() const;

  // Fails as `rows` does.
  MaybeFailure Next(Row* row, bool* more) override;

  // Of the statements of other editions among the rows given so far.
  RowFindings Notices() const override { return statements_.Notices(); }

 private:
  MaybeFailure Advance();
  std::string CellOf(size_t column) const;
  void Begin(Row* row) const;
  void AddAnswer(Row* row);
  void TakeFindings(Row* row) const;
  void CheckSetting(size_t column, size_t at, Row* row) const;
  void AddFinding(absl::string_view column, absl::string_view rule,
                  absl::string_view value, std::string message, Row* row) const;
  void CheckReason(const std::string& id, const std::string& grade,
                   Row* row) const;
  void CheckStatements(size_t item, Row* row);
  MaybeFailure BeginEnterprise(const std::string& id);

  const CompiledModel& model_;
  texts::GradeWords words_;
  TableLayout layout_;
  StatementCheck statements_;
  std::unique_ptr<RowSource> rows_;
  Row ahead_;  // read and not used yet
  bool has_ahead_ = false;
  bool began_ = false;
  // The row in which an enterprise began, by the hash of its id.
  absl::flat_hash_map<size_t, int64_t> first_rows_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_LONG_ROWS_H_
