// Cohort files, and how one enterprise's place in one is said.
#ifndef CMMM_CLI_FILES_COHORT_FILE_H_
#define CMMM_CLI_FILES_COHORT_FILE_H_

#include <optional>
#include <ostream>
#include <string>

#include "cli/printing/failure_text.h"
#include "cmmm/v1/portfolio.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// Reads and checks a cohort; problems name the file.
MaybeFailure ReadCohort(const std::string& file, v1::Cohort* cohort);

MaybeFailure WriteCohort(const std::string& file, const v1::Cohort& cohort,
                         bool replace);

// The place of the total, as a paragraph.
void PrintPlace(texts::Language language, const v1::Cohort& cohort,
                const v1::ScoreResponse& score, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_COHORT_FILE_H_
