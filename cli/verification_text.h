// The report of `cmmm verify` for a person.
#ifndef CMMM_CLI_VERIFICATION_TEXT_H_
#define CMMM_CLI_VERIFICATION_TEXT_H_

#include <ostream>
#include <string>

#include "cli/format_text.h"
#include "cmmm/v1/signed_result.pb.h"

namespace cmmm {

// The verdict, what the file claims, every step with its findings, and the
// fields that differ.
void PrintVerification(const std::string& file,
                       const v1::VerifyResultResponse& response,
                       Language language, std::ostream& out);

}  // namespace cmmm

#endif  // CMMM_CLI_VERIFICATION_TEXT_H_
