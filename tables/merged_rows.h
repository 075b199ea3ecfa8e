// Merged cells of a table on a sheet. One value stands there for several
// answers or enterprises, so the rows they touch are not scored.
//
//   MergedRows merged;
//   merged.Begin("Sheet1", header_row, names, ranges);
//   for (row : rows) findings = merged.Findings(row, &shown);
#ifndef CMMM_TABLES_MERGED_ROWS_H_
#define CMMM_TABLES_MERGED_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/row_finding.h"
#include "excel/cell.h"

namespace cmmm::tables {

// The merged ranges of the sheet of an input, which stand behind its rows in
// the file.
struct MergedCells {
  // False while a table is only looked through: no row is judged.
  bool wanted = true;
  bool known = false;
  std::vector<excel::CellRange> ranges;  // of more than one cell
};

class MergedRows {
 public:
  // `names` are those of the columns, from the first; empty where a merged cell
  // does no harm. `header_row` is the last row above the data.
  void Begin(std::string sheet, int64_t header_row,
             std::vector<std::string> names,
             std::vector<excel::CellRange> ranges);

  // What is wrong with the row: a finding (workbook.merged_cells) for every
  // merged range it is in, or nothing. To be asked for every row, in order.
  // *shown: whether a person sees a value there.
  RowFindings Findings(const excel::SheetRow& row, bool* shown);

  // Whether the range covers a cell below the header that matters, and which
  // column; nullptr: it does no harm.
  const std::string* Harmed(const excel::CellRange& range) const;

 private:
  struct Open {
    excel::CellRange range;
    std::string column;
    std::string value;  // of its first cell, which is shown
  };

  std::string sheet_;
  int64_t header_row_ = 0;
  std::vector<std::string> names_;
  std::vector<excel::CellRange> ranges_;  // by first row
  size_t next_ = 0;
  std::vector<Open> open_;  // those that the row at hand is in
};

// What a cell says, as text; a formula that was never computed is no value.
std::string TextOf(const excel::Cell& cell);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_MERGED_ROWS_H_
