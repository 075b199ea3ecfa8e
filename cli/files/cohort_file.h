// Cohort files, and how one enterprise's place in one is said.
//
// A cohort is a cmmm.v1.Cohort as JSON or textproto: how the results of many
// lie, without saying whose they are (portfolio/cohort.h).
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
// kNoInput when it cannot be read; kData when it is no cohort, or one that
// contradicts itself.
MaybeFailure ReadCohort(const std::string& file, v1::Cohort* cohort);

// As JSON, whole or not at all; kIo when the file exists and may not be
// replaced.
MaybeFailure WriteCohort(const std::string& file, const v1::Cohort& cohort,
                         bool replace);

// The place of the total, as a paragraph.
// Says so when the cohort was scored by another model than `score`.
void PrintPlace(texts::Language language, const v1::Cohort& cohort,
                const v1::ScoreResponse& score, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_COHORT_FILE_H_
