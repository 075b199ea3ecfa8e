// First step of reading a model's workbook: which sheet is which, and the cells
// of its rows by column, as they were written.
#ifndef CMMM_EXCEL_COLLECT_MODEL_H_
#define CMMM_EXCEL_COLLECT_MODEL_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/refusal.h"
#include "excel/collect_answers.h"
#include "excel/model_sheets.h"
#include "excel/xlsx_workbook.h"

namespace cmmm::excel {

// A column that is none of ColumnsOf: of a weight set, say.
struct OtherColumn {
  std::string title;  // as compared: Normalised
  std::string place;
  int column = 0;
};

// A row with something in it. A cell without anything has a place, too.
struct ModelRow {
  std::vector<WrittenCell> cells;   // as ColumnsOf
  std::vector<WrittenCell> others;  // as ModelTable::others
};

struct ModelTable {
  std::string name;  // of its tab; empty: there is no such sheet
  int64_t title_row = 0;
  bool has_all_columns = false;  // of those that are read
  std::vector<OtherColumn> others;
  std::vector<ModelRow> rows;
};

struct WrittenModel {
  std::array<ModelTable, kModelSheetCount> tables;
  Violations faults;   // refused, with what the cells turn out to be
  Violations notices;  // told, not refused

  const ModelTable& operator[](ModelSheet sheet) const {
    return tables[static_cast<size_t>(sheet)];
  }
};

// Knows sheets by their keys, whatever their tabs are called, and columns by
// their titles, in any order. Refuses by the rule modelbook.not_a_model and
// those of XlsxWorkbook; notes as faults, all of them, modelbook.sheet_missing,
// .sheet_twice, .titles_missing, .column_missing, workbook.duplicate_column,
// .merged_cells and .too_much; as notices modelbook.sheet_renamed,
// .sheet_not_read, workbook.hidden_sheet and .macros.
Outcome<WrittenModel> CollectModel(XlsxWorkbook* workbook);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_COLLECT_MODEL_H_
