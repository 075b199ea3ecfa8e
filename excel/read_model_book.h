// A model's workbook, checked and put right by people, as a model again.
//
//   auto workbook = XlsxWorkbook::Open(bytes);
//   auto book = ReadModelBook(&workbook.value());
//   if (!book.ok()) …  everything that is wrong, by sheet and cell
//   CheckVersion(known, &book.value(), &faults);  // compare_model_book.h
//   CompareWithBase(base, &book.value());
#ifndef CMMM_EXCEL_READ_MODEL_BOOK_H_
#define CMMM_EXCEL_READ_MODEL_BOOK_H_

#include <map>
#include <string>

#include "cmmm/v1/model.pb.h"
#include "engine/base/refusal.h"
#include "excel/xlsx_workbook.h"

namespace cmmm::excel {

struct ModelBook {
  v1::ModelDefinition model;  // sound: the linter finds nothing
  // What was exported: id, version and digest, as far as the workbook says.
  v1::ModelRef base;
  Violations notices;  // told, not refused
  // Where fields of the model stand, by their path: `版本` by `version`.
  std::map<std::string, std::string> places;
};

// Refuses as INVALID_MODEL_WORKBOOK with everything that is wrong, each by its
// cell: the faults of CollectModel, the rules of ModelCells, modelbook.*
// (docs/model_format.md lists them), and what the linter finds.
Outcome<ModelBook> ReadModelBook(XlsxWorkbook* workbook);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_READ_MODEL_BOOK_H_
