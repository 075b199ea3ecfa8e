// The report of `cmmm verify` for a person.
//
//   my.signed
//     ✗ Not verified
//
//       – not reached     file format
//       ✗ does not hold   digests of the sections
//         digest.mismatch (request, byte 21 to 15409)
//
// Every step has a line: `✓` it holds, `✗` it does not, `–` it was not reached.
// A finding has its reason (docs/signed_results.md) and its bytes in the file.
#ifndef CMMM_CLI_PRINTING_VERIFICATION_TEXT_H_
#define CMMM_CLI_PRINTING_VERIFICATION_TEXT_H_

#include <ostream>
#include <string>

#include "cmmm/v1/signed_result.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// The verdict, what the file claims, every step with its findings, and the
// fields that differ.
// A step that was not reached says so; of many differences the first 20.
void PrintVerification(const std::string& file,
                       const v1::VerifyResultResponse& response,
                       texts::Language language, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_VERIFICATION_TEXT_H_
