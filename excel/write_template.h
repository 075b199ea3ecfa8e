// An empty workbook to fill in: instructions, and one sheet per element.
#ifndef CMMM_EXCEL_WRITE_TEMPLATE_H_
#define CMMM_EXCEL_WRITE_TEMPLATE_H_

#include <optional>
#include <string>

#include "excel/questions.h"
#include "excel/sheet_language.h"

namespace cmmm::excel {

// Makes it; what went wrong, in words. Equal input gives equal bytes.
std::optional<std::string> WriteTemplate(const Questions& questions,
                                         SheetLanguage language,
                                         std::string* bytes);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_WRITE_TEMPLATE_H_
