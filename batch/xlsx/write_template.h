// An empty workbook to fill in: instructions, and one sheet per element.
#ifndef CMMM_BATCH_XLSX_WRITE_TEMPLATE_H_
#define CMMM_BATCH_XLSX_WRITE_TEMPLATE_H_

#include <optional>
#include <string>

#include "batch/xlsx/questions.h"
#include "batch/xlsx/sheet_language.h"

namespace cmmm::xlsx {

// Makes it; what went wrong, in words. Equal input gives equal bytes.
std::optional<std::string> WriteTemplate(const Questions& questions,
                                         SheetLanguage language,
                                         std::string* bytes);

}  // namespace cmmm::xlsx

#endif  // CMMM_BATCH_XLSX_WRITE_TEMPLATE_H_
