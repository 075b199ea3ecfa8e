// An empty assessment to fill in, as text for tools: what `cmmm template`
// writes beside workbooks.
#ifndef CMMM_CLI_TEMPLATE_TEXT_H_
#define CMMM_CLI_TEMPLATE_TEXT_H_

#include <string>

#include "batch/xlsx/questions.h"
#include "cli/format_text.h"

namespace cmmm {

// A table of answers as CSV: UTF-8 with a byte order mark, which Excel needs;
// one row per question, with what it asks and an empty grade. Rows of more
// enterprises may follow below.
std::string TemplateCsv(const xlsx::Questions& questions, Language language);

// One line: a ScoreRequest in proto3 JSON in which every question is open.
std::string TemplateJsonLine(const xlsx::Questions& questions);

}  // namespace cmmm

#endif  // CMMM_CLI_TEMPLATE_TEXT_H_
