// The first sheet of the workbook to fill in.
#ifndef CMMM_EXCEL_WRITE_INSTRUCTIONS_H_
#define CMMM_EXCEL_WRITE_INSTRUCTIONS_H_

#include <vector>

#include "excel/book_writer.h"
#include "excel/questions.h"

namespace cmmm::excel {

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

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_WRITE_INSTRUCTIONS_H_
