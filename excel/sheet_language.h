// The language of a workbook that is written, by the name it had before
// texts/language.h.
#ifndef CMMM_EXCEL_SHEET_LANGUAGE_H_
#define CMMM_EXCEL_SHEET_LANGUAGE_H_

#include "texts/language.h"

namespace cmmm::excel {

using SheetLanguage = texts::Language;

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_SHEET_LANGUAGE_H_
