// An empty assessment to fill in, as text for tools: what `cmmm template`
// writes beside workbooks.
#ifndef CMMM_CLI_PRINTING_TEMPLATE_TEXT_H_
#define CMMM_CLI_PRINTING_TEMPLATE_TEXT_H_

#include <string>

#include "excel/questions.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// A table of answers as CSV: UTF-8 with a byte order mark, which Excel needs;
// one row per question, with what it asks and an empty grade. Rows of more
// enterprises may follow below.
std::string TemplateCsv(const excel::Questions& questions,
                        texts::Language language);

// Columns: enterprise_id,weight_set,excluded_domain_ids,assess_up_to_level,
// requirement_id,subdomain,level,statement,hint,grade,note.

// One line: a ScoreRequest in proto3 JSON in which every question is open.
//   {"model":{…},"profile":{…},"list":{"answers":[
//     {"requirement_id":"data.1.a","grade":"GRADE_UNSPECIFIED"},…]}}
std::string TemplateJsonLine(const excel::Questions& questions);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_TEMPLATE_TEXT_H_
