// How the inputs of a run are to be read.
#ifndef CMMM_TABLES_INPUT_OPTIONS_H_
#define CMMM_TABLES_INPUT_OPTIONS_H_

#include <vector>

#include "excel/xlsx_workbook.h"
#include "tables/editions.h"
#include "tables/encoding.h"
#include "tables/format.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

struct InputOptions {
  Encoding encoding = Encoding::kAuto;
  // What digits mean; kAuto: as the header says, else by all values.
  texts::GradeStyle grades = texts::GradeStyle::kAuto;
  Format stdin_format = Format::kCsv;  // of `-`
  // Of a workbook that is refused, open questions are told, too.
  bool tell_open = false;
  bool hashed = true;  // the digests of the inputs are wanted
  // Whether a workbook holds results, and no answers (results/result_sheets.h);
  // none: that is not asked.
  bool (*are_results)(excel::XlsxWorkbook*) = nullptr;
  // What workbooks that are an assessment are read by; it outlives the inputs.
  const Editions* editions = nullptr;
  // Whose statements a long table may have instead; they outlive the inputs.
  std::vector<const CompiledModel*> other_editions;
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_INPUT_OPTIONS_H_
