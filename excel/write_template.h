// A workbook to fill in, empty or with what is filled in already: instructions,
// one sheet per element of the model, and a hidden one with the words to choose
// from.
//
//   填写说明   what to do; hidden in column A the keys of layout.h's fields
//   技术       one row per requirement, in the columns of layout.h
//   选项       the grades, for the drop-down lists
//
// What this writes, collect_answers.h and interpret_answers.h read.
#ifndef CMMM_EXCEL_WRITE_TEMPLATE_H_
#define CMMM_EXCEL_WRITE_TEMPLATE_H_

#include <string>

#include "engine/base/failure.h"
#include "excel/questions.h"
#include "texts/language.h"

namespace cmmm::excel {

// Makes the workbook in memory, with the answers, notes, evidence and lines of
// `questions.filled`; a note beside a reason stands below it in one cell.
// Equal input gives equal bytes. A failure, as when there is no room for the
// temporary file that the library writes, leaves nothing of use in *bytes.
MaybeFailure WriteTemplate(const Questions& questions, texts::Language language,
                           std::string* bytes);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_WRITE_TEMPLATE_H_
