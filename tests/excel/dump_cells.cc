// Prints every cell that the reader finds in a workbook, one a line: sheet,
// row, column (from 1), kind (excel::CellKind) and value between tabs. What is
// wrong is a line that begins with `!`. For compare_with_openpyxl.py.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "excel/xlsx_workbook.h"

namespace cmmm {
namespace {

std::string ValueOf(const excel::Cell& cell) {
  std::string value(cell.text);
  if (cell.kind == excel::CellKind::kNumber ||
      cell.kind == excel::CellKind::kBoolean) {
    value = excel::NumberText(cell.number);
  }
  const auto is_blank = [](char c) {
    return c == '\n' || c == '\r' || c == '\t';
  };
  std::replace_if(value.begin(), value.end(), is_blank, ' ');
  return value;
}

void Dump(const excel::XlsxWorkbook::Sheet& sheet, const excel::SheetRow& row) {
  for (const excel::Cell& cell : row.cells) {
    if (cell.kind == excel::CellKind::kEmpty) continue;
    std::cout << sheet.name << '\t' << row.number << '\t' << cell.column + 1
              << '\t' << static_cast<int>(cell.kind) << '\t' << ValueOf(cell)
              << '\n';
  }
}

void DumpWorkbook(const char* path) {
  std::ifstream file(path, std::ios::binary);
  auto workbook = excel::XlsxWorkbook::Open(
      std::string(std::istreambuf_iterator<char>(file), {}));
  if (!workbook.ok()) {
    const auto& violations = workbook.refusal().violations.listed();
    std::cout << "!" << violations.at(0).rule_id << '\n';
    return;
  }
  const auto& sheets = workbook.value().sheets();
  for (size_t i = 0; i < sheets.size(); ++i) {
    const auto sheet = workbook.value().OpenSheet(i);
    while (const excel::SheetRow* row = sheet->NextRow()) {
      Dump(sheets[i], *row);
    }
    if (sheet->fault().has_value()) {
      std::cout << "!" << sheet->fault()->rule_id << '\n';
    }
  }
}

}  // namespace
}  // namespace cmmm

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  cmmm::DumpWorkbook(argv[1]);
  return 0;
}
