// Workbooks that were filled in, as requests.
#ifndef CMMM_CLI_READ_WORKBOOK_H_
#define CMMM_CLI_READ_WORKBOOK_H_

#include <optional>
#include <string>

#include "cli/problem.h"
#include "cli/scoring_engine.h"
#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm {

// Reads the workbook `content` of `file`; see ReadRequest.
std::optional<Problem> ReadWorkbook(const std::string& file,
                                    std::string content, ScoringEngine* engine,
                                    v1::ScoreRequest* request);

}  // namespace cmmm

#endif  // CMMM_CLI_READ_WORKBOOK_H_
