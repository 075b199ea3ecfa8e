// Workbooks as inputs: one assessment, the template filled in, as a record
// beside those of tables.
#ifndef CMMM_TABLES_ASSESSMENT_ROW_H_
#define CMMM_TABLES_ASSESSMENT_ROW_H_

#include <string>
#include <vector>

#include "cmmm/v1/model_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/base/row_finding.h"
#include "excel/xlsx_workbook.h"
#include "tables/block.h"
#include "tables/editions.h"

namespace cmmm::tables {

// A record of one assessment, in the columns AssessmentColumns says.
struct AssessmentRow {
  Row row;
  RowFindings notices;              // for a person, `column` being the place
  std::vector<std::string> places;  // as TableLayout's
  // What it was read by; nullptr: the model of the run.
  const Edition* edition = nullptr;
};

// enterprise_id, weight_set, excluded_domain_ids, assess_up_to_level, the
// requirements, then `carried`.
std::vector<std::string> AssessmentColumns(
    const v1::ModelDefinition& model, const std::vector<std::string>& carried);

// The columns that a workbook fills from what it says of the enterprise:
// `enterprise` (its name), `industry`, `region`, `contact`, `assessed_on`,
// `assessor`, `remarks`.
std::vector<std::string> InfoColumns();

// Reads the workbook as an assessment; never fails: what is wrong becomes
// findings of the record, which is not readable then. `stem`, the file's name,
// is the enterprise without an id and a name. It is read by the edition that it
// names (editions.h); a notice workbook.other_model says when that is not the
// model of the run. `tell_open`: the findings of one that is refused tell its
// open questions, too.
//
// A name of a file that is no UTF-8 cannot be the enterprise
// (row.file_name). What the workbook says of the enterprise and `carried` has
// no column for is told in a notice, input.columns_left_out.
AssessmentRow ReadAssessment(Outcome<excel::XlsxWorkbook> workbook,
                             const Editions& editions, const std::string& stem,
                             const std::vector<std::string>& carried,
                             bool tell_open = false);

// The record of a workbook of which no more is known than that it cannot be
// read, and why.
AssessmentRow RefusedRow(const Editions& editions, const std::string& stem,
                         const std::vector<std::string>& carried,
                         RowFindings findings);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_ASSESSMENT_ROW_H_
