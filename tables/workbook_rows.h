// Workbooks as inputs: a table on one of their sheets, or one assessment, the
// template filled in.
#ifndef CMMM_TABLES_WORKBOOK_ROWS_H_
#define CMMM_TABLES_WORKBOOK_ROWS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cmmm/v1/model_service.pb.h"
#include "excel/xlsx_workbook.h"
#include "tables/block.h"
#include "tables/merged_rows.h"
#include "tables/table_layout.h"

namespace cmmm::tables {

// The sheet that is a table: one of its first rows has a column of enterprise
// ids. Reads it row by row, in flat memory but for the texts its cells share.
class SheetTable final : public RowSource {
 public:
  // Looks through the sheets for one; *table is empty when no sheet is one.
  // The workbook is taken over only then.
  static excel::MaybeViolation Find(
      std::unique_ptr<excel::XlsxWorkbook>* workbook,
      std::unique_ptr<SheetTable>* table);

  // The texts of the header's row, a column of the sheet each.
  const std::vector<std::string>& header() const { return header_; }
  int64_t header_row() const { return header_row_; }
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

// A record of one assessment, in the columns AssessmentColumns says.
struct AssessmentRow {
  Row row;
  std::vector<std::string> notices;  // for a person
};

// enterprise_id, weight_set, excluded_domain_ids, assess_up_to_level, the
// requirements, then `carried`.
std::vector<std::string> AssessmentColumns(
    const v1::ModelDefinition& model, const std::vector<std::string>& carried);

// The name of the column with the enterprise's name.
inline constexpr char kEnterpriseColumn[] = "enterprise";

// Reads the workbook as an assessment; never fails: what is wrong becomes
// findings of the record, which is not readable then. `stem`, the file's name,
// is the enterprise without an id and a name.
AssessmentRow ReadAssessment(Outcome<excel::XlsxWorkbook> workbook,
                             const v1::GetModelResponse& model,
                             const std::string& stem,
                             const std::vector<std::string>& carried);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_WORKBOOK_ROWS_H_
