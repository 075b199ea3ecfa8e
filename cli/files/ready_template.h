// An empty file of declarations, to be filled in.
//
//   # A clean credit record.
//   declarations { condition_id: "credit" declared: DECLARED_UNSPECIFIED }
//
// What is left unspecified stays open, so the verdict of it is undecided.
#ifndef CMMM_CLI_FILES_READY_TEMPLATE_H_
#define CMMM_CLI_FILES_READY_TEMPLATE_H_

#include <optional>
#include <ostream>
#include <string>

#include "cli/printing/failure_text.h"
#include "cmmm/v1/programme.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// Prints a cmmm.v1.Declarations with every condition that an applicant for
// `track` declares, all open; for any track when it is empty. A track that
// the programme does not have is a failure that names those it has.
// As textproto, with a head that says how to fill it in.
MaybeFailure PrintDeclarations(const v1::ProgrammeDefinition& programme,
                               const std::string& track,
                               texts::Language language, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_READY_TEMPLATE_H_
