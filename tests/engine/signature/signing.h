// Signed results to test with, and what verifying says of them.
#ifndef CMMM_TESTS_ENGINE_SIGNATURE_SIGNING_H_
#define CMMM_TESTS_ENGINE_SIGNATURE_SIGNING_H_

#include <map>
#include <string>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "cmmm/v1/signed_result.pb.h"
#include "engine/model/catalog.h"
#include "engine/signature/keys.h"
#include "engine/signature/signed_file.h"

namespace cmmm::test {

// Always the same key; another one for another letter.
PrivateKey KeyOf(char letter = 'k');

// A small request for the tiny model, everything `mostly`.
v1::ScoreRequest TinyRequest();

// Signed with KeyOf; fails the test when it is refused.
std::string SignOrDie(const Catalog& catalog, const v1::ScoreRequest& request);
// What TinyRequest gives.
const std::string& TinySigned();

// The bodies of a whole file, to alter and to sign again.
SignedContent ContentOf(const std::string& file);

// Trusting the public half of KeyOf('k'), or no key but any.
v1::VerifyResultResponse VerifyTiny(const std::string& file);
v1::VerifyResultResponse VerifyTinyAnyKey(const std::string& file);
v1::VerifyResultResponse VerifyWith(const Catalog& catalog,
                                    const std::string& file);

// Outcomes of the steps, one letter each in their order: P passed, N noted,
// F failed, - not reached.
std::string OutcomesOf(const v1::VerifyResultResponse& response);

// `step reason section` of every finding.
std::vector<std::string> FindingsOf(const v1::VerifyResultResponse& response);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_ENGINE_SIGNATURE_SIGNING_H_
