// Workbooks as inputs: the sheet that is a table. (One assessment, the template
// filled in: assessment_row.h.)
#ifndef CMMM_TABLES_WORKBOOK_ROWS_H_
#define CMMM_TABLES_WORKBOOK_ROWS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/violations.h"
#include "excel/xlsx_workbook.h"
#include "tables/block.h"
#include "tables/merged_rows.h"
#include "tables/table_layout.h"

namespace cmmm::tables {

// The sheet that is a table: one of its first rows has a column of enterprise
// ids and names requirements. Reads it row by row, in flat memory but for the
// texts its cells share.
class SheetTable final : public RowSource {
 public:
  // Looks through the sheets for the first one that is shown; a hidden one is
  // taken when no sheet that is shown has answers, as a table or as questions.
  // *table is empty when there is none, and only else the workbook is taken
  // over. Notices are workbook.sheet_not_read, for every other sheet with
  // answers, and workbook.hidden_sheet.
  static excel::MaybeViolation Find(
      std::unique_ptr<excel::XlsxWorkbook>* workbook,
      std::unique_ptr<SheetTable>* table, Violations* notices);

  // The texts of the header's row, a column of the sheet each.
  const std::vector<std::string>& header() const { return header_; }
  // `明细!3`, where the header is.
  std::string HeaderPlace() const;
  // `layout` is that of the header: rows whose grades or ids are in merged
  // cells get a finding. What is found of these is kept in `merged`, which
  // outlives the table.
  void Protect(const TableLayout& layout, MergedCells* merged);

  // Rows that are blank are left out, short ones filled up.
  MaybeFailure Next(Row* row, bool* more) override;

 private:
  SheetTable(std::unique_ptr<excel::XlsxWorkbook> workbook, size_t sheet)
      : workbook_(std::move(workbook)), sheet_(sheet) {}

  MaybeFailure Begin();
  // False when the row is left out.
  bool TakeRow(const excel::SheetRow& read, Row* row);
  MaybeFailure End();

  std::unique_ptr<excel::XlsxWorkbook> workbook_;
  size_t sheet_;
  std::vector<std::string> header_;
  int64_t header_row_ = 0;
  std::vector<std::string> protected_;  // names of columns, or nothing
  MergedCells* merged_ = nullptr;
  MergedRows merged_rows_;
  std::unique_ptr<excel::SheetReader> reader_;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_WORKBOOK_ROWS_H_
