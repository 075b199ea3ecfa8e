// The lines about the assessment, understood by a model: the weight set, the
// domains left out and the highest level.
#ifndef CMMM_EXCEL_INTERPRET_PROFILE_H_
#define CMMM_EXCEL_INTERPRET_PROFILE_H_

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/violations.h"
#include "excel/collect_answers.h"

namespace cmmm::excel {

// Weight sets and domains are named by their ids or by their names in either
// language, whatever the case and the width; domains are several, with commas,
// semicolons or `、` between them. A line that is empty sets nothing. What is
// no weight set, no domain that may be left out, or no level is a violation of
// the rule workbook.field_value at its cell, and its message says what there
// is; so is a domain that is named twice.
void ReadProfile(const WrittenAssessment& written,
                 const v1::ModelDefinition& model, v1::Profile* profile,
                 Violations* violations);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_INTERPRET_PROFILE_H_
