// Workbooks that were filled in, as requests. Findings name their cells:
//
//   self.xlsx, 技术!F3: workbook.unknown_grade, workbook.date_as_grade, …
//   self.xlsx, 技术!C3: workbook.unknown_requirement, …
#ifndef CMMM_CLI_FILES_READ_WORKBOOK_H_
#define CMMM_CLI_FILES_READ_WORKBOOK_H_

#include <map>
#include <optional>
#include <string>

#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"
#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm::cli {

// Reads the workbook `content` of `file`; see ReadRequest. `places`, unless
// nullptr, gets the cells where grades stand, by the ids of requirements.
// kData with every finding by its cell (docs/excel.md), kData by
// workbook.unknown_model for an edition that the engine has not; notices go to
// standard error.
MaybeFailure ReadWorkbook(const std::string& file, std::string content,
                          ScoringEngine* engine, const v1::ModelRef& asked,
                          v1::ScoreRequest* request,
                          std::map<std::string, std::string>* places);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_READ_WORKBOOK_H_
