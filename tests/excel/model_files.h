// Workbooks of models, sound and with cells changed, for tests.
#ifndef CMMM_TESTS_EXCEL_MODEL_FILES_H_
#define CMMM_TESTS_EXCEL_MODEL_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "engine/model/catalog.h"
#include "excel/read_model_book.h"

namespace cmmm::test {

// The workbook of a model; fails the test when it cannot be written.
std::string ModelBookOf(const CatalogEntry& entry);

Outcome<excel::ModelBook> ReadBook(const std::string& bytes);

// What a cell is to hold: the inside of its element, and attributes.
struct CellContent {
  std::string inside;
  std::string attributes{};
};
CellContent TextCell(const std::string& text);
CellContent NumberCell(const std::string& number);
CellContent EmptyCell();

// The workbook with the cell at `权重 Weights!E5` replaced; fails the test when
// there is no such cell.
std::string WithCell(const std::string& bytes, const std::string& place,
                     const CellContent& content);
// The number of a row of the sheet, `from`, becomes `to`; the rows between move
// by one.
std::string WithRowMoved(const std::string& bytes, const std::string& sheet,
                         int from, int to);
// Without the row.
std::string WithoutRow(const std::string& bytes, const std::string& sheet,
                       int row);
// Another format of numbers: its index for the attribute `s` of cells.
std::string WithPercentFormat(const std::string& bytes, int* index);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_EXCEL_MODEL_FILES_H_
