// The first sheet of the workbook to fill in.
#ifndef CMMM_BATCH_XLSX_WRITE_INSTRUCTIONS_H_
#define CMMM_BATCH_XLSX_WRITE_INSTRUCTIONS_H_

#include <vector>

#include "batch/xlsx/book_writer.h"
#include "batch/xlsx/questions.h"

namespace cmmm::xlsx {

// A sheet with questions, in the rows from the second.
struct QuestionSheet {
  lxw_worksheet* sheet = nullptr;
  std::vector<const v1::RequirementDefinition*> items;
};

// Who fills it in, how, what the grades mean, what is assessed, and how far it
// is.
void WriteInstructions(const Questions& questions,
                       const std::vector<QuestionSheet>& sheets,
                       lxw_worksheet* sheet, BookWriter* book);

}  // namespace cmmm::xlsx

#endif  // CMMM_BATCH_XLSX_WRITE_INSTRUCTIONS_H_
